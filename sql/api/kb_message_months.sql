create or replace function kb.message_months(p_keep int) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_now timestamptz := date_trunc('month', clock_timestamp());
    v_row record;
    v_n int := 0;
begin
    for v_row in
        select m, 'inbox_bytes_' || to_char(m, 'YYYYMM') as name
        from generate_series(v_now, v_now + interval '2 months', interval '1 month') m
        where to_regclass('kb.inbox_bytes_' || to_char(m, 'YYYYMM')) is null
    loop
        begin
            execute format('create table kb.%I (like kb.inbox_bytes including all)', v_row.name);
            execute format('comment on table kb.%I is %L', v_row.name,
                'Messages that came in ' || to_char(v_row.m, 'YYYY-MM') || ', see kb.inbox_bytes.');
            perform kb.guard_table(('kb.' || v_row.name)::regclass, 'select');
            execute format('alter table kb.inbox_bytes attach partition kb.%I for values from (%L) to (%L)',
                v_row.name, v_row.m, v_row.m + interval '1 month');
        exception when check_violation then
            null; -- some of that month stand in inbox_bytes_other already: then all of it does
        end;
    end loop;
    for v_row in
        select i.inhrelid::regclass as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'kb.inbox_bytes'::regclass and c.relname ~ '^inbox_bytes_\d{6}$'
            and to_date(right(c.relname, 6), 'YYYYMM') < v_now - make_interval(months => p_keep)
    loop
        execute format('drop table %s', v_row.name);
        v_n := v_n + 1;
    end loop;
    return v_n;
end $$;
comment on function kb.message_months(int) is
    'Makes the tables of messages for this month and the next two, and drops those of months that ended more
than p_keep months ago (null: none): how many. Owned by who owns the tables, which sees no row of them.';
