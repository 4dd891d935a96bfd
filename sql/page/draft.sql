-- sql/page/draft.sql: page /draft/ID/page/PAGE, one page of a form; <form> comes from C.
-- <draft draft_id procedure title title_en move move_title move_title_en case_number page revision/>
-- <case … document/>? of the case that the move belongs to, <source source/>? its procedure file,
-- <name code name name_en?/>* of the divisions and organisations named in it; <organ field name region region_name
-- region_name_en/>* that a field naming a party offers, in the order of regions

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

-- name: many
with leaf as materialized (
    select distinct x.v
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

-- organ: many
select substring(f.value from '[^/]+$') as field, o.name, p.code as region, p.name as region_name,
    p.name_en as region_name_en
from api.draft_view d
    join kb.procedure_party f on f.kind = 'field' and f.version_id = (
        select max(v.version_id) from api.procedure_view v where v.name = d.procedure)
    join api.organ_view o on o.kind = any (f.kinds) or f.kinds = '{}'
    join api.region_view p on p.code = case o.region when '000000' then o.region
        else left(o.region, 2) || '0000' end
where d.draft_id::text = :draft::text
    and o.kind in ('office', 'centre', 'police', 'court') and (o.valid_to is null or o.valid_to > now())
order by o.region, o.kind, o.name;
