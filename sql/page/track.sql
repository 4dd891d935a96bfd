-- sql/page/track.sql: page /track, progress by number and query code; rows only under the ticket
-- that the portal derives from both (or for one who may see the case anyway).
-- <case number title … due_on/>? <event at move_title …/>* <limit name … trace/>* <letter number …/>*

-- case: many
select number, procedure, title, title_en, state_title, state_title_en, public_state, final,
    subject, organ_name, holder_name, opened_at, changed_at, closed_at, due_on, due_name,
    due_name_en, due_provisional, days_left,
    exists (select from api.organ_view o where o.organ_id = case_view.organ_id and o.kind = 'person') as guest
from api.case_view
where number = upper(regexp_replace(normalize(:number::text, nfkc), '\s', '', 'g'))
limit 1;

-- event: many
select seq, at, kind, move_title, move_title_en, public_state, to_title, to_title_en, organ_name
from api.event_view
where case_number = upper(regexp_replace(normalize(:number::text, nfkc), '\s', '', 'g'))
order by seq;

-- limit: many
select name, title, title_en, start_on, amount, unit, due_on, provisional, status, clause_ref,
    days_left, trace
from api.limit_view
where case_number = upper(regexp_replace(normalize(:number::text, nfkc), '\s', '', 'g'))
order by start_on, name;

-- letter: many
select title, title_en, number, organ_name, signed_on, code, status
from api.letter_view
where case_number = upper(regexp_replace(normalize(:number::text, nfkc), '\s', '', 'g'))
order by signed_at;
