create or replace function api.example_peer(p_organ_id bigint) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    insert into kb.peer (code, name, organ_id, way)
    values ('example-' || p_organ_id, 'example', p_organ_id, 'files');
end $$;
comment on function api.example_peer(bigint) is
    'The people of that organisation of a worked example work at another installation. Only where test-clock
is on.';

create or replace function api.example_code(p_organ_id bigint, out code text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    update kb.organ o set code = coalesce(o.code, 'EXAMPLE-' || o.organ_id) where o.organ_id = p_organ_id
    returning o.code into code;
end $$;
comment on function api.example_code(bigint) is
    'The code of an organisation of a worked example, made where it has none. Only where test-clock is on.';

create or replace function api.example_message(p_procedure text, p_version int, p_message text,
    p_case text, p_organ_id bigint, out inbox_id bigint, out profile text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_peer bigint := kb.peer_for(p_organ_id);
    v_case bigint := (select c.case_id from kb.case_file c where c.number = p_case);
    v_conversation uuid;
begin
    perform kb.check_test();
    if v_case is not null then
        v_conversation := kb.conversation_with(v_case, v_peer);
    else
        insert into kb.conversation (peer_id) values (v_peer) returning conversation into v_conversation;
    end if;
    select m.profile into profile from kb.procedure_message m join kb.procedure_version v using (version_id)
    where v.name = p_procedure and v.version = p_version and m.name = p_message;
    insert into kb.inbox (peer_id, message_id, conversation, sequence, kind, profile, sha256, sm3, size)
    values (v_peer, kb.uuid_time(), v_conversation, 1, 'business', example_message.profile, '', '', 0)
    returning inbox.inbox_id into inbox_id;
end $$;
comment on function api.example_message(text, int, text, text, bigint) is
    'A message of that name came in a worked example, about that case (null: about a new one), from the peer
that speaks for the organisation; its profile. Only where test-clock is on.';

create or replace function api.example_sent(p_case text, out message text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select o.message into message from kb.outbox o join kb.case_file c using (case_id)
    where c.number = p_case and o.kind = 'business' order by o.outbox_id desc limit 1;
end $$;
comment on function api.example_sent(text) is
    'The message about a case that went out last. Only where test-clock is on.';

create or replace function api.example_told(p_case text, p_organ bigint, out notices bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select count(*) into notices from kb.notification n
    where n.case_number = p_case and n.organ_id = p_organ;
end $$;
comment on function api.example_told(text, bigint) is
    'How many notices about a case an organisation has had. Only where test-clock is on.';
