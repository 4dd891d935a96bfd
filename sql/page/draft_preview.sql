-- sql/page/draft_preview.sql: pages /draft/ID/preview and /case/NUMBER/letter/CODE; <preview> and
-- <report> come from C.
-- <draft …/>? as draft.sql, or <letter code title title_en number organ_name signed_on status
-- void_reason case_number/>?

-- draft: many
select draft_id, procedure, title, title_en, move, move_title, move_title_en, case_number, page
from api.draft_view
where draft_id::text = :draft::text;

-- letter: many
select code, title, title_en, number, organ_name, signed_on, signer_name, status, void_reason,
    case_number, sha256
from api.letter_view
where code = split_part(:code::text, '.', 1) and case_number = :number::text;
