create or replace function api.rate_case(p_case text, p_level int, p_reasons text, p_text text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_case kb.case_file;
begin
    select * into v_case from kb.case_file c where c.number = upper(p_case)
        and (c.opener_id = any (kb.organs()) or c.ticket = kb.ticket()) for update;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'case ' || p_case);
    elsif v_case.closed_at is null then
        perform kb.refuse('KB409', 'error.case-open', p_case);
    elsif p_level is null or p_level not between 1 and 5 then
        perform kb.refuse('KB422', 'error.rating', coalesce(p_level::text, ''));
    end if;
    insert into kb.rating (case_id, level, reasons, comment, at, person_id)
    values (v_case.case_id, p_level, left(coalesce(p_reasons, ''), 500), left(coalesce(p_text, ''), 2000),
        kb.now(), kb.actor()) on conflict (case_id) do nothing;
    if not found then
        if exists (select from kb.rating r where r.case_id = v_case.case_id and r.level = p_level
                and r.reasons = left(coalesce(p_reasons, ''), 500)
                and r.comment = left(coalesce(p_text, ''), 2000)) then
            return;
        end if;
        perform kb.refuse('KB409', 'error.rated', p_case);
    end if;
    perform kb.add_event(v_case.case_id, 'rate', null, null, null, p_level::text);
end $$;
comment on function api.rate_case(text, int, text, text) is
    'Rates a closed case once, the same once more is no harm (5 非常满意 … 1 非常不满意), by the opener''s people or under its ticket. The
record shows the level, never who rated.';
