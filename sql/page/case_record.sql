-- sql/page/case_record.sql: page /case/NUMBER/record, the events of a case with their digests.
-- <case …/> as case.sql, without document; <event … hash prev_hash data/>* in order

-- case: one
select number, procedure, version, title, title_en, state, state_title, state_title_en, public_state,
    subject, organ_name, holder_name, opened_at, changed_at, closed_at, due_on, due_name, due_name_en,
    due_provisional, days_left, reader
from api.case_view
where number = upper(:number::text) and reader;

-- event: many
select seq, at, kind, move, move_title, move_title_en, from_title, from_title_en, to_title,
    to_title_en, person_name, organ_name, note, data, hash, prev_hash
from api.event_view
where case_number = upper(:number::text)
order by seq
limit 1000;
