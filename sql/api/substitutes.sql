create or replace function api.substitutes()
returns table (substitute_id bigint, organ_name text, from_on date, to_on date, given boolean,
    person_name text, stand_in_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select s.substitute_id, o.name, s.from_on, s.to_on, s.person_id = kb.actor(), p.name, i.name
    from kb.substitute s
        join kb.organ o using (organ_id)
        join kb.person p on p.person_id = s.person_id
        join kb.person i on i.person_id = s.stand_in_id
    where kb.actor() in (s.person_id, s.stand_in_id) and s.to_on >= kb.today()
    order by s.from_on, s.substitute_id;
end;
comment on function api.substitutes() is
    'Who stands in for the asker and for whom the asker stands in, today and later, with names.';
