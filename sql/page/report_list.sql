-- sql/page/report_list.sql: page /report, the published reports.
-- <report name/>* <figures procedure title title_en/>* <total n on_time late/>

-- report: many
select name
from (values ('cases'), ('assessment')) r(name);

-- figures: many
select p.name as procedure, p.title, p.title_en
from api.procedure_view p
where p.current and exists (select from api.measure_view m where m.version_id = p.version_id)
order by p.code, p.name;

-- total: one
select coalesce(sum(n), 0) as n, coalesce(sum(on_time), 0) as on_time,
    coalesce(sum(late + overdue), 0) as late
from api.case_count('procedure');
