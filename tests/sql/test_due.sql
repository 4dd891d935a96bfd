begin;
\ir data/setup.psql
select plan(16);
select pg_temp.be('t-gov/applicant') \g /dev/null
select pg_temp.clock('2026-12-20 09:00+08') \g /dev/null
select case_number as num from pg_temp.go('trial', '', '', '<apply><industry>x</industry><a>1</a><b>1</b></apply>') \gset
select is((select due_on || ' ' || provisional from api.limit_view), '2027-01-04 true', 'a limit into the next year is provisional');
reset role;
\set tsv 'date\tkind\tholiday\tnotice\n2027-01-01\toff\t元旦\tN27\n2027-01-02\toff\t元旦\tN27\n2027-01-03\toff\t元旦\tN27\n2027-01-04\toff\t元旦\tN27\n2027-01-09\twork\t元旦\tN27'
create temp table moved as select * from api.load_calendar(replace(replace(:'tsv', '\t', E'\t'), '\n', E'\n'));
select is((select row(case_number, limit_name, old_due, new_due, provisional)::text from moved),
    row(:'num', 'check', '2027-01-04', '2027-01-05', false)::text, 'the notice moves it, and says so');
select is((select count(*) from kb.calday where extract(year from day) = 2027 and provisional), 0::bigint, 'stand-ins are gone');
select throws_ok($$ select * from api.load_calendar('x') $$, 'KB422', 'error.calendar', 'nonsense is refused');
set role kb_worker;
select is((select due_on || ' ' || due_provisional from api.case_view), '2027-01-05 false', 'the case shows the new day');
select is((select note from api.event_view where kind = 'limit'), 'check 2027-01-04 → 2027-01-05', 'on the record');
select is((select count(*) from api.run_due()), 0::bigint, 'nothing is due yet');
reset role;
select is((select acts from kb.case_limit), true, 'a limit with a move auto="due:…" acts');
savepoint still;
insert into kb.case_limit (case_id, name, round, start_on, amount, unit, roll, due_on)
select case_id, 'check', 2, '2026-12-17', 1, 'd', false, '2026-12-18' from kb.case_file where number = :'num';
update kb.case_limit set acts = false where round = 2;
set role kb_worker;
select is((select count(*) from api.run_due()), 0::bigint, 'and only one that acts is looked for');
rollback to still;
set role kb_worker;
select pg_temp.clock('2027-01-05 23:00+08') \g /dev/null
select is((select count(*) from api.run_due()), 0::bigint, 'nor on the last day');
select pg_temp.clock('2027-01-06 00:01+08') \g /dev/null
select is((select status || ' ' || days_left from api.limit_view), 'missed -1', 'the day after it is missed');
select is((select overdue from api.case_count('procedure') where key = 'trial'), 1::bigint, 'the figures say so');
select is((select case_number || ' ' || move from api.run_due()), :'num' || ' expire', 'the keeper makes the move');
select is((select count(*) from api.run_due()), 0::bigint, 'once');
select is((select state || ' ' || final || ' ' || coalesce(due_on::text, '-') from api.case_view), 'late done -', 'the case has ended');
select is((select n from api.case_count('state') where key = 'late'), 1::bigint, 'and is counted there');
select * from finish();
rollback;
