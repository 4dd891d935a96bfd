create or replace function api.procedure_sources(p_version text)
returns table (version_id bigint, name text, valid_from date, valid_until date, source text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select v.version_id, v.name, v.valid_from, v.valid_to, v.source::text
    from kb.procedure_version v
    where p_version is null or v.version_id::text = p_version
    order by v.version_id;
end;
comment on function api.procedure_sources(text) is
    'Published procedure files, all or one by version_id; workers compile and keep them.';

create or replace function api.site_settings() returns table (name text, value text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select s.name, s.value from kb.setting s where s.public order by s.name;
end;
comment on function api.site_settings() is 'Public settings, as api.site; read once by each worker.';

create or replace function api.whoami() returns table (person_id bigint, account text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p.person_id, p.account from kb.person p where p.person_id = kb.actor();
end;
comment on function api.whoami() is 'The asker''s account; no row for a guest.';

create or replace function api.request_result(p_request uuid)
returns table (case_number text, move text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select r.result ->> 'case_number', e.move
    from kb.request r join kb.case_event e on e.event_id = (r.result ->> 'event_id')::bigint
    where r.request_id = p_request and r.person_id = kb.actor() and r.function = 'move_case';
end;
comment on function api.request_result(uuid) is
    'What an own request of api.move_case was answered: for a form that is sent twice.';
