-- sql/page/draft_check.sql: page /draft/ID/check, the answers before they are sent; <form> comes from C.
-- <draft …/> <case … document/>? <source source/>? as draft.sql; <last at move_title to_title person_name
-- organ_name/>? what was done last in the case; <name code name name_en?/>* of what answers and record name

-- draft: one
select draft_id, procedure, title, title_en, move, move_title, move_title_en, case_number, page,
    revision, updated_at
from api.draft_view
where draft_id::text = :draft::text;

-- case: many
select c.number, c.title, c.title_en, c.subject, c.organ_name, c.due_on, c.due_name, c.due_name_en,
    c.due_provisional, c.days_left, c.document
from api.draft_view d
    join api.case_view c on c.number = d.case_number
where d.draft_id::text = :draft::text;

-- source: many
select p.source
from api.draft_view d
    join api.case_view c on c.number = d.case_number
    join api.procedure_view p on p.version_id = c.version_id
where d.draft_id::text = :draft::text;

-- last: many
select e.at, e.move_title, e.move_title_en, e.to_title, e.to_title_en, e.person_name, e.organ_name
from api.draft_view d
    join api.event_view e on e.case_number = d.case_number
where d.draft_id::text = :draft::text and e.move_title is not null
order by e.seq desc
limit 1;

-- name: many
with leaf as materialized (
    select distinct x.v
    from api.draft_view v,
        xmltable('//*[not(*) and string-length(.) < 40]' passing v.data columns v text path '.') x
    where v.draft_id::text = :draft::text
    union
    select x.v
    from api.draft_view d
        join api.case_view c on c.number = d.case_number,
        xmltable('/record//*[not(*) and string-length(.) < 40]' passing kb.visible_record(c.case_id)
            columns v text path '.') x
    where d.draft_id::text = :draft::text)
select r.code, r.name, r.name_en from api.region_view r where r.code in (select v from leaf)
union
select o.code, o.name, null from api.organ_view o where o.code in (select v from leaf)
union
select e.key, e.title, null from api.entry_view e where e.current and e.key in (select v from leaf);
