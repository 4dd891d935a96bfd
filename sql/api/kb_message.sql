create or replace function kb.exchange_seconds() returns double precision
language sql stable
begin atomic
    select t.seconds from kb.exchange_time t;
end;
comment on function kb.exchange_seconds() is 'Time of the exchange, see kb.exchange_time.';

create or replace function kb.peer_for(p_organ_id bigint) returns bigint
language plpgsql stable
as $$
begin
    if not exists (select from kb.peer) then
        return null;
    end if;
    return (select p.peer_id
        from (select k.peer_id, k.organ_id, k.region from kb.peer k
            union all select null, null, s.value from kb.setting s where s.name = 'exchange-region') p,
            kb.organ o
        where o.organ_id = p_organ_id and (p.organ_id = o.organ_id
            or p.region in (select c.code from kb.region_chain(o.region) c))
        order by p.organ_id is not distinct from o.organ_id desc, length(rtrim(p.region, '0')) desc
        limit 1);
end $$;
comment on function kb.peer_for(bigint) is
    'The peer that speaks for an organisation: its own, else that of the smallest division around it; null:
its people work here, as all of our own division do (setting exchange-region) but those that have a peer of
their own or in a smaller one.';

create or replace function kb.conversation_with(p_case_id bigint, p_peer_id bigint) returns uuid
language plpgsql
as $$
declare
    v_id uuid;
begin
    insert into kb.conversation (peer_id, case_id) values (p_peer_id, p_case_id)
    on conflict (peer_id, case_id) where case_id is not null do nothing;
    select c.conversation into v_id from kb.conversation c
    where c.peer_id = p_peer_id and c.case_id = p_case_id for update;
    return v_id;
end $$;
comment on function kb.conversation_with(bigint, bigint) is
    'The conversation about a case with a peer, made at its first message; locked.';

create or replace function kb.receivers(p_case_id bigint, p_event_id bigint, p_message text, p_to text)
returns setof bigint
language plpgsql stable
as $$
declare
    v_to bigint := (select kb.peer_for(q.organ_id) from kb.case_party q
        where q.case_id = p_case_id and q.party = p_to);
    v_from bigint;
begin
    if v_to is null and p_to <> '*' then
        return;
    end if;
    v_from := (select kb.peer_for(q.organ_id)
        from kb.case_file f join kb.procedure_message m on m.version_id = f.version_id and m.name = p_message
            join kb.case_party q on q.case_id = f.case_id and q.party = m.party
        where f.case_id = p_case_id);
    return query select x.peer_id
        from (select v_to as peer_id where p_to <> '*'
            union all
            select k.peer_id from kb.peer k left join kb.organ o using (organ_id)
            where p_to = '*' and (k.region is not null or o.kind in ('office', 'centre'))) x
        where x.peer_id is distinct from v_from and not exists (select from kb.outbox o
            where o.case_id = p_case_id and o.event_id = p_event_id and o.peer_id = x.peer_id
                and o.message = p_message)
        order by x.peer_id;
end $$;
comment on function kb.receivers(bigint, bigint, text, text) is
    'Peers to which a move sends a message, or passes one on: the one that speaks for the party p_to, or (*) all
of offices and centres; each once a move, and never the one that speaks for its sender.';

create or replace function kb.effect_send(p_case_id bigint, p_event_id bigint, p_attr jsonb) returns void
language plpgsql
as $$
declare
    v_peer bigint;
    v_conversation uuid;
    v_sequence int;
begin
    for v_peer in select kb.receivers(p_case_id, p_event_id, p_attr ->> 'message', p_attr ->> 'to') loop
        v_conversation := kb.conversation_with(p_case_id, v_peer);
        update kb.conversation c set sent = c.sent + 1
        where c.conversation = v_conversation and c.peer_id = v_peer returning c.sent into v_sequence;
        insert into kb.outbox (peer_id, message_id, conversation, sequence, kind, message, profile, case_id,
            event_id, document, born, due)
        select v_peer, kb.uuid_time(), v_conversation, v_sequence, 'business', m.name, m.profile, p_case_id,
            p_event_id, case when q.withheld <> '{}' then kb.case_document(p_case_id,
                    kb.record_without(c.record, q.withheld), kb.known_parties(p_case_id, kb.unnamed_of(p_case_id, q.withheld)))
                else kb.case_document(p_case_id) end, kb.exchange_seconds(), kb.exchange_seconds()
        from kb.procedure_message m join kb.case_file c using (version_id)
            left join kb.procedure_party q on q.version_id = c.version_id and q.name = p_attr ->> 'to'
        where c.case_id = p_case_id and m.name = p_attr ->> 'message';
        perform kb.add_event(p_case_id, 'message', null, null, null, p_attr ->> 'message');
        perform pg_notify('kb_exchange', '');
    end loop;
end $$;
comment on function kb.effect_send(bigint, bigint, jsonb) is
    'Puts a message to its receivers'' peers into the outbox, with the case document of this moment, but for
what is withheld from them; nothing where they work here.';

create or replace function kb.pass_on(p_case_id bigint, p_event_id bigint, p_message text) returns void
language plpgsql
as $$
declare
    v record;
begin
    if (select count(*) from (select from kb.peer limit 2) x) < 2 then
        return; -- whoever sent it
    end if;
    for v in select s.receiver, s.guard from kb.procedure_send s join kb.case_file c using (version_id)
        where c.case_id = p_case_id and s.message = p_message order by s.receiver, s.guard
    loop
        if v.guard = '' or kb.xpath_true(v.guard, kb.asked_document(p_case_id, v.guard)) then
            perform kb.effect_send(p_case_id, p_event_id,
                jsonb_build_object('message', p_message, 'to', v.receiver));
        end if;
    end loop;
end $$;
comment on function kb.pass_on(bigint, bigint, text) is
    'A message that came goes on to whom its procedure sends it, where they work at yet another installation:
so a city''s application reaches the national office, and its answer the city, through the province.';

create or replace function kb.uuid_time() returns uuid
language sql volatile
return encode(overlay(overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6)
    placing set_byte('\x00'::bytea, 0,
        112 + (get_byte(uuid_send(gen_random_uuid()), 0) & 15)) from 7 for 1), 'hex')::uuid;
comment on function kb.uuid_time() is 'A UUIDv7 (RFC 9562 5.7): milliseconds, then chance.';

create or replace function kb.tell_delivered(p_case_id bigint) returns void
language plpgsql
as $$
begin
    with told as (
        update kb.inbox i set stage = 'delivered'
        where i.case_id = p_case_id and i.kind = 'business' and i.stage = 'accepted'
        returning i.peer_id, i.message_id, i.conversation)
    insert into kb.outbox (peer_id, message_id, conversation, sequence, kind, refers_to, case_id, stage, born, due)
    select t.peer_id, kb.uuid_time(), t.conversation, 0, 'receipt', t.message_id, p_case_id, 'delivered',
        kb.exchange_seconds(), kb.exchange_seconds()
    from told t;
    if found then
        perform pg_notify('kb_exchange', '');
    end if;
end $$;
comment on function kb.tell_delivered(bigint) is
    'A person has taken the case up: the receipts "delivered" of its messages go into the outbox.';

create or replace function kb.raise_alarm(p_kind text, p_detail text) returns void
language sql
begin atomic
    insert into kb.alarm (kind, detail)
    select p_kind, p_detail where not exists (select from kb.alarm a
        where a.kind = p_kind and a.detail = p_detail and a.closed_at is null);
end;
comment on function kb.raise_alarm(text, text) is 'An alarm, once while it is open.';
