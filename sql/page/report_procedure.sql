-- sql/page/report_procedure.sql: page /report/procedure/NAME[?from=&until=&by=&organ=&measure=], the figures
-- of a procedure in months (YYYY-MM; default: this year so far), by month (default), organ, field or year.
-- <procedure name title title_en/> <period from_month until_month by/> <organ organ_id name name_en/>*
-- <total measure title title_en unit kind value n/>* <figure measure … key label label_en value n/>*

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
select measure, title, title_en, unit, kind, key, label, label_en, value, n
from api.measures(:name::text,
    to_date(coalesce(substring(:from::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-01')), 'YYYY-MM'),
    to_date(coalesce(substring(:until::text from '^[12]\d{3}-(?:0[1-9]|1[0-2])$'),
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM')), 'YYYY-MM'),
    coalesce(substring(:by::text from '^(?:month|organ|field|year)$'), 'month'),
    substring(:organ::text from '^\d{1,15}$')::bigint) with ordinality
where coalesce(:measure::text, '') in ('', measure)
order by min(ordinality) over (partition by measure),
    case when :by::text = 'organ' then value end desc, key
limit 2000;
