-- sql/page/report_year.sql: page /report/year[?organ=&year=], the yearly report of a centre or an office
-- (an office: with its division), each figure beside that of the year before.
-- <year year/>* <choice organ_id name name_en kind/>* <organ organ_id name name_en kind region_name region_name_en/>?
-- <step procedure … on_time late overdue on_time_before late_before overdue_before/>* <rating level n n_before/>*
-- <figure procedure … measure title title_en unit kind value n value_before n_before/>*

-- year: many
select extract(year from now() at time zone 'Asia/Shanghai')::int - g as year
from generate_series(0, 9) g;

-- choice: many
select organ_id, name, name_en, kind
from api.organ_view
where kind in ('office', 'centre')
order by kind <> 'centre', region, name;

-- organ: many
select organ_id, name, name_en, kind, region_name, region_name_en
from api.organ_view
where organ_id = substring(:organ::text from '^\d{1,15}$')::bigint and kind in ('office', 'centre');

-- step: many if organ
select procedure, procedure_title, procedure_title_en, limit_name, title, title_en,
    on_time, late, overdue, on_time_before, late_before, overdue_before
from api.organ_on_time(substring(:organ::text from '^\d{1,15}$')::bigint,
    coalesce(substring(:year::text from '^(?:19|20)\d\d$')::int,
        extract(year from now() at time zone 'Asia/Shanghai')::int));

-- rating: many if organ
select level, n, n_before
from api.organ_rating(substring(:organ::text from '^\d{1,15}$')::bigint,
    coalesce(substring(:year::text from '^(?:19|20)\d\d$')::int,
        extract(year from now() at time zone 'Asia/Shanghai')::int));

-- figure: many if organ
select procedure, procedure_title, procedure_title_en, measure, title, title_en, unit, kind,
    value, n, value_before, n_before
from api.organ_year(substring(:organ::text from '^\d{1,15}$')::bigint,
    coalesce(substring(:year::text from '^(?:19|20)\d\d$')::int,
        extract(year from now() at time zone 'Asia/Shanghai')::int));
