create or replace function kb.limit_ends(p_limit kb.case_limit) returns kb.case_limit
language plpgsql stable
as $$
begin
    select d.raw, d.due, d.provisional, d.trace
    into p_limit.raw_on, p_limit.due_on, p_limit.provisional, p_limit.trace
    from kb.deadline(p_limit.start_on, p_limit.amount, p_limit.unit, array(
            select row(s.from_on, s.to_on, s.reason)::kb.suspension from kb.case_suspension s
            where s.case_limit_id = p_limit.case_limit_id and s.to_on is not null), 'cn', p_limit.roll, (
        select format('<rule source="%s" ref="%s">%s</rule>', kb.xml_escape(q.source), kb.xml_escape(q.ref),
            kb.xml_escape(q.text))
        from kb.case_file c join kb.procedure_limit pl on pl.version_id = c.version_id and pl.name = p_limit.name
            join kb.procedure_clause q on q.version_id = c.version_id and q.clause_id = pl.clause
        where c.case_id = p_limit.case_id)) d;
    return p_limit;
end $$;
comment on function kb.limit_ends(kb.case_limit) is
    'A time limit with its end, computed from its start, suspensions and the calendar; the trace names its clause.';

create or replace function kb.compute_limit(p_case_limit_id bigint) returns kb.case_limit
language plpgsql
as $$
declare
    v_limit kb.case_limit;
begin
    select l.* into v_limit from kb.case_limit l where l.case_limit_id = p_case_limit_id for update;
    v_limit := kb.limit_ends(v_limit);
    update kb.case_limit l set raw_on = v_limit.raw_on, due_on = v_limit.due_on,
        provisional = v_limit.provisional, trace = v_limit.trace
    where l.case_limit_id = p_case_limit_id;
    return v_limit;
end $$;
comment on function kb.compute_limit(bigint) is 'Computes a stored time limit again, see kb.limit_ends.';

create or replace function kb.first_due(p_case_id bigint)
returns table (case_limit_id bigint, due_on date, provisional boolean)
language sql stable
begin atomic
    select l.case_limit_id, l.due_on, l.provisional from kb.case_limit l
    where l.case_id = p_case_id and l.status = 'running' and l.due_on is not null
    order by l.due_on, l.case_limit_id limit 1;
end;
comment on function kb.first_due(bigint) is 'The running limit of a case that ends first; no row: none runs.';

create or replace function kb.refresh_due(p_case_id bigint) returns void
language plpgsql
as $$
begin
    update kb.case_file c set due_limit_id = x.case_limit_id, due_on = x.due_on,
        due_provisional = coalesce(x.provisional, false)
    from (select 1) one left join kb.first_due(p_case_id) x on true
    where c.case_id = p_case_id and (c.due_limit_id, c.due_on, c.due_provisional)
        is distinct from (x.case_limit_id, x.due_on, coalesce(x.provisional, false));
end $$;
comment on function kb.refresh_due(bigint) is 'Copies the running limit that ends first to the case.';

drop function if exists kb.start_limit(bigint, jsonb), kb.effect_limit(bigint, text, jsonb);
create or replace function kb.start_limit(p_case_id bigint, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_rule kb.procedure_limit;
    v_texts text[]; -- amount, from
    v_limit kb.case_limit;
begin
    select pl.* into v_rule from kb.procedure_limit pl join kb.case_file c using (version_id)
        where c.case_id = p_case_id and pl.name = p_attr ->> 'limit';
    v_texts := kb.xpath_texts(array['number(' || coalesce(p_attr ->> 'amount', v_rule.amount) || ')',
        p_attr ->> 'from'], p_doc);
    v_limit.case_id := p_case_id;
    v_limit.name := v_rule.name;
    v_limit.round := (select count(*) + 1 from kb.case_limit l where l.case_id = p_case_id and l.name = v_rule.name);
    if v_limit.round > 1 then
        update kb.case_limit l set status = 'cancelled' where l.case_id = p_case_id
            and l.name = v_rule.name and l.status in ('running', 'suspended');
    end if;
    v_limit.start_on := case when p_attr ? 'from' then nullif(v_texts[2], '')::date else kb.today() end;
    v_limit.amount := ceil(kb.as_number(v_texts[1]));
    v_limit.unit := coalesce(p_attr ->> 'unit', v_rule.unit);
    v_limit.roll := v_rule.roll;
    v_limit.acts := exists (select from kb.procedure_move m
        where m.version_id = v_rule.version_id and m.auto = 'due:' || v_rule.name);
    v_limit := kb.limit_ends(v_limit);
    if v_limit.due_on is null then
        perform kb.refuse('KB422', 'error.limit', 'limit ' || (p_attr ->> 'limit'), v_rule.title);
    end if;
    insert into kb.case_limit (case_id, name, round, start_on, amount, unit, roll, acts, raw_on, due_on, provisional,
        trace)
    values (v_limit.case_id, v_limit.name, v_limit.round, v_limit.start_on, v_limit.amount, v_limit.unit,
        v_limit.roll, v_limit.acts, v_limit.raw_on, v_limit.due_on, v_limit.provisional, v_limit.trace);
end $$;
comment on function kb.start_limit(bigint, jsonb, xml) is
    'Starts a time limit; one of the same name that still runs is cancelled. KB422 error.limit where
amount or start cannot be read.';

create or replace function kb.effect_limit(p_case_id bigint, p_effect text, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_name text := p_attr ->> 'limit';
    v_id bigint;
begin
    if p_effect = 'start' then
        perform kb.start_limit(p_case_id, p_attr, p_doc);
        return;
    end if;
    select l.case_limit_id into v_id from kb.case_limit l where l.case_id = p_case_id and l.name = v_name
        and case p_effect when 'suspend' then l.status = 'running' when 'resume' then l.status = 'suspended'
            else l.status in ('running', 'suspended') end;
    if v_id is null then
        return;
    elsif p_effect = 'suspend' then
        insert into kb.case_suspension (case_limit_id, from_on, reason)
        values (v_id, kb.today(), coalesce(p_attr ->> 'reason', ''))
        on conflict (case_limit_id, from_on) do update set to_on = null;
    elsif p_effect = 'resume' then
        update kb.case_suspension s set to_on = kb.today() where s.case_limit_id = v_id and s.to_on is null;
        perform kb.compute_limit(v_id);
    end if;
    if p_effect = 'meet' then
        insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late)
        select c.procedure, l.name, c.holder_id, date_trunc('month', c.opened_at at time zone 'Asia/Shanghai'),
            (kb.today() <= l.due_on or l.status = 'suspended')::int,
            (kb.today() > l.due_on and l.status = 'running')::int
        from kb.case_limit l join kb.case_file c using (case_id) where l.case_limit_id = v_id;
    end if;
    update kb.case_limit l set status = case p_effect when 'suspend' then 'suspended'
            when 'resume' then 'running' when 'meet' then 'met' else 'cancelled' end,
        met_on = case when p_effect = 'meet' then kb.today() end
    where l.case_limit_id = v_id;
end $$;
comment on function kb.effect_limit(bigint, text, jsonb, xml) is
    'start meet suspend resume cancel of a case''s time limit; nothing where none is in the right status.';
