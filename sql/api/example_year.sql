create or replace function api.example_cast()
returns table (organ_id bigint, code text, name text, kind text, region text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return query select o.organ_id, o.code, o.name, o.kind, o.region from kb.organ o
        where not o.example and o.code is not null and o.valid_to is null
            and exists (select from kb.role r where r.organ_id = o.organ_id)
        order by o.code;
end $$;
comment on function api.example_cast() is
    'Organisations with people, who can play what the worked examples name. Only where test-clock is on.';

create or replace function api.example_places() returns table (code text, name text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return query select r.code, regexp_replace(r.name, '(?<=..)[市县区]$', '') from kb.region r
        where r.level in ('prefecture', 'county');
end $$;
comment on function api.example_places() is
    'Cities and counties as texts call them. Only where test-clock is on.';

create or replace function api.example_days(p_from date, p_until date) returns table (day date)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return query select p_from + i from generate_series(0, p_until - p_from) i
        where kb.is_working('cn', p_from + i);
end $$;
comment on function api.example_days(date, date) is
    'Working days, both ends included. Only where test-clock is on.';

create or replace function api.example_standing(p_register text, p_key text, p_data xml) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, at)
    select p_register, p_key, 1,
        coalesce(nullif(kb.xpath_text('title', p_data), ''), nullif(kb.xpath_text('name', p_data), ''), p_key),
        p_data, (select o.organ_id from kb.organ o where o.organ_id::text = kb.xpath_text('organ', p_data)),
        coalesce((select r.code from kb.region r where r.code = kb.xpath_text('region', p_data)), '000000'),
        true, kb.today(), kb.now()
    where not exists (select from kb.register_entry e where e.register = p_register and e.key = p_key);
end $$;
comment on function api.example_standing(text, text, xml) is
    'A register entry that an example asks for, unless there is or was one of that key. Only where test-clock
is on.';

create or replace function api.example_opener(p_case text, out token text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_case kb.case_file;
    v_role text;
begin
    perform kb.check_test();
    select * into v_case from kb.case_file c where c.number = p_case;
    select r.role into v_role from kb.role r where r.organ_id = v_case.opener_id order by r.role limit 1;
    token := api.example_actor(v_case.opener_id, v_role, null);
end $$;
comment on function api.example_opener(text) is
    'A session (its token) of somebody of the organisation that opened a case. Only where test-clock is on.';
