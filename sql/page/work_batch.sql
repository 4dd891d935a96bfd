-- sql/page/work_batch.sql: page /work/batch, several cases at once; `cases`: their numbers, spaced.
-- <case number title … due_on days_left/>* <move case_number name title title_en to_title to_title_en
-- letter permitted why/>* (those without a form); <result case_number ok code arg/>* come from C.

-- case: many
select number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    claimed_name, due_on, days_left
from api.case_row
where number = any (string_to_array(:cases::text, ' '))
order by due_on, number;

-- move: many
select m.case_number, m.name, m.title, m.title_en, m.letter, m.permitted, m.why
from api.move_view m
where m.case_number = any (string_to_array(:cases::text, ' ')) and m.form is null
order by m.n, m.case_number;
