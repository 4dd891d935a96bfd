create or replace function api.sign_in_data(p_account text)
returns table (person_id bigint, password_hash text, locked_until timestamptz, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p.person_id, p.password_hash, p.locked_until, p.name from kb.person p
    where p.account = lower(btrim(p_account)) and p.password_hash is not null and not p.example
        and p.valid_from <= greatest(kb.today(), current_date) and (p.valid_to is null or p.valid_to >= kb.today());
end;
comment on function api.sign_in_data(text) is
    'For the sign-in path only: the stored hash (argon2id) of an account that may sign in.';

create or replace function api.sign_in(p_account text, p_ok boolean, p_token_hash text, p_csrf text,
    p_address text, out outcome text, out locked_until timestamptz)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_account text := left(lower(btrim(coalesce(p_account, ''))), 64);
    v_person kb.person;
begin
    select p.* into v_person from kb.person p join api.sign_in_data(p_account) d using (person_id)
        for update of p;
    outcome := case when v_person.person_id is null then 'bad'
        when v_person.locked_until > clock_timestamp() then 'locked'
        when p_ok then 'ok' else 'bad' end;
    if v_person.person_id is null then
        select * into outcome, locked_until from kb.count_stranger(v_account);
    elsif outcome = 'bad' then
        outcome := kb.count_failure(v_person);
    elsif outcome = 'ok' then
        update kb.person p set failures = 0, locks = 0, locked_until = null
            where p.person_id = v_person.person_id;
        delete from kb.session s where s.person_id = v_person.person_id and s.expires_at < clock_timestamp();
        insert into kb.session (token_hash, person_id, csrf, address, expires_at)
        values (lower(p_token_hash), v_person.person_id, coalesce(nullif(p_csrf, ''),
            replace(gen_random_uuid()::text, '-', '')), p_address, clock_timestamp()
            + (select make_interval(hours => s.value::int) from kb.setting s where s.name = 'session-hours'));
    end if;
    insert into kb.sign_in_attempt (account, address, outcome)
    values (v_account, p_address, outcome);
    if v_person.person_id is not null then
        select p.locked_until into locked_until from kb.person p where p.person_id = v_person.person_id
            and p.locked_until > clock_timestamp();
    end if;
end $$;
comment on function api.sign_in(text, boolean, text, text, text) is
    'Records a sign-in; p_ok: the password was right. ok opens the session (token_hash = hex sha256 of the
cookie; an empty csrf is made here). After lock-after failures the account is locked for lock-minutes,
doubling each time up to a day; a right password does not open a locked account. outcome ok|bad|locked.
An account that does not exist is answered as if it did (kb.count_stranger).';

create or replace function kb.count_failure(p_person kb.person) returns text
language plpgsql
as $$
declare
    v_after int := (select s.value::int from kb.setting s where s.name = 'lock-after');
    v_minutes int := (select s.value::int from kb.setting s where s.name = 'lock-minutes');
begin
    if p_person.failures + 1 < v_after then
        update kb.person p set failures = p.failures + 1 where p.person_id = p_person.person_id;
        return 'bad';
    end if;
    update kb.person p set failures = 0, locks = p.locks + 1, locked_until = clock_timestamp()
        + make_interval(mins => least(v_minutes * 2 ^ least(p.locks, 10), 1440)::int)
    where p.person_id = p_person.person_id;
    return 'locked';
end $$;
comment on function kb.count_failure(kb.person) is 'One more failure; locks at the limit.';

create or replace function kb.count_stranger(p_account text, out outcome text, out locked_until timestamptz)
language plpgsql stable
as $$
declare
    v_after int := (select s.value::int from kb.setting s where s.name = 'lock-after');
    v_lock interval := (select make_interval(mins => s.value::int) from kb.setting s
        where s.name = 'lock-minutes');
    v_last timestamptz := (select max(a.at) from kb.sign_in_attempt a
        where a.account = p_account and a.outcome = 'locked');
begin
    outcome := 'bad';
    if v_last > clock_timestamp() - v_lock then
        outcome := 'locked';
        locked_until := v_lock + (select min(a.at) from kb.sign_in_attempt a
            where a.account = p_account and a.outcome = 'locked' and a.at > clock_timestamp() - v_lock);
    elsif (select count(*) from kb.sign_in_attempt a where a.account = p_account and a.outcome = 'bad'
            and a.at > coalesce(v_last, '-infinity')) + 1 >= v_after then
        outcome := 'locked';
        locked_until := clock_timestamp() + v_lock;
    end if;
end $$;
comment on function kb.count_stranger(text) is
    'What a failure at an account that does not exist is answered: locked as a real one would be, so that
nobody learns which accounts there are.';

create or replace function api.sign_out(p_token text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    delete from kb.session s where s.token_hash = encode(sha256(convert_to(p_token, 'UTF8')), 'hex');
end;
comment on function api.sign_out(text) is 'Ends the session of a cookie (in clear).';
