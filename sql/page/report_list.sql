-- sql/page/report_list.sql: page /report, the published reports.
-- <report name/>* <total n on_time late/>

-- report: many
select name
from (values ('cases'), ('assessment')) r(name);

-- total: one
select coalesce(sum(n), 0) as n, coalesce(sum(on_time), 0) as on_time,
    coalesce(sum(late + overdue), 0) as late
from api.case_count('procedure');
