begin;
\ir data/setup.psql
reset role;
-- 77 centres with scores; the last ten share three scores
insert into kb.organ (code, name, kind, level, region)
select 'c-' || i, '中心' || i, 'centre', 'prefecture', '370200' from generate_series(1, 77) i;
insert into kb.register_entry (register, key, seq, title, data, organ_id, public, valid_from, at)
select 'centre-t', lpad(i::text, 3, '0'), 1, '中心' || i, format('<entry><title>中心%s</title><organ>%s</organ><score>%s</score></entry>',
    i, pg_temp.organ('c-' || i), case when i in (5, 6) then 95 else 100 - i end)::xml, pg_temp.organ('c-' || i), true, '2020-01-01', now()
from generate_series(1, 77) i;
insert into actor select 'c-' || i, api.example_actor(pg_temp.organ('c-' || i), 'applicant', null) from unnest(array[3, 77]) i;
set role kb_worker;
select plan(15);

select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num, case_id from pg_temp.go('trial', '', '', '<apply><industry>x</industry><a>1</a><b>1</b></apply>') \gset
select pg_temp.be('t-prov/handler') \g /dev/null
select pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
select pg_temp.be('t-prov/signer') \g /dev/null
select pg_temp.go('', 'recommend', :'num') \g /dev/null
select pg_temp.be('t-nat/signer') \g /dev/null
select pg_temp.go('', 'assess', :'num') \g /dev/null
select is((select count(*) from api.link_view where parent_number = :'num'), 77::bigint, 'a child for each entry');
select is((select string_agg(distinct c.state || ' ' || c.holder_name, ',') from api.case_view c where parent_number = :'num'),
    'open 试验国家局', 'each in its first state');
select is((select (xpath('string(/case/party/centre/@name)', document))[1] || ' ' || (xpath('string(/case/record/mark/score)', document))[1]
    from api.case_view where parent_number = :'num' and subject = '中心3'), '中心3 97', 'the subject and the values are there');
select pg_temp.be('c-77') \g /dev/null
select is((select count(*) from api.case_view), 0::bigint, 'a centre does not see its case before it holds it');
select pg_temp.be('t-nat/signer') \g /dev/null
select pg_temp.go('', 'rank', :'num') \g /dev/null
select is((select string_agg(rank::text, ' ' order by rank) from (select (xpath('string(/case/record/result/rank)', document))[1]::text::int as rank
    from api.case_view where parent_number = :'num' and state = 'order') x), '70 71 72 73 74 75 76 77', 'rank > 0.9 of 77: the last eight');
select is((select string_agg(distinct state, ' ' order by state) from api.case_view where parent_number = :'num'), 'order told', 'the others are told');
select is((select string_agg((xpath('string(/case/record/result/rank)', document))[1]::text, ' ') from api.case_view
    where parent_number = :'num' and subject in ('中心5', '中心6')), '5 5', 'ties share the better rank');
select is((select (xpath('string(/case/record/result/rank)', document))[1]::text from api.case_view
    where parent_number = :'num' and subject = '中心7'), '7', 'and the next one skips');
select is((select (xpath('concat(/case/record/result/of, " ", /case/record/result/cut)', document))[1]::text from api.case_view
    where number = :'num'), '77 69', 'the parent knows the number and the last safe rank');
select is((select string_agg(kind, ' ' order by seq) from api.event_view where case_number = (select number from api.case_view
    where parent_number = :'num' and subject = '中心77')), 'auto rank auto auto', 'the engine''s moves are on record');
select pg_temp.be('c-77') \g /dev/null
select number as child from api.case_view where mine \gset
select is((select count(*) from api.case_view), 1::bigint, 'a centre sees its own case only');
select pg_temp.go('', 'close', :'child') \g /dev/null
select is((select state from api.case_view), 'closed', 'the child ends');
select pg_temp.be('t-nat/signer') \g /dev/null
select is((select state from api.case_view where number = :'num'), 'done', 'and moves its parent');
-- the parent is done now: a further child moves nothing
select pg_temp.be('c-3') \g /dev/null
select lives_ok($$ select pg_temp.go('', 'close', (select number from api.case_view where mine)) $$, 'a parent that has moved on is left alone');
select pg_temp.be('t-nat/signer') \g /dev/null
select is((select count(*) from api.event_view where case_number = :'num' and move = 'child-done'), 1::bigint, 'once');
select * from finish();
rollback;
