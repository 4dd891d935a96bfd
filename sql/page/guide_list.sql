-- sql/page/guide_list.sql: page /guide, every procedure now in force, by what people want to do.
-- <guide name code title title_en summary summary_en group_name opens valid_from/>*

-- guide: many
select name, code, version, title, title_en, summary, summary_en, group_name, opens, valid_from
from api.procedure_view
where current
order by opens = 'engine', group_name, code;
