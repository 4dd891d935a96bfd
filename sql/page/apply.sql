-- sql/page/apply.sql: page /apply/NAME, before beginning.
-- <procedure name code version title title_en summary summary_en opens starts/> the version in force,
-- <draft draft_id page updated_at/>* own ones of it

-- procedure: one
select name, code, version, version_id, title, title_en, summary, summary_en, opens,
    name in (select api.startable()) as starts
from api.procedure_view
where name = :name::text and current;

-- draft: many
select d.draft_id,
    coalesce(nullif(d.page, ''), (
        select x.page
        from api.procedure_view v,
            xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:forms/p:form'
                passing v.source columns name text path '@name', page text path 'p:page[1]/@name') x
        where v.name = d.procedure and v.current and x.name = d.form)) as page,
    d.updated_at
from api.draft_view d
where d.procedure = :name::text and d.case_number is null
order by d.updated_at desc;
