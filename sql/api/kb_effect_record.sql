create or replace function kb.put_record(p_case_id bigint, p_path text, p_content text) returns void
language plpgsql
as $$
begin
    update kb.case_file c set record = kb.set_path(c.record, p_path, p_content)
    where c.case_id = p_case_id;
end $$;
comment on function kb.put_record(bigint, text, text) is
    'Writes serialised content at a path below /case/record.';

drop function if exists kb.effect_record(bigint, text, jsonb), kb.effect_enter(bigint, jsonb, xml),
    kb.enter_entry(bigint, jsonb, xml, text), kb.leave_entry(bigint, jsonb), kb.effect_organ(bigint, jsonb),
    kb.each_entry(bigint, text);
create or replace function kb.effect_record(p_case_id bigint, p_effect text, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_content text;
begin
    if p_effect = 'set' then
        v_content := kb.xpath_text(p_attr ->> 'value', p_doc);
        -- XPath prints large numbers as 1.5e+10
        if v_content ~ '^-?[0-9.]+e[+]?[0-9]{1,3}$' then
            v_content := v_content::numeric::text;
        end if;
        v_content := kb.xml_escape(v_content);
    elsif p_effect = 'copy' then
        v_content := kb.xpath_xml('(' || (p_attr ->> 'select') || ')[1]/node()', p_doc);
    else
        select kb.xpath_xml('node()', e.data) into v_content from kb.register_entry e
        where e.register = p_attr ->> 'register' and e.key = kb.xpath_text(p_attr ->> 'key', p_doc)
            and e.valid_to is null;
    end if;
    perform kb.put_record(p_case_id, coalesce(p_attr ->> 'path', 'previous'), coalesce(v_content, ''));
end $$;
comment on function kb.effect_record(bigint, text, jsonb, xml) is
    'set (a string value), copy (children of the first node of select), lookup (children of a register''s
current entry; emptied when absent; path previous by default) below /case/record.';

create or replace function kb.each_entry(p_doc xml, p_each text)
returns table (key text, entry text)
language plpgsql stable
as $$
begin
    if p_each is null then
        return query select null, '';
        return;
    end if;
    if p_each like 'register:%' then
        return query select e.key, regexp_replace(e.data::text, '^<entry',
            '<entry key="' || replace(kb.xml_escape(e.key), '\', '\\') || '"')
        from kb.register_entry e
        where e.register = split_part(p_each, ':', 2) and e.valid_to is null order by e.key;
        return;
    end if;
    return query select x.k, format('<entry key="%s" n="%s">%s</entry>', kb.xml_escape(x.k), x.n,
        case when x.parts = 0 then kb.xml_escape(x.v) else x.inner_xml::text end)
    from (select y.n, y.inner_xml, y.v, y.parts, coalesce(nullif(y.key, ''), nullif(y.child, ''),
            case when y.parts = 0 then y.v end, y.n::text) as k
        from xmltable(('/*/' || p_each) passing p_doc columns n for ordinality,
            inner_xml xml path '*', key text path 'string(@key)', child text path 'string(key)',
            v text path 'string(.)', parts int path 'count(*)') y) x order by x.n;
end $$;
comment on function kb.each_entry(xml, text) is
    'Items of each=: current entries of register:NAME, or the nodes of an XPath over the case; entry =
<entry key n>…</entry>, key = @key, else the child key, else its text where it has no children, else its place.
Without each=: one item, of which entry is empty and key null.';

create or replace function kb.effect_enter(p_case_id bigint, p_attr jsonb, p_el xml, p_doc xml) returns void
language plpgsql
as $$
declare
    v_row record;
begin
    for v_row in select * from kb.each_entry(p_doc, p_attr ->> 'each') loop
        perform kb.enter_entry(p_case_id, p_attr, p_el, kb.with_entry(p_doc, v_row.entry));
    end loop;
end $$;
comment on function kb.effect_enter(bigint, jsonb, xml, xml) is
    'Enters one entry into a register, or one for each item (/case/entry).';

create or replace function kb.end_entries(p_register text, p_keys text[]) returns void
language plpgsql
as $$
begin
    update kb.register_entry e set valid_to = greatest(kb.today(), e.valid_from), public = e.public and not r.fades
    from (select coalesce((select q.fades from kb.procedure_register q
            where q.name = p_register and q.title <> '' order by q.version_id desc limit 1), false) as fades) r
    where e.register = p_register and e.key = any (p_keys) and e.valid_to is null;
end $$;
comment on function kb.end_entries(text, text[]) is
    'Ends entries today; where the register is public only while they stand, offices alone read them from now on.';

create or replace function kb.enter_entry(p_case_id bigint, p_attr jsonb, p_el xml, p_doc xml) returns void
language plpgsql
as $$
declare
    v_key text := kb.xpath_text(p_attr ->> 'key', p_doc);
    v_register text := p_attr ->> 'register';
    v_old kb.register_entry;
    v_names text[];
    v_exprs text[];
    v_data xml;
    v_of text[]; -- region, title, name, organ of the entry
    v_region text;
    v_example boolean := (select o.example from kb.case_file c join kb.organ o on o.organ_id = c.opener_id
        where c.case_id = p_case_id);
    v_organ bigint;
    v_as record; -- as the register has it
begin
    if coalesce(v_key, '') = '' then
        perform kb.refuse('KB422', 'error.register-key', 'register ' || v_register);
    end if;
    select array_agg(x.name order by x.n), array_agg(x.expr order by x.n) into v_names, v_exprs
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:enter/p:value' passing p_el
        columns n for ordinality, name text path '@name', expr text path '@select') x;
    v_data := ('<entry>' || coalesce((select string_agg(format('<%s>%s</%1$s>', u.name, kb.xml_escape(u.v)), ''
        order by u.n) from unnest(v_names, kb.xpath_texts(v_exprs, p_doc)) with ordinality u (name, v, n)), '')
        || '</entry>')::xml;
    v_of := kb.xpath_texts('{region, title, name, organ}', v_data);
    select * into v_old from kb.register_entry e
        where e.register = v_register and e.key = v_key and e.valid_to is null for update;
    perform kb.end_entries(v_register, array[v_key]);
    v_region := coalesce((select r.code from kb.region r where r.code = v_of[1]),
        (select c.region from kb.case_file c where c.case_id = p_case_id));
    v_organ := kb.find_organ(nullif(v_of[4], ''), '{}', v_example);
    select r.public, r.closed, r.above into v_as from kb.procedure_register r
        where r.name = v_register and r.title <> '' order by r.version_id desc limit 1;
    insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, closed, above,
        valid_from, case_id, at)
    values (v_register, v_key, (select coalesce(max(e.seq), 0) + 1 from kb.register_entry e
            where e.register = v_register and e.key = v_key),
        coalesce(nullif(v_of[2], ''), nullif(v_of[3], ''), v_key),
        v_data, v_organ, v_region, coalesce(v_as.public, false), coalesce(v_as.closed, false),
        case when v_as.above then kb.offices_above(v_organ, v_example) else '{}' end,
        kb.today(), p_case_id, kb.now());
end $$;
comment on function kb.enter_entry(bigint, jsonb, xml, xml) is
    'A new version of a register entry, valid from today; the former one ends. Public where the
register is, by the file that defines it (others name it with from=); closed and read from above likewise.';

create or replace function kb.leave_entry(p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_keys text[];
begin
    v_keys := case when p_attr ? 'each' then array(
            select kb.xpath_text(p_attr ->> 'key', kb.with_entry(p_doc, i.entry))
            from kb.each_entry(p_doc, p_attr ->> 'each') i)
        else array[kb.xpath_text(p_attr ->> 'key', p_doc)] end;
    perform kb.end_entries(p_attr ->> 'register', v_keys);
end $$;
comment on function kb.leave_entry(jsonb, xml) is
    'Ends the validity of a register entry today, or of one for each item.';

create or replace function kb.effect_organ(p_case_id bigint, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_name text := kb.xpath_text(p_attr ->> 'name', p_doc);
    v_region text := kb.xpath_text(p_attr ->> 'region', p_doc);
    v_parent bigint := (select p.organ_id from kb.case_party p
        where p.case_id = p_case_id and p.party = p_attr ->> 'parent');
    v_id bigint;
begin
    if coalesce(v_name, '') = '' or not exists (select from kb.region r where r.code = v_region) then
        perform kb.refuse('KB422', 'error.organ', 'name or region: ' || coalesce(v_name, '') || ' ' || v_region);
    end if;
    select o.organ_id into v_id from kb.organ o where o.name = v_name and o.kind = p_attr ->> 'kind'
        and o.region = v_region and o.valid_to is null;
    if v_id is null then
        insert into kb.organ (name, kind, level, region, parent_id, valid_from, example)
        select v_name, p_attr ->> 'kind', r.level, v_region, v_parent, kb.today(), o.example
        from kb.region r, kb.case_file c join kb.organ o on o.organ_id = c.opener_id
        where r.code = v_region and c.case_id = p_case_id
        returning organ_id into v_id;
    end if;
    perform kb.put_record(p_case_id, 'organ/id', v_id::text);
    insert into kb.case_party (case_id, party, organ_id)
    select p_case_id, q.name, v_id from kb.procedure_party q join kb.case_file c using (version_id)
    where c.case_id = p_case_id and q.kind = 'subject'
    on conflict do nothing;
end $$;
comment on function kb.effect_organ(bigint, jsonb, xml) is
    'Creates an organisation (or finds that of the same name, kind and region); its id goes to
/case/record/organ/id, and it becomes the subject of a case that has none yet.';
