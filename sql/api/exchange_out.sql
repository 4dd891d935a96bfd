create or replace function api.exchange_tick(p_elapsed double precision, out seconds double precision)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    update kb.exchange_time t set wall = clock_timestamp(), seconds = t.seconds + greatest(0,
        least(p_elapsed, 600, extract(epoch from clock_timestamp() - t.wall)))
    returning t.seconds into seconds;
end $$;
comment on function api.exchange_tick(double precision) is
    'A courier says how long it has run since its last call (by a clock that nobody can set); several
couriers together do not make the time of the exchange run faster.';

create or replace function kb.outbox_head(p_row kb.outbox) returns boolean
language sql stable
return (p_row).kind = 'receipt' or not exists (select from kb.outbox e
    where e.peer_id = (p_row).peer_id and e.conversation = (p_row).conversation and e.kind = 'business'
        and e.sequence between 0 and (p_row).sequence - 1 and e.state in ('waiting', 'dead'));
comment on function kb.outbox_head(kb.outbox) is
    'Whether nothing before it in its conversation still waits or is dead.';

create or replace function kb.lease(p_outbox_id bigint, p_seconds int, out outbox_id bigint,
    out fence bigint, out peer_id bigint, out peer text, out url text, out c14n text, out message_id uuid,
    out conversation uuid, out sequence int, out kind text, out message text, out profile text,
    out sheet text, out forms text, out refers_to uuid, out stage text, out created text,
    out expires text, out sealed boolean, out attempts int, out document xml)
language plpgsql
as $$
begin
    update kb.outbox o set leased = kb.exchange_seconds() + p_seconds, fence = o.fence + 1
    where o.outbox_id = p_outbox_id;
    select o.outbox_id, o.fence, o.peer_id, p.code, coalesce(p.url, ''), p.c14n, o.message_id, o.conversation,
        o.sequence, o.kind, o.message, o.profile, coalesce(m.sheet, ''),
        coalesce(array_to_string(m.forms || m.parts, ' '), ''), o.refers_to, o.stage, kb.utc(o.at), kb.utc(o.at + p.ttl),
        o.attempts, o.document, o.sha256 is not null
    into outbox_id, fence, peer_id, peer, url, c14n, message_id, conversation, sequence, kind, message,
        profile, sheet, forms, refers_to, stage, created, expires, attempts, document, sealed
    from kb.outbox o join kb.peer p using (peer_id) left join kb.case_file c on c.case_id = o.case_id
        left join kb.procedure_message m on m.version_id = c.version_id and m.name = o.message
    where o.outbox_id = p_outbox_id;
end $$;
comment on function kb.lease(bigint, int) is
    'Leases a message, whose row is locked, and tells it: document is what its payload is made of while it is
not sealed; created, expires: RFC 3339.';

create or replace function api.exchange_claim(p_lease int, out outbox_id bigint,
    out fence bigint, out peer_id bigint, out peer text, out url text, out c14n text, out message_id uuid,
    out conversation uuid, out sequence int, out kind text, out message text, out profile text,
    out sheet text, out forms text, out refers_to uuid, out stage text, out created text,
    out expires text, out sealed boolean, out attempts int, out document xml)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now double precision := kb.exchange_seconds();
    v_id bigint;
begin
    select o.outbox_id into v_id
    from kb.outbox o join kb.peer p using (peer_id)
    where o.state = 'waiting' and o.due <= v_now and (o.leased is null or o.leased < v_now)
        and p.way = 'push' and p.enabled and kb.outbox_head(o)
    order by o.due limit 1 for update of o skip locked;
    if v_id is not null then
        select l.* into outbox_id, fence, peer_id, peer, url, c14n, message_id, conversation, sequence, kind,
            message, profile, sheet, forms, refers_to, stage, created, expires, sealed, attempts, document
        from kb.lease(v_id, p_lease) l;
    end if;
end $$;
comment on function api.exchange_claim(int) is
    'Leases one message that is due to be pushed, for p_lease seconds; outbox_id null: none. Only what nothing
before it in its conversation holds up. To be committed before anything is sent. Columns: kb.lease.';

create or replace function api.exchange_claim_one(p_outbox_id bigint, p_lease int, out outbox_id bigint,
    out fence bigint, out peer_id bigint, out peer text, out url text, out c14n text, out message_id uuid,
    out conversation uuid, out sequence int, out kind text, out message text, out profile text,
    out sheet text, out forms text, out refers_to uuid, out stage text, out created text,
    out expires text, out sealed boolean, out attempts int, out document xml)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform from kb.outbox o where o.outbox_id = p_outbox_id and o.state = 'waiting'
        and (o.leased is null or o.leased < kb.exchange_seconds()) for update skip locked;
    if found then
        select l.* into outbox_id, fence, peer_id, peer, url, c14n, message_id, conversation, sequence, kind,
            message, profile, sheet, forms, refers_to, stage, created, expires, sealed, attempts, document
        from kb.lease(p_outbox_id, p_lease) l;
    end if;
end $$;
comment on function api.exchange_claim_one(bigint, int) is
    'Leases that message, which need not be due; outbox_id null: it is settled, or somebody has it.';

create or replace function api.exchange_release(p_outbox_id bigint, p_fence bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.own_lease(p_outbox_id, p_fence);
    update kb.outbox o set leased = null where o.outbox_id = p_outbox_id;
end $$;
comment on function api.exchange_release(bigint, bigint) is 'Gives a lease back without an attempt.';

create or replace function api.exchange_pending(p_way text, p_peer text, p_unsealed boolean)
returns table (outbox_id bigint, message_id uuid, peer text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select o.outbox_id, o.message_id, p.code
    from kb.outbox o join kb.peer p using (peer_id)
    where o.state = 'waiting' and p.enabled and p.way = p_way and (p_peer is null or p.code = p_peer)
        and not (p_unsealed and o.sha256 is not null)
    order by o.peer_id, o.outbox_id;
end;
comment on function api.exchange_pending(text, text, boolean) is
    'What waits for peers of a way (fetch, files), or for one of them; p_unsealed: only what has no bytes yet.';

create or replace function kb.utc(p_at timestamptz) returns text
language sql stable
return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
comment on function kb.utc(timestamptz) is 'A moment as RFC 3339, UTC, whole seconds.';

create or replace function kb.own_lease(p_outbox_id bigint, p_fence bigint) returns kb.outbox
language plpgsql
as $$
declare
    v_row kb.outbox;
begin
    select * into v_row from kb.outbox o where o.outbox_id = p_outbox_id for update;
    if v_row.fence is distinct from p_fence or v_row.leased is null then
        perform kb.refuse('KB409', 'error.lease', 'outbox ' || p_outbox_id || ' fence ' || p_fence);
    end if;
    return v_row;
end $$;
comment on function kb.own_lease(bigint, bigint) is
    'The message, locked, where that lease is still the last one; else KB409 error.lease: somebody else has it.';

drop function if exists api.exchange_papers(bigint);
create or replace function api.exchange_papers(p_outbox_id bigint)
returns table (kind text, attachment_id uuid, letter_id bigint, name text, file text, type text, size bigint,
    sha256 text, number text, date date, organ text, document xml)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with o as (select o.*, m.forms || m.parts as forms, m.letters from kb.outbox o join kb.case_file c using (case_id)
            join kb.procedure_message m on m.version_id = c.version_id and m.name = o.message
        where o.outbox_id = p_outbox_id)
    select 'file', a.attachment_id, null, '', a.name, a.type, a.size, a.sha256, null, null, null, null
    from o cross join lateral xmltable('/case/record/*//*[@ref]' passing o.document
            columns ref text path '@ref', form text path 'local-name(ancestor::*[count(ancestor::*) = 2])') r
        join kb.attachment a on a.attachment_id::text = r.ref and a.case_id = o.case_id
    where r.form = any (o.forms)
    union all
    select 'letter', null, l.letter_id, l.name, '', '', null, l.sha256, l.number, l.signed_on, l.organ_name, l.document
    from o join kb.letter l on l.case_id = o.case_id and l.name = any (o.letters) and l.status = 'signed'
        and l.event_id <= o.event_id and not exists (select from kb.letter n where n.case_id = l.case_id
            and n.name = l.name and n.letter_id > l.letter_id and n.event_id <= o.event_id)
    union all
    select p.kind, p.attachment_id, null, r.name, p.file, p.type, p.size, p.sha256, r.number, r.signed_on, r.organ_name, null
    from o join lateral (select distinct on (x.name) x.* from kb.letter_received x join kb.inbox i using (inbox_id)
            where x.case_id = o.case_id and x.name = any (o.letters) and i.received_at <= o.at
            order by x.name, x.letter_received_id desc) r on not exists (select from kb.letter l
            where l.case_id = o.case_id and l.name = r.name)
        cross join lateral (select 'letter' as kind, null::uuid as attachment_id, '' as file, '' as type, null::bigint as size,
                null as sha256
            union all
            select 'copy', a.attachment_id, a.name, a.type, a.size, a.sha256
            from kb.message_file f join kb.attachment a using (attachment_id)
            where f.inbox_id = r.inbox_id and a.form = 'letter' and a.field = r.name) p;
end;
comment on function api.exchange_papers(bigint) is
    'What goes with a message of ours: the files that its forms name, and its letters (document: the letter
document, to be set as PDF and OFD; null where the letter came by a message itself: its files are the rows
"copy" of its name).';

create or replace function api.exchange_add_file(p_outbox_id bigint, p_fence bigint, p_name text,
    p_attachment uuid, p_file text, p_type text, p_size bigint, p_sha256 text, p_sm3 text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := p_attachment;
begin
    perform kb.own_lease(p_outbox_id, p_fence);
    if v_id is null then
        insert into kb.attachment (form, field, name, type, size, sha256)
        values ('message', '', left(p_file, 255), p_type, p_size, lower(p_sha256))
        returning attachment_id into v_id;
    end if;
    insert into kb.message_file (outbox_id, attachment_id, name, type, size, sha256, sm3)
    values (p_outbox_id, v_id, p_name, p_type, p_size, lower(p_sha256), lower(p_sm3));
    return v_id;
end $$;
comment on function api.exchange_add_file(bigint, bigint, text, uuid, text, text, bigint, text, text) is
    'Names a file of a message that is being sealed: one of the case, or (p_attachment null) a new one, a
letter''s, whose bytes follow by api.exchange_put_chunk and api.exchange_end_attachment.';

create or replace function api.exchange_seal(p_outbox_id bigint, p_fence bigint, p_sha256 text,
    p_sm3 text, p_bytes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_row kb.outbox := kb.own_lease(p_outbox_id, p_fence);
begin
    if v_row.sha256 is not null then
        perform kb.refuse('KB409', 'error.lease', 'outbox ' || p_outbox_id || ' is sealed');
    end if;
    update kb.outbox o set sha256 = lower(p_sha256), sm3 = lower(p_sm3) where o.outbox_id = p_outbox_id;
    insert into kb.outbox_bytes (outbox_id, at, bytes) values (p_outbox_id, v_row.at, p_bytes);
end $$;
comment on function api.exchange_seal(bigint, bigint, text, text, bytea) is
    'Stores the signed bytes of a message, once: no other will ever be sent under its id (KB409 error.lease).';

create or replace function api.exchange_tried(p_outbox_id bigint, p_fence bigint, p_outcome text,
    p_status int, p_ms int, p_detail text, p_wait int, out state text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_now double precision := kb.exchange_seconds();
    v_row kb.outbox;
    v_ttl double precision;
begin
    select * into v_row from kb.outbox o where o.outbox_id = p_outbox_id for update;
    if v_row.fence <> p_fence or v_row.leased is null and v_row.state = 'waiting' then
        perform kb.refuse('KB409', 'error.lease', 'outbox ' || p_outbox_id || ' fence ' || p_fence);
    end if;
    perform kb.outbox_note(p_outbox_id, 'try', p_outcome, p_status, p_ms, p_detail);
    select extract(epoch from p.ttl) into v_ttl from kb.peer p where p.peer_id = v_row.peer_id;
    state := case when v_row.state <> 'waiting' then v_row.state
        when p_outcome = 'exported' and v_row.kind = 'receipt' then 'done'
        when v_now - v_row.born > v_ttl then 'dead' else 'waiting' end;
    update kb.outbox o set state = exchange_tried.state, attempts = o.attempts + 1, leased = null,
        due = v_now + greatest(coalesce(p_wait, 0),
            random() * least(3600, 5 * 2 ^ least(o.attempts, 20))),
        problem = case when o.state = 'waiting' then left(p_outcome || ' ' || coalesce(p_detail, ''), 1000)
            else o.problem end
    where o.outbox_id = p_outbox_id;
    if state = 'dead' then
        perform kb.outbox_note(p_outbox_id, 'dead', '', null, null, 'not acknowledged in its time to live');
        perform kb.raise_alarm('exchange-dead', v_row.message_id || ' to '
            || (select p.code from kb.peer p where p.peer_id = v_row.peer_id));
    end if;
end $$;
comment on function api.exchange_tried(bigint, bigint, text, int, int, text, int) is
    'Records an attempt where the lease still holds (KB409 error.lease otherwise): outcome receipt (which
api.exchange_take_receipt stored before, in this transaction), busy, refused, unknown, bug, exported (as a file;
a receipt is settled by that, for receipts have no receipts there). What has no receipt
waits: full jitter, at most 5 s doubled each time up to an hour, at least p_wait; past its time to live
(counted in time of the exchange) it is dead.';

create or replace function kb.outbox_note(p_outbox_id bigint, p_act text, p_outcome text, p_status int,
    p_ms int, p_detail text, p_by text default '') returns void
language sql
begin atomic
    insert into kb.outbox_act (outbox_id, n, act, outcome, status, ms, detail, by)
    select p_outbox_id, coalesce(max(a.n), 0) + 1, p_act, p_outcome, p_status, p_ms,
        coalesce(left(p_detail, 1000), ''), p_by
    from kb.outbox_act a where a.outbox_id = p_outbox_id;
end;
comment on function kb.outbox_note(bigint, text, text, int, int, text, text) is
    'Notes what was done with a message; its row is locked.';

create or replace function api.exchange_next(out wait int)
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select ceil(greatest(0, min(greatest(o.due, coalesce(o.leased, 0))) - kb.exchange_seconds()))::int
    from kb.outbox o join kb.peer p using (peer_id)
    where o.state = 'waiting' and p.way = 'push' and p.enabled);
comment on function api.exchange_next() is 'Seconds until a message may be due to be pushed; null: none waits.';

create or replace function api.exchange_offer(p_peer_id bigint, p_limit int)
returns table (outbox_id bigint, message_id uuid, conversation uuid, sequence int, size bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select o.outbox_id, o.message_id, o.conversation, o.sequence, octet_length(b.bytes)
    from kb.outbox o join kb.outbox_bytes b using (outbox_id, at)
    where o.peer_id = p_peer_id and o.state = 'waiting' and kb.outbox_head(o)
    order by o.due, o.outbox_id limit p_limit;
end;
comment on function api.exchange_offer(bigint, int) is
    'What a peer that fetches may take now: sealed, first of its conversation. It acknowledges by receipts.';

create or replace function api.exchange_about(p_outbox_id bigint, out inbox_id bigint, out message_id uuid,
    out conversation uuid, out size bigint, out sha256 text, out sm3 text, out case_number text, out stage text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select i.inbox_id, i.message_id, i.conversation, i.size, i.sha256, i.sm3, c.number, o.stage
    from kb.outbox o join kb.inbox i on i.peer_id = o.peer_id and i.message_id = o.refers_to
        left join kb.case_file c on c.case_id = i.case_id
    where o.outbox_id = p_outbox_id and o.kind = 'receipt';
end;
comment on function api.exchange_about(bigint) is
    'The message that a receipt in the outbox is about, and the stage that it is to tell.';
