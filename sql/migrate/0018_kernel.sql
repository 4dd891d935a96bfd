-- 0018_kernel: what a procedure file may ask of registers and other cases, parties that a form
-- names, people without an account, confidential procedures, keys of linked cases, figures by
-- definition.
alter table kb.organ drop constraint organ_kind_check;
alter table kb.organ add constraint organ_kind_check check (kind in
    ('office', 'government', 'centre', 'enterprise', 'agency', 'court', 'police', 'person'));
comment on column kb.organ.kind is 'person: one member of the public, made when they begin without an account.';

alter table kb.procedure_version add column confidential boolean not null default false;
comment on column kb.procedure_version.confidential is
    'Only parties read its cases: no auditor above them, no list of others.';

alter table kb.procedure_party drop constraint procedure_party_kind_check;
alter table kb.procedure_party add constraint procedure_party_kind_check
    check (kind in ('opener', 'office', 'subject', 'field'));
alter table kb.procedure_party add column value text;
comment on column kb.procedure_party.value is
    'Of kind field: XPath over the case document; its text is the name or code of the organisation.';

alter table kb.case_link add column key text;
comment on column kb.case_link.key is 'Of <open each=>: the key of the item or entry for which it was opened.';

create table kb.procedure_fact (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    attr jsonb not null,
    primary key (version_id, name)
);
comment on table kb.procedure_fact is 'Facts that a version asks for, see kb.fact_xml; attr: attributes of <fact>.';
select kb.guard_table('kb.procedure_fact', 'select, insert');
select kb.publish_table('kb.procedure_fact');

-- a prefix of keys, an organisation's entries; cases of an organisation as that party
create index register_entry_prefix_idx on kb.register_entry (register, key text_pattern_ops);
create index register_entry_organ_idx on kb.register_entry (register, organ_id)
    where organ_id is not null;
drop index kb.case_party_organ_idx;
create index case_party_organ_idx on kb.case_party (organ_id, party, case_id);

create table kb.procedure_measure (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    kind text not null constraint procedure_measure_kind_check
        check (kind in ('count', 'sum', 'median', 'rate')),
    moves text[] not null,
    attr jsonb not null,
    title text not null,
    title_en text not null,
    unit text,
    public boolean not null,
    primary key (version_id, name)
);
comment on table kb.procedure_measure is
    'Figures of a version. moves: those that count; rate: attr over and under name two other figures.';
select kb.guard_table('kb.procedure_measure', 'select, insert');
select kb.publish_table('kb.procedure_measure');

create table kb.measure_tally (
    procedure text not null,
    measure text not null,
    month date not null,
    organ_id bigint,
    field text not null default '',
    value numeric not null,
    n bigint not null
);
comment on table kb.measure_tally is
    'n times the value, by month of the move, organisation and field: counts, sums and medians come out of
it without reading cases. Appended; api.fold_tally() adds up.';
create index measure_tally_idx on kb.measure_tally (procedure, measure, month);
create index measure_tally_organ_idx on kb.measure_tally (organ_id, procedure, measure, month);
select kb.guard_table('kb.measure_tally', 'select, insert, delete');

alter table kb.register_entry add column closed boolean not null default false;
comment on column kb.register_entry.closed is 'Offices at large do not read it, only the organisation that it names.';
alter policy kb_worker_public on kb.register_entry
    using (public or not closed and kb.is_office() or organ_id = any ((select kb.organs())::bigint[]));
alter table kb.procedure_register add column closed boolean not null default false;
