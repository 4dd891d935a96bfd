create or replace function api.exchange_metrics()
returns table (name text, labels text, value double precision, help text, type text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with waiting as (select o.peer_id, o.state, count(*) as n, max(kb.exchange_seconds() - o.born) as age
        from kb.outbox o where o.state in ('waiting', 'dead') group by o.peer_id, o.state),
    day as (select i.peer_id, i.stage, count(*) as n from kb.inbox i
        where i.received_at > clock_timestamp() - interval '1 day' group by i.peer_id, i.stage)
    select 'kb_exchange_outbox', format('peer="%s",state="%s"', p.code, s.state),
        coalesce(w.n, 0), 'Messages that are not settled.', 'gauge'
    from kb.peer p cross join unnest(array['waiting', 'dead']) s (state)
        left join waiting w on w.peer_id = p.peer_id and w.state = s.state
    union all
    select 'kb_exchange_oldest_seconds', format('peer="%s"', p.code), coalesce(w.age, 0),
        'Age of the oldest waiting message, in time of the exchange.', 'gauge'
    from kb.peer p left join waiting w on w.peer_id = p.peer_id and w.state = 'waiting'
    union all
    select 'kb_exchange_received_day', format('peer="%s",stage="%s"', p.code, d.stage), d.n,
        'Messages received in the last day, by what was answered.', 'gauge'
    from day d join kb.peer p using (peer_id)
    union all
    select 'kb_exchange_refused_day', format('code="%s"', r.code), sum(r.times),
        'Messages turned away in the last day, by code.', 'gauge'
    from kb.refusal r where r.last_at > clock_timestamp() - interval '1 day' group by r.code
    union all
    select 'kb_exchange_alarms', '', count(*), 'Open alarms of the exchange.', 'gauge'
    from kb.alarm a where a.closed_at is null and a.kind like 'exchange-%'
    union all
    select 'kb_exchange_seconds', '', kb.exchange_seconds(), 'Time of the exchange.', 'counter'
    union all
    select 'kb_exchange_certificate_days', format('peer="%s"', p.code),
        max(extract(epoch from c.valid_to - clock_timestamp()) / 86400),
        'Days until the last certificate of a peer ends.', 'gauge'
    from kb.peer p join kb.peer_certificate c using (peer_id) where c.revoked_at is null group by p.code;
end;
comment on function api.exchange_metrics() is
    'Figures of the exchange for Prometheus: labels as it writes them.';
