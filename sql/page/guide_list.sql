-- sql/page/guide_list.sql: page /guide, every procedure now in force, by what people want to do.
-- <guide name code title title_en summary summary_en group_name audience anybody/>*

-- guide: many
select name, code, title, title_en, summary, summary_en, group_name,
    case when audience = 'government' then 'office' else audience end as audience, anybody
from api.procedure_view
where current
order by audience <> 'public', audience = 'engine', group_place, code;
