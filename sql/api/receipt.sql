create or replace function api.receipt(p_case text)
returns table (query_code text, may_rate boolean, rated boolean)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select kb.query_code(c.number),
        c.closed_at is not null and x.case_id is null
            and kb.may(kb.actor(), c.opener_id, null) and o.kind <> 'office',
        x.case_id is not null
    from kb.case_file c
        join kb.organ o on o.organ_id = c.opener_id
        left join kb.rating x on x.case_id = c.case_id
    where c.number = p_case and c.opener_id = any (kb.organs());
end $$;
comment on function api.receipt(text) is
    'For people of the organisation that opened the case: its query code, and whether they may still rate
it (closed, not rated yet, not by an office). No row for anybody else.';
