-- 0074: parties of a case whom one of the others may not know by name.
comment on column kb.procedure_party.withheld is
    'FORM/FIELD: what this party does not see of the record; party:NAME: a party that it does not know by name.
Neither do messages to it carry them.';
alter table kb.procedure_state add unnamed boolean not null default false;
comment on column kb.procedure_state.unnamed is
    'Whether the procedure withholds a party''s name from another; the same for all its states, of which rows of lists read one.';
