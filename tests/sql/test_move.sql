begin;
\ir data/setup.psql
select plan(41);

-- opening
select is(pg_temp.be('t-gov/handler'), 'example-' || pg_temp.organ('t-gov') || '-handler', 'enter gives the account');
select throws_ok($$ select api.begin_draft(gen_random_uuid(), 'trial', 'submit', '') $$,
    'KB403', 'error.not-eligible', 'the role of the opening move is asked');
select pg_temp.be('t-prov/applicant') \g /dev/null
select throws_ok($$ select api.begin_draft(gen_random_uuid(), 'trial', 'submit', '') $$,
    'KB403', 'error.not-eligible', 'an office is not of the opener''s kind');
select throws_ok($$ select api.begin_draft(gen_random_uuid(), 'trial-child', '', '') $$,
    'KB404', 'error.not-found', 'what the engine opens nobody else opens');
select api.enter(null, null) \g /dev/null
select throws_ok($$ select api.begin_draft(gen_random_uuid(), 'trial', 'submit', '') $$,
    'KB401', 'error.sign-in', 'a guest must sign in');

select pg_temp.be('t-gov/applicant') \g /dev/null
select api.begin_draft('00000000-0000-4000-8000-000000000001', 'trial', 'submit', '') as draft \gset
select is(api.begin_draft(gen_random_uuid(), 'trial', 'submit', ''), :'draft'::uuid, 'the open draft is given again');
select is((select data::text from api.draft(:'draft')), '<apply/>', 'a new draft holds the empty form');
select is((select (xpath('string(/case/party/province/@name)', case_document))[1]::text
    from api.draft(:'draft')), '试验省局', 'the draft''s document knows the parties');
select is(api.save_draft(:'draft', '<apply><industry/><a>1</a></apply>', 'one', 1), 2, 'saving raises the revision');
select throws_ok(format($$ select api.save_draft(%L, '<apply/>', 'one', 1) $$, :'draft'),
    'KB409', 'error.draft-changed', 'a second tab is told');
select throws_ok(format($$ select api.save_draft(%L, '<other/>', 'one', 2) $$, :'draft'),
    'KB422', 'error.data', 'only the form''s element is taken');
select throws_ok(format($$ select api.move_case(gen_random_uuid(), %L, null, 0) $$, :'draft'),
    'KB422', 'error.guard', 'the guard of the opening move holds');
\set data '<apply><industry>智能家电 &amp; 水</industry><a>1</a><b>2</b></apply>'
select case_number as num, case_id, query_code as qc, event_id as ev
from api.move_case('00000000-0000-4000-8000-0000000000aa', :'draft', :'data', 0) \gset
select matches(:'num'::text, '^370200-2026-T01-00001-[0-9X]$', 'the case number has its shape');
select is((select case_number || query_code from api.move_case('00000000-0000-4000-8000-0000000000aa', :'draft', :'data', 0)),
    (:'num' || :'qc')::text, 'the same request gives the same answer');
select throws_ok(format($$ select api.move_case('00000000-0000-4000-8000-0000000000aa', %L, '<apply/>', 0) $$, :'draft'),
    'KB409', 'error.request-reused', 'the same id with other input is refused');
select is((select count(*) from api.case_view), 1::bigint, 'and made one case only');
select is((select (xpath('concat(/case/record/result/total, "/", /case/record/result/double, "/", count(/case/record/result/never))',
    document))[1]::text from api.case_view), '3/6/0', 'effects see what earlier effects wrote');
select is((select text from api.notification_view), '已收到智能家电 & 水', 'a notification is filled in');
select is((select due_on || ' ' || due_name || ' ' || days_left from api.case_view), '2026-03-16 审查 14', 'the clock runs');
select is((select subject || '|' || mine from api.case_view), '智能家电 & 水|false', 'the case is about the industry and waits for another');

-- check, suspend, resume
select pg_temp.be('t-gov/applicant') \g /dev/null
select throws_ok(format($$ select api.begin_draft(gen_random_uuid(), '', 'ask', %L) $$, :'num'),
    'KB403', 'error.not-your-move', 'another party''s move is refused');
select pg_temp.be('t-prov/reviewer') \g /dev/null
select is((select why from api.move_view where name = 'ask'), 'error.role', 'a move says why not: role');
select is((select why from api.move_view where name = 'recommend'), 'error.guard', 'a move says why not: guard');
select pg_temp.be('t-prov/handler') \g /dev/null
select is((select string_agg(name, ' ' order by n) from api.move_view where permitted), 'ask draft', 'moves permitted');
select pg_temp.clock('2026-03-05 09:00+08') \g /dev/null
select state from pg_temp.go('', 'ask', :'num') \g /dev/null
select is((select status from api.limit_view), 'suspended', 'the clock stands still');
select pg_temp.be('t-gov/applicant') \g /dev/null
select pg_temp.clock('2026-03-10 09:00+08') \g /dev/null
select api.begin_draft(gen_random_uuid(), '', 'mend', :'num') as draft \gset
select is((select (xpath('string(/apply/a)', data))[1]::text from api.draft(:'draft')), '1', 'mending begins with what was sent');
select state from pg_temp.go('', 'mend', :'num', :'data') \g /dev/null
select is((select status || ' ' || due_on from api.limit_view), 'running 2026-03-19', 'three working days later');
select is((select (xpath('count(/trace/suspended)', trace))[1]::text from api.limit_view), '1', 'the trace shows it');

-- two pairs of eyes, two people at once, letters
select pg_temp.be('t-prov/handler') \g /dev/null
select state from pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
select is((select why from api.move_view where name = 'recommend'), 'error.two-people', 'who drafted may not sign');
select pg_temp.be('t-prov/signer') \g /dev/null
select api.begin_draft(gen_random_uuid(), '', 'recommend', :'num') as draft \gset
select throws_ok(format($$ select api.move_case(gen_random_uuid(), %L, null, 1) $$, :'draft'),
    'KB409', 'error.case-changed', 'an old revision is told');
select is((select letters -> 0 ->> 'number' from api.move_case(gen_random_uuid(), :'draft', null, (select revision from api.case_view))),
    '试鲁函〔2026〕1号', 'the letter has its number');
select throws_ok('set constraints all immediate', 'KB409', 'error.letter-without-document', 'no letter without its document');
select api.store_letter(letter_id, '<letter/>', repeat('ab', 32)) from api.pending_letters(:case_id) \g /dev/null
select lives_ok('set constraints all immediate', 'with its document it passes');
set constraints all deferred;
select is((select status || ' ' || met_on from api.limit_view), 'met 2026-03-10', 'the limit is met');
select is((select count(*) from api.case_view where mine), 0::bigint, 'the province has no move now');
select pg_temp.be('t-nat/signer') \g /dev/null
select is((select holder_name || ' ' || mine from api.case_view), '试验国家局 true', 'the national office holds it');
select state from pg_temp.go('', 'approve', :'num') \g /dev/null
select is((select state || ' ' || final || ' ' || (closed_at is not null) from api.case_view), 'done approved true', 'the case ends');
select is((select title || ' ' || (xpath('string(/entry/score)', data))[1]::text || ' ' || current from api.entry_view
    where register = 'centre-t'), '智能家电 & 水中心 1 true', 'the register has the entry');
select is((select name || ' ' || parent_name from api.organ_view where kind = 'centre' and name like '智能家电%'),
    '智能家电 & 水中心 试验市政府', 'the centre exists');
select is((select title from api.notice_view where case_number = :'num'), '批复' || :'num', 'the notice is out');
select is((select (xpath('string(/case/record/copied/industry)', document))[1]::text from api.case_view),
    '智能家电 &amp; 水', 'an element was copied');
select * from finish();
rollback;
