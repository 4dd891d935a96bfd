-- sql/page/tool_deadline.sql: page /tool/deadline?start=&limit=, for which years the holiday notices
-- are loaded; the portal adds <deadline start limit due provisional> with the trace.
-- <year year provisional notice/>*

-- year: many
select extract(year from date)::int as year, bool_or(provisional) as provisional,
    min(notice) as notice
from api.calendar_view
where date < (select coalesce(min(date), 'infinity') + interval '1 year' from api.calendar_view
    where provisional)
group by 1
order by 1 desc
limit 6;
