-- Figures are folded once, the sums are those of what was appended; registers are counted as they change.
begin;
\ir data/setup.psql
reset role;
select plan(22);
select api.fold_tally() \g /dev/null
create temp table had as select * from kb.figure_sum;
create function pg_temp.sum_of(p_by text, p_key text) returns text language sql as $$
    select concat_ws(' ', f.n - coalesce(h.n, 0), f.on_time - coalesce(h.on_time, 0), f.late - coalesce(h.late, 0))
    from kb.figure_sum f left join had h using (by, key) where f.by = p_by and f.key = p_key $$;

insert into kb.case_tally (procedure, state, month, n) values
    ('t-p', 'open', '2026-01-01', 3), ('t-p', 'open', '2026-01-01', -1), ('t-p', 'shut', '2026-01-01', 1);
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late) values
    ('t-p', 't-l', pg_temp.organ('t-prov'), '2026-01-01', 2, 1), ('t-p', 't-l', null, '2026-02-01', 1, 0);
select is((select met_on_time || ' ' || met_late from kb.on_time() where procedure = 't-p'), '3 1',
    'what is not folded yet is in the report');
select is((select n || ' ' || on_time || ' ' || late from api.case_count('procedure') where key = 't-p'), '3 3 1',
    'by procedure too');
select api.fold_tally() \g /dev/null
select is((select met_on_time || ' ' || met_late from kb.on_time() where procedure = 't-p'), '3 1', 'and folded, once');
select is((select n || ' ' || on_time || ' ' || late from api.case_count('procedure') where key = 't-p'), '3 3 1',
    'by procedure the same');
select is(pg_temp.sum_of('state', 'open'), '2 0 0', 'a state''s changes are summed');
select is(pg_temp.sum_of('limit', 't-p t-l'), '0 3 1', 'a limit''s, with and without an organisation');
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late) values
    ('t-p', 't-l', null, '2026-02-01', 4, 0);
select api.fold_tally() \g /dev/null
select api.fold_tally() \g /dev/null
select is((select array_agg(on_time order by month) from kb.limit_tally where procedure = 't-p'), '{2,5}'::bigint[],
    'a later fold adds to the same rows');

-- a year's figures are the same folded and not
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late) values
    ('trial', 'check', pg_temp.organ('t-prov'), '2025-12-01', 1, 0), ('trial', 'check', pg_temp.organ('t-prov'), '2026-02-01', 2, 1);
insert into kb.rating_tally (procedure, organ_id, month, level, n) values
    ('trial', pg_temp.organ('t-prov'), '2025-12-01', 5, 1), ('trial', pg_temp.organ('t-prov'), '2026-02-01', 5, 2);
create function pg_temp.year_of() returns text language sql as $$
    select string_agg(concat_ws(' ', on_time, late, on_time_before, late_before), ',')
    from api.organ_on_time(pg_temp.organ('t-prov'), 2026) where procedure = 'trial' $$;
select is(pg_temp.year_of(), '2 1 1 0', 'a year''s limits, not folded');
select api.fold_tally() \g /dev/null
select is(pg_temp.year_of(), '2 1 1 0', 'folded the same');
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late) values
    ('trial', 'check', pg_temp.organ('t-prov'), '2026-02-01', 1, 0);
select is(pg_temp.year_of(), '3 1 1 0', 'with what came later');
select is((select n || ' ' || n_before from api.organ_rating(pg_temp.organ('t-prov'), 2026)), '2 1', 'and ratings');

create function pg_temp.entries(out n bigint) language sql as $$
    select coalesce(sum(t.n), 0)::bigint from kb.register_tally t where t.register = 't-r' $$;
insert into kb.register_entry (register, key, seq, title, data, region, public, valid_from, valid_to, at)
select 't-r', i, 1, i, '<entry/>', case when i = 2 then '370200' else '330100' end, true, '2026-01-01', case when i = 3 then date '2026-02-01' end, now()
from generate_series(1, 3) i;
select is(pg_temp.entries(), 2::bigint, 'entries in force are counted');
select is((select n || ' ' || more from api.register_count('t-r', '', '', '', '370000', '')), '1 false', 'by division too');
select is((select n from api.register_count('t-r', '', '', '', '000000', '')), 2::bigint, 'the country''s are all');
update kb.register_entry set valid_to = '2026-03-01' where register = 't-r' and key = '1';
select is(pg_temp.entries(), 1::bigint, 'one that ends no more');
select api.fold_tally() \g /dev/null
select is(pg_temp.entries(), 1::bigint, 'folded the same');
select is((select count(*) from kb.register_tally where register = 't-r'), 1::bigint, 'in one row of each division');

-- public while it stands: ended, it is for offices, and nowhere else
insert into kb.procedure_register (version_id, n, name, public, fades, closed, title, title_en, columns)
select version_id, 9, 't-f', true, true, false, '名单', 'List', '<columns/>' from kb.procedure_version where name = 'trial' limit 1;
insert into kb.register_entry (register, key, seq, title, data, region, public, valid_from, at)
values ('t-f', '一', 1, '某失信单位', '<entry/>', '370200', true, '2026-01-01', now());
create function pg_temp.seen(p_office text) returns bigint language plpgsql as $$
declare n bigint;
begin
    perform set_config('kb.organs', '{}', true), set_config('kb.office', p_office, true), set_config('role', 'kb_worker', true);
    select count(*) into n from api.entry_view where register = 't-f';
    perform set_config('role', 'none', true);
    return n;
end $$;
select is(pg_temp.seen('off'), 1::bigint, 'an entry that stands is public');
select kb.end_entries('t-f', '{一}') \g /dev/null
select is(pg_temp.seen('off'), 0::bigint, 'ended, nobody reads it');
select is(pg_temp.seen('on'), 1::bigint, 'but offices');
select is((select seen from kb.search_item where kind = 'entry' and text like '某失信单位%'), '{-2}'::bigint[],
    'nor finds it');
select is((select coalesce(sum(n), 0) from kb.register_tally where register = 't-f' and public), 0::numeric,
    'nor is it counted');
select * from finish();
rollback;
