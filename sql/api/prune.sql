create or replace function api.prune() returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_n bigint;
    v_all bigint := 0;
    v_keep int := (select nullif(s.value, '')::int from kb.setting s where s.name = 'keep-message-months');
    v_past timestamptz := clock_timestamp() - make_interval(months => v_keep + 1);
    v_unsettled timestamptz := (select min(o.at) from kb.outbox o where o.state in ('waiting', 'dead'));
begin
    delete from kb.request r where r.at < clock_timestamp()
        - (select make_interval(days => s.value::int) from kb.setting s where s.name = 'keep-request-days');
    get diagnostics v_n = row_count;
    v_all := v_all + v_n;
    delete from kb.sign_in_attempt a where a.at < clock_timestamp()
        - (select make_interval(days => s.value::int) from kb.setting s where s.name = 'keep-attempt-days');
    get diagnostics v_n = row_count;
    v_all := v_all + v_n;
    delete from kb.session s where s.expires_at < clock_timestamp();
    get diagnostics v_n = row_count;
    v_all := v_all + v_n;
    delete from kb.inbox_bytes_other b where b.received_at < v_past;
    get diagnostics v_n = row_count;
    v_all := v_all + v_n;
    delete from kb.outbox_bytes_other b where b.at < v_past and b.at < coalesce(v_unsettled, v_past);
    get diagnostics v_n = row_count;
    return v_all + v_n + kb.message_months(v_keep, v_unsettled);
end $$;
comment on function api.prune() is
    'Removes requests, sign-in attempts (settings keep-request-days, keep-attempt-days) and sessions that
are past, and the bytes of messages (keep-message-months), a month at once, of ours never what may have to be
sent; returns how many. Asked by nobody but the keeper, it does the same for whoever calls it.';
