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
        where r.level in ('prefecture', 'county') order by r.code;
end $$;
comment on function api.example_places() is
    'Cities and counties as texts call them, by code. Only where test-clock is on.';

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

create or replace function api.example_stands(p_register text, p_key text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return exists (select from kb.register_entry e
        where e.register = p_register and e.key = p_key and e.valid_to is null);
end $$;
comment on function api.example_stands(text, text) is
    'Whether a register has a current entry of that key. Only where test-clock is on.';

create or replace function api.example_standing(p_register text, p_key text, p_data xml) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_of text[]; -- title, name, organ, region of the entry
begin
    perform kb.check_test();
    if exists (select from kb.register_entry e where e.register = p_register and e.key = p_key) then
        return api.example_stands(p_register, p_key);
    end if;
    v_of := kb.xpath_texts('{title, name, organ, region}', p_data);
    insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, at)
    values (p_register, p_key, 1, coalesce(nullif(v_of[1], ''), nullif(v_of[2], ''), p_key), p_data,
        (select o.organ_id from kb.organ o where o.organ_id = kb.as_number(v_of[3])),
        coalesce((select r.code from kb.region r where r.code = v_of[4]), '000000'), true, kb.today(), kb.now());
    return true;
end $$;
comment on function api.example_standing(text, text, xml) is
    'Makes a register entry that an example asks for, unless there is or was one of that key; whether it stands now.
Only where test-clock is on.';

create or replace function api.example_children(p_procedure text, p_day date)
returns table (number text, due date, parties text, record xml)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return query select c.number, c.due_on, (select string_agg(p.party || ' ' || p.organ_id, ' ' order by p.party)
            from kb.case_party p where p.case_id = c.case_id), c.record
        from kb.case_file c
        where c.procedure = p_procedure and c.parent_id is not null and c.opened_by is null and c.closed_at is null
            and c.changed_at >= p_day::timestamp at time zone 'Asia/Shanghai'
            and (c.opened_at at time zone 'Asia/Shanghai')::date = p_day
        order by c.case_id;
end $$;
comment on function api.example_children(text, date) is
    'Cases that an effect opened that day, not closed yet: number, first deadline, parties as PARTY ID PARTY ID …,
record. Only where test-clock is on.';

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

create or replace function api.example_final(p_case text, out final text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select c.final into final from kb.case_file c where c.number = p_case;
end $$;
comment on function api.example_final(text) is
    'How a case ended, null while it runs. Only where test-clock is on.';
