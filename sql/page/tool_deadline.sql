-- sql/page/tool_deadline.sql: page /tool/deadline?start=&limit=, for which years the holiday notices
-- are loaded; the portal adds <deadline start limit due provisional> with the trace.
-- <year year days/>*

-- year: many
select extract(year from date)::int as year, count(*) as days, min(notice) as notice
from api.calendar_view
group by 1
order by 1 desc
limit 8;
