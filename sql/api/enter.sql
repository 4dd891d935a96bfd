create or replace function kb.rights_summary(p_person_id bigint, out organs bigint[], out above bigint[],
    out rights text, out roles text, out office text)
language sql stable
begin atomic
    with r as (select x.organ_id, x.role, o.kind, o.level, o.region, exists (select from kb.role w
            where w.person_id = p_person_id and w.organ_id = x.organ_id) as own
        from kb.rights(p_person_id) x join kb.organ o on o.organ_id = x.organ_id)
    select (select array_agg(y.organ_id order by y.own desc, y.organ_id)
            from (select distinct r.organ_id, r.own from r) y),
        array_agg(distinct case r.level when 'national' then 0
            else -(left(r.region, 2) || '0000')::bigint end) filter (where r.role = 'auditor'
            and r.kind = 'office' and r.level in ('national', 'province')),
        string_agg(r.organ_id || ':' || r.role, ' '), string_agg(distinct r.role, ' '),
        case when bool_or(r.kind = 'office') then 'on' end
    from r;
end;
comment on function kb.rights_summary(bigint) is
    'What api.enter sets, of kb.rights: organs, own ones first; above: what auditors of a national or
provincial office read besides, 0 and minus the province''s code; ORGAN:ROLE; roles; on for staff of an office.';

create or replace function api.enter(p_token text, p_ticket text)
returns table (person_id bigint, account text, name text, csrf text, organ_id bigint, organ_name text,
    organ_kind text, organ_level text, region text, roles text, unread int)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_organs bigint[];
    v_above bigint[];
    v_rights text;
    v_office text;
    v_stands_in boolean;
    v_role record;
    v_today date := kb.today();
    v_hash text := encode(sha256(convert_to(p_token, 'UTF8')), 'hex'); -- once, not for each row
    v_set text := set_config('kb.ticket', coalesce(lower(p_ticket), ''), true);
begin
    if p_token <> '' then
        select p.person_id, p.account, p.name, s.csrf, exists (select from kb.substitute u
                where u.stand_in_id = p.person_id and v_today between u.from_on and u.to_on)
        into enter.person_id, enter.account, enter.name, enter.csrf, v_stands_in
        from kb.session s join kb.person p on p.person_id = s.person_id
        where s.token_hash = v_hash
            and s.expires_at > clock_timestamp() and (p.valid_to is null or p.valid_to >= v_today);
    end if;
    if v_stands_in then
        select x.* into v_organs, v_above, v_rights, enter.roles, v_office
        from kb.rights_summary(enter.person_id) x;
        select o.organ_id, o.name, o.kind, o.level, o.region
        into enter.organ_id, enter.organ_name, enter.organ_kind, enter.organ_level, enter.region
        from kb.organ o where o.organ_id = v_organs[1];
    elsif enter.person_id is not null then
        -- the same for who has only roles of their own: there are few, and aggregates cost more
        for v_role in select r.organ_id, r.role, o.name, o.kind, o.level, o.region
            from kb.role r join kb.organ o on o.organ_id = r.organ_id
            where r.person_id = enter.person_id and r.valid_from <= v_today
                and (r.valid_to is null or r.valid_to >= v_today)
            order by r.organ_id, r.role
        loop
            if v_organs is null then
                enter.organ_id := v_role.organ_id;
                enter.organ_name := v_role.name;
                enter.organ_kind := v_role.kind;
                enter.organ_level := v_role.level;
                enter.region := v_role.region;
            end if;
            if v_role.organ_id = any (v_organs) is not true then
                v_organs := v_organs || v_role.organ_id;
            end if;
            v_rights := concat_ws(' ', v_rights, v_role.organ_id || ':' || v_role.role);
            if v_role.role = any (string_to_array(enter.roles, ' ')) is not true then
                enter.roles := concat_ws(' ', enter.roles, v_role.role);
            end if;
            if v_role.kind = 'office' then
                v_office := 'on';
                if v_role.role = 'auditor' and v_role.level in ('national', 'province') then
                    v_above := v_above || case v_role.level when 'national' then 0
                        else -(left(v_role.region, 2) || '0000')::bigint end;
                end if;
            end if;
        end loop;
    end if;
    if enter.person_id is not null then
        v_organs := v_organs || v_above;
        select count(*) into enter.unread from (select from kb.notification n
            where n.organ_id = any (v_organs) and n.read_at is null limit 100) x;
        enter.roles := coalesce(enter.roles, '');
    end if;
    v_set := set_config('kb.actor', coalesce(enter.person_id::text, ''), true);
    v_set := set_config('kb.organs', coalesce(v_organs::text, ''), true);
    v_set := set_config('kb.roles', coalesce(enter.roles, ''), true);
    v_set := set_config('kb.rights', coalesce(v_rights, ''), true);
    v_set := set_config('kb.office', coalesce(v_office, ''), true);
    if enter.person_id is not null then
        return next;
    end if;
end $$;
comment on function api.enter(text, text) is
    'Says who asks, for this transaction: the session''s cookie in clear (null: a guest) and a ticket (hex
sha256 of NUMBER:QUERYCODE; null: none). Sets kb.actor kb.organs kb.roles kb.rights kb.office. One row for a
person, none for a guest; unread is counted up to 100. First statement of each transaction; reads only.';
