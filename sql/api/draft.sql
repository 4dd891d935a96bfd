create or replace function kb.check_actor() returns bigint
language plpgsql stable
as $$
begin
    if kb.actor() is null then
        perform kb.refuse('KB401', 'error.sign-in');
    end if;
    return kb.actor();
end $$;
comment on function kb.check_actor() is 'The asker; refuses a guest (KB401).';

create or replace function kb.own_draft(p_draft uuid) returns kb.draft
language plpgsql
as $$
declare
    v_draft kb.draft;
begin
    select * into v_draft from kb.draft d
        where d.draft_id = p_draft and d.person_id = kb.check_actor() for update;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'draft ' || p_draft);
    end if;
    return v_draft;
end $$;
comment on function kb.own_draft(uuid) is 'The asker''s draft, locked; KB404 otherwise.';

create or replace function kb.opening_organ(p_version_id bigint, p_move kb.procedure_move) returns bigint
language plpgsql stable
as $$
declare
    v_organ bigint;
begin
    select o into v_organ from unnest(kb.organs()) with ordinality u (o, i)
    where kb.may(kb.actor(), o, p_move.role) and kb.opener_fits(p_version_id, p_move.name, o)
    order by i limit 1;
    if v_organ is null then
        perform kb.refuse('KB403', 'error.not-eligible', p_move.name, (
            select p.label from kb.procedure_party p
            where p.version_id = p_version_id and p.name = p_move.party));
    end if;
    return v_organ;
end $$;
comment on function kb.opening_organ(bigint, kb.procedure_move) is
    'The asker''s organisation that may open the case; KB403 error.not-eligible, hint = who may.';

create or replace function api.startable() returns setof text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select x.name
    from (select distinct v.name, v.version_id
        from unnest(kb.organs()) o (organ_id)
            cross join lateral kb.fitting_move(o.organ_id) m
            join kb.procedure_version v on v.version_id = m.version_id
        where m.opens and v.opens = 'person' and kb.may(kb.actor(), o.organ_id, m.role)
        offset 0) x -- which version is in force costs most: asked last
    where x.version_id = kb.version_for(x.name, kb.today());
end $$;
comment on function api.startable() is 'Names of the procedures in force in which the asker may open a case.';

create or replace function api.begin_draft(p_request uuid, p_procedure text, p_move text, p_case text)
returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_actor bigint := kb.check_actor();
    v_case kb.case_file;
    v_move kb.procedure_move;
    v_organ bigint;
    v_version bigint;
    v_why text;
    v_draft uuid;
begin
    if coalesce(p_case, '') = '' then
        v_version := kb.version_for(p_procedure, kb.today());
        select m.* into v_move from kb.procedure_move m join kb.procedure_version v using (version_id)
        where m.version_id = v_version and m.from_states = '{}' and m.auto is null and v.opens = 'person'
            and m.name = coalesce(nullif(p_move, ''), m.name) order by m.n limit 1;
        if not found then
            perform kb.refuse('KB404', 'error.not-found', 'procedure ' || p_procedure);
        end if;
        v_organ := kb.opening_organ(v_version, v_move);
    else
        select * into v_case from kb.case_file c where c.number = p_case and c.readers && kb.organs();
        select * into v_move from kb.procedure_move m
            where m.version_id = v_case.version_id and m.name = p_move and m.auto is null;
        if v_case.case_id is null or not found then
            perform kb.refuse('KB404', 'error.not-found', 'case ' || p_case || ' move ' || p_move);
        elsif not v_case.state = any (v_move.from_states) then
            perform kb.refuse('KB409', 'error.case-changed', 'state ' || v_case.state);
        end if;
        v_why := kb.move_why(v_case.case_id, p_move);
        if v_why is not null then
            perform kb.refuse('KB403', v_why, p_move);
        end if;
        v_version := v_case.version_id;
        select p.organ_id into v_organ from kb.case_party p
            where p.case_id = v_case.case_id and p.party = v_move.party;
    end if;
    insert into kb.draft (request_id, person_id, organ_id, version_id, move, case_id, data, case_revision)
    values (p_request, v_actor, v_organ, v_version, v_move.name, v_case.case_id,
        kb.form_data(v_move.form, v_case.record), coalesce(v_case.revision, 0))
    on conflict do nothing returning draft_id into v_draft;
    if v_draft is null then
        update kb.draft d set case_revision = coalesce(v_case.revision, 0)
        where d.person_id = v_actor and d.version_id = v_version and d.move = v_move.name
            and d.case_id is not distinct from v_case.case_id
        returning d.draft_id into v_draft;
    end if;
    if v_draft is null then
        perform kb.refuse('KB409', 'error.request-reused', p_request::text);
    end if;
    return v_draft;
end $$;
comment on function api.begin_draft(uuid, text, text, text) is
    'Begins a draft of a move, or gives the open one of the same person for the same thing, which from then
on is of the case as it now stands. p_case empty:
the opening move (p_move empty: the first) of the version in force today. KB403: key says why not.';

create or replace function kb.form_data(p_form text, p_record xml) returns xml
language plpgsql stable
as $$
declare
    v_data text := case when p_form is null then '<data/>'
        when p_record is not null then kb.xpath_xml(p_form || '[1]', p_record) end;
begin
    return coalesce(nullif(v_data, ''), '<' || p_form || '/>')::xml;
end $$;
comment on function kb.form_data(text, xml) is
    'A form''s data element: what the record has, or an empty one; <data/> for a move without form.';

create or replace function kb.draft_document(p_draft kb.draft, p_data xml) returns xml
language plpgsql stable
as $$
declare
    v_record xml := coalesce(kb.visible_record(p_draft.case_id), '<record/>');
    v_unnamed bigint[] := kb.unnamed(p_draft.case_id);
    v_organs jsonb;
    v_party text := kb.known_parties(p_draft.case_id, v_unnamed);
begin
    if p_data is not null then
        v_record := kb.put_element(v_record, p_data);
    end if;
    if p_draft.case_id is null then
        return kb.opening_document(p_draft.version_id, p_draft.organ_id, v_record);
    end if;
    if p_data is not null and kb.names_parties(p_draft.version_id, kb.root_name(p_data)) then
        select coalesce(jsonb_object_agg(p.party, p.organ_id), '{}') into v_organs
        from kb.case_party p where p.case_id = p_draft.case_id;
        select coalesce(v_organs || jsonb_object_agg(n.party, n.organ_id), v_organs) into v_organs
        from kb.named_parties(p_draft.version_id, xmlelement(name "case", v_record),
            (select o.example from kb.organ o where o.organ_id = p_draft.organ_id)) n;
        v_party := kb.party_list(p_draft.version_id, v_organs, v_unnamed);
    end if;
    return kb.case_document(p_draft.case_id, v_record, v_party);
end $$;
comment on function kb.draft_document(kb.draft, xml) is
    'The case document as it would stand with a form''s data (null: none): the parties too whom the data names.';

create or replace function api.draft(p_draft uuid, out draft_id uuid, out procedure text,
    out version_id bigint, out move text, out form text, out case_number text,
    out data xml, out case_document xml, out revision int, out case_revision int, out page text,
    out organ_id bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft kb.draft;
    v_facts text[];
begin
    select * into v_draft from kb.draft d where d.draft_id = p_draft and d.person_id = kb.check_actor();
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'draft ' || p_draft);
    end if;
    select v.name, m.form, m.facts into procedure, form, v_facts
    from kb.procedure_version v join kb.procedure_move m on m.version_id = v.version_id
        and m.name = v_draft.move
    where v.version_id = v_draft.version_id;
    select c.number into case_number from kb.case_file c where c.case_id = v_draft.case_id;
    if form is not null then
        case_document := kb.with_facts(v_draft.version_id, kb.draft_document(v_draft, v_draft.data), v_facts);
    end if;
    draft_id := v_draft.draft_id;
    version_id := v_draft.version_id;
    move := v_draft.move;
    data := v_draft.data;
    revision := v_draft.revision;
    case_revision := v_draft.case_revision;
    page := v_draft.page;
    organ_id := v_draft.organ_id;
    case_number := coalesce(case_number, '');
end $$;
comment on function api.draft(uuid) is
    'An own draft: data = the form''s data element, case_document with that
data in place and with the facts that its form names. case_number, form and case_document are empty or null where there
is none. KB404 otherwise.';

create or replace function api.draft_facts(p_draft uuid, p_data xml, out facts xml)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft kb.draft;
begin
    select * into v_draft from kb.draft d where d.draft_id = p_draft and d.person_id = kb.check_actor();
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'draft ' || p_draft);
    end if;
    facts := ('<x>' || coalesce(kb.xpath_xml('parameter|party|fact', kb.with_facts(v_draft.version_id,
        kb.draft_document(v_draft, p_data), (select m.facts from kb.procedure_move m
            where m.version_id = v_draft.version_id and m.name = v_draft.move))), '') || '</x>')::xml;
end $$;
comment on function api.draft_facts(uuid, xml) is
    'What the rules of a form know besides the form: <x><parameter/><party/><fact/>?</x> as the data of an own draft
stands, saved or not. KB404 otherwise.';

create or replace function kb.put_element(p_record xml, p_data xml) returns xml
language plpgsql immutable
as $$
declare
    v_name text := kb.root_name(p_data);
    v_rest xml; -- the others: those before it, then those after it
    v_after xml;
begin
    if p_record::text = '<record/>' then
        return xmlelement(name record, p_data);
    end if;
    select xmlagg(x.el order by x.n) filter (where x.name <> v_name and x.n < coalesce(x.at, x.n + 1)),
        xmlagg(x.el order by x.n) filter (where x.name <> v_name and x.n > x.at)
    into v_rest, v_after
    from (select y.*, min(y.n) filter (where y.name = v_name) over () as at
        from xmltable('/*/*' passing p_record columns n for ordinality, name text path 'name()', el xml path '.') y) x;
    return xmlelement(name record, v_rest, p_data, v_after);
end $$;
comment on function kb.put_element(xml, xml) is 'The record with an element of that name put in or replaced.';

create or replace function api.save_draft(p_draft uuid, p_data xml, p_page text, p_revision int,
    out revision int)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft kb.draft := kb.own_draft(p_draft);
begin
    if p_revision is distinct from v_draft.revision then
        perform kb.refuse('KB409', 'error.draft-changed', 'draft is at ' || v_draft.revision);
    end if;
    perform kb.check_data(v_draft, p_data);
    update kb.draft d set data = p_data, page = coalesce(p_page, d.page), revision = d.revision + 1,
        updated_at = clock_timestamp()
    where d.draft_id = p_draft returning d.revision into revision;
end $$;
comment on function api.save_draft(uuid, xml, text, int) is
    'Saves a draft''s data element; p_revision is the one it was read with, else KB409
error.draft-changed. Returns the new revision.';

create or replace function kb.check_data(p_draft kb.draft, p_data xml) returns void
language plpgsql stable
as $$
declare
    v_form text := (select m.form from kb.procedure_move m
        where m.version_id = p_draft.version_id and m.name = p_draft.move);
begin
    if p_data is null or not p_data is document
        or kb.xpath_text('name()', p_data) is distinct from coalesce(v_form, 'data') then
        perform kb.refuse('KB422', 'error.data', 'element must be ' || coalesce(v_form, 'data'));
    end if;
    if strpos(p_data::text, 'ref') > 0 and exists (select from xmltable('//@ref' passing p_data columns ref text path 'string(.)') x
        where not exists (select from kb.attachment a where a.attachment_id::text = x.ref
            and (a.draft_id = p_draft.draft_id or a.case_id = p_draft.case_id))) then
        perform kb.refuse('KB422', 'error.attachment', 'attachment of another draft or case');
    end if;
end $$;
comment on function kb.check_data(kb.draft, xml) is
    'Refuses data that is not the form''s element or names files that are not the draft''s (KB422).';

create or replace function api.drop_draft(p_draft uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.own_draft(p_draft);
    delete from kb.attachment a where a.draft_id = p_draft and a.case_id is null;
    delete from kb.draft d where d.draft_id = p_draft;
end $$;
comment on function api.drop_draft(uuid) is 'Throws an own draft and its files away.';
