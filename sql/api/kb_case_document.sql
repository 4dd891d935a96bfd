create or replace function kb.party_xml(p_party text, p_organ_id bigint) returns text
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select format('<%s id="%s" code="%s" name="%s" kind="%s" level="%s" region="%s" region-name="%s"/>',
        p_party, o.organ_id, kb.xml_escape(o.code), kb.xml_escape(o.name), o.kind,
        coalesce(o.level, ''), o.region, kb.xml_escape(r.name))
    from kb.organ o join kb.region r on r.code = o.region where o.organ_id = p_organ_id;
end;
comment on function kb.party_xml(text, bigint) is 'A party''s element of the case document, as text.';

create or replace function kb.case_document(p_case_id bigint, p_record xml default null,
    p_entry text default '') returns xml
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select (format('<case number="%s" procedure="%s" code="%s" version="%s" state="%s" opened="%s" today="%s">',
            c.number, c.procedure, c.code, v.version, c.state,
            (c.opened_at at time zone 'Asia/Shanghai')::date, kb.today())
        || v.parameter::text
        || '<party>' || coalesce((select string_agg(kb.party_xml(p.party, p.organ_id), '' order by q.n)
            from kb.case_party p join kb.procedure_party q
                on q.version_id = c.version_id and q.name = p.party
            where p.case_id = c.case_id), '') || '</party>'
        || coalesce(p_record, c.record)::text
        || '<limit>' || coalesce((select string_agg(format(
                '<%s start="%s" amount="%s" unit="%s" due="%s" status="%s" provisional="%s"/>',
                l.name, l.start_on, l.amount, l.unit, l.due_on, l.status,
                case when l.provisional then 'yes' else 'no' end), '' order by l.case_limit_id)
            from kb.case_limit l where l.case_id = c.case_id), '') || '</limit>'
        || '<letter>' || coalesce((select string_agg(format('<%s number="%s" date="%s" status="%s"/>',
                t.name, kb.xml_escape(t.number), t.signed_on, t.status), '' order by t.letter_id)
            from kb.letter t where t.case_id = c.case_id), '') || '</letter>'
        || coalesce((select '<child>' || string_agg(format('<%s number="%s" organ="%s" state="%s" final="%s"/>',
                k.procedure, k.number, coalesce(s.organ_id, k.opener_id), k.state,
                coalesce(k.final, '')), '' order by k.case_id) || '</child>'
            from kb.case_link n join kb.case_file k on k.case_id = n.child_id
            left join lateral (select p.organ_id from kb.case_party p join kb.procedure_party q
                on q.version_id = k.version_id and q.name = p.party and q.kind = 'subject'
                where p.case_id = k.case_id limit 1) s on true
            where n.parent_id = c.case_id), '')
        || coalesce((select format('<parent number="%s" procedure="%s"/>', f.number, f.procedure)
            from kb.case_file f where f.case_id = c.parent_id), '')
        || p_entry || '</case>')::xml
    from kb.case_file c join kb.procedure_version v using (version_id)
    where c.case_id = p_case_id;
end;
comment on function kb.case_document(bigint, xml, text) is
    'The case document: <case number procedure code version state opened today><parameter/><party/>
<record/><limit/><letter/><child><PROCEDURE/>*</child>? <parent/>?</case>. p_record stands for the stored record, p_entry is appended
(serialised). Under the caller''s rights.';
