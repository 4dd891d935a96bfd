create or replace function kb.net(p_text text) returns text
language sql immutable parallel safe
return octet_length(coalesce(p_text, ''))::text || ':' || coalesce(p_text, '') || ',';
comment on function kb.net(text) is 'A field of canonical text: length in bytes of UTF-8, colon, text, comma.';

create or replace function kb.event_text(p_number text, p_event kb.case_event) returns text
language plpgsql immutable parallel safe
as $$
begin
    return kb.net(p_number) || kb.net(p_event.seq::text)
        || kb.net(to_char(p_event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
        || kb.net(p_event.kind) || kb.net(p_event.move) || kb.net(p_event.from_state)
        || kb.net(p_event.to_state) || kb.net(p_event.public_state) || kb.net(p_event.person_id::text)
        || kb.net(p_event.person_name) || kb.net(p_event.organ_id::text) || kb.net(p_event.organ_name)
        || kb.net(p_event.note) || kb.net(p_event.data::text);
end $$;
comment on function kb.event_text(text, kb.case_event) is
    'Canonical text of an event: the fields case number, seq, at (UTC, microseconds,
2026-03-02T01:00:00.000000Z), kind, move, from_state, to_state, public_state, person_id, person_name,
organ_id, organ_name, note, data (serialised XML), each as a netstring (kb.net), null as empty.
hash = sha256(previous hash || canonical text as UTF-8); the first event''s previous hash is 32 zero bytes.';

create or replace function kb.add_event(p_case_id bigint, p_kind text, p_move text, p_from text,
    p_to text, p_note text default '', p_data xml default null, p_organ_id bigint default null,
    p_person_id bigint default null) returns bigint
language plpgsql
as $$
declare
    v_event kb.case_event;
    v_number text;
    v_id bigint;
begin
    select c.number, case when p_to is null then c.public_state else s.public_state end, coalesce(e.seq, 0) + 1,
        coalesce(e.hash, decode(repeat('00', 32), 'hex')), coalesce(p.name, ''), coalesce(o.name, '')
    into v_number, v_event.public_state, v_event.seq, v_event.prev_hash, v_event.person_name, v_event.organ_name
    from kb.case_file c
        left join kb.procedure_state s on s.version_id = c.version_id and s.name = p_to
        left join lateral (select e.seq, e.hash from kb.case_event e
            where e.case_id = p_case_id order by e.seq desc limit 1) e on true
        left join kb.person p on p.person_id = p_person_id
        left join kb.organ o on o.organ_id = p_organ_id
    where c.case_id = p_case_id;
    v_event.case_id := p_case_id;
    v_event.at := kb.now();
    v_event.kind := p_kind;
    v_event.move := p_move;
    v_event.from_state := p_from;
    v_event.to_state := p_to;
    v_event.person_id := p_person_id;
    v_event.organ_id := p_organ_id;
    v_event.note := coalesce(p_note, '');
    v_event.data := p_data;
    v_event.hash := sha256(v_event.prev_hash || convert_to(kb.event_text(v_number, v_event), 'UTF8'));
    insert into kb.case_event (case_id, seq, at, kind, move, from_state, to_state, public_state, person_id,
        person_name, organ_id, organ_name, note, data, prev_hash, hash)
    values (v_event.case_id, v_event.seq, v_event.at, v_event.kind, v_event.move, v_event.from_state,
        v_event.to_state, v_event.public_state, v_event.person_id, v_event.person_name, v_event.organ_id,
        v_event.organ_name, v_event.note, v_event.data, v_event.prev_hash, v_event.hash)
    returning event_id into v_id;
    return v_id;
end $$;
comment on function kb.add_event(bigint, text, text, text, text, text, xml, bigint, bigint) is
    'Appends to a case''s chain; the caller holds the case''s row lock.';
