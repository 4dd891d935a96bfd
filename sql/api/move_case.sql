create or replace function kb.take_request(p_request uuid, p_function text, p_input text,
    out again boolean, out result jsonb)
language plpgsql
as $$
declare
    v_sha text := encode(sha256(convert_to(coalesce(p_input, ''), 'UTF8')), 'hex');
    v_row kb.request;
begin
    if p_request is null then
        perform kb.refuse('KB422', 'error.request-missing');
    end if;
    insert into kb.request (request_id, person_id, function, input_sha256)
    values (p_request, kb.actor(), p_function, v_sha) on conflict (request_id) do nothing;
    again := not found;
    if again then
        select * into v_row from kb.request r where r.request_id = p_request;
        if (v_row.person_id, v_row.function, v_row.input_sha256)
            is distinct from (kb.actor(), p_function, v_sha) then
            perform kb.refuse('KB409', 'error.request-reused', p_request::text);
        end if;
        result := v_row.result;
    end if;
end $$;
comment on function kb.take_request(uuid, text, text) is
    'Takes a request id; again = it was done, result = its answer. A second try waits for the first. The
same id with other input or by another person: KB409 error.request-reused.';

create or replace function kb.check_move(p_draft kb.draft, p_case_revision int) returns void
language plpgsql
as $$
declare
    v_case kb.case_file;
    v_move kb.procedure_move;
    v_why text;
begin
    select * into v_move from kb.procedure_move m
        where m.version_id = p_draft.version_id and m.name = p_draft.move;
    if p_draft.case_id is null then
        if not p_draft.organ_id = any (kb.organs())
            or not kb.may(kb.actor(), p_draft.organ_id, v_move.role)
            or not kb.opener_fits(p_draft.version_id, v_move.name, p_draft.organ_id) then
            perform kb.refuse('KB403', 'error.not-eligible', v_move.name);
        end if;
        return;
    end if;
    select * into v_case from kb.case_file c where c.case_id = p_draft.case_id for update;
    if not v_case.readers && kb.organs() then
        perform kb.refuse('KB404', 'error.not-found', v_case.number);
    elsif coalesce(p_case_revision, 0) not in (0, v_case.revision)
        or not v_case.state = any (v_move.from_states) then
        perform kb.refuse('KB409', 'error.case-changed', 'revision ' || v_case.revision);
    end if;
    v_why := kb.mover_why(v_case.case_id, v_move);
    if v_why is not null then
        perform kb.refuse('KB403', v_why, v_move.name);
    end if;
end $$;
comment on function kb.check_move(kb.draft, int) is
    'Locks the draft''s case and refuses who may not make its move, or makes it on an old revision. The guard is
left to kb.make_move, which asks it over the record with the form in it.';

create or replace function api.move_case(p_request uuid, p_draft uuid, p_data xml, p_case_revision int,
    out case_number text, out case_id bigint, out event_id bigint, out query_code text,
    out letters jsonb, out state text, out done text, out done_en text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft kb.draft;
    v_data xml;
    v_taken record;
    v_row record;
begin
    perform kb.check_actor();
    select * into v_taken from kb.take_request(p_request, 'move_case',
        p_draft::text || coalesce(p_data::text, ''));
    if v_taken.again then
        select * into case_number, case_id, event_id, query_code, letters, state, done, done_en
        from jsonb_to_record(v_taken.result) x (case_number text, case_id bigint, event_id bigint,
            query_code text, letters jsonb, state text, done text, done_en text);
        return;
    end if;
    v_draft := kb.own_draft(p_draft);
    v_data := coalesce(p_data, v_draft.data);
    perform kb.check_data(v_draft, v_data);
    perform kb.check_move(v_draft, p_case_revision);
    case_id := v_draft.case_id;
    if case_id is null then
        case_id := kb.open_case(null, v_draft.move, kb.today(), v_draft.organ_id, null, null, '<record/>',
            kb.actor(), v_draft.version_id, v_data);
        select e.event_id into event_id from kb.case_event e where e.case_id = move_case.case_id and e.seq = 1;
    else
        event_id := kb.make_move(case_id, v_draft.move, v_data, kb.actor(), v_draft.organ_id);
    end if;
    select c.number, c.state into case_number, state from kb.case_file c where c.case_id = move_case.case_id;
    select m.done, m.done_en into done, done_en from kb.procedure_move m
        where m.version_id = v_draft.version_id and m.name = v_draft.move;
    query_code := kb.query_code(case_number);
    if exists (select from kb.attachment a where a.draft_id = p_draft) then
        update kb.attachment a set case_id = move_case.case_id, draft_id = null
        where a.draft_id = p_draft and a.ended and a.attachment_id::text in (
            select x.ref from xmltable('//@ref' passing v_data columns ref text path 'string(.)') x);
        delete from kb.attachment a where a.draft_id = p_draft;
    end if;
    delete from kb.draft d where d.draft_id = p_draft;
    select coalesce(jsonb_agg(jsonb_build_object('letter_id', l.letter_id, 'name', l.name,
        'number', l.number, 'code', l.code, 'case_id', l.case_id) order by l.letter_id), '[]')
    into letters from kb.letter l where l.txid = pg_current_xact_id() and l.document is null;
    update kb.request r set result = jsonb_build_object('case_number', case_number, 'case_id', case_id,
        'event_id', event_id, 'query_code', query_code, 'letters', letters, 'state', state,
        'done', done, 'done_en', done_en) where r.request_id = p_request;
end $$;
comment on function api.move_case(uuid, uuid, xml, int) is
    'Makes the move of a draft: rights, rules, clocks, numbers, record and audit in one transaction; the
draft is used up. p_data: the checked form element, null = the draft''s. p_case_revision: the revision that
was shown, 0 or null = any. letters = [{letter_id,name,number,code,case_id}] still without document: see
api.pending_letters. The same request id gives the same row again (its letters are stored by then).
KB401 sign-in; KB403 error.not-your-move, role, two-people, not-eligible; KB404; KB409
error.case-changed, request-reused; KB422 error.guard, data, limit, party-missing, letter-mark.';
