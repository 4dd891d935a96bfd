drop function if exists kb.message_months(int);
create or replace function kb.message_months(p_keep int, p_unsettled timestamptz) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp set timezone = 'UTC'
as $$
declare
    v_now timestamptz := date_trunc('month', clock_timestamp());
    v_row record;
    v_n int := 0;
begin
    for v_row in
        select p.parent, p.words, m, p.parent || to_char(m, '_YYYYMM') as name
        from generate_series(v_now, v_now + interval '2 months', interval '1 month') m, (values
            ('inbox_bytes', 'Messages that came in '), ('outbox_bytes', 'Messages of ours of ')) p (parent, words)
        where to_regclass('kb.' || p.parent || to_char(m, '_YYYYMM')) is null
    loop
        begin
            execute format('create table kb.%I (like kb.%I including all)', v_row.name, v_row.parent);
            execute format('comment on table kb.%I is %L', v_row.name,
                v_row.words || to_char(v_row.m, 'YYYY-MM') || ', see kb.' || v_row.parent || '.');
            perform kb.guard_table(('kb.' || v_row.name)::regclass, 'select');
            execute format('alter table kb.%I attach partition kb.%I for values from (%L) to (%L)',
                v_row.parent, v_row.name, v_row.m, v_row.m + interval '1 month');
        exception when check_violation then
            null; -- some of that month stand in the default table already: then all of it does
        end;
    end loop;
    for v_row in
        select p.name
        from (select i.inhrelid::regclass as name, i.inhparent = 'kb.outbox_bytes'::regclass as ours,
                to_date(nullif(regexp_replace(c.relname, '^.*_(\d{6})$|.*', '\1'), ''), 'YYYYMM') as month
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent in ('kb.inbox_bytes'::regclass, 'kb.outbox_bytes'::regclass)) p
        where p.month < v_now - make_interval(months => p_keep)
            and (p.month + interval '1 month' > p_unsettled and p.ours) is not true
    loop
        execute format('drop table %s', v_row.name);
        v_n := v_n + 1;
    end loop;
    return v_n;
end $$;
comment on function kb.message_months(int, timestamptz) is
    'Makes the tables of messages for this month and the next two, and drops those of months that ended more
than p_keep months ago (null: none): how many. Of ours only months before p_unsettled, when the oldest that may
have to be sent was made (null: all are settled). Owned by who owns the tables, which sees no row of them.';
