-- sql/page/report.sql: page /report/NAME, NAME cases or assessment (?year=).
-- cases: <procedure|state|month|organ key label label_en n overdue on_time late/>*
--        <step procedure limit_name title title_en met_on_time met_late running overdue/>*, most delays first
-- assessment, for whom may see it: <result key title region_name data valid_from/>* <year year/>*

-- known: one
select where :name::text in ('cases', 'assessment');

-- procedure: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('procedure')
where :name::text = 'cases'
order by n desc, key;

-- state: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('state')
where :name::text = 'cases'
order by n desc
limit 20;

-- month: many
with c as (
    select key, n, overdue, on_time, late
    from api.case_count('month')
    where :name::text = 'cases')
select d.key, d.key as label, coalesce(c.n, 0) as n, coalesce(c.overdue, 0) as overdue,
    coalesce(c.on_time, 0) as on_time, coalesce(c.late, 0) as late
from (select to_char(g, 'YYYY-MM') as key
    from (select to_date(max(key), 'YYYY-MM') as last from c) l,
        generate_series(l.last - interval '11 months', l.last, interval '1 month') g) d
left join c using (key)
order by key;

-- organ: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('organ')
where :name::text = 'cases' and n + overdue > 0
order by n desc, label
limit 20;

-- step: many
select procedure, limit_name, title, title_en, met_on_time, met_late, running, overdue
from api.on_time_view
where :name::text = 'cases'
order by met_late + overdue desc, procedure, limit_name;

-- year: many
select distinct (xpath('/entry/year/text()', data))[1]::text as year
from api.entry_view
where :name::text = 'assessment' and register = 'assessment' and current
order by 1 desc;

-- result: many
select key, title, region_name, data, valid_from
from api.entry_view
where :name::text = 'assessment' and register = 'assessment' and current
    and (coalesce(:year::text, '') = '' or :year::text !~ '^\d{4}$'
        or (xpath('/entry/year/text()', data))[1]::text = :year::text)
order by key;
