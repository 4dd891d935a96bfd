create or replace function api.case_count(p_by text)
returns table (label text, label_en text, key text, n bigint, overdue bigint, on_time bigint, late bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with live as (
        select c.procedure, c.state, date_trunc('month', c.opened_at at time zone 'Asia/Shanghai')::date
                as month, c.holder_id, count(distinct c.case_id) as overdue
        from kb.case_limit l join kb.case_file c using (case_id)
        where l.status = 'running' and l.due_on < kb.today() group by 1, 2, 3, 4),
    part as (
        select f.key, f.n, 0 as overdue, f.on_time, f.late from kb.figure_sum f
            where f.by = p_by and (f.by <> 'organ' or f.on_time + f.late > 0)
        union all
        select case p_by when 'procedure' then t.procedure when 'state' then t.state
                when 'month' then to_char(t.month, 'YYYY-MM') end, t.n, 0, 0, 0
            from kb.case_tally t where not t.folded and p_by <> 'organ' and t.state <> ''
        union all
        select c.holder_id::text, count(*), 0, 0, 0 from kb.case_file c
            where p_by = 'organ' and c.closed_at is null group by 1
        union all
        select case p_by when 'procedure' then v.procedure when 'state' then v.state
                when 'month' then to_char(v.month, 'YYYY-MM') else v.holder_id::text end, 0, v.overdue, 0, 0
            from live v
        union all
        select case p_by when 'procedure' then m.procedure when 'month' then to_char(m.month, 'YYYY-MM')
                when 'organ' then m.organ_id::text end, 0, 0, m.on_time, m.late
            from kb.limit_tally m where not m.folded and p_by <> 'state')
    select coalesce(v.title, s.title, o.name, p.key), coalesce(v.title_en, s.title_en, o.name_en, o.name, p.key),
        p.key, sum(p.n)::bigint, sum(p.overdue)::bigint, sum(p.on_time)::bigint, sum(p.late)::bigint
    from part p
        left join lateral (select x.title, x.title_en from kb.procedure_version x
            where p_by = 'procedure' and x.name = p.key order by x.valid_from desc limit 1) v on true
        left join lateral (select x.title, x.title_en from kb.procedure_state x
            where p_by = 'state' and x.name = p.key order by x.version_id desc limit 1) s on true
        left join kb.organ o on p_by = 'organ' and o.organ_id::text = p.key
    where p.key is not null
    group by 1, 2, 3 having sum(p.n) + sum(p.overdue) + sum(p.on_time) + sum(p.late) > 0
    order by p.key;
end $$;
comment on function api.case_count(text) is
    'Public figures by procedure, state, month (of opening) or organ (holder; n = open cases now): cases, of
them overdue now, time limits met on time and late. Cost does not grow with closed cases.';

create or replace function kb.on_time() returns table (procedure text, limit_name text, title text,
    title_en text, met_on_time bigint, met_late bigint, running bigint, overdue bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    with x as (
        select split_part(f.key, ' ', 1) as procedure, split_part(f.key, ' ', 2) as limit_name, f.on_time as met,
            f.late, 0 as running, 0 as overdue
        from kb.figure_sum f where f.by = 'limit'
        union all
        select m.procedure, m.limit_name, m.on_time, m.late, 0, 0 from kb.limit_tally m where not m.folded
        union all
        select c.procedure, l.name, 0, 0, count(*), count(*) filter (where l.due_on < kb.today())
        from kb.case_limit l join kb.case_file c using (case_id) where l.status = 'running' group by 1, 2)
    select x.procedure, x.limit_name, p.title, p.title_en, sum(x.met)::bigint, sum(x.late)::bigint,
        sum(x.running)::bigint, sum(x.overdue)::bigint
    from x left join lateral (select pl.title, pl.title_en from kb.procedure_limit pl
            join kb.procedure_version v using (version_id)
        where v.name = x.procedure and pl.name = x.limit_name order by v.version_id desc limit 1) p on true
    group by 1, 2, 3, 4;
end $$;
comment on function kb.on_time() is 'Rows of api.on_time_view, over all cases.';
create view api.on_time_view as select * from kb.on_time();
comment on view api.on_time_view is
    'Public: time limits met on time and late, running and overdue now, by procedure and limit.';

create or replace function api.fold_tally() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    lock table kb.figure_sum in share row exclusive mode; -- one at a time; moves do not wait
    with gone as (delete from kb.case_tally t where not t.folded returning *), total as (
        insert into kb.figure_sum as f (by, key, n)
        select k.by, k.key, sum(g.n) from gone g cross join lateral (values ('procedure', g.procedure),
            ('state', g.state), ('month', to_char(g.month, 'YYYY-MM'))) k (by, key)
        where g.state <> '' group by 1, 2
        on conflict (by, key) do update set n = f.n + excluded.n)
    insert into kb.case_tally as t (procedure, state, month, n, folded)
    select g.procedure, g.state, g.month, sum(g.n), true from gone g group by 1, 2, 3
    on conflict (procedure, state, month) where folded do update set n = t.n + excluded.n;
    with gone as (delete from kb.limit_tally t where not t.folded returning *), total as (
        insert into kb.figure_sum as f (by, key, on_time, late)
        select k.by, k.key, sum(g.on_time), sum(g.late) from gone g cross join lateral (values
            ('procedure', g.procedure), ('month', to_char(g.month, 'YYYY-MM')), ('organ', g.organ_id::text),
            ('limit', g.procedure || ' ' || g.limit_name)) k (by, key)
        where k.key is not null group by 1, 2
        on conflict (by, key) do update set on_time = f.on_time + excluded.on_time, late = f.late + excluded.late),
    years as (
        insert into kb.limit_year as f (organ_id, year, procedure, limit_name, on_time, late)
        select g.organ_id, extract(year from g.month), g.procedure, g.limit_name, sum(g.on_time), sum(g.late) from gone g
        where g.organ_id is not null group by 1, 2, 3, 4
        on conflict (organ_id, year, procedure, limit_name) do update
            set on_time = f.on_time + excluded.on_time, late = f.late + excluded.late)
    insert into kb.limit_tally as t (procedure, limit_name, organ_id, month, on_time, late, folded)
    select g.procedure, g.limit_name, g.organ_id, g.month, sum(g.on_time), sum(g.late), true from gone g
        group by 1, 2, 3, 4
    on conflict (organ_id, month, procedure, limit_name) where folded do update
        set on_time = t.on_time + excluded.on_time, late = t.late + excluded.late;
    with gone as (delete from kb.measure_tally t where not t.folded returning *), total as (
        insert into kb.measure_sum as f (procedure, measure, month, field, value, n)
        select g.procedure, g.measure, g.month, g.field, g.value, sum(g.n) from gone g group by 1, 2, 3, 4, 5
        on conflict (procedure, measure, month, field, value) do update set n = f.n + excluded.n),
    years as (
        insert into kb.measure_year as f (organ_id, year, procedure, measure, value, n)
        select g.organ_id, extract(year from g.month), g.procedure, g.measure, g.value, sum(g.n) from gone g
        where g.organ_id is not null group by 1, 2, 3, 4, 5
        on conflict (organ_id, year, procedure, measure, value) do update set n = f.n + excluded.n)
    insert into kb.measure_tally as t (procedure, measure, month, organ_id, field, value, n, folded)
    select g.procedure, g.measure, g.month, g.organ_id, g.field, g.value, sum(g.n), true from gone g
        group by 1, 2, 3, 4, 5, 6
    on conflict (procedure, measure, month, organ_id, field, value) where folded do update set n = t.n + excluded.n;
    with gone as (delete from kb.register_tally returning *)
    insert into kb.register_tally (register, region, public, closed, n)
        select g.register, g.region, g.public, g.closed, sum(g.n) from gone g
        group by 1, 2, 3, 4 having sum(g.n) <> 0;
    with gone as (delete from kb.rating_tally t where not t.folded returning *), years as (
        insert into kb.rating_year as f (organ_id, year, level, n)
        select g.organ_id, extract(year from g.month), g.level, sum(g.n) from gone g
        where g.organ_id is not null group by 1, 2, 3
        on conflict (organ_id, year, level) do update set n = f.n + excluded.n)
    insert into kb.rating_tally as t (procedure, organ_id, month, level, n, folded)
    select g.procedure, g.organ_id, g.month, g.level, sum(g.n), true from gone g group by 1, 2, 3, 4
    on conflict (organ_id, month, procedure, level) where folded do update set n = t.n + excluded.n;
end $$;
comment on function api.fold_tally() is 'Adds the changes of figures up, each once; for the keeper, now and then.';

create or replace function api.needs(p_type text, p_cities int, out person_years numeric,
    out build_cost_wan numeric, out run_cost_wan numeric, out space_m2 numeric, out formula text,
    out rows xml)
returns setof record
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v jsonb;
    v_factor numeric := 1;
begin
    select jsonb_object_agg(p.name, p.value) into v from kb.procedure_parameter p
    where p.version_id = coalesce(kb.version_for('designation-province', kb.today()),
        kb.version_for('designation', kb.today()));
    if v ->> ('staff-' || p_type) is null or p_cities < 1 then
        return;
    end if;
    if p_cities is not null then
        v_factor := p_cities / (v ->> 'province-divisor')::numeric;
    end if;
    person_years := round((v ->> ('staff-' || p_type))::numeric * v_factor, 1);
    build_cost_wan := round((v ->> 'build-cost')::numeric * v_factor, 1);
    run_cost_wan := round((v ->> 'run-cost')::numeric * v_factor, 1);
    space_m2 := round((v ->> 'space')::numeric * v_factor, 1);
    formula := case when p_cities is null then '' else p_cities || '÷' || (v ->> 'province-divisor') end;
    select ('<rows>' || string_agg(format('<row name="%s" unit="%s" clause="%s" standard="%s" need="%s"><label xml:lang="zh-CN">%s</label><label xml:lang="en">%s</label></row>',
        p.name, p.unit, kb.xml_escape(q.source || q.ref), p.value, round(p.value::numeric * v_factor, 1), kb.xml_escape(p.label),
        kb.xml_escape(p.label_en)), '' order by p.n) || '</rows>')::xml into rows
    from kb.procedure_parameter p left join kb.procedure_clause q
        on q.version_id = p.version_id and q.clause_id = p.clause
    where p.version_id = coalesce(kb.version_for('designation-province', kb.today()),
            kb.version_for('designation', kb.today()))
        and p.name in ('staff-' || p_type, 'build-cost', 'run-cost', 'space');
    return next;
end $$;
comment on function api.needs(text, int) is
    'Staff (person-years), money (万元) and premises (㎡) of a centre of type design, invention-utility or all
by the parameters staff-TYPE build-cost run-cost space province-divisor of the designation procedures; with
cities the province''s formula: standard × cities ÷ divisor, one decimal. No row: no such type.
rows = <rows><row name unit clause standard need><label/></row>*</rows>.';
