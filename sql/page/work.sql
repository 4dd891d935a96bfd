-- sql/page/work.sql: page /work[?tab=team|unassigned&q=&procedure=&state=&after=], what waits for the
-- asker, due first, 25 a page: a 26th row says that there are more.
-- <tally team unassigned overdue/> <option procedure title title_en starts/>* <view view_id name query/>*
-- <draft draft_id title title_en move_title move_title_en case_number page updated_at/>*
-- <case …/>* as cases.sql; as CSV 1,000 of them

-- tally: one
select team, unassigned, overdue
from api.work_tally();

-- option: many
select name as procedure, title, title_en, name in (select api.startable()) as starts
from api.procedure_view
where current
order by code;

-- view: many
select view_id, name, query
from api.saved_view
where page = 'work'
order by name;

-- draft: many
select d.draft_id, d.procedure, d.title, d.title_en, d.move_title, d.move_title_en, d.case_number,
    coalesce(nullif(d.page, ''), (
        select x.page
        from api.procedure_view v,
            xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:forms/p:form'
                passing v.source columns name text path '@name', page text path 'p:page[1]/@name') x
        where v.name = d.procedure and v.current and x.name = d.form)) as page,
    d.updated_at
from api.draft_view d
order by d.updated_at desc
limit 50;

-- case: many
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, claimed_name, changed_at, due_on, due_provisional, days_left, cursor
from api.work_page(:tab::text, :q::text, :procedure::text, :state::text, :after::text,
    case when :format::text in ('csv', 'xlsx') then 1000 else 26 end);
