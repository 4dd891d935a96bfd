create or replace function api.audit_lines(p_case text)
returns table (case_number text, seq int, text text, prev_hash text, hash text, leaf_index bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select c.number, e.seq, kb.event_text(c.number, e), encode(e.prev_hash, 'hex'), encode(e.hash, 'hex'),
        l.leaf_index
    from kb.case_file c join kb.case_event e using (case_id) left join kb.audit_leaf l using (event_id)
    where c.number = p_case and (c.readers && kb.organs() or session_user <> 'kb_worker')
    order by e.seq;
end;
comment on function api.audit_lines(text) is
    'Events of a readable case with their canonical text (kb.event_text): hash = sha256(prev || text).';

create or replace function kb.base64(p_bytes bytea) returns text
language sql immutable parallel safe
return translate(encode(p_bytes, 'base64'), E'\n', '');
comment on function kb.base64(bytea) is 'Base64 without line ends.';

create or replace function kb.message_of(p_receipt kb.receipt) returns bytea
language sql stable
return case (p_receipt).direction
    when 'out' then (select b.bytes from kb.inbox i join kb.inbox_bytes b using (inbox_id, received_at)
        where i.peer_id = (p_receipt).peer_id and i.message_id = (p_receipt).message_id)
    else (select b.bytes from kb.outbox o join kb.outbox_bytes b using (outbox_id, at)
        where o.peer_id = (p_receipt).peer_id and o.message_id = (p_receipt).message_id) end;
comment on function kb.message_of(kb.receipt) is 'The message that a receipt is about, while its bytes are kept.';

drop function if exists api.audit_export(text);
create or replace function api.audit_export(p_from text, p_messages boolean) returns table (line text, next text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_from bigint := p_from::bigint;
    v_to bigint := p_from::bigint + case when p_messages then 50 else 1000 end;
    v_size bigint := (select s.size from kb.audit_state s);
begin
    if session_user = 'kb_worker' and not (kb.has_role('auditor') and 0 = any (kb.organs())) then
        perform kb.refuse('KB403', 'error.denied', 'auditors of the national office only');
    end if;
    return query
    select x.line, least(v_to, v_size)::text from (
        (select -1 as n, format(E'key\t%s\t%s', left(h.key_id, 16), h.key_id) as line
        from kb.audit_head h where v_from = 0 and v_size > 0 order by h.size desc limit 1)
        union all
        select l.leaf_index * 2, format(E'event\t%s\t%s\t%s\t%s\t%s\t%s', l.leaf_index, c.number, e.seq,
            encode(e.prev_hash, 'hex'), encode(e.hash, 'hex'),
            kb.base64(convert_to(kb.event_text(c.number, e), 'UTF8')))
        from kb.audit_leaf l join kb.case_event e using (event_id) join kb.case_file c using (case_id)
        where l.leaf_index >= v_from and l.leaf_index < v_to
        union all
        select l.leaf_index * 2, format(E'receipt\t%s\t%s\t%s\t%s\t%s', l.leaf_index, encode(l.hash, 'hex'),
            kb.base64(convert_to(kb.receipt_text(r), 'UTF8')),
            coalesce(case when p_messages then kb.base64(kb.message_of(r)) end, '-'),
            case when p_messages then kb.base64(r.bytes) else '-' end)
        from kb.audit_leaf l join kb.receipt r on r.txid = l.receipt_txid and r.n = l.receipt_n
        where l.leaf_index >= v_from and l.leaf_index < v_to
        union all
        select h.size * 2 - 1, format(E'head\t%s\t%s\t%s\t%s', h.size, encode(h.root, 'hex'),
            left(h.key_id, 16), encode(h.signature, 'hex'))
        from kb.audit_head h where h.size > v_from and h.size <= v_to) x
    order by x.n;
end $$;
comment on function api.audit_export(text, boolean) is
    'Lines of an audit export from a leaf index on, at most 1000 leaves (50 with p_messages: with the bytes of
messages and receipts) and the heads behind them; next = where to go on; no row at the end. Lines: key, event,
receipt, head as told in lib/flow/audit.h. What is not sealed yet is not in it. For an operator or an auditor
of the national office.';
