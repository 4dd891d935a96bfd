create or replace function kb.check_test() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    if not kb.test_clock() then
        perform kb.refuse('KB403', 'error.denied', 'only where test-clock is on');
    end if;
end $$;
comment on function kb.check_test() is 'Refuses where the setting test-clock is not on.';

create or replace function api.example_organ(p_party text, p_kind text, p_level text, p_region text,
    p_name text, p_mark text, out organ_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    insert into kb.organ (name, kind, level, region, mark, example)
    select coalesce(nullif(p_name, ''), r.name || '（示例' || coalesce(p_party, '') || '）'), p_kind,
        coalesce(nullif(p_level, ''), r.level), r.code, coalesce(nullif(p_mark, ''), '示例字'), true
    from kb.region r where r.code = coalesce(nullif(p_region, ''), '000000')
    returning organ.organ_id into organ_id;
    if organ_id is null then
        perform kb.refuse('KB422', 'error.region', p_region);
    end if;
end $$;
comment on function api.example_organ(text, text, text, text, text, text) is
    'Makes an organisation for a worked example; example offices serve example openers before real ones.
Only where test-clock is on.';

create or replace function api.example_actor(p_organ_id bigint, p_role text, p_person text,
    out token text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_role text := coalesce(nullif(p_role, ''), 'handler');
    v_who text := coalesce(nullif(p_person, ''), v_role);
    v_person bigint;
begin
    perform kb.check_test();
    insert into kb.person (account, name, example)
    values ('example-' || p_organ_id || '-' || v_who, '示例' || v_who, true)
    on conflict (account) do update set name = excluded.name
    returning person_id into v_person;
    insert into kb.role (person_id, organ_id, role) values (v_person, p_organ_id, v_role)
    on conflict do nothing;
    token := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
    insert into kb.session (token_hash, person_id, csrf, address, expires_at)
    values (encode(sha256(convert_to(token, 'UTF8')), 'hex'), v_person, 'example', 'example',
        clock_timestamp() + interval '1 hour');
end $$;
comment on function api.example_actor(bigint, text, text) is
    'A session (its token) of an example person who holds the role in the organ: one person for each name,
by default for each role. Only where test-clock is on.';
