-- 0064_effect_paper: whether an effect may read limits or letters hangs on the procedure file alone, so it is found out
-- when that is loaded and not at each move.
alter table kb.procedure_effect add column paper boolean;
comment on column kb.procedure_effect.paper is
    'Whether it, the amount of its time limit or the facts that it names may read limits or letters of the case; null: not
known (versions loaded before).';
