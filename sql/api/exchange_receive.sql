drop function if exists kb.message_organ(bigint, bigint, xml);
create or replace function kb.message_organ(p_peer_id bigint, p_version_id bigint, p_parties xml,
    p_sender text) returns bigint
language plpgsql
as $$
declare
    v record;
    v_id bigint;
    v_own boolean;
begin
    select q.kind as role, x.* into v from kb.procedure_party q join xmltable('/parties/party' passing p_parties
        columns name text path '@name', code text path '@code', title text path '@title',
        kind text path '@kind', level text path '@level', region text path '@region') x on x.name = q.name
    where q.version_id = p_version_id and q.kind in ('opener', 'subject') order by q.n limit 1;
    if v is null then
        perform kb.refuse('KB422', 'error.message-party', 'no opener in the message');
    end if;
    select o.organ_id into v_id from kb.organ o
    where case when v.code <> '' then o.code = v.code else o.code is null and v.kind <> 'person'
        and o.name = v.title and o.kind = v.kind and o.region = v.region and o.valid_to is null end
    order by o.organ_id limit 1;
    v_own := exists (select from kb.peer p where p.peer_id = p_peer_id
        and p.region in (select c.code from kb.region_chain(v.region) c));
    if v_id is null and (v_own or p_sender <> v.name and v.kind in ('person', 'enterprise', 'agency')) then
        insert into kb.organ (code, name, kind, level, region, valid_from)
        values (nullif(v.code, ''), v.title, v.kind, nullif(v.level, ''), v.region, kb.today())
        returning organ_id into v_id;
        return v_id;
    end if;
    if v_id is null or not (p_sender <> v.name or kb.peer_for(v_id) is not distinct from p_peer_id
            or v.role = 'subject' and kb.peer_for(v_id) is null) then
        perform kb.refuse('KB422', 'error.message-party', v.code, coalesce(v.title, v.code));
    end if;
    return v_id;
end $$;
comment on function kb.message_organ(bigint, bigint, xml, text) is
    'The organisation that opens a case by a message, or that the case is about: found by its code (without
one: by name, kind and division), or made where it belongs to the peer''s division, or (a person or a company) where another party p_sender passes its
case on. KB422 error.message-party where it should be the sender and the peer does not speak for it; a case
about an organisation may also come to where that one works.';

create or replace function kb.sender_organ(p_version_id bigint, p_party text, p_organ_id bigint,
    p_document xml) returns bigint
language sql stable
return coalesce((select n.organ_id from kb.named_parties(p_version_id, p_document,
        (select o.example from kb.organ o where o.organ_id = p_organ_id)) n where n.party = p_party),
    (select r.organ_id from kb.resolve_parties(p_version_id, p_organ_id, p_organ_id) r
        where r.party = p_party));
comment on function kb.sender_organ(bigint, text, bigint, xml) is
    'Who is that party of a case which the organisation would open with that document.';

drop function if exists api.exchange_target(bigint, text, int, xml);
create or replace function api.exchange_target(p_inbox_id bigint, p_procedure text, p_version int,
    p_parties xml, p_record xml, out version_id bigint, out message text, out move text, out forms text,
    out parts text, out case_id bigint, out case_number text, out organ_id bigint, out party_organ_id bigint,
    out case_document xml)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_inbox kb.inbox;
    v_state text := '';
    v_party text;
begin
    select * into v_inbox from kb.inbox i where i.inbox_id = p_inbox_id;
    select c.case_id, f.version_id, f.state, f.number into case_id, version_id, v_state, case_number
    from kb.conversation c join kb.case_file f using (case_id)
    where c.conversation = v_inbox.conversation and c.peer_id = v_inbox.peer_id for update of f;
    if case_id is null then
        v_state := '';
        select v.version_id into version_id from kb.procedure_version v
        where v.name = p_procedure and v.version = p_version;
    end if;
    select m.name, array_to_string(m.forms, ' '), array_to_string(m.parts, ' ') into message, forms, parts
    from kb.procedure_message m
    where m.version_id = exchange_target.version_id and m.profile = coalesce(nullif(v_inbox.means, ''), v_inbox.profile);
    if message is null then
        perform kb.refuse('KB422', 'error.message-profile', v_inbox.profile, p_procedure || ' ' || p_version);
    end if;
    select m.name, m.party into move, v_party from kb.procedure_move m
    where m.version_id = exchange_target.version_id and m.auto = 'message:' || exchange_target.message
        and case when v_state = '' then m.from_states = '{}' else v_state = any (m.from_states) end
    order by m.n limit 1;
    if move is null then
        perform kb.refuse('KB422', 'error.message-state', coalesce(case_number, '') || ' ' || v_state,
            coalesce((select s.title from kb.procedure_state s
                where s.version_id = exchange_target.version_id and s.name = v_state), '—'));
    end if;
    if case_id is null then
        organ_id := kb.message_organ(v_inbox.peer_id, version_id, p_parties, v_party);
        case_document := kb.with_facts(version_id,
            kb.opening_document(version_id, organ_id, p_record, organ_id));
        party_organ_id := kb.sender_organ(version_id, v_party, organ_id, case_document);
    else
        select p.organ_id into party_organ_id from kb.case_party p
        where p.case_id = exchange_target.case_id and p.party = v_party;
        case_document := kb.rule_document(case_id);
    end if;
    if kb.peer_for(party_organ_id) is distinct from v_inbox.peer_id then
        perform kb.refuse('KB422', 'error.message-sender', v_party, v_party);
    end if;
end $$;
comment on function api.exchange_target(bigint, text, int, xml, xml) is
    'What a business message that was taken in this transaction would do: which move (auto="message:…") of
which case, locked, or which it would open (case_id null); forms, parts: names of those that it
carries; case_document: for their rules. p_procedure, p_version, p_parties (<parties><party
name code title kind level region/>*</parties>), p_record (its forms, which may name parties): as the message
says, for one that opens a case. KB422 error.message-profile, -state, -party, -sender: the peer does not speak
for the party that makes the move.';

create or replace function kb.message_files(p_inbox_id bigint, p_case_id bigint, p_record xml, p_letters xml)
returns void
language sql
begin atomic
    update kb.attachment a set case_id = p_case_id, form = coalesce(x.form, 'message'),
        field = coalesce(x.field, ''), name = coalesce(nullif(x.name, ''), a.name)
    from kb.message_file f left join (
        select r.ref, r.form, r.field, r.name from xmltable('/record/*//*[@ref]' passing p_record columns
            ref text path '@ref', field text path 'local-name()', name text path '@name',
            form text path 'local-name(ancestor::*[count(ancestor::*) = 1])') r
        union all
        select l.ref, 'letter', l.field, l.name from xmltable('/letters/letter/file' passing p_letters columns
            ref text path '@ref', field text path '../@name', name text path '@name') l) x
        on x.ref = f.attachment_id::text
    where f.inbox_id = p_inbox_id and a.attachment_id = f.attachment_id;
end;
comment on function kb.message_files(bigint, bigint, xml, xml) is
    'Gives a message''s attachments to its case, to the fields and letters that refer to them.';

create or replace function kb.message_letters(p_inbox_id bigint, p_case_id bigint, p_letters xml) returns void
language sql
begin atomic
    insert into kb.letter_received (case_id, inbox_id, name, title, number, organ_name, signed_on)
    select p_case_id, p_inbox_id, x.name, coalesce(l.title, x.name), coalesce(x.number, ''),
        coalesce(x.organ, ''), case when x.date ~ '^\d{4}-\d\d-\d\d$' then x.date::date end
    from kb.case_file c, xmltable('/letters/letter' passing p_letters columns name text path '@name',
            number text path '@number', date text path '@date', organ text path '@organ') x
        left join kb.procedure_letter l on l.name = x.name
    where c.case_id = p_case_id and (l.version_id is null or l.version_id = c.version_id);
end;
comment on function kb.message_letters(bigint, bigint, xml) is 'Keeps the letters that a message brought.';

create or replace function api.exchange_effect(p_inbox_id bigint, p_version_id bigint, p_case_id bigint,
    p_move text, p_organ_id bigint, p_party_organ_id bigint, p_record xml, p_letters xml, p_number text,
    out case_number text, out event_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_inbox kb.inbox;
    v_case bigint := p_case_id;
    v_message text;
    v_form xml;
begin
    select * into v_inbox from kb.inbox i where i.inbox_id = p_inbox_id;
    select m.name into v_message from kb.procedure_message m
    where m.version_id = p_version_id and m.profile = coalesce(nullif(v_inbox.means, ''), v_inbox.profile);
    if v_case is null then
        v_case := kb.open_case(null, p_move, kb.today(), p_organ_id, p_organ_id, null, p_record, null, p_version_id,
            p_inbox_id => p_inbox_id);
    else
        for v_form in select x.el from xmltable('/record/*' passing p_record columns el xml path '.') x loop
            update kb.case_file c set record = kb.put_element(c.record, v_form) where c.case_id = v_case;
        end loop;
        perform kb.name_parties(v_case, (select c.record from kb.case_file c where c.case_id = v_case));
        if kb.make_move(v_case, p_move, null, null, p_party_organ_id) is null then
            perform kb.refuse('KB422', 'error.guard', p_move, p_move);
        end if;
    end if;
    update kb.conversation c set remote_number = coalesce(left(p_number, 64), '')
    where c.conversation = v_inbox.conversation and c.peer_id = v_inbox.peer_id and c.remote_number = '';
    perform kb.message_files(p_inbox_id, v_case, p_record, p_letters);
    perform kb.message_letters(p_inbox_id, v_case, p_letters);
    event_id := kb.add_event(v_case, 'message', null, null, null,
        v_message || ' ' || v_inbox.message_id || ' sha256 ' || v_inbox.sha256, null, p_party_organ_id);
    update kb.inbox i set case_id = v_case, event_id = exchange_effect.event_id, message = v_message
    where i.inbox_id = p_inbox_id;
    select c.number into case_number from kb.case_file c where c.case_id = v_case;
end $$;
comment on function api.exchange_effect(bigint, bigint, bigint, text, bigint, bigint, xml, xml, text) is
    'Lets a message take effect, as api.exchange_target found: its checked forms (<record><FORM/>*</record>, file
references already ours) go into the record, the move is made, letters (<letters><letter name number date
organ><file ref name/>*</letter>*</letters>) are kept; the record of the case holds the message''s digest.';

create or replace function api.exchange_skipped(p_inbox_id bigint, p_message_id uuid, p_reason text,
    out case_number text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_inbox kb.inbox;
    v_case bigint;
begin
    select * into v_inbox from kb.inbox i where i.inbox_id = p_inbox_id;
    select c.case_id, f.number into v_case, case_number
    from kb.conversation c left join kb.case_file f using (case_id)
    where c.conversation = v_inbox.conversation and c.peer_id = v_inbox.peer_id for update of c;
    if v_case is not null then
        perform 1 from kb.case_file f where f.case_id = v_case for update;
        perform kb.add_event(v_case, 'message', null, null, null, 'skipped ' || v_inbox.message_id
            || ' sha256 ' || v_inbox.sha256 || ' for ' || p_message_id || ': ' || p_reason);
        update kb.inbox i set case_id = v_case, message = 'skipped' where i.inbox_id = p_inbox_id;
    end if;
    perform kb.raise_alarm('exchange-skipped', (select p.code from kb.peer p where p.peer_id = v_inbox.peer_id)
        || ' ' || p_message_id || ': ' || p_reason);
end $$;
comment on function api.exchange_skipped(bigint, uuid, text) is
    'The peer gave one of its messages up and says so in its place: on the record of the case, and an alarm.';

create or replace function api.exchange_files(p_inbox_id bigint)
returns table (attachment_id uuid, name text, type text, size bigint, sha256 text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select f.attachment_id, f.name, f.type, f.size, f.sha256 from kb.message_file f
    where f.inbox_id = p_inbox_id order by f.file_id;
end;
comment on function api.exchange_files(bigint) is 'Files that came with a message.';
