-- 0063_move_facts: facts cost more than all the rest of a case document, so a form asks only those that its rules name.
alter table kb.procedure_move add column facts text[];
comment on column kb.procedure_move.facts is
    'The facts that the rules of its form name; null: not known, any (versions loaded before).';
