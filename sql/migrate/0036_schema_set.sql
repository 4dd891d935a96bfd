-- 0036_schema_set: vocabularies of others, with the sheets that say what they mean here.
create table kb.schema_set (
    schema_set_id bigint generated always as identity primary key,
    name text not null constraint schema_set_name_check check (name ~ '^[a-z0-9-]{1,60}$'),
    namespace text not null constraint schema_set_namespace_check check (namespace <> ''
        and namespace not like 'urn:kuaibao:%'),
    version text not null,
    root text not null,
    main text not null,
    mapping text not null,
    means text not null,
    title text not null,
    title_en text not null,
    enabled boolean not null default true,
    at timestamptz not null default clock_timestamp()
);
comment on table kb.schema_set is
    'Schema sets that operators installed: payloads {namespace}root of that version are checked by the file main
and become, by the sheet mapping, the payload of the message of profile means. What is replaced is disabled and
stays: it says by what earlier messages were checked.';
create unique index schema_set_payload_idx on kb.schema_set (namespace, version, root) where enabled;
select kb.guard_table('kb.schema_set', 'select, insert, update');
select kb.publish_table('kb.schema_set');

create table kb.schema_file (
    schema_set_id bigint not null references kb.schema_set,
    name text not null constraint schema_file_name_check check (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$'),
    source text not null,
    primary key (schema_set_id, name)
);
comment on table kb.schema_file is 'Files of a schema set, schemas and the mapping, as they were installed.';
select kb.guard_table('kb.schema_file', 'select, insert');

alter table kb.inbox add means text not null default '';
comment on column kb.inbox.means is 'Of a foreign payload: the profile of the message that it became; else empty.';
