-- sql/page/number.sql: page /number[?year=&mark=&page=], the proof that no official number is missing:
-- series by organ and year; one series number by number.
-- <year year/>* <series organ_name mark year last signed void missing/>*
-- <found n size/>? <number serial number status signed_on void_reason/>*

-- year: many
select distinct year
from api.series_view
order by year desc;

-- series: many
select organ_name, mark, year, last, signed, void, missing
from api.series_view
where :year::text is null or :year::text = '' or year::text = :year::text
order by year desc, organ_name, mark;

-- found: many if mark
select count(*) as n, 100 as size
from api.number_view
where mark = :mark::text and year::text = :year::text;

-- number: many
select serial, number, status, signed_on, void_reason
from api.number_view
where mark = :mark::text and year::text = :year::text
order by serial
limit case when :format::text in ('csv', 'xlsx') then 100000 else 100 end
offset case when :format::text in ('csv', 'xlsx') then 0
    else 100 * (greatest(coalesce(substring(:page::text from '^\d{1,6}$')::int, 1), 1) - 1) end;
