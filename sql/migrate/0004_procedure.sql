-- 0004_procedure: procedure files and what is read out of them. Written by api.load_procedure.
create table kb.procedure_version (
    version_id bigint generated always as identity primary key,
    name text not null constraint procedure_version_name_check check (name ~ '^[a-z][a-z0-9-]*$'),
    version int not null,
    code text not null,
    title text not null,
    title_en text not null,
    summary text not null,
    summary_en text not null,
    valid_from date not null,
    valid_to date,
    group_name text not null default '',
    opens text not null default 'person'
        constraint procedure_version_opens_check check (opens in ('person', 'engine')),
    applies text,
    source xml not null,
    sha256 text not null,
    parameter xml not null,
    loaded_at timestamptz not null default clock_timestamp(),
    unique (name, version)
);
comment on table kb.procedure_version is
    'Published procedure files. A published version never changes; running cases stay on theirs.';
comment on column kb.procedure_version.parameter is '<parameter><NAME>value</NAME>*</parameter>';

create table kb.procedure_party (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    kind text not null
        constraint procedure_party_kind_check check (kind in ('opener', 'office', 'subject')),
    kinds text[] not null,
    levels text[] not null,
    level text,
    of_party text,
    always boolean not null,
    label text not null,
    label_en text not null,
    primary key (version_id, name)
);
create table kb.procedure_state (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    title text not null,
    title_en text not null,
    holder text,
    public_state text not null,
    final text,
    primary key (version_id, name)
);
create table kb.procedure_move (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    from_states text[] not null,
    to_state text not null,
    party text,
    role text,
    form text,
    guard text,
    unlike text,
    auto text,
    title text not null,
    title_en text not null,
    help text,
    help_en text,
    done text,
    done_en text,
    source xml not null,
    primary key (version_id, name)
);
comment on column kb.procedure_move.from_states is 'Empty: the move opens a case.';
create index procedure_move_auto_idx on kb.procedure_move (version_id, auto) where auto is not null;
create table kb.procedure_limit (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    amount text,
    unit text not null,
    roll boolean not null,
    warn int not null,
    clause text,
    open boolean not null,
    title text not null,
    title_en text not null,
    primary key (version_id, name)
);
create table kb.procedure_letter (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    sheet text not null,
    form text not null,
    party text not null,
    series text,
    title text not null,
    title_en text not null,
    primary key (version_id, name)
);
create table kb.procedure_register (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    public boolean not null,
    title text not null,
    title_en text not null,
    columns xml,
    primary key (version_id, name)
);
create table kb.procedure_parameter (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    value text not null,
    unit text,
    clause text,
    open boolean not null,
    label text not null,
    label_en text not null,
    primary key (version_id, name)
);
create table kb.procedure_clause (
    version_id bigint not null references kb.procedure_version,
    clause_id text not null,
    n int not null,
    source text not null,
    ref text not null,
    url text,
    text text not null,
    primary key (version_id, clause_id)
);
comment on table kb.procedure_party is 'Parties of a version, in order of resolution.';
comment on table kb.procedure_state is 'States of a version.';
comment on table kb.procedure_move is 'Moves of a version; source is the <move> element with its effects.';
comment on table kb.procedure_limit is 'Time limits of a version.';
comment on table kb.procedure_letter is 'Letters of a version.';
comment on table kb.procedure_register is 'Registers that a version enters into.';
comment on table kb.procedure_parameter is 'Parameters: what the sources leave open, or a figure of theirs.';
comment on table kb.procedure_clause is 'Legal basis of a version, clause by clause.';
do $$
declare
    v_table text;
begin
    foreach v_table in array array['version', 'party', 'state', 'move', 'limit', 'letter', 'register',
        'parameter', 'clause'] loop
        perform kb.guard_table(('kb.procedure_' || v_table)::regclass, 'select, insert');
        perform kb.publish_table(('kb.procedure_' || v_table)::regclass);
    end loop;
end $$;
