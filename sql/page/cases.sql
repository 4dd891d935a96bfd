-- sql/page/cases.sql: page /cases[?q=&procedure=&state=&sort=due&after=], all cases that the asker may
-- read, last changed first (what is sought: opened last first), 25 a page: a 26th row says that there are more.
-- <found n more too_short/>? <option procedure title title_en/>* <view view_id name query/>*
-- <case number … case_id/>*; as CSV 1,000 of them

-- found: many if q procedure state
select n, more, too_short
from api.case_sought_count(:q::text, :procedure::text, :state::text, :sort::text);

-- option: many kept
select name as procedure, title, title_en
from api.procedure_view
where current
order by code;

-- view: many
select view_id, name, query
from api.saved_view
where page = 'cases'
order by name;

-- case: many unless q procedure state sort format
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, claimed_name, changed_at, due_on, due_provisional, days_left, case_id
from api.case_newest(:after::text, 26);

-- case: many if q procedure state sort format
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, claimed_name, changed_at, due_on, due_provisional, days_left, case_id
from api.case_sought(:q::text, :procedure::text, :state::text, :sort::text, :after::text,
    case when :format::text in ('csv', 'xlsx') then 1000 else 26 end);
