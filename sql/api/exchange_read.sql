create or replace function api.exchange_receipt(p_peer_id bigint, p_message_id uuid, p_direction text,
    p_stage text, out bytes bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select r.bytes from kb.receipt r
    where r.direction = p_direction and r.peer_id = p_peer_id and r.message_id = p_message_id
        and (p_stage is null or r.stage = p_stage) order by r.n limit 1);
comment on function api.exchange_receipt(bigint, uuid, text, text) is
    'A stored receipt, byte for byte: ours (out) or the peer''s (in), of a stage, or the first (null).';

create or replace function api.exchange_message_bytes(p_peer_id bigint, p_message_id uuid, p_direction text,
    out bytes bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
return case p_direction when 'in' then (select b.bytes from kb.inbox i join kb.inbox_bytes b using (inbox_id, received_at)
        where i.peer_id = p_peer_id and i.message_id = p_message_id)
    else (select b.bytes from kb.outbox o join kb.outbox_bytes b using (outbox_id, at)
        where o.peer_id = p_peer_id and o.message_id = p_message_id) end;
comment on function api.exchange_message_bytes(bigint, uuid, text) is
    'A message as it came (in) or is sent (out); null: none, not sealed yet, or kept no longer.';

create or replace function api.exchange_attachments(p_peer_id bigint, p_message_id uuid, p_direction text)
returns table (attachment_id uuid, name text, type text, size bigint, sha256 text, sm3 text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select f.attachment_id, f.name, f.type, f.size, f.sha256, f.sm3
    from kb.message_file f
    where case p_direction when 'in' then f.inbox_id = (select i.inbox_id from kb.inbox i
            where i.peer_id = p_peer_id and i.message_id = p_message_id)
        else f.outbox_id = (select o.outbox_id from kb.outbox o
            where o.peer_id = p_peer_id and o.message_id = p_message_id) end
    order by f.file_id;
end;
comment on function api.exchange_attachments(bigint, uuid, text) is
    'Attachments of a message, in the order of its envelope.';

create or replace function api.exchange_chunk(p_attachment_id uuid, p_seq int, out bytes bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select k.bytes from kb.attachment_chunk k
    where k.attachment_id = p_attachment_id and k.seq = p_seq);
comment on function api.exchange_chunk(uuid, int) is 'Bytes of an attachment, seq from 0; null after the last.';

create or replace function api.exchange_status(p_peer_id bigint, p_message_id uuid)
returns table (direction text, stage text, at timestamptz, sha256 text, sm3 text, receipts text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with m as (
        select 'in' as direction, i.stage, i.received_at as at, i.sha256, i.sm3 from kb.inbox i
        where i.peer_id = p_peer_id and i.message_id = p_message_id
        union all
        select 'out', o.state, o.at, o.sha256, o.sm3 from kb.outbox o
        where o.peer_id = p_peer_id and o.message_id = p_message_id)
    select m.direction, m.stage, m.at, m.sha256, m.sm3, (select string_agg(r.stage, ' ' order by r.n)
        from kb.receipt r where r.peer_id = p_peer_id and r.message_id = p_message_id
            and r.direction = case m.direction when 'in' then 'out' else 'in' end)
    from m;
end;
comment on function api.exchange_status(bigint, uuid) is
    'What is known of a message exchanged with a peer: it came (in) or is ours (out); receipts: their stages.';

create or replace function api.exchange_log_head(out size bigint, out root text, out at text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select h.size, encode(h.root, 'hex'), kb.utc(h.at) from kb.audit_head h order by h.size desc limit 1;
end;
comment on function api.exchange_log_head() is 'The last signed head of our record, for messages to tell; null: none.';

create or replace function api.exchange_witness(p_peer_id bigint, p_size bigint, p_root text,
    p_at timestamptz) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.peer_head (peer_id, size, root, at) values (p_peer_id, p_size, lower(p_root), p_at)
    on conflict do nothing;
    if found and (select count(*) from kb.peer_head h where h.peer_id = p_peer_id and h.size = p_size) > 1 then
        perform kb.raise_alarm('exchange-record', (select p.code from kb.peer p where p.peer_id = p_peer_id)
            || ' told two records of ' || p_size || ' events');
    end if;
end $$;
comment on function api.exchange_witness(bigint, bigint, text, timestamptz) is
    'Keeps the head of a peer''s record that a message told; two roots of one size are an alarm.';
