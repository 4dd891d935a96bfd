drop function if exists kb.day_facts(text, date);
create or replace function kb.is_working(p_calendar text, p_day date) returns boolean
language plpgsql stable
as $$
begin
    return coalesce((select d.kind <> 'off' from kb.calday d where d.calendar = p_calendar and d.day = p_day),
        extract(isodow from p_day) < 6);
end $$;
comment on function kb.is_working(text, date) is
    'Whether it is a working day: no weekend and no holiday (kb.calday), or a make-up day.';

create or replace function kb.is_suspended(p_suspensions kb.suspension[], p_day date) returns boolean
language plpgsql immutable
as $$
begin
    return (select exists (select from unnest(p_suspensions) s where p_day > s.from_on and p_day <= s.to_on));
end $$;
comment on function kb.is_suspended(kb.suspension[], date) is 'Whether the day falls into a suspension.';

create or replace function kb.raw_end(p_start date, p_amount int, p_unit text,
    p_suspensions kb.suspension[], p_calendar text) returns date
language plpgsql stable
as $$
declare
    v_raw date := p_start;
    v_left int := p_amount;
    v_rests boolean := p_suspensions <> '{}';
    v_row record;
begin
    if p_unit = 'w' then
        while v_left > 0 loop
            v_raw := v_raw + 1;
            if kb.is_working(p_calendar, v_raw) and not (v_rests and kb.is_suspended(p_suspensions, v_raw)) then
                v_left := v_left - 1;
            end if;
        end loop;
        return v_raw;
    end if;
    v_raw := case p_unit when 'd' then p_start + p_amount
        when 'm' then (p_start + make_interval(months => p_amount))::date
        else (p_start + make_interval(years => p_amount))::date end;
    for v_row in
        select greatest(s.from_on, p_start) as from_on, s.to_on from unnest(p_suspensions) s
        where s.to_on > greatest(s.from_on, p_start) order by 1
    loop
        if v_row.from_on < v_raw then
            v_raw := v_raw + (v_row.to_on - v_row.from_on);
        end if;
    end loop;
    return v_raw;
end $$;
comment on function kb.raw_end(date, int, text, kb.suspension[], text) is
    'Last day of a period before it rolls. The first day is not counted; a month or year ends on the
corresponding day or the month''s end; suspended days move the end by as many days.';

drop function if exists kb.deadline(date, int, text, kb.suspension[], text, boolean);
drop function if exists kb.deadline_trace(date, int, text, date, date, boolean, kb.suspension[], text, boolean);
create or replace function kb.deadline(p_start date, p_amount int, p_unit text,
    p_suspensions kb.suspension[] default '{}', p_calendar text default 'cn',
    p_roll boolean default true, p_rule text default '',
    out due date, out raw date, out provisional boolean, out trace xml)
language plpgsql stable
as $$
declare
    v_max int := case p_unit when 'd' then 36525 when 'w' then 5000 when 'm' then 1200 when 'y' then 100 end;
begin
    provisional := false;
    if p_start is null or p_amount is null or v_max is null or not isfinite(p_start)
        or p_amount < 0 or p_amount > v_max
        or p_start not between '1900-01-01' and '2200-12-31' then
        return;
    end if;
    raw := kb.raw_end(p_start, p_amount, p_unit, coalesce(p_suspensions, '{}'), p_calendar);
    due := raw;
    while coalesce(p_roll, true) and not kb.is_working(p_calendar, due) loop
        due := due + 1;
    end loop;
    provisional := exists (
        select from generate_series(
            extract(year from case when p_unit = 'w' then p_start + 1 else raw end)::int,
            extract(year from due)::int) y
        where p_amount > 0 and not exists (select from kb.calendar_notice n
            where n.calendar = p_calendar and n.year = y));
    trace := kb.deadline_trace(p_start, p_amount, p_unit, raw, due, provisional,
        coalesce(p_suspensions, '{}'), p_calendar, coalesce(p_roll, true), p_rule);
end $$;
comment on function kb.deadline(date, int, text, kb.suspension[], text, boolean, text) is
    'Time limits (民法典 200–204; working days by 行政许可法 82). Units: d calendar days, w working days,
m months, y years. Pure and total: what cannot be computed gives null (amount null, negative, or more
than 100 years). The last day rolls to the next working day; a make-up Saturday or Sunday is one.
provisional: it rests on a year whose holiday notice is not loaded.
trace = <trace start amount unit raw due provisional><day date weekday kind="holiday|weekend|work|counted"
name notice/>*<suspended from to reason/>*<rule source ref>…</rule>*</trace>;
p_rule: more rules, serialised, for its end.';

create or replace function kb.deadline_trace(p_start date, p_amount int, p_unit text, p_raw date,
    p_due date, p_provisional boolean, p_suspensions kb.suspension[], p_calendar text, p_roll boolean,
    p_rule text) returns xml
language plpgsql stable
as $$
begin
    return (select (format('<trace start="%s" amount="%s" unit="%s" raw="%s" due="%s" provisional="%s">',
            p_start, p_amount, p_unit, p_raw, p_due, case when p_provisional then 'yes' else 'no' end)
        || coalesce((select string_agg(format('<day date="%s" weekday="%s" kind="%s"', d.day,
                substr('一二三四五六日', extract(isodow from d.day)::int, 1),
                case when p_unit <> 'w' and d.day <= p_raw
                        and (d.day < p_raw or not p_roll or f.kind in ('work', 'counted'))
                    then case f.kind when 'work' then 'work' else 'counted' end else f.kind end)
                || case when f.holiday is not null then format(' name="%s"', kb.xml_escape(f.holiday)) else '' end
                || case when f.notice <> '' then format(' notice="%s"', kb.xml_escape(f.notice)) else '' end || '/>', ''
                order by d.day)
            from (select (p_start + i) as day from generate_series(1, p_due - p_start) i) d
                left join kb.calday c on c.calendar = p_calendar and c.day = d.day
                cross join lateral (select c.holiday, c.notice, case when c.kind = 'off' then 'holiday'
                    when c.kind is not null then 'work' when extract(isodow from d.day) >= 6 then 'weekend'
                    else 'counted' end as kind) f
            where (p_suspensions = '{}' or not kb.is_suspended(p_suspensions, d.day))
                and (p_due - p_start <= 100 or d.day >= p_raw or (p_unit = 'w' and f.kind <> 'counted'
                    and p_due - p_start <= 800))), '')
        || coalesce((select string_agg(format('<suspended from="%s" to="%s" reason="%s"/>', s.from_on, s.to_on,
                kb.xml_escape(s.reason)), '' order by s.from_on) from unnest(p_suspensions) s), '')
        || (select string_agg(format('<rule source="%s" ref="%s">%s</rule>', r.source, r.ref, r.text), ''
                order by r.n)
            from (values
                (1, true, '民法典', '第二百零一条', '开始的当日不计入，自下一日开始计算。'),
                (2, p_unit in ('m', 'y'), '民法典', '第二百零二条',
                    '到期月的对应日为最后一日；没有对应日的，月末日为最后一日。'),
                (3, p_unit = 'w', '行政许可法', '第八十二条', '期限以工作日计算，不含法定节假日。'),
                (4, p_due > p_raw, '民法典', '第二百零三条',
                    '最后一日是法定休假日的，以法定休假日结束的次日（工作日）为最后一日。'),
                (5, p_provisional, '暂定', '', '该年度放假安排尚未公布，公布后重新计算。'))
                r (n, holds, source, ref, text)
            where r.holds)
        || coalesce(p_rule, '') || '</trace>')::xml);
end $$;
comment on function kb.deadline_trace(date, int, text, date, date, boolean, kb.suspension[], text, boolean, text)
    is 'The trace of kb.deadline: each day up to 100, beyond that what was skipped and the last days.';
