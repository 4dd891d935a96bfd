begin;
\ir data/setup.psql
select plan(44);
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num, case_id, query_code as qc from pg_temp.go('trial', '', '', '<apply><industry>秘密</industry><a>1</a><b>1</b></apply>') \gset
select api.begin_draft(gen_random_uuid(), 'trial', '', '') as draft \gset
select api.put_attachment(:'draft', 'plan', '方案.pdf') as file \gset
select api.put_chunk(:'file', 0, 'abc'), api.put_chunk(:'file', 1, 'de') \g /dev/null
select throws_ok(format($$ select api.end_attachment(%L, 'application/pdf', 4, repeat('a', 64)) $$, :'file'), 'KB422', 'error.attachment', 'the size must be right');
select lives_ok(format($$ select api.end_attachment(%L, 'application/pdf', 5, repeat('a', 64)) $$, :'file'), 'a file ends');
select throws_ok(format($$ select api.put_chunk(%L, 2, 'x') $$, :'file'), 'KB409', 'error.attachment-ended', 'and takes no more');
select is((select name || size from api.attachment(:'file')), '方案.pdf5', 'its owner reads it');
select api.put_attachment(:'draft', 'plan', '二.pdf') as file2 \gset
select api.put_chunk(:'file2', 0, 'abc') \g /dev/null
reset role;
update kb.setting set value = '0' where name = 'draft-megabytes';
set role kb_worker;
select throws_ok(format($$ select api.end_attachment(%L, 'application/pdf', 3, repeat('a', 64)) $$, :'file2'), 'KB413', 'error.draft-full', 'a draft does not grow without bound');
select api.drop_attachment(:'file2') \g /dev/null
select is(api.chunk(:'file', 1), 'de'::bytea, 'and its bytes');
select pg_temp.be('t-prov/handler') \g /dev/null
select pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
-- what the office that has the case drafts is for its own eyes
select is((select count(*) from api.case_view where xpath_exists('/case/record/opinion', document)), 1::bigint, 'the office sees its draft opinion');
select pg_temp.be('t-gov/applicant') \g /dev/null
select is((select count(*) from api.case_view where xpath_exists('/case/record/apply', document)), 1::bigint, 'the applicant sees the application');
select is((select count(*) from api.case_view where xpath_exists('/case/record/opinion', document)), 0::bigint, 'but not the draft opinion');
select is((select count(*) from api.event_view where data::text like '%opinion%'), 0::bigint, 'nor in the events');
select pg_temp.be('t-prov/signer') \g /dev/null
select pg_temp.go('', 'recommend', :'num') \g /dev/null
select pg_temp.be('t-gov/applicant') \g /dev/null
select is((select count(*) from api.event_view where data::text like '%opinion%'), 1::bigint, 'until the case has left the office');
select pg_temp.be('t-prov/signer') \g /dev/null
select code from api.letter_view \gset

-- whom a party is not to know by name
reset role;
select version_id, (select name from kb.procedure_party p where p.version_id = v.version_id and p.kind = 'opener') as opener
    from kb.case_file v where number = :'num' \gset
savepoint named;
update kb.procedure_party set withheld = array['party:' || :'opener'] where version_id = :version_id and kind = 'office';
update kb.procedure_state set unnamed = true where version_id = :version_id;
select kb.search_case(:case_id) \g /dev/null
set role kb_worker;
select pg_temp.be('t-prov/signer') \g /dev/null
select is((select count(*) from api.case_view v where number = :'num' and (v::text like '%试验市政府%' or v.organ_id is not null)), 0::bigint,
    'the case does not say who opened it');
select is((select count(*) from api.case_row v where v::text like '%试验市政府%') + (select count(*) from api.event_view v where v::text like '%试验市政府%')
    + (select count(*) from api.party_view v where v::text like '%试验市政府%') + (select count(*) from api.letter_view v where v.to_name like '%试验市政府%'),
    0::bigint, 'neither do lists, events, parties and letters');
select is((select n from api.search('试验市政府', '', '', '', '', '', '', '', 26)), 0, 'and it is not found by it');
select isnt((select organ_name from api.case_view where number = :'num'), '', 'it is called what it is');
select pg_temp.be('t-gov/applicant') \g /dev/null
select is((select organ_name from api.case_view where number = :'num'), '试验市政府', 'and sees its own name');
reset role;
rollback to named;
set role kb_worker;
select pg_temp.be('t-prov/signer') \g /dev/null

-- another organisation
select pg_temp.be('t-gov2/applicant') \g /dev/null
select is((select count(*) from api.case_view), 0::bigint, 'another organisation sees no case');
select is((select count(*) from api.event_view), 0::bigint, 'no event');
select is((select count(*) from api.limit_view), 0::bigint, 'no time limit');
select is((select count(*) from api.letter_view), 0::bigint, 'no letter');
select is((select count(*) from api.party_view), 0::bigint, 'no party');
select is((select count(*) from api.move_view), 0::bigint, 'no move');
select is((select count(*) from api.draft_view), 0::bigint, 'no draft');
select is((select count(*) from api.attachment_view), 0::bigint, 'no file');
select is((select count(*) from api.attachment(:'file')), 0::bigint, 'no file by its id');
select is(api.chunk(:'file', 0), null, 'no bytes');
select is((select count(*) from api.notification_view), 0::bigint, 'no message');
select is((select count(*) from kb.case_file) + (select count(*) from kb.case_reader), 0::bigint, 'nor in the tables');
select throws_ok(format($$ select api.draft(%L) $$, :'draft'), 'KB404', 'error.not-found', 'nor a draft by its id');
select throws_ok(format($$ select api.save_draft(%L, '<apply/>', '', 1) $$, :'draft'), 'KB404', 'error.not-found', 'nor may save it');
select throws_ok(format($$ select api.begin_draft(gen_random_uuid(), '', 'recommend', %L) $$, :'num'), 'KB404', 'error.not-found', 'a case of others is not found');
select api.begin_draft(gen_random_uuid(), 'trial', '', '') as other \gset
select throws_ok(format($$ select api.save_draft(%L, '<apply><plan ref="%s"/></apply>', '', 1) $$, :'other', :'file'), 'KB422', 'error.attachment', 'a file of others cannot be named');
select is((select count(*) from api.audit_lines(:'num')), case when session_user = 'kb_worker' then 0 else (select count(*) from api.audit_lines(:'num')) end, 'nor the record');

-- a guest, and one with the receipt
select api.enter(null, null) \g /dev/null
select is((select count(*) from api.case_view), 0::bigint, 'a guest sees nothing');
select is((select number || ' ' || title || ' ' || status from api.verify(lower(replace(:'code', '-', ' ')))), '试鲁函〔2026〕1号 推荐函 signed', 'but proves a letter by its code');
select is((select count(*) from api.verify('AAAA-AAAA-AAAA')), 0::bigint, 'no other');
select api.enter(null, (select ticket from api.track(:'num', lower(:'qc')))) \g /dev/null
select is((select number || ' ' || public_state || coalesce(document::text, '') from api.case_view), :'num' || ' deciding', 'the receipt shows the progress, not the record');
select is((select count(*) filter (where person_name is not null or data is not null or note is not null) from api.event_view), 0::bigint, 'and no person or data');
select is((select count(*) from api.letter_view), 0::bigint, 'nor letters between offices');
select throws_ok(format($$ select api.track(%L, 'ABCDEFGHJKL') $$, :'num'), 'KB404', 'error.track', 'a wrong code is refused');

-- auditors read, and do nothing
select pg_temp.be('t-nat/auditor') \g /dev/null
select is((select count(*) from api.case_view where number = :'num' and not mine), 1::bigint, 'a national auditor reads each case');
select throws_ok(format($$ select api.begin_draft(gen_random_uuid(), '', 'approve', %L) $$, :'num'), 'KB403', 'error.role', 'and may not act');

-- a refusal with nothing more to say is still a refusal
reset role;
select throws_ok($$ select kb.refuse('KB409', 'error.conflict', null, null) $$, 'KB409', 'error.conflict', 'no detail, no hint');
select throws_ok($$ select kb.refuse('KB409', 'error.conflict') $$, 'KB409', 'error.conflict', 'nor by default');
select * from finish();
rollback;
