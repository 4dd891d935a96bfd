-- 0066_sum: a year's report reads sums of years; a register's entries are counted by division; a page of a search is
-- looked for among 512 rows first.
create table kb.measure_year (
    organ_id bigint not null,
    year int not null,
    procedure text not null,
    measure text not null,
    value numeric not null,
    n bigint not null,
    primary key (organ_id, year, procedure, measure, value)
);
comment on table kb.measure_year is
    'What is folded of kb.measure_tally, by organisation and year: as many rows as there are values, not cases.';
create table kb.limit_year (
    organ_id bigint not null,
    year int not null,
    procedure text not null,
    limit_name text not null,
    on_time bigint not null,
    late bigint not null,
    primary key (organ_id, year, procedure, limit_name)
);
comment on table kb.limit_year is 'What is folded of kb.limit_tally, by organisation and year.';
create table kb.rating_year (
    organ_id bigint not null,
    year int not null,
    level int not null,
    n bigint not null,
    primary key (organ_id, year, level)
);
comment on table kb.rating_year is 'What is folded of kb.rating_tally, by organisation and year.';
select kb.guard_table(t, 'select, insert, update')
from unnest(array['kb.measure_year', 'kb.limit_year', 'kb.rating_year']::regclass[]) t;
insert into kb.measure_year (organ_id, year, procedure, measure, value, n)
select t.organ_id, extract(year from t.month), t.procedure, t.measure, t.value, sum(t.n)
from kb.measure_tally t where t.folded and t.organ_id is not null group by 1, 2, 3, 4, 5;
insert into kb.limit_year (organ_id, year, procedure, limit_name, on_time, late)
select t.organ_id, extract(year from t.month), t.procedure, t.limit_name, sum(t.on_time), sum(t.late)
from kb.limit_tally t where t.folded and t.organ_id is not null group by 1, 2, 3, 4;
insert into kb.rating_year (organ_id, year, level, n)
select t.organ_id, extract(year from t.month), t.level, sum(t.n)
from kb.rating_tally t where t.folded and t.organ_id is not null group by 1, 2, 3;

alter table kb.register_tally add column region text;
comment on table kb.register_tally is
    'Entries in force by register, division and who may read them; sum(n). Appended by triggers, api.fold_tally() adds up.';
delete from kb.register_tally;
insert into kb.register_tally (register, region, public, closed, n)
select e.register, e.region, e.public, e.closed, count(*) from kb.register_entry e
where e.valid_to is null group by 1, 2, 3, 4;
alter table kb.register_tally alter region set not null;

create or replace function kb.tally_entered() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.register_tally (register, region, public, closed, n)
    select f.register, f.region, f.public, f.closed, count(*) from fresh f where f.valid_to is null
    group by 1, 2, 3, 4;
    return null;
end $$;
create or replace function kb.tally_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.register_tally (register, region, public, closed, n)
    values (new.register, new.region, new.public, new.closed, case when new.valid_to is null then 1 else -1 end);
    return null;
end $$;

create or replace function kb.search_windows(p_id bigint) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
return array['w9:' || (p_id >> 9), 'w12:' || (p_id >> 12), 'w15:' || (p_id >> 15), 'w18:' || (p_id >> 18)];
comment on function kb.search_windows(bigint) is
    'The windows of 512, 4,096, 32,768 and 262,144 ids in which an id lies, as keys of the index.';
reindex index kb.search_item_keys_idx;
