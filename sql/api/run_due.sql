create or replace function kb.told_from_elsewhere(p_case_id bigint, p_move text) returns boolean
language plpgsql stable
as $$
begin
    return exists (select from kb.case_file c
            join kb.procedure_effect e on e.version_id = c.version_id and e.move = p_move and e.name = 'send'
            join kb.procedure_message m on m.version_id = c.version_id and m.name = e.attr ->> 'message'
            join kb.case_party p on p.case_id = c.case_id and p.party = m.party
        where c.case_id = p_case_id and kb.peer_for(p.organ_id) is not null);
end $$;
comment on function kb.told_from_elsewhere(bigint, text) is
    'Whether a move sends a message in the name of a party that works elsewhere: there it is made, and here told by that
message.';

create or replace function api.run_due()
returns table (case_id bigint, case_number text, move text, limit_name text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_row record;
    v_event bigint;
    v_today date := kb.today();
begin
    loop
        select l.case_limit_id, l.case_id, l.name, c.number, m.name as move into v_row
        from kb.case_limit l join kb.case_file c using (case_id)
            join kb.procedure_move m on m.version_id = c.version_id and m.auto = 'due:' || l.name
                and c.state = any (m.from_states)
        where l.status = 'running' and l.acts and not l.fired and l.due_on < v_today
        order by l.due_on, l.case_limit_id limit 1
        for update of c skip locked;
        exit when not found;
        update kb.case_limit l set fired = true where l.case_limit_id = v_row.case_limit_id and not l.fired;
        continue when not found; -- another did, between looking and locking
        continue when kb.told_from_elsewhere(v_row.case_id, v_row.move);
        begin
            v_event := kb.make_move(v_row.case_id, v_row.move, null, null, null);
        exception when sqlstate 'KB422' or sqlstate 'KB409' then
            insert into kb.alarm (kind, detail)
            values ('due-move', v_row.number || ' ' || v_row.move || ': ' || sqlerrm);
            v_event := null;
        end;
        if v_event is not null then
            -- keepers do not wait for each other to say so
            update kb.job j set ran_at = clock_timestamp(), result = v_row.number
            from (select from kb.job where name = 'due' for update skip locked) free where j.name = 'due';
            if not found and not exists (select from kb.job where name = 'due') then
                insert into kb.job (name, ran_at, result) values ('due', clock_timestamp(), v_row.number)
                on conflict do nothing;
            end if;
            return query select v_row.case_id, v_row.number, v_row.move, v_row.name;
            return;
        end if;
    end loop;
end $$;
comment on function api.run_due() is
    'Makes one move auto="due:LIMIT" of a case whose limit has passed, if it is made here, and tells which; no row when there is
none left. Call it again in a new transaction after signing the letters (api.pending_letters). Each limit
fires once; a move that is refused becomes an alarm. Only the case that it moves is locked: what others
lock it leaves to them.';
