create or replace function kb.check_test() returns void
language plpgsql stable
as $$
begin
    if not kb.test_clock() then
        perform kb.refuse('KB403', 'error.denied', 'only where test-clock is on');
    end if;
end $$;
comment on function kb.check_test() is 'Refuses where the setting test-clock is not on.';

create or replace function api.example_organ(p_party text, p_kind text, p_level text, p_region text,
    p_name text, p_mark text, p_code text, out organ_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    insert into kb.organ (name, kind, level, region, mark, code, example)
    select coalesce(nullif(p_name, ''), r.name || '（示例' || coalesce(p_party, '') || '）'), p_kind,
        coalesce(nullif(p_level, ''), r.level), r.code, coalesce(nullif(p_mark, ''), '示例字'), nullif(p_code, ''), true
    from kb.region r where r.code = coalesce(nullif(p_region, ''), '000000')
    returning organ.organ_id into organ_id;
    if organ_id is null then
        perform kb.refuse('KB422', 'error.region', p_region);
    end if;
end $$;
comment on function api.example_organ(text, text, text, text, text, text, text) is
    'Makes an organisation for a worked example; example offices serve example openers before real ones.
Only where test-clock is on.';

create or replace function api.example_past(p_procedure text, p_party text, p_organ_id bigint,
    p_on date, p_state text, p_count int, p_data xml) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_version bigint := kb.version_for(p_procedure, p_on);
begin
    perform kb.check_test();
    for i in 1 .. coalesce(p_count, 1) loop
        insert into kb.case_file (number, version_id, procedure, code, state, public_state, final, opener_id,
            region, record, opened_at, changed_at, closed_at, ticket)
        select 'PAST-' || gen_random_uuid(), v_version, p_procedure, v.code, p_state, 'done', s.final, o.organ_id,
            o.region, coalesce(p_data, '<record/>'), p_on, p_on, case when s.final is not null then p_on end,
            gen_random_uuid()
        from kb.procedure_version v join kb.organ o on o.organ_id = p_organ_id
            left join kb.procedure_state s on s.version_id = v.version_id and s.name = p_state
        where v.version_id = v_version returning case_id into v_id;
        if v_id is null then
            perform kb.refuse('KB422', 'error.procedure', p_procedure || ' on ' || p_on);
        end if;
        insert into kb.case_party (case_id, party, organ_id) values (v_id, p_party, p_organ_id);
    end loop;
end $$;
comment on function api.example_past(text, text, bigint, date, text, int, xml) is
    'Cases that were opened on a day and came to a state before an example begins, of which the organisation
is that party. Only where test-clock is on.';

create or replace function api.example_figure(p_procedure text, p_measure text, p_organ_id bigint,
    p_on date, p_field text, p_value numeric, p_count bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n)
    values (p_procedure, p_measure, date_trunc('month', p_on), p_organ_id, coalesce(p_field, ''),
        coalesce(p_value, 1), coalesce(p_count, 1));
end $$;
comment on function api.example_figure(text, text, bigint, date, text, numeric, bigint) is
    'A figure that stands in the statistics before an example begins. Only where test-clock is on.';

create or replace function api.example_actor(p_organ_id bigint, p_role text, p_person text,
    out token text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := coalesce(nullif(p_role, ''), 'handler');
    v_who text := coalesce(nullif(p_person, ''), v_role);
    v_person bigint;
    v_kept text; -- the setting that keeps the token for this connection
begin
    perform kb.check_test();
    select r.person_id into v_person
    from kb.role r join kb.organ o on o.organ_id = r.organ_id and not o.example
    where r.organ_id = p_organ_id and r.role = v_role
    order by md5(r.person_id || v_who) limit 1;
    if v_person is null then
        insert into kb.person (account, name, example)
        values ('example-' || p_organ_id || '-' || v_who, '示例' || v_who, true)
        on conflict (account) do update set name = excluded.name
        returning person_id into v_person;
        insert into kb.role (person_id, organ_id, role) values (v_person, p_organ_id, v_role)
        on conflict do nothing;
    end if;
    v_kept := 'kb.example_' || v_person;
    token := current_setting(v_kept, true);
    if token <> '' and exists (select from kb.session s
            where s.token_hash = encode(sha256(convert_to(example_actor.token, 'UTF8')), 'hex')
                and s.expires_at > clock_timestamp()) then
        return;
    end if;
    token := set_config(v_kept, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), false);
    insert into kb.session (token_hash, person_id, csrf, address, expires_at)
    values (encode(sha256(convert_to(token, 'UTF8')), 'hex'), v_person, 'example', 'example',
        clock_timestamp() + interval '1 hour');
end $$;
comment on function api.example_actor(bigint, text, text) is
    'A session (its token) of a person who holds the role in the organ: one of its people, where it is none of an
example; else an example person for each name, by default for each role. One session a person and connection.
Only where test-clock is on.';

create or replace function api.example_enter(p_organ_id bigint, p_role text, p_person text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform api.enter(api.example_actor(p_organ_id, p_role, p_person), null);
end $$;
comment on function api.example_enter(bigint, text, text) is
    'From here on it is that person who asks, see api.example_actor. Only where test-clock is on.';
