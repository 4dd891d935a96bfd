-- sql/page/cases.sql: page /cases[?q=&procedure=&state=&sort=due&after=], all cases that the asker may
-- read, 25 a page: a 26th row says that there are more.
-- <found n more/>? <option procedure title title_en/>* <case number … cursor/>*

-- found: many if q procedure state
select n, more
from api.case_sought_count(:q::text, :procedure::text, :state::text);

-- option: many kept
select name as procedure, title, title_en
from api.procedure_view
where current
order by code;

-- case: many unless q procedure state sort
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, claimed_name, changed_at, due_on, due_provisional, days_left, cursor
from api.case_newest(:after::text, 26);

-- case: many if q procedure state sort
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, claimed_name, changed_at, due_on, due_provisional, days_left, cursor
from api.case_sought(:q::text, :procedure::text, :state::text, :sort::text, :after::text, 26);
