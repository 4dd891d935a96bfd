create or replace function kb.party_element(p_party text, p_organ kb.organ, p_region_name text) returns text
language sql immutable parallel safe
return '<' || p_party || ' id="' || p_organ.organ_id::text || '" code="' || kb.xml_escape(p_organ.code)
    || '" name="' || kb.xml_escape(p_organ.name) || '" kind="' || p_organ.kind || '" level="'
    || coalesce(p_organ.level, '') || '" region="' || p_organ.region || '" region-name="'
    || kb.xml_escape(p_region_name) || '"/>';
comment on function kb.party_element(text, kb.organ, text) is 'A party''s element of the case document, as text.';

create or replace function kb.party_xml(p_party text, p_organ_id bigint) returns text
language plpgsql stable
as $$
begin
    return (select kb.party_element(p_party, o, r.name)
    from kb.organ o join kb.region r on r.code = o.region where o.organ_id = p_organ_id);
end $$;
comment on function kb.party_xml(text, bigint) is 'The same by the organisation''s id.';

drop function if exists kb.case_document(bigint, xml, text);
create or replace function kb.case_document(p_case_id bigint, p_record xml default null,
    p_party text default null) returns xml
language plpgsql stable
as $$
declare
    v record;
    v_today date := kb.today();
    v_parameter xml;
    v_party text := p_party;
    v_limit text;
    v_letter text;
    v_received text;
    v_child text;
    v_parent text;
begin
    -- a small statement for each part that there is: one for all costs more to start than these to run
    select c.*, q.version, q.parameter, (c.opened_at at time zone 'Asia/Shanghai')::date as opened,
        exists (select from kb.procedure_local x where x.version_id = c.version_id) as has_local,
        exists (select from kb.case_limit l where l.case_id = p_case_id) as has_limit,
        exists (select from kb.letter t where t.case_id = p_case_id) as has_letter,
        exists (select from kb.letter_received r where r.case_id = p_case_id) as has_received,
        exists (select from kb.case_link n where n.parent_id = p_case_id) as has_child into v
    from kb.case_file c join kb.procedure_version q using (version_id) where c.case_id = p_case_id;
    if not found then
        return null;
    end if;
    if v.has_local then
        select x.parameter into v_parameter
        from kb.procedure_local x join kb.case_party p on p.case_id = p_case_id and p.party = x.party
            join kb.organ o on o.organ_id = p.organ_id
        where x.version_id = v.version_id and o.region ^@ x.prefix
        order by length(x.prefix) desc limit 1;
    end if;
    if v_party is null then
        select string_agg(kb.party_element(p.party, o, r.name), '' order by q.n) into v_party
        from kb.case_party p join kb.procedure_party q on q.version_id = v.version_id and q.name = p.party
            join kb.organ o on o.organ_id = p.organ_id join kb.region r on r.code = o.region
        where p.case_id = p_case_id;
    end if;
    if v.has_limit then
        select string_agg(format('<%s start="%s" amount="%s" unit="%s" due="%s" status="%s" provisional="%s"/>',
            l.name, l.start_on, l.amount, l.unit, l.due_on, l.status,
            case when l.provisional then 'yes' else 'no' end), '' order by l.case_limit_id) into v_limit
        from kb.case_limit l where l.case_id = p_case_id;
    end if;
    if v.has_letter then
        select string_agg(format('<%s number="%s" date="%s" status="%s"/>',
            t.name, kb.xml_escape(t.number), t.signed_on, t.status), '' order by t.letter_id) into v_letter
        from kb.letter t where t.case_id = p_case_id;
    end if;
    if v.has_received then
        select string_agg(format('<%s number="%s" date="%s" status="received"/>',
            r.name, kb.xml_escape(r.number), r.signed_on), '' order by r.letter_received_id) into v_received
        from kb.letter_received r where r.case_id = p_case_id;
    end if;
    if v.has_child then
        select '<child>' || string_agg(format('<%s number="%s" organ="%s" key="%s" state="%s" final="%s"/>',
            k.procedure, k.number, coalesce(s.organ_id, k.opener_id), kb.xml_escape(n.key), k.state,
            coalesce(k.final, '')), '' order by k.case_id) || '</child>' into v_child
        from kb.case_link n join kb.case_file k on k.case_id = n.child_id
            left join lateral (select p.organ_id from kb.case_party p join kb.procedure_party q
                on q.version_id = k.version_id and q.name = p.party and q.kind = 'subject'
                where p.case_id = k.case_id limit 1) s on true
        where n.parent_id = p_case_id;
    end if;
    if v.parent_id is not null then
        select format('<parent number="%s" procedure="%s"/>', f.number, f.procedure) into v_parent
        from kb.case_file f where f.case_id = v.parent_id;
    end if;
    return concat('<case number="', v.number, '" procedure="', v.procedure, '" code="', v.code, '" version="', v.version,
        '" state="', v.state, '" opened="', v.opened, '" today="', v_today, '" days="', v_today - v.opened, '">',
        coalesce(v_parameter, v.parameter), '<party>', v_party, '</party>', coalesce(p_record, v.record),
        '<limit>', v_limit, '</limit><letter>', v_letter, v_received, '</letter>', v_child, v_parent, '</case>')::xml;
end $$;
comment on function kb.case_document(bigint, xml, text) is
    'The case document: <case number procedure code version state opened today days><parameter/><party/>
<record/><limit/><letter/><child><PROCEDURE/>*</child>? <parent/>?</case>. p_record stands for the stored record, p_party for
the elements of the stored parties (serialised). Under the caller''s rights.';
