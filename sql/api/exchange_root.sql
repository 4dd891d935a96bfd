create or replace function kb.merkle(p_leaves bytea[]) returns bytea
language plpgsql immutable
as $$
declare
    v_row bytea[] := p_leaves;
    v_next bytea[];
begin
    if coalesce(cardinality(v_row), 0) = 0 then
        return sha256('');
    end if;
    while cardinality(v_row) > 1 loop
        v_next := '{}';
        for i in 1 .. cardinality(v_row) by 2 loop
            v_next := v_next || case when i = cardinality(v_row) then v_row[i]
                else sha256('\x01'::bytea || v_row[i] || v_row[i + 1]) end;
        end loop;
        v_row := v_next;
    end loop;
    return v_row[1];
end $$;
comment on function kb.merkle(bytea[]) is
    'Merkle tree hash (RFC 6962 2.1) of leaf hashes: levels paired from the left, a single one goes up as it is,
which is the same tree.';

create or replace function kb.day_leaves(p_peer_id bigint, p_direction text, p_day date)
returns table (message_id uuid, leaf bytea)
language sql stable
begin atomic
    select x.message_id, sha256('\x00'::bytea || uuid_send(x.message_id) || decode(x.sha256, 'hex'))
    from (select i.message_id, i.sha256 from kb.inbox i
            where p_direction = 'in' and i.peer_id = p_peer_id and i.kind = 'business'
                and (i.created at time zone 'UTC')::date = p_day
        union all
        select o.message_id, o.sha256 from kb.outbox o
            where p_direction = 'out' and o.peer_id = p_peer_id and o.kind = 'business'
                and o.state in ('done', 'rejected') and o.sha256 is not null and (o.at at time zone 'UTC')::date = p_day) x
    order by x.message_id;
end;
comment on function kb.day_leaves(bigint, text, date) is
    'Business messages of a day (of their creation, UTC) that are settled, by id; leaf = sha256(0x00 || id ||
sha256 of the bytes).';

create or replace function api.exchange_day_root(p_peer_id bigint, p_direction text, p_day date,
    p_prefix text, out count bigint, out root text, out leaves text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select count(*), encode(kb.merkle(array_agg(l.leaf order by l.message_id)), 'hex'),
        case when count(*) <= 16 then coalesce(string_agg(l.message_id || ':' || encode(l.leaf, 'hex'), ' '
            order by l.message_id), '') end
    from kb.day_leaves(p_peer_id, p_direction, p_day) l
    where encode(sha256(uuid_send(l.message_id)), 'hex') like coalesce(p_prefix, '') || '%';
end;
comment on function api.exchange_day_root(bigint, text, date, text) is
    'Number and Merkle root (hex) of a day''s messages with a peer, of those whose id''s SHA-256 begins with the
hex digits p_prefix (empty: all): who finds another root asks for the sixteen longer prefixes, so that a
difference among n is found in O(log n) questions. leaves: ID:LEAF spaced, of up to sixteen; else null.';

create or replace function api.exchange_roots_due(p_peer text, p_day date)
returns table (peer_id bigint, peer text, url text, direction text, day text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p.peer_id, p.code, p.url, d.direction, t.day::date::text
    from kb.peer p cross join (values ('in'), ('out')) d (direction)
        cross join lateral (select p_day::timestamp as day where p_day is not null
            union all
            select x.day from generate_series(
                date_trunc('day', (kb.now() - interval '18 hours') at time zone 'UTC') - interval '7 days',
                date_trunc('day', (kb.now() - interval '18 hours') at time zone 'UTC') - interval '1 day',
                interval '1 day') x (day)
            where p_day is null and not exists (select from kb.reconciliation r where r.peer_id = p.peer_id
                and r.direction = d.direction and r.day = x.day::date
                and (r.differences = '{}' or r.at > clock_timestamp() - interval '20 hours'))) t
    where p.enabled and p.url is not null and (p_peer is null or p.code = p_peer)
    order by p.peer_id, t.day, d.direction;
end;
comment on function api.exchange_roots_due(text, date) is
    'Days (UTC) to be compared with peers that can be asked: of the last seven that ended eighteen hours ago,
those not compared yet, and once a day those that differ; or (p_day) that one, whatever is known of it.';

create or replace function api.exchange_reconciled(p_peer_id bigint, p_direction text, p_day date,
    p_peer_count bigint, p_peer_root text, p_differences text, p_answer bytea, out differences text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v record;
    v_differences text[];
begin
    select * into v from api.exchange_day_root(p_peer_id, p_direction, p_day, '');
    select coalesce(array_agg(x.d order by x.d), '{}') into v_differences
    from string_to_table(nullif(p_differences, ''), ' ') x (d)
    where not exists (select from kb.outbox o where o.peer_id = p_peer_id and p_direction = 'out'
        and o.message_id = split_part(x.d, ':', 1)::uuid and o.state = 'waiting');
    insert into kb.reconciliation as r (peer_id, direction, day, count, root, peer_count, peer_root,
        differences, answer)
    values (p_peer_id, p_direction, p_day, v.count, v.root, p_peer_count, lower(p_peer_root), v_differences,
        p_answer)
    on conflict (peer_id, direction, day) do update set count = excluded.count, root = excluded.root,
        peer_count = excluded.peer_count, peer_root = excluded.peer_root,
        differences = excluded.differences, answer = excluded.answer, at = clock_timestamp();
    differences := array_to_string(v_differences, ' ');
    if differences <> '' then
        perform kb.raise_alarm('exchange-reconciliation', (select p.code from kb.peer p
            where p.peer_id = p_peer_id) || ' ' || p_direction || ' ' || p_day || ': ' || differences);
    end if;
end $$;
comment on function api.exchange_reconciled(bigint, text, date, bigint, text, text, bytea) is
    'Stores what a peer holds of a day (its signed answer) beside what we hold; p_differences: ID:here,
ID:there, ID:other, spaced. What we still send is none. Differences, which it returns, are an alarm.';
