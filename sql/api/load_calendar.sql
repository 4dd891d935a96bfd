create or replace function api.load_calendar(p_tsv text)
returns table (case_number text, limit_name text, old_due date, new_due date, provisional boolean)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_years int[];
    v_row record;
begin
    perform kb.check_operator();
    begin
        select array_agg(y) into v_years from (
            select extract(year from (t.field ->> 'date')::date)::int as y from kb.tsv(p_tsv) t
            group by 1 having count(*) >= 5) x;
    exception when data_exception then
        v_years := null;
    end;
    if v_years is null then
        perform kb.refuse('KB422', 'error.calendar', 'no year with five days or more, or a bad date');
    end if;
    insert into kb.calendar_notice (calendar, year, notice)
    select 'cn', y, coalesce((select max(t.field ->> 'notice') from kb.tsv(p_tsv) t
        where left(t.field ->> 'date', 4) = y::text), y || '年放假安排通知')
    from unnest(v_years) y
    on conflict (calendar, year) do update set notice = excluded.notice, loaded_at = clock_timestamp();
    delete from kb.calday d where d.calendar = 'cn' and extract(year from d.day) = any (v_years);
    insert into kb.calday (calendar, day, kind, holiday, notice)
    select 'cn', (t.field ->> 'date')::date, t.field ->> 'kind', t.field ->> 'holiday',
        coalesce(t.field ->> 'notice', '')
    from kb.tsv(p_tsv) t
    on conflict (calendar, day) do update set kind = excluded.kind, holiday = excluded.holiday,
        notice = excluded.notice, provisional = false;
    for v_row in
        select l.case_limit_id, l.due_on, l.provisional as was, c.number, l.name, l.case_id
        from kb.case_limit l join kb.case_file c using (case_id)
        where l.status in ('running', 'suspended')
            and l.due_on >= make_date((select min(y) from unnest(v_years) y), 1, 1)
        order by l.case_id, l.case_limit_id
    loop
        select v_row.number, v_row.name, v_row.due_on, x.due_on, x.provisional
        into case_number, limit_name, old_due, new_due, provisional
        from kb.compute_limit(v_row.case_limit_id) x;
        if new_due is distinct from old_due then
            perform kb.add_event(v_row.case_id, 'limit', null, null, null,
                v_row.name || ' ' || old_due || ' → ' || new_due);
            perform kb.refresh_due(v_row.case_id);
        elsif provisional <> v_row.was then
            perform kb.refresh_due(v_row.case_id);
        end if;
        if new_due is distinct from old_due or provisional <> v_row.was then
            return next;
        end if;
    end loop;
end $$;
comment on function api.load_calendar(text) is
    'Loads holiday notices (columns date kind=off|work holiday notice; a head line) in place of what
stood for their years, computes every open time limit again and lists those that moved or are no longer
provisional. error.calendar where a date is bad.';
