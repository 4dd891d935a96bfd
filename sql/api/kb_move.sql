create or replace function kb.case_subject(p_case_id bigint) returns text
language plpgsql stable
as $$
declare
    v_words text[];
begin
    v_words := kb.xpath_texts('{(*/subject|*/title|*/centre-name|*/target)[normalize-space()][1],(*/name|*/industry)[normalize-space()][1],(*/centre)[normalize-space()][1]}',
        (select c.record from kb.case_file c where c.case_id = p_case_id));
    return (select left(coalesce(nullif(v_words[1], ''), nullif(v_words[2], ''), nullif(v_words[3], ''),
        (select o.name from kb.case_party p join kb.procedure_party q on q.version_id = c.version_id
                and q.name = p.party and q.kind = 'subject' join kb.organ o on o.organ_id = p.organ_id
            where p.case_id = c.case_id limit 1),
        (select o.name from kb.case_party p join kb.procedure_party q on q.version_id = c.version_id
                and q.name = p.party and q.kind = 'field' and q.withheld = '{}'
                join kb.organ o on o.organ_id = p.organ_id
                join kb.organ f on f.organ_id = c.opener_id and f.kind = 'office'
            where p.case_id = c.case_id and p.organ_id <> c.opener_id order by q.n limit 1),
        (select o.name from kb.organ o where o.organ_id = c.opener_id and not exists (select from kb.procedure_state s
            where s.version_id = c.version_id and s.name = c.state and s.unnamed)), ''), 200)
    from kb.case_file c where c.case_id = p_case_id);
end $$;
comment on function kb.case_subject(bigint) is
    'What a case is about, for lists: the first subject, title, centre-name or target that a form gives, else the
first name or industry, else a centre, else the subject organisation, else, for an office, whom its form names, else the opener,
unless a party may not know who that is.';

drop function if exists kb.enter_state(bigint, text);
create or replace function kb.enter_state(p_case_id bigint, p_state text, p_was xml) returns void
language plpgsql
as $$
declare
    v record;
    v_due record;
    v_readers bigint[];
begin
    select c.readers || case when q.confidential then '{}' else array[0, -(left(c.region, 2) || '0000')::bigint] end as readers,
        s.public_state, s.final, s.holder, p.organ_id as holder_id, c.version_id into v
    from kb.case_file c join kb.procedure_version q using (version_id)
        join kb.procedure_state s on s.version_id = c.version_id and s.name = p_state
        left join kb.case_party p on p.case_id = c.case_id and p.party = s.holder
    where c.case_id = p_case_id;
    if v.holder is not null and v.holder_id is null and v.final is null then
        perform kb.refuse('KB422', 'error.party-missing', 'party ' || v.holder, (
            select q.label from kb.procedure_party q where q.version_id = v.version_id and q.name = v.holder));
    end if;
    if v.final is not null then
        update kb.case_limit l set status = 'cancelled'
            where l.case_id = p_case_id and l.status in ('running', 'suspended');
    end if;
    v_readers := array(select distinct o from unnest(v.readers || v.holder_id || array(
            select p.organ_id from kb.case_party p join kb.procedure_party q
                on q.version_id = v.version_id and q.name = p.party
            where p.case_id = p_case_id and (q.always or q.kind = 'opener'))) o
        where o is not null order by o);
    select * into v_due from kb.first_due(p_case_id);
    update kb.case_file c set state = p_state, public_state = v.public_state,
        final = v.final, holder_id = v.holder_id, holder_party = v.holder,
        closed_at = case when v.final is not null then coalesce(c.closed_at, kb.now()) end,
        due_limit_id = v_due.case_limit_id, due_on = v_due.due_on,
        due_provisional = coalesce(v_due.provisional, false),
        claimed_by = case when c.holder_id = v.holder_id then c.claimed_by end,
        revision = c.revision + 1, changed_at = kb.now(),
        subject = case when c.subject <> '' and c.record::text = p_was::text then c.subject
            else kb.case_subject(p_case_id) end,
        readers = v_readers
    where c.case_id = p_case_id;
end $$;
comment on function kb.enter_state(bigint, text, xml) is
    'Puts a case into a state: holder, readers (who opened it is always one), subject, end. A final state
cancels what still runs. p_was: the record of which the subject was taken last.';

create or replace function kb.reads_paper(p_asked text) returns boolean
language sql immutable parallel safe
return p_asked ~ '(limit|letter)[^=]|//|[*]|"(/case|[.])"';
comment on function kb.reads_paper(text) is
    'Whether expressions, or an effect with its markup, may read the limits or letters of a case document.';

drop function if exists kb.apply_effects(bigint, bigint, xml, bigint),
    kb.apply_effects(bigint, bigint, kb.procedure_move, bigint);
create or replace function kb.apply_effects(p_case_id bigint, p_event_id bigint, p_move kb.procedure_move,
    p_person_id bigint) returns xml
language plpgsql
as $$
declare
    v kb.procedure_effect;
    v_doc xml; -- as the effects so far left the case; null: to be made
    v_facts boolean; -- the document has facts: those that any effect of the move names
    v_asked text;
    v_older boolean := false; -- limits and letters in the document are as they were before
    v_opened int;
begin
    for v in select * from kb.procedure_effect e
        where e.version_id = p_move.version_id and e.move = p_move.name order by e.n
    loop
        if v.reads <> 'nothing' and (v_doc is null or v.reads = 'facts' and not v_facts
                or v_older and coalesce(v.paper, true)) then
            v_older := false;
            v_facts := v.reads = 'facts';
            if v_facts then
                v_asked := coalesce(v_asked, (select string_agg(concat(e.el, l.amount), ' ')
                    from kb.procedure_effect e left join kb.procedure_limit l
                        on l.version_id = e.version_id and l.name = e.attr ->> 'limit'
                    where e.version_id = p_move.version_id and e.move = p_move.name and e.reads = 'facts'));
            end if;
            v_doc := case when v_facts then kb.asked_document(p_case_id, v_asked)
                else kb.case_document(p_case_id) end;
        end if;
        if v.attr ? 'when' and not kb.xpath_true(v.attr ->> 'when', v_doc) then
            continue;
        end if;
        case
            when v.name in ('start', 'meet', 'suspend', 'resume', 'cancel') then
                perform kb.effect_limit(p_case_id, v.name, v.attr, v_doc);
            when v.name in ('set', 'copy', 'lookup') then
                perform kb.effect_record(p_case_id, v.name, v.attr, v_doc);
            when v.name = 'enter' then perform kb.effect_enter(p_case_id, v.attr, v.el, v_doc);
            when v.name = 'leave' then perform kb.leave_entry(v.attr, v_doc);
            when v.name = 'organ' then perform kb.effect_organ(p_case_id, v.attr, v_doc);
            when v.name = 'open' then v_opened := kb.effect_open(p_case_id, v.attr, v.el, v_doc);
            when v.name = 'rank' then perform kb.effect_rank(p_case_id, v.attr);
            when v.name = 'publish' then perform kb.effect_publish(p_case_id, v, v_doc);
            when v.name = 'pool' then perform kb.effect_pool(p_case_id, v.attr, v_doc);
            when v.name = 'draw' then perform kb.effect_draw(p_case_id, v.attr, v_doc);
            when v.name in ('each', 'parent') then perform kb.effect_link(p_case_id, v.name, v.attr);
            when v.name = 'letter' then
                perform kb.sign_letter(p_case_id, p_event_id, v.attr, p_person_id);
            when v.name in ('notify', 'notice') then perform kb.effect_tell(p_case_id, v, v_doc);
            when v.name = 'retract' then
                update kb.notice n set ended_at = kb.now() where n.case_id = p_case_id and n.ended_at is null;
            when v.name = 'send' then perform kb.effect_send(p_case_id, p_event_id, v.attr);
            else perform kb.refuse('KB422', 'error.procedure', 'unknown effect ' || v.name);
        end case;
        if v.name in ('start', 'meet', 'suspend', 'resume', 'cancel', 'letter') then
            v_older := true;
        elsif not (v.name in ('notify', 'notice', 'publish', 'retract', 'send') or v.name = 'open' and v_opened = 0
                or v.name in ('enter', 'leave') and not v_facts) then
            v_doc := null;
        end if;
    end loop;
    return v_doc;
end $$;
comment on function kb.apply_effects(bigint, bigint, kb.procedure_move, bigint) is
    'Applies the effects of a move in order; each sees the case as the earlier ones left it: the document is
made anew only after one that changes what stands in it and is read. The document as the last one left it, but for
limits and letters; null: to be made.';

create or replace function kb.make_move(p_case_id bigint, p_move text, p_data xml, p_person_id bigint,
    p_organ_id bigint) returns bigint
language plpgsql
as $$
declare
    v_case kb.case_file;
    v_move kb.procedure_move;
    v_record xml;
    v_event bigint;
    v_to text;
    v_doc xml;
begin
    select * into v_case from kb.case_file c where c.case_id = p_case_id for update;
    select * into v_move from kb.procedure_move m where m.version_id = v_case.version_id and m.name = p_move;
    if not found then
        perform kb.refuse('KB422', 'error.procedure', 'no move ' || p_move || ' in ' || v_case.procedure);
    end if;
    if not (v_case.state = any (v_move.from_states) or v_case.state = '' and v_move.from_states = '{}') then
        if p_person_id is null then
            return null;
        end if;
        perform kb.refuse('KB409', 'error.case-changed', 'state ' || v_case.state);
    end if;
    v_record := case when v_move.form is not null and p_data is not null
        then kb.put_element(v_case.record, p_data) else v_case.record end;
    if v_case.state = '' or v_move.form is not null and p_data is not null then
        perform kb.name_parties(p_case_id, v_record, case when v_case.state <> '' then v_move.form end);
    end if;
    if v_move.guard is not null
        and not kb.xpath_true(v_move.guard, kb.asked_document(p_case_id, v_move.guard, v_record)) then
        if p_person_id is null and v_case.state <> '' then
            return null;
        end if;
        perform kb.refuse('KB422', 'error.guard', p_move || ': ' || v_move.guard, v_move.title);
    end if;
    v_to := case when v_move.to_state = '.' then v_case.state else v_move.to_state end;
    update kb.case_file c set record = v_record, state = v_to, final = (select s.final
        from kb.procedure_state s where s.version_id = v_case.version_id and s.name = v_to)
    where c.case_id = p_case_id;
    v_event := kb.add_event(p_case_id, case when p_person_id is null then 'auto' else 'move' end, p_move,
        nullif(v_case.state, ''), v_to, '', case when v_move.form is not null then p_data end,
        p_organ_id, p_person_id);
    if p_person_id is not null then
        perform kb.tell_delivered(p_case_id);
    end if;
    v_doc := kb.apply_effects(p_case_id, v_event, v_move, p_person_id);
    if v_move.auto like 'message:%' then
        perform kb.pass_on(p_case_id, v_event, substr(v_move.auto, 9));
    end if;
    perform kb.count_move(p_case_id, p_move, v_doc);
    -- an effect may have moved the case on (a child's <parent>); then its state stands
    if (select c.state from kb.case_file c where c.case_id = p_case_id) = v_to then
        perform kb.enter_state(p_case_id, v_to, v_case.record);
        if v_to <> v_case.state then
            perform kb.run_entry(p_case_id, v_to);
        end if;
    end if;
    return v_event;
end $$;
comment on function kb.make_move(bigint, text, xml, bigint, bigint) is
    'Makes a move: guard, event, effects, state, then moves auto="entry". Rights are checked by the caller;
p_person_id null = the engine acts, and nothing happens (null) where state or guard do not allow it.';

create or replace function kb.run_entry(p_case_id bigint, p_state text) returns void
language plpgsql
as $$
declare
    v_move text;
    v_depth int := coalesce(nullif(current_setting('kb.depth', true), '')::int, 0) + 1;
begin
    if v_depth > 50 then
        perform kb.refuse('KB422', 'error.procedure', 'moves auto="entry" do not end: ' || p_state);
    end if;
    perform set_config('kb.depth', v_depth::text, true);
    for v_move in
        select m.name from kb.procedure_move m join kb.case_file c using (version_id)
        where c.case_id = p_case_id and m.auto = 'entry' and p_state = any (m.from_states) order by m.n
    loop
        exit when kb.make_move(p_case_id, v_move, null, null, null) is not null;
    end loop;
    perform set_config('kb.depth', (v_depth - 1)::text, true);
end $$;
comment on function kb.run_entry(bigint, text) is
    'The first move auto="entry" of the state whose guard holds is made at once.';

drop function if exists kb.open_case(text, text, date, bigint, bigint, bigint, xml, bigint, bigint, xml, text);
create or replace function kb.open_case(p_procedure text, p_move text, p_on date, p_opener_id bigint,
    p_subject_id bigint, p_parent_id bigint, p_record xml, p_person_id bigint,
    p_version_id bigint default null, p_data xml default null, p_key text default null,
    p_inbox_id bigint default null) returns bigint
language plpgsql
as $$
declare
    v_version kb.procedure_version;
    v_from kb.organ;
    v_region text;
    v_number text;
    v_id bigint;
begin
    select * into v_version from kb.procedure_version v
        where v.version_id = coalesce(p_version_id, kb.version_for(p_procedure, p_on));
    if not found then
        perform kb.refuse('KB422', 'error.procedure', 'no version of ' || p_procedure || ' on ' || p_on);
    end if;
    select * into v_from from kb.organ o where o.organ_id = coalesce(p_subject_id, p_opener_id);
    v_region := v_from.region;
    if v_from.kind = 'person' then
        select o.region into v_region
        from kb.named_parties(v_version.version_id, xmlelement(name "case", case when p_data is null then p_record
                else kb.put_element(p_record, p_data) end), v_from.example) n
            join kb.organ o using (organ_id)
        limit 1;
        v_region := coalesce(v_region, v_from.region);
    end if;
    v_number := kb.draw_case_number(v_region, v_version.code);
    insert into kb.case_file (number, version_id, procedure, code, state, public_state, opener_id, region,
        record, opened_by, opened_at, changed_at, parent_id, ticket, revision)
    values (v_number, v_version.version_id, v_version.name, v_version.code, '', 'submitted',
        coalesce(p_subject_id, p_opener_id), v_region, p_record, p_person_id, kb.now(), kb.now(), p_parent_id,
        kb.ticket_for(v_number, kb.query_code(v_number)), 0)
    returning case_id into v_id;
    insert into kb.case_party (case_id, party, organ_id)
    select v_id, r.party, r.organ_id
    from kb.resolve_parties(v_version.version_id, p_opener_id, p_subject_id) r;
    if p_parent_id is not null then
        insert into kb.case_link (parent_id, child_id, key) values (p_parent_id, v_id, p_key);
    end if;
    if p_inbox_id is not null then
        update kb.conversation c set case_id = v_id from kb.inbox i
        where i.inbox_id = p_inbox_id and c.conversation = i.conversation and c.peer_id = i.peer_id;
    end if;
    perform kb.make_move(v_id, coalesce(p_move, (select m.name from kb.procedure_move m
        where m.version_id = v_version.version_id and m.from_states = '{}' order by m.n limit 1)),
        p_data, p_person_id, case when p_person_id is not null then p_opener_id end);
    return v_id;
end $$;
comment on function kb.open_case(text, text, date, bigint, bigint, bigint, xml, bigint, bigint, xml, text, bigint) is
    'Opens a case: number, parties, link, then its opening move. The case and the region of its number are
those of the subject, else of the opener; the region of a person without account is that of the first party
whom the form names. p_inbox_id: the message that opens it, so that its opening move may answer in the same
conversation. A guard that refuses an opening move refuses the whole transaction.';
