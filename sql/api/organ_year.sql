create or replace function api.organ_year(p_organ_id bigint, p_year int)
returns table (procedure text, procedure_title text, procedure_title_en text, measure text, title text,
    title_en text, unit text, kind text, value numeric, n numeric, value_before numeric, n_before numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with d as (
        select v.name as procedure, v.code, v.title as procedure_title, v.title_en as procedure_title_en, m.*
        from kb.procedure_version v join kb.procedure_measure m using (version_id)
        where v.version_id = kb.figures_version(v.name) and (m.public or (select kb.sees_figures(p_organ_id)))),
    o as materialized (select kb.figure_organs(p_organ_id) as all_of),
    x as (
        select p.procedure, f.* from o, lateral (select t.procedure from kb.measure_year t
                where t.organ_id = any (o.all_of) and t.year between p_year - 1 and p_year
                union select t.procedure from kb.measure_tally t
                where not t.folded and t.organ_id = any (o.all_of)
                    and t.month between make_date(p_year - 1, 1, 1) and make_date(p_year, 12, 31)) p,
            kb.measure_values(p.procedure, make_date(p_year - 1, 1, 1), make_date(p_year, 12, 31), 'years',
                o.all_of) f)
    select d.procedure, d.procedure_title, d.procedure_title_en, d.name, d.title, d.title_en,
        case d.kind when 'rate' then '%' else d.unit end, d.kind,
        max(x.value) filter (where x.key = p_year::text), max(x.n) filter (where x.key = p_year::text),
        max(x.value) filter (where x.key <> p_year::text), max(x.n) filter (where x.key <> p_year::text)
    from d join x on x.procedure = d.procedure and x.measure = d.name
    group by 1, 2, 3, 4, 5, 6, 7, 8, d.code, d.n
    order by d.code, d.procedure, d.n;
end;
comment on function api.organ_year(bigint, int) is
    'A year''s figures of an organisation (an office: with its division), each beside the year before, by
procedure. As api.measures.';

drop function if exists api.organ_on_time(bigint, int);
create function api.organ_on_time(p_organ_id bigint, p_year int)
returns table (procedure text, procedure_title text, procedure_title_en text, limit_name text, title text,
    title_en text, on_time bigint, late bigint, overdue bigint, on_time_before bigint, late_before bigint,
    overdue_before bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with o as materialized (select kb.figure_organs(p_organ_id) as all_of),
    t as (
        select y.procedure, y.limit_name, y.year = p_year as now, y.on_time, y.late, 0 as overdue
        from kb.limit_year y
        where y.organ_id = any ((select o.all_of from o)::bigint[]) and y.year between p_year - 1 and p_year
        union all
        select m.procedure, m.limit_name, m.month >= make_date(p_year, 1, 1), m.on_time, m.late, 0
        from kb.limit_tally m
        where not m.folded and m.organ_id = any ((select o.all_of from o)::bigint[])
            and m.month between make_date(p_year - 1, 1, 1) and make_date(p_year, 12, 31)
        union all
        select c.procedure, l.name, c.opened_at >= x.this_year, 0, 0, 1
        from kb.case_limit l join kb.case_file c using (case_id), (select
                make_date(p_year - 1, 1, 1)::timestamp at time zone 'Asia/Shanghai' as since,
                make_date(p_year, 1, 1)::timestamp at time zone 'Asia/Shanghai' as this_year,
                make_date(p_year + 1, 1, 1)::timestamp at time zone 'Asia/Shanghai' as until) x
        where l.status = 'running' and l.due_on < (select kb.today()) and c.holder_id = any ((select o.all_of from o)::bigint[])
            and c.opened_at >= x.since and c.opened_at < x.until),
    s as materialized (
        select t.procedure, t.limit_name, sum(t.on_time) filter (where t.now) as on_time,
            sum(t.late) filter (where t.now) as late, sum(t.overdue) filter (where t.now) as overdue,
            sum(t.on_time) filter (where not t.now) as on_time_before,
            sum(t.late) filter (where not t.now) as late_before,
            sum(t.overdue) filter (where not t.now) as overdue_before
        from t group by 1, 2)
    select s.procedure, v.title, v.title_en, s.limit_name, p.title, p.title_en, coalesce(s.on_time, 0)::bigint,
        coalesce(s.late, 0)::bigint, coalesce(s.overdue, 0)::bigint, coalesce(s.on_time_before, 0)::bigint,
        coalesce(s.late_before, 0)::bigint, coalesce(s.overdue_before, 0)::bigint
    from s
        join kb.procedure_version v on v.version_id = kb.figures_version(s.procedure)
        left join kb.procedure_limit p on p.version_id = v.version_id and p.name = s.limit_name
    order by v.code, s.procedure, p.n;
end;
comment on function api.organ_on_time(bigint, int) is
    'Public: time limits that an organisation (an office: with its division) met on time, met late, and has let run
over until today, of cases opened in the year and in the year before, by procedure and limit.';

create or replace function api.organ_rating(p_organ_id bigint, p_year int)
returns table (level int, n bigint, n_before bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with t as (
        select y.level, y.year, y.n from kb.rating_year y
        where y.organ_id = any ((select kb.figure_organs(p_organ_id))::bigint[]) and y.year between p_year - 1 and p_year
        union all
        select r.level, extract(year from r.month), r.n from kb.rating_tally r
        where not r.folded and r.organ_id = any ((select kb.figure_organs(p_organ_id))::bigint[])
            and r.month between make_date(p_year - 1, 1, 1) and make_date(p_year, 12, 31))
    select t.level, coalesce(sum(t.n) filter (where t.year = p_year), 0)::bigint,
        coalesce(sum(t.n) filter (where t.year < p_year), 0)::bigint
    from t
    group by 1 order by 1 desc;
end;
comment on function api.organ_rating(bigint, int) is
    'Public: ratings (5 the best) of an organisation (an office: with its division) in the year and the year before.';
