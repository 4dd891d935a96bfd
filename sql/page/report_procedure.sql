-- sql/page/report_procedure.sql: page /report/procedure/NAME[?from=&until=&by=&organ=&measure=], the figures
-- of a procedure in months (YYYY-MM; default: this year so far), by month (default), organ, field or year.
-- <procedure name title title_en/> <period from_month until_month by/> <organ organ_id name name_en/>*
-- <total measure title title_en unit kind value n/>* <figure measure … key label label_en value? n/>*, every month
-- from the first to the last with a figure

-- procedure: one
select name, title, title_en
from api.procedure_view
where name = :name::text
order by current desc, valid_from desc
limit 1;

-- period: one
select coalesce(substring(:from::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-01')) as from_month,
    coalesce(substring(:until::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM')) as until_month,
    coalesce(substring(:by::text from '^(?:month|organ|field|year)$'), 'month') as by;

-- organ: many
select organ_id, name, name_en
from api.organ_view
where kind in ('office', 'centre') and (valid_to is null or valid_to >= now())
order by kind <> 'office', region, name;

-- total: many
select measure, title, title_en, unit, kind, value, n
from api.measures(:name::text,
    to_date(coalesce(substring(:from::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-01')), 'YYYY-MM'),
    to_date(coalesce(substring(:until::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM')), 'YYYY-MM'),
    '', substring(:organ::text from '^\d{1,15}$')::bigint)
where coalesce(:measure::text, '') in ('', measure);

-- figure: many
with f as materialized (
    select x.measure, x.title, x.title_en, x.unit, x.kind, x.key, x.label, x.label_en, x.value, x.n, x.ordinality
    from api.measures(:name::text,
        to_date(coalesce(substring(:from::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
            to_char(now() at time zone 'Asia/Shanghai', 'YYYY-01')), 'YYYY-MM'),
        to_date(coalesce(substring(:until::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
            to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM')), 'YYYY-MM'),
        coalesce(substring(:by::text from '^(?:month|organ|field|year)$'), 'month'),
        substring(:organ::text from '^\d{1,15}$')::bigint) with ordinality x
    where coalesce(:measure::text, '') in ('', x.measure)),
gap as ( -- months between in which nothing was counted: 0 of what is counted, no rate and no median
    select t.measure, t.title, t.title_en, t.unit, t.kind, to_char(m, 'YYYY-MM') as key,
        case when t.kind in ('count', 'sum') then 0 end as value, 0 as n, t.ordinality
    from (select to_date(min(f.key), 'YYYY-MM') as first, to_date(max(f.key), 'YYYY-MM') as last from f
            where coalesce(:by::text, '') not in ('organ', 'field', 'year')) l
        cross join generate_series(l.first, l.last, interval '1 month') m
        cross join (select f.measure, f.title, f.title_en, f.unit, f.kind, min(f.ordinality) as ordinality
            from f group by 1, 2, 3, 4, 5) t
    where not exists (select from f where f.measure = t.measure and f.key = to_char(m, 'YYYY-MM')))
select measure, title, title_en, unit, kind, key, label, label_en, value, n
from (select f.* from f
    union all
    select g.measure, g.title, g.title_en, g.unit, g.kind, g.key, g.key, g.key, g.value, g.n, g.ordinality from gap g) x
order by min(ordinality) over (partition by measure),
    case when :by::text = 'organ' then value end desc, key
limit 2000;
