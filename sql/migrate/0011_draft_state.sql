-- 0011_draft_state: states in which a written decision waits for a second pair of eyes. Their
-- names tell the decision, so only the organisation that has the case (and auditors) reads them.
alter table kb.procedure_state add column draft boolean not null default false;
comment on column kb.procedure_state.draft is
    'A move out of it demands another person than the one who made the move into it (unlike).';
update kb.procedure_state s set draft = true
where exists (select from kb.procedure_move m join kb.procedure_move d
        on d.version_id = m.version_id and d.name = m.unlike
    where m.version_id = s.version_id and s.name = any (m.from_states) and d.to_state = s.name);
