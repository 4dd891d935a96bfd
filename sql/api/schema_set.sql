create or replace function api.schema_set_add(p_name text, p_namespace text, p_version text, p_root text,
    p_main text, p_mapping text, p_means text, p_title text, p_title_en text, p_files xml) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform kb.check_operator();
    if not exists (select from kb.procedure_message m where m.profile = p_means) then
        perform kb.refuse('KB422', 'error.schema-set-message', p_means, p_means);
    end if;
    update kb.schema_set s set enabled = false
    where s.enabled and s.namespace = p_namespace and s.version = p_version and s.root = p_root;
    insert into kb.schema_set (name, namespace, version, root, main, mapping, means, title, title_en)
    values (p_name, p_namespace, p_version, p_root, p_main, p_mapping, p_means, p_title, p_title_en)
    returning schema_set_id into v_id;
    insert into kb.schema_file (schema_set_id, name, source)
    select v_id, x.name, x.source from xmltable('/files/file' passing p_files
        columns name text path '@name', source text path 'text()') x;
    return v_id;
end $$;
comment on function api.schema_set_add(text, text, text, text, text, text, text, text, text, xml) is
    'Installs a schema set in place of the one for the same payloads: p_files <files><file name>source</file>*
</files>, checked by the caller (kuaibao schema-set add); p_means: the profile of a message of some procedure,
else KB422 error.schema-set-message. Operators only.';

create or replace function api.schema_set_end(p_name text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_n int;
begin
    perform kb.check_operator();
    update kb.schema_set s set enabled = false where s.enabled and s.name = p_name;
    get diagnostics v_n = row_count;
    if v_n = 0 then
        perform kb.refuse('KB404', 'error.not-found', p_name);
    end if;
    return v_n;
end $$;
comment on function api.schema_set_end(text) is 'Takes no more payloads by that schema set: how many were disabled; KB404: none. Operators only.';

create or replace function api.schema_set_list()
returns table (name text, namespace text, version text, root text, means text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select s.name, s.namespace, s.version, s.root, s.means, s.at from kb.schema_set s
    where s.enabled order by s.name, s.root;
end;
comment on function api.schema_set_list() is 'The schema sets in use.';

create or replace function api.monitor_schema_sets()
returns table (name text, title text, title_en text, namespace text, version text, root text, means text,
    at timestamptz, messages bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select s.name, s.title, s.title_en, s.namespace, s.version, s.root, s.means, s.at,
        (select count(*) from kb.inbox i where i.profile = s.namespace and i.means = s.means
            and i.received_at >= clock_timestamp() - interval '30 days')
    from kb.schema_set s where s.enabled order by s.name;
end $$;
comment on function api.monitor_schema_sets() is
    'Schema sets that are in use, and how many messages each has taken in the last 30 days. Operators only.';

create or replace function api.exchange_schema_sets()
returns table (schema_set_id bigint, namespace text, version text, root text, main text, mapping text, means text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select s.schema_set_id, s.namespace, s.version, s.root, s.main, f.source, s.means
    from kb.schema_set s join kb.schema_file f on f.schema_set_id = s.schema_set_id and f.name = s.mapping
    where s.enabled order by s.schema_set_id;
end;
comment on function api.exchange_schema_sets() is 'The schema sets in use; mapping: the text of its sheet.';

create or replace function api.exchange_schema_files(p_schema_set_id bigint)
returns table (name text, source text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select f.name, f.source from kb.schema_file f join kb.schema_set s using (schema_set_id)
    where f.schema_set_id = p_schema_set_id and f.name <> s.mapping order by f.name;
end;
comment on function api.exchange_schema_files(bigint) is 'The schemas of a set, without its mapping.';

create or replace function api.exchange_means(p_inbox_id bigint, p_means text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update kb.inbox i set means = p_means
    where i.inbox_id = p_inbox_id and exists (select from kb.schema_set s
        where s.enabled and s.namespace = i.profile and s.means = p_means);
    if not found then
        perform kb.refuse('KB503', 'error.schema-set-stale', p_means);
    end if;
end $$;
comment on function api.exchange_means(bigint, text) is
    'A foreign payload that was taken in this transaction is, by its schema set, a message of that profile. KB503
error.schema-set-stale: no set says so any more, and whoever asks must read them again.';
