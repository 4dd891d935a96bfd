-- sql/page/report_centre.sql: page /report/centre[?year=&region=], the centres of a year side by side, those most
-- on time first; region: the two digits of a province. Few time limits (below 30) give no rank.
-- <year year/>* <province region name name_en/>* <asked year region/>
-- <centre organ_id name name_en region region_name region_name_en on_time late overdue good rated rank?/>*

-- year: many
select extract(year from now() at time zone 'Asia/Shanghai')::int - g as year
from generate_series(0, 9) g;

-- province: many
select distinct r.code as region, r.name, r.name_en
from api.organ_view o join api.region_view r on r.code = left(o.region, 2) || '0000'
where o.kind = 'centre' and (o.valid_to is null or o.valid_to >= now())
order by r.code;

-- asked: one
select coalesce(substring(:year::text from '^(?:19|20)\d\d$')::int,
        extract(year from now() at time zone 'Asia/Shanghai')::int) as year,
    coalesce(substring(:region::text from '^\d{2}'), '') as region;

-- centre: many
select organ_id, name, name_en, region, region_name, region_name_en, on_time, late, overdue, good, rated,
    case when on_time + late + overdue >= 30 then rank() over (
        order by on_time + late + overdue < 30, on_time::numeric / nullif(on_time + late + overdue, 0) desc)
    end as rank
from api.centre_year(coalesce(substring(:year::text from '^(?:19|20)\d\d$')::int,
        extract(year from now() at time zone 'Asia/Shanghai')::int),
    substring(:region::text from '^\d{2}')) with ordinality
order by ordinality;
