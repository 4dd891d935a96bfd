-- million_end.sql: what million_begin.sql took away, when all rows are there.
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '4GB';
\timing on
insert into kb.register_tally (register, region, public, closed, n)
select register, region, public, closed, count(*) from kb.register_entry where key like 'bench-%' and valid_to is null
group by 1, 2, 3, 4;
select setval(pg_get_serial_sequence('kb.case_file', 'case_id'), max(case_id)) as cases from kb.case_file;
select setval(pg_get_serial_sequence('kb.register_entry', 'entry_id'), max(entry_id)) as entries from kb.register_entry;
update kb.audit_state set horizon = pg_snapshot_xmin(pg_current_snapshot());
select again from bench.index order by again like '%search_keys%' \gexec
alter index kb.search_item_keys_idx alter column 1 set statistics 0;
drop schema bench cascade;
select api.fold_tally(), api.sample_search();
vacuum analyze;
