-- 0026_rating_tally: ratings (好差评) as figures of an office; no case is read for a report.
create table kb.rating_tally (
    procedure text not null,
    organ_id bigint,
    month date not null,
    level int not null,
    n bigint not null
);
comment on table kb.rating_tally is
    'Ratings by procedure, the organisation that had the case last, month of rating and level; sum(n).';
create index rating_tally_idx on kb.rating_tally (organ_id, month);
select kb.guard_table('kb.rating_tally', 'select, insert, delete');

create function kb.tally_rated() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.rating_tally (procedure, organ_id, month, level, n)
    select c.procedure, coalesce(c.holder_id, (
            select e.organ_id from kb.case_event e
            where e.case_id = c.case_id and e.organ_id <> c.opener_id order by e.seq desc limit 1)),
        date_trunc('month', r.at at time zone 'Asia/Shanghai'), r.level, count(*)
    from fresh r join kb.case_file c using (case_id) group by 1, 2, 3, 4;
    return null;
end $$;
comment on function kb.tally_rated() is 'Counts new ratings.';
create trigger rating_added after insert on kb.rating referencing new table as fresh
    for each statement execute function kb.tally_rated();

insert into kb.rating_tally (procedure, organ_id, month, level, n)
select c.procedure, coalesce(c.holder_id, (
        select e.organ_id from kb.case_event e
        where e.case_id = c.case_id and e.organ_id <> c.opener_id order by e.seq desc limit 1)),
    date_trunc('month', r.at at time zone 'Asia/Shanghai'), r.level, count(*)
from kb.rating r join kb.case_file c using (case_id) group by 1, 2, 3, 4;

-- figures are asked for several organisations now
drop function if exists kb.measure_values(text, date, date, text, bigint) cascade; -- api: made anew
create index limit_tally_organ_idx on kb.limit_tally (organ_id, month);
