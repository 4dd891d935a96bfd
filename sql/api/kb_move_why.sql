create or replace function kb.mover_why(p_case_id bigint, p_move kb.procedure_move) returns text
language plpgsql stable
as $$
declare
    v_organ bigint;
begin
    if kb.actor() is null then
        return 'error.sign-in';
    end if;
    select p.organ_id into v_organ from kb.case_party p
        where p.case_id = p_case_id and p.party = p_move.party;
    if v_organ is null or not v_organ = any (kb.organs()) then
        return 'error.not-your-move';
    end if;
    if not kb.may(kb.actor(), v_organ, p_move.role) then
        return 'error.role';
    end if;
    if kb.peer_for(v_organ) is not null then
        return 'error.elsewhere';
    end if;
    if p_move.unlike is not null and exists (select from unnest(string_to_array(p_move.unlike, ' ')) m
            where kb.last_mover(p_case_id, m) = kb.actor()) then
        return 'error.two-people';
    end if;
    return null;
end $$;
comment on function kb.mover_why(bigint, kb.procedure_move) is
    'Why the asker is not one who may make the move (text key), or null; what its guard says is left out.';

create or replace function kb.move_why(p_case_id bigint, p_move text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_move kb.procedure_move;
    v_why text;
begin
    select m.* into v_move from kb.procedure_move m join kb.case_file c using (version_id)
        where c.case_id = p_case_id and m.name = p_move;
    v_why := kb.mover_why(p_case_id, v_move);
    if v_why is null and v_move.guard is not null
        and (v_move.form is null or position('record/' || v_move.form in v_move.guard) = 0)
        and not kb.xpath_true(v_move.guard, kb.asked_document(p_case_id, v_move.guard)) then
        return 'error.guard';
    end if;
    return v_why;
end $$;
comment on function kb.move_why(bigint, text) is
    'Why the asker may not make the move now (text key), or null: they may. A guard that reads the
form of this very move is left to api.move_case.';

create or replace function kb.last_mover(p_case_id bigint, p_move text) returns bigint
language plpgsql stable
as $$
begin
    return (select e.person_id from kb.case_event e
        where e.case_id = p_case_id and e.move = p_move and e.kind = 'move'
        order by e.seq desc limit 1);
end $$;
comment on function kb.last_mover(bigint, text) is 'Person who last made that move in the case.';

create or replace function kb.may_act(p_case_id bigint, p_version_id bigint, p_state text)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    -- first what is cheap: party and role; the guard, which reads the record, comes last
    return exists (select from kb.procedure_move m
            join kb.case_party p on p.case_id = p_case_id and p.party = m.party
        where m.version_id = p_version_id and m.auto is null and p_state = any (m.from_states)
            and p.organ_id = any (kb.organs())
            and case when not kb.may(kb.actor(), p.organ_id, m.role) then false
                when m.unlike is null and m.guard is null then true
                else kb.move_why(p_case_id, m.name) is null end);
end $$;
comment on function kb.may_act(bigint, bigint, text) is 'Whether the asker may make any move now.';
