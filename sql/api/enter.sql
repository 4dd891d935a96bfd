create or replace function api.enter(p_token text, p_ticket text)
returns table (person_id bigint, account text, name text, csrf text, organ_id bigint, organ_name text,
    organ_kind text, organ_level text, region text, roles text, unread int)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_organs bigint[];
begin
    perform set_config('kb.actor', '', true), set_config('kb.organs', '', true),
        set_config('kb.roles', '', true), set_config('kb.rights', '', true),
        set_config('kb.office', '', true),
        set_config('kb.ticket', coalesce(lower(p_ticket), ''), true);
    if coalesce(p_token, '') = '' then
        return;
    end if;
    select p.person_id, p.account, p.name, s.csrf into enter.person_id, enter.account, enter.name, enter.csrf
    from kb.session s join kb.person p on p.person_id = s.person_id
    where s.token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex')
        and s.expires_at > clock_timestamp()
        and (p.valid_to is null or p.valid_to >= kb.today());
    if enter.person_id is null then
        return;
    end if;
    select array_agg(x.organ_id order by x.own desc, x.organ_id),
        (select string_agg(distinct r.role, ' ') from kb.rights(enter.person_id) r)
    into v_organs, enter.roles
    from (select r.organ_id, bool_or(exists (select from kb.role o
            where o.person_id = enter.person_id and o.organ_id = r.organ_id)) as own
        from kb.rights(enter.person_id) r group by r.organ_id) x;
    enter.roles := coalesce(enter.roles, '');
    -- auditors of a national or provincial office read all cases below it
    v_organs := v_organs || array(
        select distinct case o.level when 'national' then 0 else -(left(o.region, 2) || '0000')::bigint end
        from kb.rights(enter.person_id) r join kb.organ o using (organ_id)
        where r.role = 'auditor' and o.kind = 'office' and o.level in ('national', 'province'));
    select o.organ_id, o.name, o.kind, o.level, o.region
    into enter.organ_id, enter.organ_name, enter.organ_kind, enter.organ_level, enter.region
    from kb.organ o where o.organ_id = v_organs[1];
    select count(*) into enter.unread from kb.notification n
    where n.organ_id = any (v_organs) and n.read_at is null;
    perform set_config('kb.actor', enter.person_id::text, true),
        set_config('kb.organs', coalesce(v_organs::text, ''), true),
        set_config('kb.roles', enter.roles, true),
        set_config('kb.rights', coalesce((select string_agg(r.organ_id || ':' || r.role, ' ')
            from kb.rights(enter.person_id) r), ''), true),
        set_config('kb.office', case when exists (select from kb.organ o
            where o.organ_id = any (v_organs) and o.kind = 'office') then 'on' else '' end, true);
    return next;
end $$;
comment on function api.enter(text, text) is
    'Says who asks, for this transaction: the session''s cookie in clear (null: a guest) and a ticket (hex
sha256 of NUMBER:QUERYCODE; null: none). Sets kb.actor kb.organs kb.roles kb.rights kb.office. One row for a person, none for a guest. First statement
of each transaction; reads only.';
