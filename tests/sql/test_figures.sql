begin;
\ir data/setup.psql
reset role;
\set p `cat ../../sql/procedure/designation-province.xml`
select api.load_procedure(:'p') \g /dev/null
set role kb_worker;
select plan(20);
select is((select row(person_years, build_cost_wan, run_cost_wan, space_m2)::text from api.needs('all', 16)), '(106.7,800.0,533.3,1600.0)', 'the province''s formula');
select is((select row(person_years, build_cost_wan, run_cost_wan, space_m2)::text from api.needs('design', null)), '(10.0,150.0,100.0,300.0)', 'one city');
select is((select person_years from api.needs('invention-utility', 3)), 15.0, 'three cities are one standard');
select is((select count(*) from api.needs('other', 3)), 0::bigint, 'no such type');
select is((select count(*) from api.needs('all', 0)), 0::bigint, 'no cities');

select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num, query_code as qc from pg_temp.go('trial', '', '', '<apply><industry>x</industry><a>1</a><b>1</b></apply>') \gset
select is((select n || ' ' || label || ' ' || label_en from api.case_count('procedure') where key = 'trial'), '1 试验事项 Trial', 'one case');
select is((select string_agg(key || n, ',') from api.case_count('state')), 'check1', 'in one state');
select is((select string_agg(key || n, ',') from api.case_count('month')), '2026-031', 'in one month');
select is((select label || n from api.case_count('organ')), '试验省局1', 'with one office');
select throws_ok(format($$ select api.rate_case(%L, 5, '', '') $$, :'num'), 'KB409', 'error.case-open', 'an open case is not rated');
select pg_temp.be('t-prov/handler') \g /dev/null
select lives_ok(format($$ select api.claim_case(%L, true) $$, :'num'), 'a handler takes the case');
select pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
select pg_temp.be('t-prov/signer') \g /dev/null
select throws_ok(format($$ select api.claim_case(%L, true) $$, :'num'), 'KB409', 'error.case-claimed', 'another cannot');
select pg_temp.clock('2026-03-18 09:00+08') \g /dev/null
select is((select on_time || ' ' || late || ' ' || overdue || ' ' || overdue_before
    from api.organ_on_time(pg_temp.organ('t-prov'), 2026) where procedure = 'trial'), '0 0 1 0', 'a year''s report knows what runs over');
select pg_temp.go('', 'recommend', :'num') \g /dev/null
select is((select on_time || ' ' || late from api.case_count('organ') where label = '试验省局'), '0 1', 'two days late');
select is((select met_late || ' ' || running from api.on_time_view where procedure = 'trial'), '1 0', 'by limit too');
select is((select on_time || ' ' || late || ' ' || overdue from api.organ_on_time(pg_temp.organ('t-prov'), 2026)
    where procedure = 'trial' and late > 0), '0 1 0', 'done, it is late');
select pg_temp.be('t-nat/signer') \g /dev/null
select pg_temp.go('', 'approve', :'num') \g /dev/null
select api.fold_tally() \g /dev/null
select is((select string_agg(key || n, ',') from api.case_count('state')), 'done1', 'folded, the figures are the same');
select api.enter(null, (select ticket from api.track(:'num', :'qc'))) \g /dev/null
select lives_ok(format($$ select api.rate_case(%L, 5, '', '好') $$, :'num'), 'the receipt''s holder rates');
select throws_ok(format($$ select api.rate_case(%L, 5, '', '') $$, :'num'), 'KB409', 'error.rated', 'once');
select throws_ok('select * from kb.rating', '42501', null, 'no one sees who rated');
select * from finish();
rollback;
