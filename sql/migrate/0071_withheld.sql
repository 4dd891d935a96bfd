-- 0071: fields of a case that one of its parties may not read.
alter table kb.procedure_party add withheld text[] not null default '{}';
comment on column kb.procedure_party.withheld is
    'FORM/FIELD: what this party does not see of the record; neither do messages to it carry it.';
