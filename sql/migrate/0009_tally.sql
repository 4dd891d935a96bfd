-- 0009_tally: figures that do not slow down as cases pile up; what auditors see.
--
-- Changes are appended as rows of +1 and -1 and summed when read; api.fold_tally() adds them up, so
-- two cases never wait for one counter.
create table kb.case_tally (
    procedure text not null,
    state text not null,
    month date not null,
    n bigint not null
);
comment on table kb.case_tally is 'Cases by procedure, state and month of opening; sum(n) is the count.';
create index case_tally_idx on kb.case_tally (procedure, state, month);
select kb.guard_table('kb.case_tally', 'select, insert, delete');

create table kb.limit_tally (
    procedure text not null,
    limit_name text not null,
    organ_id bigint,
    month date not null,
    on_time bigint not null,
    late bigint not null
);
comment on table kb.limit_tally is
    'Time limits met, by procedure, limit, the organisation that held the case, month of opening.';
create index limit_tally_idx on kb.limit_tally (procedure, limit_name);
select kb.guard_table('kb.limit_tally', 'select, insert, delete');

create function kb.tally_opened() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.case_tally (procedure, state, month, n)
    select c.procedure, c.state, date_trunc('month', c.opened_at at time zone 'Asia/Shanghai'), count(*)
    from fresh c group by 1, 2, 3;
    return null;
end $$;
comment on function kb.tally_opened() is 'Counts new cases.';
create trigger case_file_opened after insert on kb.case_file referencing new table as fresh
    for each statement execute function kb.tally_opened();

create function kb.tally_moved() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.case_tally (procedure, state, month, n)
    select new.procedure, x.state, date_trunc('month', new.opened_at at time zone 'Asia/Shanghai'), x.n
    from (values (old.state, -1), (new.state, 1)) x (state, n);
    return null;
end $$;
comment on function kb.tally_moved() is 'Counts a case out of its old state and into the new one.';
create trigger case_file_moved after update of state on kb.case_file
    for each row when (old.state <> new.state) execute function kb.tally_moved();

-- What auditors see: readers of a case also hold 0 (national auditors) and the opener's province as a
-- negative number (-370000), and api.enter gives these to auditors of offices. So one index serves all.
alter table kb.case_reader drop constraint case_reader_organ_id_fkey;
comment on column kb.case_file.readers is
    'Organs that may read: each holder so far, parties that always see; 0 and minus the province''s code
for auditors of offices.';
create index notification_newest_idx on kb.notification (organ_id, notification_id desc);
