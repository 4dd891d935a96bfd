create or replace function api.exchange_self(out code text, out name text, out max_bytes bigint,
    out max_attachments bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    select max(s.value) filter (where s.name = 'exchange-code'),
        coalesce(nullif(max(s.value) filter (where s.name = 'sponsor'), ''),
            max(s.value) filter (where s.name = 'name')),
        max(s.value) filter (where s.name = 'exchange-bytes'),
        max(s.value) filter (where s.name = 'exchange-attachments')
    into code, name, max_bytes, max_attachments from kb.setting s;
end $$;
comment on function api.exchange_self() is
    'Own code and name in messages, and the largest message and sum of its attachments, in bytes.';

create or replace function api.exchange_peer(p_code text)
returns table (peer_id bigint, code text, name text, enabled boolean, way text, url text, pull boolean,
    algorithms text, c14n text, max_bytes bigint, max_attachments bigint, certificates_changed int)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p.peer_id, p.code, p.name, p.enabled, p.way, coalesce(p.url, ''), p.pull,
        array_to_string(p.algorithms, ' '), p.c14n,
        least(p.max_bytes, s.max_bytes), least(p.max_attachments, s.max_attachments), p.changes
    from kb.peer p, api.exchange_self() s
    where p_code is null or p.code = p_code
    order by p.code;
end;
comment on function api.exchange_peer(text) is
    'A peer by its code, or all (null). algorithms: words sm2-sm3 ecdsa-p256-sha256 rsa-sha256;
certificates_changed counts the changes of its settings and certificates.';

create or replace function api.exchange_peer_of(p_fingerprint text)
returns table (peer_id bigint, code text, name text, enabled boolean, way text, url text, pull boolean,
    algorithms text, c14n text, max_bytes bigint, max_attachments bigint, certificates_changed int)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p.* from kb.peer_certificate c join kb.peer k using (peer_id), api.exchange_peer(k.code) p
    where c.fingerprint = lower(p_fingerprint) and c.revoked_at is null
        and clock_timestamp() between c.valid_from and c.valid_to
    order by c.added_at desc limit 1;
end;
comment on function api.exchange_peer_of(text) is
    'The peer to which a client certificate belongs, by the SHA-256 of its DER; no row: nobody''s, revoked or
not valid now.';

create or replace function api.exchange_certificates(p_peer_id bigint)
returns table (fingerprint text, certificate text, subject text, algorithm text, valid_from timestamptz,
    valid_to timestamptz, revoked_at timestamptz, reason text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select c.fingerprint, c.certificate, c.subject, c.algorithm, c.valid_from, c.valid_to, c.revoked_at,
        c.reason
    from kb.peer_certificate c where c.peer_id = p_peer_id order by c.added_at desc;
end;
comment on function api.exchange_certificates(bigint) is
    'Certificates (PEM) pinned for a peer, newest first; fingerprint: hex SHA-256 of the DER.';

create or replace function api.exchange_admit(p_peer_id bigint, p_messages int, p_bytes bigint,
    out outcome text, out retry_after int)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_peer kb.peer;
    v_use kb.peer_use;
    v_now double precision := extract(epoch from clock_timestamp());
begin
    perform set_config('synchronous_commit', 'off', true);
    select * into v_peer from kb.peer p where p.peer_id = p_peer_id;
    insert into kb.peer_use (peer_id, tokens, at, day) values (p_peer_id, v_peer.rate, v_now, kb.today())
    on conflict (peer_id) do nothing;
    select * into v_use from kb.peer_use u where u.peer_id = p_peer_id for update;
    -- a clock set back gives nothing, one set forward a full bucket
    v_use.tokens := least(v_peer.rate, v_use.tokens + greatest(v_now - v_use.at, 0) * v_peer.rate / 60.0);
    if v_use.day <> kb.today() then
        v_use.bytes := 0;
    end if;
    outcome := case when v_use.tokens < p_messages then 'rate'
        when v_use.bytes + p_bytes > v_peer.quota then 'quota' else 'ok' end;
    retry_after := case outcome when 'rate' then ceil(least(p_messages - v_use.tokens, v_peer.rate) * 60.0 / v_peer.rate)
        when 'quota' then 3600 else 0 end;
    -- what was counted has come already: it is paid also where no more may come now
    v_use.tokens := greatest(v_use.tokens - p_messages, -v_peer.rate);
    v_use.bytes := v_use.bytes + p_bytes;
    update kb.peer_use u set tokens = v_use.tokens, at = v_now, day = kb.today(), bytes = v_use.bytes
    where u.peer_id = p_peer_id;
end $$;
comment on function api.exchange_admit(bigint, int, bigint) is
    'Counts what came of a peer since the last call and says whether more may come now: ok, rate or quota;
retry_after in seconds. A transaction of its own, so that peers do not wait for each other; losing its last
words in a crash harms nobody.';

create or replace function api.exchange_refuse(p_peer_code text, p_message_id text, p_sha256 text,
    p_code text, p_detail text, p_line int, p_xpath text, p_address text, out refusal_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if p_code = 'conflict' then
        perform kb.raise_alarm('exchange-conflict',
            coalesce(p_peer_code, '') || ' ' || coalesce(p_message_id, ''));
    end if;
    update kb.refusal r set times = r.times + 1, last_at = clock_timestamp()
    where r.refusal_id = (select f.refusal_id from kb.refusal f
        where f.last_at > clock_timestamp() - interval '1 minute' and f.code = p_code
            and f.peer = coalesce(p_peer_code, '') and f.message_id = coalesce(left(p_message_id, 64), '')
            and f.address = coalesce(p_address, '') limit 1)
    returning r.refusal_id into refusal_id;
    if refusal_id is null then
        insert into kb.refusal (peer, message_id, sha256, code, detail, line, xpath, address)
        values (coalesce(left(p_peer_code, 64), ''), coalesce(left(p_message_id, 64), ''),
            coalesce(p_sha256, ''), p_code, coalesce(left(p_detail, 1000), ''), p_line, left(p_xpath, 500),
            coalesce(p_address, ''))
        returning refusal.refusal_id into refusal_id;
    end if;
end $$;
comment on function api.exchange_refuse(text, text, text, text, text, int, text, text) is
    'Records what was turned away; all but p_code may be null. A conflict (one id, two contents) raises an
alarm too. A transaction of its own.';
