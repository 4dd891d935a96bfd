-- sql/page/report.sql: page /report/NAME, NAME cases or assessment (?year=).
-- cases: <procedure|state|month|organ key label label_en n overdue on_time late/>*
--        <step procedure limit_name title met_on_time met_late running overdue/>*
-- assessment, for whom may see it: <result key title region_name data valid_from/>* <year year/>*

-- procedure: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('procedure')
where :name::text = 'cases';

-- state: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('state')
where :name::text = 'cases'
order by n desc
limit 40;

-- month: many
select m.*
from (select key, label, label_en, n, overdue, on_time, late
    from api.case_count('month')
    where :name::text = 'cases'
    order by key desc
    limit 12) m
order by key;

-- organ: many
select key, label, label_en, n, overdue, on_time, late
from api.case_count('organ')
where :name::text = 'cases'
order by n desc
limit 40;

-- step: many
select procedure, limit_name, title, met_on_time, met_late, running, overdue
from api.on_time_view
where :name::text = 'cases'
order by procedure, limit_name;

-- result: many
select key, title, region_name, data, valid_from
from api.entry_view
where :name::text = 'assessment' and register = 'assessment' and current
    and (coalesce(:year::text, '') = '' or :year::text !~ '^\d{4}$'
        or (xpath('/entry/year/text()', data))[1]::text = :year::text)
order by key;

-- year: many
select distinct (xpath('/entry/year/text()', data))[1]::text as year
from api.entry_view
where :name::text = 'assessment' and register = 'assessment' and current
order by 1 desc;
