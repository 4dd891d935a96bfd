create or replace function api.rating(p_case text)
returns table (level int, comment text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select r.level, r.comment, r.at
    from kb.case_file c join kb.rating r using (case_id)
    where c.number = p_case and (c.opener_id = any (kb.organs()) or exists (select from kb.organ o
        where o.organ_id = any (kb.organs()) and o.organ_id = any (c.readers) and o.kind in ('office', 'centre')));
end;
comment on function api.rating(text) is
    'How a case was rated and with which remark, for people of the organisation that opened it and of the offices
and centres that have it; not for its other parties. Never who rated.';
