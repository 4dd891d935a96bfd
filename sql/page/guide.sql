-- sql/page/guide.sql: page /guide/NAME[?version=N], the whole guide from the procedure file.
-- <procedure name code version version_id title … current/>, with <p:procedure> from C, <version version valid_from valid_to current/>*
-- <step procedure limit_name title met_on_time met_late running overdue/>*

-- procedure: one
select name, code, version, version_id, title, title_en, summary, summary_en, valid_from, valid_to,
    group_name, opens, current
from api.procedure_view
where name = :name::text
    and (:version::text is null or version::text = :version::text)
order by current desc, valid_from desc
limit 1;

-- version: many
select version, valid_from, valid_to, current
from api.procedure_view
where name = :name::text
order by valid_from desc;

-- step: many
select limit_name, title, met_on_time, met_late, running, overdue
from api.on_time_view
where procedure = :name::text;
