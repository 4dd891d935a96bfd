create or replace function api.monitor_peers()
returns table (code text, name text, way text, pull boolean, enabled boolean, waiting bigint, dead bigint,
    oldest int, sent_day bigint, received_day bigint, certificate_until timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select p.code, p.name, p.way, p.pull, p.enabled,
        (select count(*) from kb.outbox o where o.peer_id = p.peer_id and o.state = 'waiting'),
        (select count(*) from kb.outbox o where o.peer_id = p.peer_id and o.state = 'dead'),
        (select (kb.exchange_seconds() - min(o.born))::int from kb.outbox o
            where o.peer_id = p.peer_id and o.state in ('waiting', 'dead')),
        (select count(*) from kb.outbox o where o.peer_id = p.peer_id and o.kind = 'business'
            and o.at >= kb.today()::timestamptz),
        (select count(*) from kb.inbox i where i.peer_id = p.peer_id and i.kind = 'business'
            and i.received_at >= kb.today()::timestamptz),
        (select max(c.valid_to) from kb.peer_certificate c where c.peer_id = p.peer_id and c.revoked_at is null)
    from kb.peer p order by p.code;
end $$;
comment on function api.monitor_peers() is 'Peers and what waits for them; oldest in seconds. Operators only.';

create or replace function api.monitor_queue()
returns table (message_id uuid, peer text, kind text, message text, title text, title_en text,
    case_number text, state text, attempts int, at timestamptz, wait int, problem text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select o.message_id, p.code, o.kind, o.message, q.title, q.title_en, c.number, o.state,
        o.attempts, o.at, greatest(0, o.due - kb.exchange_seconds())::int, o.problem
    from kb.outbox o join kb.peer p using (peer_id) left join kb.case_file c using (case_id)
        left join kb.procedure_message q on q.version_id = c.version_id and q.name = o.message
    where o.state in ('waiting', 'dead') order by o.state, o.born limit 200;
end $$;
comment on function api.monitor_queue() is
    'Messages without a final receipt, dead ones first; wait: seconds to the next attempt. Operators only.';

drop function if exists api.monitor_recent();
create or replace function api.monitor_recent()
returns table (direction text, message_id uuid, peer text, message text, title text, title_en text,
    case_number text, at timestamptz, state text, stages text, problem text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query
    with m as (
        (select 'in' as direction, i.peer_id, i.message_id, i.message, i.case_id, i.received_at as at,
            case i.stage when 'rejected' then 'rejected' else 'done' end as state, '' as problem
        from kb.inbox i where i.kind = 'business' order by i.inbox_id desc limit 50)
        union all
        (select 'out', o.peer_id, o.message_id, o.message, o.case_id, o.at, o.state, o.problem
        from kb.outbox o where o.kind = 'business' order by o.outbox_id desc limit 50))
    select m.direction, m.message_id, p.code, m.message, q.title, q.title_en, c.number, m.at, m.state,
        kb.receipt_stages(case m.direction when 'in' then 'out' else 'in' end, m.peer_id, m.message_id), m.problem
    from m join kb.peer p using (peer_id) left join kb.case_file c using (case_id)
        left join kb.procedure_message q on q.version_id = c.version_id and q.name = m.message
    order by m.at desc limit 50;
end $$;
comment on function api.monitor_recent() is 'The latest fifty business messages of either direction. Operators only.';

create or replace function api.monitor_message(p_id text)
returns table (direction text, message_id uuid, peer text, peer_name text, kind text, message text, title text,
    title_en text, case_number text, conversation uuid, sequence int, at timestamptz, state text, attempts int,
    wait int, problem text, sha256 text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id uuid := substring(lower(p_id) from '^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$')::uuid;
begin
    perform kb.check_operator();
    return query
    with m as (
        select 'out' as direction, o.message_id, o.peer_id, o.kind, o.message, o.case_id, o.conversation, o.sequence,
            o.at, o.state, o.attempts, greatest(0, o.due - kb.exchange_seconds())::int as wait, o.problem, o.sha256
        from kb.outbox o where o.message_id = v_id
        union all
        select 'in', i.message_id, i.peer_id, i.kind, i.message, i.case_id, i.conversation, i.sequence, i.received_at,
            case i.stage when 'rejected' then 'rejected' else 'done' end, null, null, '', i.sha256
        from kb.inbox i where i.message_id = v_id)
    select m.direction, m.message_id, p.code, p.name, m.kind, m.message, q.title, q.title_en, c.number,
        m.conversation, m.sequence, m.at, m.state, m.attempts, m.wait, m.problem, m.sha256
    from m join kb.peer p using (peer_id) left join kb.case_file c using (case_id)
        left join kb.procedure_message q on q.version_id = c.version_id and q.name = m.message
    order by m.direction desc limit 1;
end $$;
comment on function api.monitor_message(text) is
    'One message by its id, of ours before one of theirs; wait: seconds to the next attempt. Operators only.';

create or replace function api.monitor_receipts(p_id text)
returns table (n bigint, stage text, at timestamptz, document xml)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select r.n, r.stage, r.at, convert_from(r.bytes, 'UTF8')::xml
    from api.monitor_message(p_id) m join kb.peer p on p.code = m.peer
        join kb.receipt r on r.message_id = m.message_id and r.peer_id = p.peer_id
            and r.direction = case m.direction when 'in' then 'out' else 'in' end;
end $$;
comment on function api.monitor_receipts(text) is
    'The receipts for that message, in order: theirs for one of ours, ours for one of theirs. Operators only.';

create or replace function api.monitor_days()
returns table (day date, sent bigint, received bigint, refused bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select d::date,
        (select count(*) from kb.outbox o where o.kind = 'business' and o.at >= d and o.at < d + interval '1 day'),
        (select count(*) from kb.inbox i where i.kind = 'business' and i.received_at >= d
            and i.received_at < d + interval '1 day'),
        (select coalesce(sum(r.times), 0) from kb.refusal r where r.last_at >= d
            and r.last_at < d + interval '1 day')
    from generate_series(kb.today() - 13, kb.today(), interval '1 day') d;
end $$;
comment on function api.monitor_days() is 'Messages of each of the last fourteen days. Operators only.';

create or replace function api.monitor_refusals()
returns table (at timestamptz, peer text, code text, detail text, address text, times int)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select r.last_at, r.peer, r.code, r.detail, r.address, r.times
    from kb.refusal r order by r.last_at desc limit 20;
end $$;
comment on function api.monitor_refusals() is 'What was turned away last. Operators only.';

create or replace function api.monitor_reconciliation()
returns table (peer text, direction text, day date, count bigint, root text, peer_count bigint,
    peer_root text, same boolean, differences text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query select p.code, r.direction, r.day, r.count, r.root, r.peer_count, r.peer_root,
        r.root is not distinct from r.peer_root, array_to_string(r.differences, ' ')
    from kb.reconciliation r join kb.peer p using (peer_id) order by r.day desc, p.code, r.direction limit 28;
end $$;
comment on function api.monitor_reconciliation() is 'What the nightly comparisons found. Operators only.';

drop function if exists api.monitor_alarms();
create or replace function api.monitor_alarms()
returns table (alarm_id bigint, kind text, detail text, at timestamptz, closed_at timestamptz, closed_by text,
    reason text, message text, title text, title_en text, case_number text, problem text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    return query
    with a as (
        (select * from kb.alarm x where x.closed_at is null and x.kind like 'exchange-%' order by x.at desc limit 50)
        union all
        (select * from kb.alarm x where x.closed_at is not null and x.kind like 'exchange-%'
            order by x.closed_at desc limit 10))
    select a.alarm_id, a.kind, a.detail, a.at, a.closed_at, a.closed_by, a.reason, o.message, q.title, q.title_en,
        c.number, o.problem
    from a left join kb.outbox o on o.message_id = substring(a.detail from '^[0-9a-f]{8}(?:-[0-9a-f]{4,12}){4}(?= )')::uuid
        left join kb.case_file c using (case_id)
        left join kb.procedure_message q on q.version_id = c.version_id and q.name = o.message
    order by a.closed_at desc nulls first, a.at desc;
end $$;
comment on function api.monitor_alarms() is
    'Open alarms of the exchange, then those closed last; with the message of ours that one is about. Operators only.';

create or replace function api.alarm_close(p_alarm_id bigint, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    perform kb.check_reason(p_reason);
    update kb.alarm a set closed_at = clock_timestamp(), closed_by = kb.operator_name(), reason = left(btrim(p_reason), 200)
    where a.alarm_id = p_alarm_id and a.closed_at is null;
    if not found then
        perform kb.refuse('KB409', 'error.alarm-closed', 'alarm ' || p_alarm_id);
    end if;
end $$;
comment on function api.alarm_close(bigint, text) is
    'Closes an open alarm with a reason, which is kept with who gave it; the same again is a new alarm.
KB409 error.alarm-closed. Operators only.';
