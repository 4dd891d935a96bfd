drop function if exists kb.count_move(bigint, text);
create or replace function kb.count_move(p_case_id bigint, p_move text, p_doc xml default null) returns void
language plpgsql
as $$
declare
    v_row kb.procedure_measure;
    v_doc xml;
    v_texts text[]; -- when, value, organ, field
    v_value numeric;
    v_organ bigint;
begin
    for v_row in
        select m.* from kb.procedure_measure m join kb.case_file c using (version_id)
        where c.case_id = p_case_id and p_move = any (m.moves) order by m.n
    loop
        v_doc := case when kb.facts_named(v_row.version_id, v_row.attr::text) is distinct from '{}'
                    or kb.reads_paper(v_row.attr::text) then kb.asked_document(p_case_id, v_row.attr::text)
            else coalesce(v_doc, p_doc, kb.case_document(p_case_id)) end;
        v_texts := kb.xpath_texts(array['boolean(' || coalesce(v_row.attr ->> 'when', '1') || ')',
            'number(' || coalesce(v_row.attr ->> 'value', '1') || ')', v_row.attr ->> 'organ',
            v_row.attr ->> 'field'], v_doc);
        v_value := kb.as_number(v_texts[2]);
        v_organ := kb.as_number(v_texts[3]);
        insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n)
        select c.procedure, v_row.name, date_trunc('month', kb.today()),
            coalesce(v_organ, c.holder_id, c.opener_id),
            left(v_texts[4], 100), round(v_value, 2), 1
        from kb.case_file c where c.case_id = p_case_id and v_value is not null and v_texts[1] = 'true';
    end loop;
end $$;
comment on function kb.count_move(bigint, text, xml) is
    'Counts a move in the figures (<statistics>) that it belongs to, after its effects. p_doc: the case document as
they left it, but for limits and letters; null: to be made.';

create or replace function kb.measure_values(p_procedure text, p_from date, p_until date, p_by text,
    p_organs bigint[]) returns table (measure text, key text, value numeric, n numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with d as (
        select m.* from kb.procedure_measure m where m.version_id = kb.figures_version(p_procedure)),
    part as ( -- each by its own index
        select s.measure, s.value, s.n, s.month, s.field, null::bigint as organ_id from kb.measure_sum s
        where p_organs is null and p_by <> 'organ' and s.procedure = p_procedure
            and s.month between p_from and p_until
        union all
        select t.measure, t.value, t.n, t.month, t.field, t.organ_id from kb.measure_tally t
        where p_organs is null and p_by = 'organ' and t.procedure = p_procedure
            and t.month between p_from and p_until
        union all
        select t.measure, t.value, t.n, t.month, t.field, t.organ_id from kb.measure_tally t
        where p_organs is null and p_by <> 'organ' and not t.folded and t.procedure = p_procedure
            and t.month between p_from and p_until
        union all
        select t.measure, t.value, t.n, t.month, t.field, t.organ_id from kb.measure_tally t
        where p_by <> 'years' and t.organ_id = any (p_organs) and t.procedure = p_procedure
            and t.month between p_from and p_until
        union all
        select y.measure, y.value, y.n, make_date(y.year, 1, 1), '', y.organ_id from kb.measure_year y
        where p_by = 'years' and y.organ_id = any (p_organs) and y.procedure = p_procedure
            and make_date(y.year, 1, 1) between p_from and p_until
        union all
        select t.measure, t.value, t.n, t.month, t.field, t.organ_id from kb.measure_tally t
        where p_by = 'years' and not t.folded and t.organ_id = any (p_organs) and t.procedure = p_procedure
            and t.month between p_from and p_until),
    t as (
        select t.measure, t.value, sum(t.n) as n,
            case p_by when 'month' then to_char(t.month, 'YYYY-MM') when 'year' then to_char(t.month, 'YYYY')
                when 'years' then to_char(t.month, 'YYYY')
                when 'organ' then t.organ_id::text when 'field' then t.field else '' end as key
        from part t
        group by 1, 2, 4),
    run as (
        select t.*, sum(t.n) over (partition by t.measure, t.key order by t.value) as upto,
            sum(t.n) over (partition by t.measure, t.key) as total from t),
    x as (
        select r.measure, r.key, case d.kind when 'count' then sum(r.n) when 'sum' then sum(r.n * r.value)
                else min(r.value) filter (where r.upto * 2 >= r.total) end as value, sum(r.n) as n
        from run r join d on d.name = r.measure
        group by 1, 2, d.kind)
    select x.measure, x.key, trim_scale(x.value), x.n from x
    union all
    select d.name, b.key, trim_scale(round(100 * coalesce(a.value, 0) / nullif(b.value, 0), 1)), b.value
    from d join x b on b.measure = d.attr ->> 'under'
        left join x a on a.measure = d.attr ->> 'over' and a.key = b.key
    where d.kind = 'rate';
end;
comment on function kb.measure_values(text, date, date, text, bigint[]) is
    'Figures by none, month, year, organ or field, of all or of these organisations: count, sum, median (of
n values), rate (percent of n). Whole months. years: by year, from 1 January up to 31 December, of these organisations.
Reads no case.';

create or replace function api.measures(p_procedure text, p_from date, p_until date, p_by text,
    p_organ_id bigint default null)
returns table (measure text, title text, title_en text, unit text, kind text, key text, label text,
    label_en text, value numeric, n numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with d as (
        select m.* from kb.procedure_measure m
        where m.version_id = kb.figures_version(p_procedure)
            and (m.public or (select kb.sees_figures(p_organ_id)))),
    word as (
        select x.field, x.value, min(x.label) as label, min(x.label_en) as label_en
        from kb.procedure_version v, xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '//p:field/p:option' passing v.source columns field text path '../@name',
            value text path '@value', label text path 'p:label[@xml:lang="zh-CN"]',
            label_en text path 'p:label[@xml:lang="en"]') x
        where p_by = 'field' and v.version_id = kb.figures_version(p_procedure)
        group by 1, 2)
    select d.name, d.title, d.title_en, case d.kind when 'rate' then '%' else d.unit end, d.kind, x.key,
        coalesce(o.name, w.label, x.key), coalesce(o.name_en, o.name, w.label_en, x.key), x.value, x.n
    from d join kb.measure_values(p_procedure, p_from, p_until, coalesce(p_by, ''),
            kb.figure_organs(p_organ_id)) x on x.measure = d.name
        left join kb.organ o on p_by = 'organ' and o.organ_id::text = x.key
        left join word w on w.field = substring(d.attr ->> 'field' from '[^/]+$') and w.value = x.key
    order by d.n, x.key;
end;
comment on function api.measures(text, date, date, text, bigint) is
    'The figures that a procedure file defines, of months p_from to p_until, by month, year, organ, field, or
in one ('''' or null); of one organisation where given, for an office with all of its division. Public ones
for everybody; others as kb.sees_figures. rate: percent, n = what it is a share of; median: n = how many
values. Reads no case.';

create view api.measure_view with (security_invoker = true) as
select v.name as procedure, v.version_id, m.name as measure, m.title, m.title_en, m.public
from kb.procedure_version v join kb.procedure_measure m using (version_id);
comment on view api.measure_view is 'Public: which figures each version of a procedure defines.';
