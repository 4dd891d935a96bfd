create or replace function kb.node_hash(p_left bytea, p_right bytea) returns bytea
language sql immutable parallel safe
return sha256('\x01'::bytea || p_left || p_right);
comment on function kb.node_hash(bytea, bytea) is 'RFC 6962 inner node.';

drop function if exists kb.add_leaf(bigint, bigint, bytea);
create or replace function kb.add_leaf(p_index bigint, p_event_id bigint, p_receipt_txid xid8, p_receipt_n bigint,
    p_hash bytea) returns void
language plpgsql
as $$
declare
    v_hash bytea := sha256('\x00'::bytea || p_hash);
    v_index bigint := p_index;
    v_level int := 0;
begin
    insert into kb.audit_leaf (leaf_index, event_id, receipt_txid, receipt_n, hash)
    values (p_index, p_event_id, p_receipt_txid, p_receipt_n, v_hash);
    while v_index % 2 = 1 loop
        v_hash := kb.node_hash(case when v_level = 0
            then (select l.hash from kb.audit_leaf l where l.leaf_index = v_index - 1)
            else (select n.hash from kb.audit_node n
                where n.level = v_level and n.node_index = v_index - 1) end, v_hash);
        v_index := v_index / 2;
        v_level := v_level + 1;
        insert into kb.audit_node (level, node_index, hash) values (v_level, v_index, v_hash);
    end loop;
end $$;
comment on function kb.add_leaf(bigint, bigint, xid8, bigint, bytea) is
    'Appends the leaf of an event or a receipt, and the full subtrees that it completes.';

create or replace function kb.receipt_text(p_receipt kb.receipt) returns text
language sql stable
begin atomic
    select kb.net('receipt') || kb.net((p_receipt).direction) || kb.net(p.code)
        || kb.net((p_receipt).message_id::text) || kb.net((p_receipt).stage) || kb.net((p_receipt).code)
        || kb.net(to_char((p_receipt).at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || kb.net((p_receipt).sha256) || kb.net(case (p_receipt).direction
            when 'out' then (select i.sha256 from kb.inbox i
                where i.peer_id = p.peer_id and i.message_id = (p_receipt).message_id)
            else (select o.sha256 from kb.outbox o
                where o.peer_id = p.peer_id and o.message_id = (p_receipt).message_id) end)
    from kb.peer p where p.peer_id = (p_receipt).peer_id;
end;
comment on function kb.receipt_text(kb.receipt) is
    'Canonical text of a receipt: receipt, direction, peer, message id, stage, code, at (as kb.event_text),
SHA-256 of its bytes and of the message''s, each as a netstring. direction out: ours, for a message that came.';

create or replace function kb.full_root(p_level int, p_index bigint) returns bytea
language sql stable
return case when p_level = 0 then (select l.hash from kb.audit_leaf l where l.leaf_index = p_index)
    else (select n.hash from kb.audit_node n where n.level = p_level and n.node_index = p_index) end;
comment on function kb.full_root(int, bigint) is 'Root of the full subtree of 2^level leaves.';

create or replace function kb.range_root(p_from bigint, p_to bigint) returns bytea
language plpgsql stable
as $$
declare
    v_root bytea;
    v_rest bigint := p_to - p_from;
    v_end bigint := p_to;
    v_size bigint := 1;
    v_level int := 0;
begin
    if v_rest = 0 then
        return sha256('');
    end if;
    while v_rest > 0 loop
        if v_rest & v_size <> 0 then
            v_end := v_end - v_size;
            v_root := case when v_root is null then kb.full_root(v_level, v_end / v_size)
                else kb.node_hash(kb.full_root(v_level, v_end / v_size), v_root) end;
            v_rest := v_rest - v_size;
        end if;
        v_size := v_size * 2;
        v_level := v_level + 1;
    end loop;
    return v_root;
end $$;
comment on function kb.range_root(bigint, bigint) is
    'MTH of leaves from..to-1, where from is a multiple of a power of two not smaller than the range (RFC 6962).';

create or replace function api.seal_events(out added bigint, out size bigint, out root text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_state kb.audit_state;
    v_horizon xid8;
    v_row record;
begin
    select * into v_state from kb.audit_state for update;
    v_horizon := pg_snapshot_xmin(pg_current_snapshot());
    -- transaction ids behind the horizon: the rows were restored into another server
    if v_horizon < v_state.horizon then
        v_state.horizon := '0';
    end if;
    added := 0;
    for v_row in
        select e.txid, e.event_id, null::bigint as n, e.hash from kb.case_event e
        where e.txid >= v_state.horizon and e.txid < v_horizon
            and not exists (select from kb.audit_leaf l where l.event_id = e.event_id)
        union all
        select r.txid, null, r.n, sha256(convert_to(kb.receipt_text(r), 'UTF8')) from kb.receipt r
        where r.txid >= v_state.horizon and r.txid < v_horizon and not exists (select from kb.audit_leaf l
            where l.receipt_txid = r.txid and l.receipt_n = r.n)
        order by 1, 2, 3
    loop
        perform kb.add_leaf(v_state.size + added, v_row.event_id,
            case when v_row.n is not null then v_row.txid end, v_row.n, v_row.hash);
        added := added + 1;
    end loop;
    size := v_state.size + added;
    update kb.audit_state s set horizon = v_horizon, size = seal_events.size;
    root := encode(kb.range_root(0, size), 'hex');
end $$;
comment on function api.seal_events() is
    'Appends to the Merkle log the events and receipts of all transactions that have ended (older than the oldest that
runs), by transaction. Returns how many, the new size and root (hex), to be signed: api.store_head.';

create or replace function api.store_head(p_size bigint, p_root text, p_signature text, p_key text)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if decode(p_root, 'hex') is distinct from kb.range_root(0, p_size)
        or p_size > (select s.size from kb.audit_state s) then
        perform kb.refuse('KB409', 'error.audit-head', 'root of ' || p_size || ' differs');
    end if;
    insert into kb.audit_head (size, root, signature, key_id)
    values (p_size, decode(p_root, 'hex'), decode(p_signature, 'hex'), p_key) on conflict (size) do nothing;
end $$;
comment on function api.store_head(bigint, text, text, text) is
    'Stores a signed head: root, Ed25519 signature and public key in hex; the root must be ours.';

create or replace function api.audit_root(p_size bigint) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select encode(kb.range_root(0, p_size), 'hex') from kb.audit_state s where p_size between 0 and s.size);
comment on function api.audit_root(bigint) is 'Root (hex) of the log''s first p_size leaves; null beyond its end.';

create or replace function kb.largest_power(p_n bigint) returns bigint
language plpgsql immutable
as $$
declare
    v_k bigint := 1;
begin
    while v_k * 2 < p_n loop
        v_k := v_k * 2;
    end loop;
    return v_k;
end $$;
comment on function kb.largest_power(bigint) is 'Largest power of two smaller than n.';

create or replace function kb.subproof(p_m bigint, p_from bigint, p_to bigint, p_whole boolean) returns text[]
language plpgsql stable
as $$
declare
    v_k bigint;
begin
    if p_m = p_to - p_from then
        return case when p_whole then '{}' else array[encode(kb.range_root(p_from, p_to), 'hex')] end;
    end if;
    v_k := kb.largest_power(p_to - p_from);
    if p_m <= v_k then
        return kb.subproof(p_m, p_from, p_from + v_k, p_whole)
            || encode(kb.range_root(p_from + v_k, p_to), 'hex');
    end if;
    return kb.subproof(p_m - v_k, p_from + v_k, p_to, false)
        || encode(kb.range_root(p_from, p_from + v_k), 'hex');
end $$;
comment on function kb.subproof(bigint, bigint, bigint, boolean) is 'SUBPROOF of RFC 6962 2.1.2.';

create or replace function api.audit_consistency(p_old bigint, p_new bigint) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select kb.subproof(p_old, 0, p_new, true) from kb.audit_state s
    where p_old between 1 and p_new and p_new <= s.size);
comment on function api.audit_consistency(bigint, bigint) is
    'Consistency proof (RFC 6962 2.1.2, hex) between two sizes of the log; null where there is none.';

create or replace function kb.path(p_index bigint, p_from bigint, p_to bigint) returns text[]
language plpgsql stable
as $$
declare
    v_k bigint;
begin
    if p_to - p_from <= 1 then
        return '{}';
    end if;
    v_k := kb.largest_power(p_to - p_from);
    if p_index < v_k then
        return kb.path(p_index, p_from, p_from + v_k) || encode(kb.range_root(p_from + v_k, p_to), 'hex');
    end if;
    return kb.path(p_index - v_k, p_from + v_k, p_to) || encode(kb.range_root(p_from, p_from + v_k), 'hex');
end $$;
comment on function kb.path(bigint, bigint, bigint) is 'PATH of RFC 6962 2.1.1.';

create or replace function api.audit_path(p_index bigint, p_size bigint) returns text[]
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select kb.path(p_index, 0, p_size) from kb.audit_state s
    where p_index between 0 and p_size - 1 and p_size <= s.size);
comment on function api.audit_path(bigint, bigint) is
    'Inclusion proof (RFC 6962 2.1.1, hex) of a leaf in the log''s first p_size; null where there is none.';
