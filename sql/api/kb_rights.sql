create or replace function kb.rights(p_person_id bigint)
returns table (organ_id bigint, role text)
language sql stable
begin atomic
    select r.organ_id, r.role from kb.role r
    where r.person_id = p_person_id and r.valid_from <= kb.today()
        and (r.valid_to is null or r.valid_to >= kb.today())
    union
    select r.organ_id, r.role from kb.substitute s
        join kb.role r on r.person_id = s.person_id and r.organ_id = s.organ_id
    where s.stand_in_id = p_person_id and kb.today() between s.from_on and s.to_on
        and r.valid_from <= kb.today() and (r.valid_to is null or r.valid_to >= kb.today());
end;
comment on function kb.rights(bigint) is
    'Organs and roles of a person today, their own and those of people they stand in for.';

create or replace function kb.may(p_person_id bigint, p_organ_id bigint, p_role text) returns boolean
language sql stable
return case when p_person_id is distinct from kb.actor() then false
    when p_role is not null then (p_organ_id || ':' || p_role)
        = any (string_to_array(current_setting('kb.rights', true), ' '))
    else (' ' || coalesce(current_setting('kb.rights', true), '') || ' ')
        ~ (' ' || coalesce(p_organ_id::text, '-') || ':(?!(auditor|admin) )') end;
comment on function kb.may(bigint, bigint, text) is
    'Whether the asker (p_person_id) holds the role in the organ; null: any role that acts (not auditor,
admin). Reads kb.rights as api.enter set it: ORGAN:ROLE, separated by spaces. Without
a subquery, so that it is written into what calls it.';

create or replace function kb.refuse(p_code text, p_key text, p_detail text default '',
    p_hint text default '') returns void
language plpgsql
as $$
begin
    raise exception '%', p_key using errcode = p_code,
        detail = coalesce(p_detail, ''), hint = coalesce(p_hint, '');
end $$;
comment on function kb.refuse(text, text, text, text) is
    'Refuses: SQLSTATE KB4xx, text key, detail for the log, hint as the text''s argument.';

create or replace function kb.check_reason(p_reason text) returns void
language plpgsql
as $$
begin
    if coalesce(btrim(p_reason), '') = '' then
        perform kb.refuse('KB422', 'error.reason-missing');
    end if;
end $$;
comment on function kb.check_reason(text) is 'Refuses a change without a reason (KB422).';
