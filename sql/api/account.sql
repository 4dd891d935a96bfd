create or replace function api.add_account(p_account text, p_name text, p_password_hash text, p_organ text,
    p_roles text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_organ bigint;
    v_person bigint;
begin
    select o.organ_id into v_organ from kb.organ o where p_organ in (o.code, o.name, o.organ_id::text)
        and o.valid_to is null order by o.code = p_organ desc nulls last, o.organ_id limit 1;
    if v_organ is null then
        perform kb.refuse('KB404', 'error.organ', 'organ ' || p_organ, p_organ);
    elsif not (session_user <> 'kb_worker' or kb.may(kb.actor(), v_organ, 'admin')) then
        perform kb.refuse('KB403', 'error.denied', 'admin of the organisation only');
    elsif exists (select from kb.person p where p.account = lower(p_account)) then
        perform kb.refuse('KB409', 'error.account-exists', p_account, p_account);
    end if;
    insert into kb.person (account, name, password_hash) values (lower(p_account), p_name, p_password_hash)
    returning person_id into v_person;
    insert into kb.role (person_id, organ_id, role)
    select v_person, v_organ, r from regexp_split_to_table(btrim(p_roles), '\s+') r where r <> '';
    return v_person;
exception when check_violation then
    perform kb.refuse('KB422', 'error.account', p_account || ': ' || p_roles, p_account);
end $$;
comment on function api.add_account(text, text, text, text, text) is
    'Adds an account: name, argon2id hash, organisation by code, name or id, roles separated by spaces.
For an operator, or an admin for the own organisation. KB409 error.account-exists; KB422 bad account or role.';

create or replace function api.reset_password(p_account text, p_password_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_person bigint := (select p.person_id from kb.person p where p.account = lower(p_account));
begin
    if v_person is null then
        perform kb.refuse('KB404', 'error.account', p_account, p_account);
    elsif not (session_user <> 'kb_worker' or exists (select from kb.role r
            where r.person_id = v_person and kb.may(kb.actor(), r.organ_id, 'admin'))) then
        perform kb.refuse('KB403', 'error.denied', 'admin of the organisation only');
    end if;
    update kb.person p set password_hash = p_password_hash, failures = 0, locks = 0, locked_until = null
        where p.person_id = v_person;
    delete from kb.session s where s.person_id = v_person;
end $$;
comment on function api.reset_password(text, text) is
    'Sets another''s password, unlocks the account, ends its sessions. For an operator or an admin of the
person''s organisation.';

create or replace function api.set_password(p_password_hash text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update kb.person p set password_hash = p_password_hash where p.person_id = kb.check_actor();
    delete from kb.session s where s.person_id = kb.actor();
end $$;
comment on function api.set_password(text) is
    'Sets the own password, ends all own sessions; the worker has checked the old one and opens a new session.';

create or replace function api.set_substitute(p_account text, p_from date, p_to date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor bigint := kb.check_actor();
    v_stand_in bigint := (select p.person_id from kb.person p where p.account = lower(btrim(p_account))
        and (p.valid_to is null or p.valid_to >= kb.today()));
    v_count int;
begin
    if p_from is null or p_to is null or p_to < p_from or p_to < kb.today() or p_to > p_from + 366 then
        perform kb.refuse('KB422', 'error.substitute-dates', p_from || ' ' || p_to);
    end if;
    insert into kb.substitute (person_id, stand_in_id, organ_id, from_on, to_on)
    select distinct v_actor, v_stand_in, r.organ_id, p_from, p_to
    from kb.role r join kb.role s on s.organ_id = r.organ_id and s.person_id = v_stand_in
    where r.person_id = v_actor and v_stand_in <> v_actor
        and (r.valid_to is null or r.valid_to >= p_from)
        and (s.valid_to is null or s.valid_to >= p_to);
    get diagnostics v_count = row_count;
    if v_count = 0 then
        perform kb.refuse('KB422', 'error.substitute', coalesce(p_account, ''), p_account);
    end if;
end $$;
comment on function api.set_substitute(text, date, date) is
    'A colleague of the same organisation acts with the asker''s roles from one day to another (at most a
year). KB422 error.substitute: no such colleague; error.substitute-dates.';

create or replace function api.drop_substitute(p_substitute_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from kb.substitute s where s.substitute_id = p_substitute_id and s.person_id = kb.check_actor();
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'substitute ' || p_substitute_id);
    end if;
end $$;
comment on function api.drop_substitute(bigint) is 'Takes an own substitution back.';

create or replace function api.colleagues() returns table (account text, name text, organ_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select distinct p.account, p.name, o.name
    from kb.role r join kb.person p using (person_id) join kb.organ o using (organ_id)
    where r.organ_id = any (kb.organs()) and p.person_id <> kb.actor()
        and (r.valid_to is null or r.valid_to >= kb.today())
        and (p.valid_to is null or p.valid_to >= kb.today())
    order by 3, 2;
end;
comment on function api.colleagues() is 'People of the asker''s organisations, who may stand in.';

create or replace function api.read_notification(p_notification_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update kb.notification n set read_at = coalesce(n.read_at, kb.now()),
        read_by = coalesce(n.read_by, kb.check_actor())
    where n.notification_id = p_notification_id and n.organ_id = any (kb.organs());
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'notification ' || p_notification_id);
    end if;
end $$;
comment on function api.read_notification(bigint) is 'Marks a message of an own organisation as read.';

create or replace function api.read_notifications() returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    update kb.notification n set read_at = kb.now(), read_by = kb.actor()
    where n.read_at is null and n.organ_id = any (kb.organs()) and kb.actor() is not null;
end;
comment on function api.read_notifications() is
    'Marks all messages of the asker''s organisations as read.';

create or replace function api.claim_case(p_case text, p_take boolean) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_case kb.case_file;
begin
    select * into v_case from kb.case_file c
        where c.number = p_case and c.holder_id = any (kb.organs()) for update;
    if not found or not kb.may(kb.check_actor(), v_case.holder_id, null) then
        perform kb.refuse('KB404', 'error.not-found', 'case ' || p_case);
    elsif p_take and v_case.claimed_by <> kb.actor() then
        perform kb.refuse('KB409', 'error.case-claimed', p_case, (
            select p.name from kb.person p where p.person_id = v_case.claimed_by));
    elsif not p_take and v_case.claimed_by <> kb.actor() and not kb.has_role('admin') then
        perform kb.refuse('KB403', 'error.denied', p_case);
    end if;
    update kb.case_file c set claimed_by = case when p_take then kb.actor() end
        where c.case_id = v_case.case_id;
    perform kb.add_event(v_case.case_id, 'claim', null, null, null,
        case when p_take then 'take' else 'give' end, null, v_case.holder_id, kb.actor());
end $$;
comment on function api.claim_case(text, boolean) is
    'Takes a case that the own organisation holds for oneself, or gives it back. KB409 error.case-claimed,
hint = who has it.';
