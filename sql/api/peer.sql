create or replace function api.peer_add(p_code text, p_name text, p_organ text, p_region text, p_way text,
    p_url text, p_pull boolean, out peer_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    insert into kb.peer as p (code, name, organ_id, region, way, url, pull)
    values (p_code, p_name, (select o.organ_id from kb.organ o where o.code = p_organ), nullif(p_region, ''),
        p_way, nullif(p_url, ''), coalesce(p_pull, false))
    on conflict (code) do update set name = excluded.name, organ_id = excluded.organ_id,
        region = excluded.region, way = excluded.way, url = excluded.url, pull = excluded.pull,
        changes = p.changes + 1
    returning p.peer_id into peer_id;
    if coalesce(p_organ, '') <> '' and not exists (select from kb.organ o where o.code = p_organ) then
        perform kb.refuse('KB404', 'error.not-found', 'organ ' || p_organ, p_organ);
    end if;
end $$;
comment on function api.peer_add(text, text, text, text, text, text, boolean) is
    'Adds a peer, or changes one of that code: the organ (code) and the division it speaks for, way push|fetch|
files, its address, whether we take from its outbox. Operators only.';

create or replace function api.peer_set(p_code text, p_name text, p_value text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    update kb.peer p set changes = p.changes + 1,
        algorithms = case p_name when 'algorithms' then string_to_array(p_value, ' ') else p.algorithms end,
        c14n = case p_name when 'c14n' then p_value else p.c14n end,
        rate = case p_name when 'rate' then p_value::int else p.rate end,
        quota = case p_name when 'quota' then p_value::bigint else p.quota end,
        max_bytes = case p_name when 'max-bytes' then p_value::bigint else p.max_bytes end,
        max_attachments = case p_name when 'max-attachments' then p_value::bigint else p.max_attachments end,
        ttl = case p_name when 'ttl' then p_value::interval else p.ttl end,
        enabled = case p_name when 'enabled' then p_value::boolean else p.enabled end
    where p.code = p_code and p_name in ('algorithms', 'c14n', 'rate', 'quota', 'max-bytes',
        'max-attachments', 'ttl', 'enabled');
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'peer ' || p_code || ' ' || p_name, p_code);
    end if;
end $$;
comment on function api.peer_set(text, text, text) is
    'Sets one of algorithms c14n rate quota max-bytes max-attachments ttl enabled of a peer. Operators only.';

create or replace function api.peer_certificate(p_code text, p_fingerprint text, p_certificate text,
    p_subject text, p_algorithm text, p_from timestamptz, p_to timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    insert into kb.peer_certificate (peer_id, fingerprint, certificate, subject, algorithm, valid_from, valid_to)
    select p.peer_id, lower(p_fingerprint), p_certificate, p_subject, p_algorithm, p_from, p_to
    from kb.peer p where p.code = p_code on conflict (peer_id, fingerprint) do nothing;
    update kb.peer p set changes = p.changes + 1 where p.code = p_code;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'peer ' || p_code, p_code);
    end if;
end $$;
comment on function api.peer_certificate(text, text, text, text, text, timestamptz, timestamptz) is
    'Pins a certificate (PEM; fingerprint: hex SHA-256 of its DER) for a peer. Operators only.';

create or replace function api.peer_revoke(p_code text, p_fingerprint text, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    perform kb.check_reason(p_reason);
    update kb.peer_certificate c set revoked_at = clock_timestamp(), reason = p_reason
    from kb.peer p where p.peer_id = c.peer_id and p.code = p_code and c.revoked_at is null
        and c.fingerprint like lower(p_fingerprint) || '%' and length(p_fingerprint) >= 8;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'certificate ' || p_fingerprint, p_fingerprint);
    end if;
    update kb.peer p set changes = p.changes + 1 where p.code = p_code;
end $$;
comment on function api.peer_revoke(text, text, text) is
    'Revokes a pinned certificate (the first eight digits of its fingerprint or more), with a reason. Operators
only.';

create or replace function api.peer_list()
returns table (code text, name text, organ text, region text, way text, url text, pull boolean, enabled boolean,
    algorithms text, certificates bigint, waiting bigint, dead bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select p.code, p.name, o.code, p.region, p.way, p.url, p.pull, p.enabled,
        array_to_string(p.algorithms, ' '), (select count(*) from kb.peer_certificate c
            where c.peer_id = p.peer_id and c.revoked_at is null and c.valid_to > clock_timestamp()),
        (select count(*) from kb.outbox x where x.peer_id = p.peer_id and x.state = 'waiting'),
        (select count(*) from kb.outbox x where x.peer_id = p.peer_id and x.state = 'dead')
    from kb.peer p left join kb.organ o using (organ_id) order by p.code;
end $$;
comment on function api.peer_list() is 'Peers with what waits for them. Operators only.';

drop function if exists api.peer_self(text);
create or replace function api.peer_self(p_code text, p_region text default '') returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    update kb.setting s set value = p_code where s.name = 'exchange-code';
    update kb.setting s set value = coalesce(p_region, '') where s.name = 'exchange-region';
end $$;
comment on function api.peer_self(text, text) is
    'Sets our own code in messages, and the division whose organisations work here (see kb.peer_for). Operators
only.';

drop function if exists kb.dead_letter(text, text);
create or replace function kb.dead_letter(p_message_id text, p_reason text, p_lost boolean) returns kb.outbox
language plpgsql
as $$
declare
    v_row kb.outbox;
begin
    perform kb.check_operator();
    perform kb.check_reason(p_reason);
    select * into v_row from kb.outbox o where o.message_id::text = lower(p_message_id) for update;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'message ' || p_message_id, p_message_id);
    elsif v_row.leased > kb.exchange_seconds() or v_row.state not in ('waiting', 'dead') and not (p_lost
            and exists (select from kb.reconciliation r where r.peer_id = v_row.peer_id and r.direction = 'out'
                and v_row.message_id || ':here' = any (r.differences))) then
        perform kb.refuse('KB409', 'error.message-settled', 'state ' || v_row.state, v_row.state);
    end if;
    return v_row;
end $$;
comment on function kb.dead_letter(text, text, boolean) is
    'A message that waits or is dead, locked, for an operator with a reason; p_lost: or one that its receiver has no
more, as a comparison found. KB409 where it is settled or being sent.';

create or replace function kb.operator_name() returns text
language sql stable
return coalesce((select p.account from kb.person p where p.person_id = kb.actor()), session_user);
comment on function kb.operator_name() is 'Who operates: the account, else the database''s user.';

create or replace function api.message_retry(p_message_id text, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_row kb.outbox := kb.dead_letter(p_message_id, p_reason, true);
begin
    update kb.outbox o set state = 'waiting', born = kb.exchange_seconds(), due = kb.exchange_seconds(),
        attempts = 0, ended_at = null where o.outbox_id = v_row.outbox_id;
    perform kb.outbox_note(v_row.outbox_id, 'retry', '', null, null, p_reason, kb.operator_name());
    perform pg_notify('kb_exchange', '');
end $$;
comment on function api.message_retry(text, text) is
    'Sends a message again at once, the same bytes, with a new time to live; the reason is kept. One that was
acknowledged too, where a comparison found that the peer has it no more (its database was restored to an earlier
point). Operators only.';

create or replace function api.message_skip(p_message_id text, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_row kb.outbox := kb.dead_letter(p_message_id, p_reason, false);
begin
    update kb.outbox o set state = 'skipped', ended_at = clock_timestamp(),
        sequence = case o.kind when 'business' then -o.outbox_id else o.sequence end
    where o.outbox_id = v_row.outbox_id;
    perform kb.outbox_note(v_row.outbox_id, 'skip', '', null, null, p_reason, kb.operator_name());
    if v_row.kind = 'business' then
        insert into kb.outbox (peer_id, message_id, conversation, sequence, kind, message, profile, case_id,
            refers_to, document, born, due)
        values (v_row.peer_id, kb.uuid_time(), v_row.conversation, v_row.sequence, 'business', 'skipped',
            'urn:kuaibao:message:skipped:1', v_row.case_id, v_row.message_id,
            xmlelement(name skipped, xmlattributes(v_row.message_id as message), p_reason),
            kb.exchange_seconds(), kb.exchange_seconds());
    end if;
    if v_row.case_id is not null then
        perform 1 from kb.case_file c where c.case_id = v_row.case_id for update;
        perform kb.add_event(v_row.case_id, 'message', null, null, null, 'skipped ' || v_row.message_id || ': '
            || p_reason);
    end if;
    perform pg_notify('kb_exchange', '');
end $$;
comment on function api.message_skip(text, text) is
    'Gives a message up for good, with a reason: on the record of its case; in its place in the conversation goes
a message that says so, so that those behind it can follow. Operators only.';
