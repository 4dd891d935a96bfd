create or replace function kb.party_element(p_party text, p_organ kb.organ, p_region_name text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return '<' || p_party || ' id="' || p_organ.organ_id || '" code="' || kb.xml_escape(p_organ.code)
        || '" name="' || kb.xml_escape(p_organ.name) || '" kind="' || p_organ.kind || '" level="'
        || coalesce(p_organ.level, '') || '" region="' || p_organ.region || '" region-name="'
        || kb.xml_escape(p_region_name) || '"/>';
end $$;
comment on function kb.party_element(text, kb.organ, text) is 'A party''s element of the case document, as text.';

create or replace function kb.party_xml(p_party text, p_organ_id bigint) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select kb.party_element(p_party, o, r.name)
    from kb.organ o join kb.region r on r.code = o.region where o.organ_id = p_organ_id);
end $$;
comment on function kb.party_xml(text, bigint) is 'The same by the organisation''s id.';

drop function if exists kb.case_document(bigint, xml, text);
create or replace function kb.case_document(p_case_id bigint, p_record xml default null,
    p_party text default null) returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select (format('<case number="%s" procedure="%s" code="%s" version="%s" state="%s" opened="%s" today="%s" days="%s">',
            c.number, c.procedure, c.code, v.version, c.state,
            (c.opened_at at time zone 'Asia/Shanghai')::date, kb.today(),
            kb.today() - (c.opened_at at time zone 'Asia/Shanghai')::date)
        || coalesce((select x.parameter from kb.procedure_local x join kb.case_party p
                on p.case_id = c.case_id and p.party = x.party join kb.organ o on o.organ_id = p.organ_id
            where x.version_id = c.version_id and o.region ^@ x.prefix
            order by length(x.prefix) desc limit 1), v.parameter)::text
        || '<party>' || coalesce(p_party, (select string_agg(kb.party_element(p.party, o, r.name), '' order by q.n)
            from kb.case_party p join kb.procedure_party q
                on q.version_id = c.version_id and q.name = p.party
                join kb.organ o on o.organ_id = p.organ_id join kb.region r on r.code = o.region
            where p.case_id = c.case_id), '') || '</party>'
        || coalesce(p_record, c.record)::text
        || '<limit>' || coalesce((select string_agg(format(
                '<%s start="%s" amount="%s" unit="%s" due="%s" status="%s" provisional="%s"/>',
                l.name, l.start_on, l.amount, l.unit, l.due_on, l.status,
                case when l.provisional then 'yes' else 'no' end), '' order by l.case_limit_id)
            from kb.case_limit l where l.case_id = c.case_id), '') || '</limit>'
        || '<letter>' || coalesce((select string_agg(format('<%s number="%s" date="%s" status="%s"/>',
                t.name, kb.xml_escape(t.number), t.signed_on, t.status), '' order by t.letter_id)
            from kb.letter t where t.case_id = c.case_id), '')
        || coalesce((select string_agg(format('<%s number="%s" date="%s" status="received"/>',
                r.name, kb.xml_escape(r.number), r.signed_on), '' order by r.letter_received_id)
            from kb.letter_received r where r.case_id = c.case_id), '') || '</letter>'
        || coalesce((select '<child>' || string_agg(format('<%s number="%s" organ="%s" key="%s" state="%s" final="%s"/>',
                k.procedure, k.number, coalesce(s.organ_id, k.opener_id), kb.xml_escape(n.key), k.state,
                coalesce(k.final, '')), '' order by k.case_id) || '</child>'
            from kb.case_link n join kb.case_file k on k.case_id = n.child_id
            left join lateral (select p.organ_id from kb.case_party p join kb.procedure_party q
                on q.version_id = k.version_id and q.name = p.party and q.kind = 'subject'
                where p.case_id = k.case_id limit 1) s on true
            where n.parent_id = c.case_id), '')
        || coalesce((select format('<parent number="%s" procedure="%s"/>', f.number, f.procedure)
            from kb.case_file f where f.case_id = c.parent_id), '')
        || '</case>')::xml
    from kb.case_file c join kb.procedure_version v using (version_id)
    where c.case_id = p_case_id);
end $$;
comment on function kb.case_document(bigint, xml, text) is
    'The case document: <case number procedure code version state opened today days><parameter/><party/>
<record/><limit/><letter/><child><PROCEDURE/>*</child>? <parent/>?</case>. p_record stands for the stored record, p_party for
the elements of the stored parties (serialised). Under the caller''s rights.';
