create or replace function api.centre_year(p_year int, p_region text)
returns table (organ_id bigint, name text, name_en text, region text, region_name text, region_name_en text,
    on_time bigint, late bigint, overdue bigint, good bigint, rated bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with o as materialized (
        select o.organ_id, o.name, o.name_en, o.region, r.name as region_name, r.name_en as region_name_en
        from kb.organ o join kb.region r on r.code = o.region
        where o.kind = 'centre' and not o.example and (o.valid_to is null or o.valid_to >= kb.today())
            and o.region like coalesce(p_region, '') || '%'),
    ids as materialized (select array_agg(o.organ_id) as all_of from o),
    t as (
        select y.organ_id, y.on_time, y.late, 0 as overdue, 0 as good, 0 as rated
        from kb.limit_year y where y.organ_id = any ((select ids.all_of from ids)::bigint[]) and y.year = p_year
        union all
        select m.organ_id, m.on_time, m.late, 0, 0, 0 from kb.limit_tally m
        where not m.folded and m.organ_id = any ((select ids.all_of from ids)::bigint[])
            and m.month between make_date(p_year, 1, 1) and make_date(p_year, 12, 31)
        union all
        select c.holder_id, 0, 0, 1, 0, 0 from kb.case_limit l join kb.case_file c using (case_id)
        where l.status = 'running' and l.due_on < (select kb.today())
            and c.holder_id = any ((select ids.all_of from ids)::bigint[])
            and c.opened_at >= make_date(p_year, 1, 1)::timestamp at time zone 'Asia/Shanghai'
            and c.opened_at < make_date(p_year + 1, 1, 1)::timestamp at time zone 'Asia/Shanghai'
        union all
        select y.organ_id, 0, 0, 0, case when y.level >= 3 then y.n else 0 end, y.n
        from kb.rating_year y where y.organ_id = any ((select ids.all_of from ids)::bigint[]) and y.year = p_year
        union all
        select r.organ_id, 0, 0, 0, case when r.level >= 3 then r.n else 0 end, r.n from kb.rating_tally r
        where not r.folded and r.organ_id = any ((select ids.all_of from ids)::bigint[])
            and r.month between make_date(p_year, 1, 1) and make_date(p_year, 12, 31)),
    s as (
        select t.organ_id, sum(t.on_time)::bigint as on_time, sum(t.late)::bigint as late,
            sum(t.overdue)::bigint as overdue, sum(t.good)::bigint as good, sum(t.rated)::bigint as rated
        from t group by 1)
    select o.*, s.on_time, s.late, s.overdue, s.good, s.rated
    from o join s using (organ_id)
    where s.on_time + s.late + s.overdue + s.rated > 0
    order by s.on_time + s.late + s.overdue < 30,
        s.on_time::numeric / nullif(s.on_time + s.late + s.overdue, 0) desc nulls last, s.on_time desc, o.region, o.name;
end;
comment on function api.centre_year(int, text) is
    'Public: a year of each centre (p_region: a division''s code or its beginning) side by side, those most on time
first, those with fewer than 30 time limits behind them: time limits as api.organ_on_time
sums them, ratings as api.organ_rating, good those of level 3 to 5.';
