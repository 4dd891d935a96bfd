create or replace function api.exchange_take(p_peer_id bigint, p_changed int, p_message_id uuid, p_conversation uuid,
    p_sequence int, p_kind text, p_refers_to uuid, p_profile text, p_created timestamptz,
    p_expires timestamptz, p_sha256 text, p_sm3 text, p_bytes bytea, out inbox_id bigint, out outcome text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- few statements: this is what a message costs
    with n as (
        insert into kb.inbox (peer_id, message_id, conversation, sequence, kind, refers_to, profile, created,
            expires, sha256, sm3, size, stage)
        select p.peer_id, p_message_id, p_conversation, p_sequence, p_kind, p_refers_to,
            coalesce(p_profile, ''), p_created, p_expires, lower(p_sha256), lower(p_sm3), octet_length(p_bytes),
            'accepted' -- as nearly all will be; api.exchange_put_receipt says what is
        from kb.peer p where p.peer_id = p_peer_id and p.enabled and p.changes = p_changed
        on conflict (peer_id, message_id) do nothing returning inbox.inbox_id, inbox.received_at),
    b as (insert into kb.inbox_bytes select n.inbox_id, n.received_at, p_bytes from n)
    select n.inbox_id into exchange_take.inbox_id from n;
    if inbox_id is null then
        perform from kb.peer p where p.peer_id = p_peer_id and p.enabled and p.changes = p_changed;
        if not found then
            outcome := 'stale';
            return;
        end if;
        select i.inbox_id, case when i.sha256 = lower(p_sha256) and i.sm3 = lower(p_sm3)
            then 'duplicate' else 'conflict' end
        into inbox_id, outcome from kb.inbox i
        where i.peer_id = p_peer_id and i.message_id = p_message_id;
        return;
    end if;
    outcome := 'new';
    if p_kind <> 'business' then
        return;
    end if;
    if p_sequence = 1 then
        insert into kb.conversation as c (conversation, peer_id, received) values (p_conversation, p_peer_id, 1)
        on conflict (conversation, peer_id) do update set received = 1 where c.received = 0;
    else
        update kb.conversation c set received = p_sequence
        where c.conversation = p_conversation and c.peer_id = p_peer_id and c.received = p_sequence - 1;
    end if;
    if not found then
        outcome := case when p_sequence > 1 + coalesce((select c.received from kb.conversation c
            where c.conversation = p_conversation and c.peer_id = p_peer_id), 0) then 'early' else 'late' end;
    end if;
end $$;
comment on function api.exchange_take(bigint, int, uuid, uuid, int, text, uuid, text, timestamptz, timestamptz,
    text, text, bytea) is
    'Takes a verified message in; digests in hex. outcome: new; duplicate (the same bytes are here: roll
back, answer the stored receipt; a second one waits for the first); conflict (other bytes under this id: roll
back); early (one before it in its conversation is not here yet: roll back, let them try again); late (its
place in the conversation is taken: it stays, rejected); stale (the peer or its certificates changed since
p_changed: roll back, verify again). Only kind business stands in an order. COMMIT is refused without a
receipt.';

create or replace function api.exchange_put_attachment(p_inbox_id bigint, p_name text, p_type text,
    p_size bigint, p_sha256 text, p_sm3 text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid;
begin
    if coalesce(btrim(p_name), '') = '' or p_sha256 !~ '^[0-9a-fA-F]{64}$' or p_sm3 !~ '^[0-9a-fA-F]{64}$'
        or not p_size >= 0 then
        perform kb.refuse('KB422', 'error.attachment', 'message ' || p_inbox_id);
    end if;
    insert into kb.attachment (form, field, name, type, size, sha256)
    values ('message', '', left(p_name, 255), p_type, p_size, lower(p_sha256))
    returning attachment_id into v_id;
    insert into kb.message_file (inbox_id, attachment_id, name, type, size, sha256, sm3)
    values (p_inbox_id, v_id, p_name, p_type, p_size, lower(p_sha256), lower(p_sm3));
    return v_id;
end $$;
comment on function api.exchange_put_attachment(bigint, text, text, bigint, text, text) is
    'Begins an attachment of a message that api.exchange_take took in this transaction.';

create or replace function api.exchange_put_chunk(p_attachment_id uuid, p_seq int, p_bytes bytea)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.attachment_chunk (attachment_id, seq, bytes)
    select p_attachment_id, p_seq, p_bytes where exists (select from kb.attachment a
        where a.attachment_id = p_attachment_id and not a.ended and a.person_id is null);
    if not found then
        perform kb.refuse('KB409', 'error.attachment-ended', p_attachment_id::text);
    end if;
end $$;
comment on function api.exchange_put_chunk(uuid, int, bytea) is
    'Bytes of a message''s attachment, 1 to 262144, seq from 0.';

create or replace function api.exchange_end_attachment(p_attachment_id uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update kb.attachment a set ended = true
    where a.attachment_id = p_attachment_id and a.person_id is null and not a.ended
        and (a.size, true) = (select coalesce(sum(octet_length(k.bytes)), 0),
            count(*) = coalesce(max(k.seq) + 1, 0)
        from kb.attachment_chunk k where k.attachment_id = p_attachment_id);
    if not found then
        perform kb.refuse('KB422', 'error.attachment', p_attachment_id::text);
    end if;
end $$;
comment on function api.exchange_end_attachment(uuid) is
    'Ends an attachment: all chunks must be there and make up its size; digests are the caller''s to check.';

create or replace function api.exchange_put_receipt(p_inbox_id bigint, p_stage text, p_code text,
    p_bytes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_inbox kb.inbox;
begin
    select * into v_inbox from kb.inbox i where i.inbox_id = p_inbox_id;
    if v_inbox.stage not in ('delivered', p_stage) then
        update kb.inbox i set stage = p_stage where i.inbox_id = p_inbox_id and i.stage <> 'delivered';
    end if;
    insert into kb.receipt (direction, peer_id, message_id, stage, code, sha256, bytes)
    values ('out', v_inbox.peer_id, v_inbox.message_id, p_stage, coalesce(p_code, ''),
        encode(sha256(p_bytes), 'hex'), p_bytes);
end $$;
comment on function api.exchange_put_receipt(bigint, text, text, bytea) is
    'Stores our receipt of a stage, once and for ever.';

create or replace function api.exchange_take_receipt(p_peer_id bigint, p_message_id uuid, p_stage text,
    p_code text, p_text text, p_bytes bytea, out outcome text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_sha text := encode(sha256(p_bytes), 'hex');
    v_out kb.outbox;
begin
    select * into v_out from kb.outbox o where o.message_id = p_message_id and o.peer_id = p_peer_id for update;
    if not found then
        outcome := 'unknown';
        return;
    end if;
    insert into kb.receipt (direction, peer_id, message_id, stage, code, sha256, bytes)
    values ('in', p_peer_id, p_message_id, p_stage, coalesce(p_code, ''), v_sha, p_bytes)
    on conflict (direction, peer_id, message_id, stage) do nothing;
    outcome := case when found then 'stored' when exists (select from kb.receipt r where r.direction = 'in'
            and r.peer_id = p_peer_id and r.message_id = p_message_id and r.stage = p_stage
            and r.sha256 = v_sha) then 'same' else 'differs' end;
    if outcome = 'differs' then
        perform kb.raise_alarm('exchange-receipt', 'two receipts of stage ' || p_stage || ' for '
            || p_message_id);
    end if;
    if v_out.state in ('waiting', 'dead') and p_stage in ('accepted', 'delivered', 'rejected') then
        update kb.outbox o set state = case p_stage when 'rejected' then 'rejected' else 'done' end,
            problem = case p_stage when 'rejected' then left(coalesce(p_code, '') || ' '
                || coalesce(p_text, ''), 1000) else '' end, ended_at = clock_timestamp(), leased = null
        where o.outbox_id = v_out.outbox_id;
        if p_stage = 'rejected' then
            perform kb.raise_alarm('exchange-rejected', p_message_id || ' ' || coalesce(p_code, ''));
        end if;
        if exists (select from kb.outbox e where e.peer_id = v_out.peer_id
                and e.conversation = v_out.conversation and e.state = 'waiting') then
            perform pg_notify('kb_exchange', '');
        end if;
    end if;
end $$;
comment on function api.exchange_take_receipt(bigint, uuid, text, text, text, bytea) is
    'Stores a peer''s verified receipt for a message of ours and ends its sending: stored, same (again, byte
for byte), differs (an alarm; the first stays: the peer has lost that it took the message before), unknown (we
sent no such message there).';
