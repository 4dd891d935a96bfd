create or replace function kb.open_session(p_person_id bigint, p_token_hash text, p_address text) returns void
language sql
begin atomic
    insert into kb.session (token_hash, person_id, csrf, address, expires_at)
    select lower(p_token_hash), p_person_id, replace(gen_random_uuid()::text, '-', ''), p_address,
        clock_timestamp() + make_interval(hours => s.value::int)
    from kb.setting s where s.name = 'session-hours';
end;
comment on function kb.open_session(bigint, text, text) is 'A session of a person; token_hash = hex sha256 of the cookie.';

create or replace function api.begin_guest(p_procedure text, p_token_hash text, p_address text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_organ bigint;
    v_person bigint;
begin
    if not exists (select from kb.procedure_move m join kb.procedure_version v using (version_id)
            join kb.procedure_party p on p.version_id = m.version_id and p.name = m.party
        where m.version_id = kb.version_for(p_procedure, kb.today()) and v.opens = 'person'
            and m.from_states = '{}' and 'person' = any (p.kinds)) then
        perform kb.refuse('KB401', 'error.sign-in', p_procedure);
    end if;
    insert into kb.organ (name, name_en, kind, valid_from)
    values ('社会公众', 'A member of the public', 'person', kb.today()) returning organ_id into v_organ;
    insert into kb.person (account, name) values ('guest-' || gen_random_uuid(), '社会公众')
    returning person_id into v_person;
    insert into kb.role (person_id, organ_id, role) values (v_person, v_organ, 'applicant');
    perform kb.open_session(v_person, p_token_hash, p_address);
end $$;
comment on function api.begin_guest(text, text, text) is
    'Opens a session of a new member of the public, an organisation of their own (kind person), for a
procedure that anybody may open without an account; KB401 error.sign-in for any other. token_hash = hex sha256 of the cookie.';

create or replace function api.resume_guest(p_number text, p_code text, p_token_hash text, p_address text)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person bigint;
begin
    select c.opened_by into v_person
    from api.track(p_number, p_code) t join kb.case_file c on c.number = t.case_number
        join kb.organ o on o.organ_id = c.opener_id
    where o.kind = 'person';
    if v_person is null then
        perform kb.refuse('KB404', 'error.not-found', p_number);
    end if;
    perform kb.open_session(v_person, p_token_hash, p_address);
end $$;
comment on function api.resume_guest(text, text, text, text) is
    'Opens a session of the member of the public who opened the case, for who knows its number and query
code; KB404 otherwise.';
