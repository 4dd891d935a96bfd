drop function if exists kb.open_child(bigint, jsonb, xml, text), kb.open_child(bigint, jsonb, xml, text, text),
    kb.effect_open(bigint, jsonb, xml), kb.effect_tell(bigint, text, jsonb, xml);
create or replace function kb.open_child(p_case_id bigint, p_attr jsonb, p_el xml, p_doc xml,
    p_key text default null) returns bigint
language plpgsql
as $$
declare
    v_record xml := '<record/>';
    v_subject bigint;
    v_on date := kb.today();
    v_applies text := (select v.applies from kb.procedure_version v
        where v.name = p_attr ->> 'procedure' and v.applies is not null limit 1);
    v_value text;
    v_row record;
begin
    for v_row in
        with x as (select array_agg(x.path order by x.n) as paths, array_agg(x.expr order by x.n) as exprs
            from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:open/p:value' passing p_el
                columns n for ordinality, path text path '@path', expr text path '@select') x)
        select u.path, u.value from x, unnest(x.paths, kb.xpath_texts(x.exprs, p_doc))
            with ordinality u (path, value, n) order by u.n
    loop
        v_value := v_row.value;
        v_record := kb.set_path(v_record, v_row.path, kb.xml_escape(v_value));
        if v_row.path ~ ('(^|/)' || v_applies || '$') then
            v_on := case when v_value ~ '^\d{4}$' then (v_value || '-12-31')::date
                when v_value ~ '^\d{4}-\d\d-\d\d$' then v_value::date else v_on end;
        end if;
    end loop;
    for v_row in
        select x.path, x.expr from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:open/p:copy'
            passing p_el columns path text path '@path', expr text path '@select') x
    loop
        v_record := kb.set_path(v_record, v_row.path, concat(kb.xpath_xml(v_row.path || '/node()', v_record),
            kb.xpath_xml(v_row.expr, p_doc)));
    end loop;
    if p_attr ? 'organ' then
        v_value := kb.xpath_text(p_attr ->> 'organ', p_doc);
        v_subject := case when v_value ~ '^\d{1,15}$' then v_value::bigint
            else kb.find_organ(v_value, '{}', (select o.example from kb.case_file c join kb.organ o
                on o.organ_id = c.opener_id where c.case_id = p_case_id)) end;
        if v_subject is null and v_value <> '' then
            perform kb.refuse('KB422', 'error.party-missing', 'open ' || v_value, v_value);
        end if;
    end if;
    return kb.open_case(p_attr ->> 'procedure', p_attr ->> 'move', v_on,
        (select coalesce(c.holder_id, c.opener_id) from kb.case_file c where c.case_id = p_case_id),
        v_subject, p_case_id, v_record, null, p_key => p_key);
end $$;
comment on function kb.open_child(bigint, jsonb, xml, xml, text) is
    'Opens a linked case with prefilled record. Where the child''s file names a value (applies=) that
picks its version, that year''s last day or that date decides, else today.';

drop function if exists kb.effect_open(bigint, jsonb, xml, xml);
create function kb.effect_open(p_case_id bigint, p_attr jsonb, p_el xml, p_doc xml) returns int
language plpgsql
as $$
declare
    v_once boolean := p_attr ->> 'once' = 'yes';
    v_had text[]; -- keys of its children
    v_opened int := 0;
    v_row record;
begin
    if v_once then
        v_had := array(select k.key from kb.case_link k join kb.case_file c on c.case_id = k.child_id
            where k.parent_id = p_case_id and c.procedure = p_attr ->> 'procedure');
    end if;
    for v_row in select * from kb.each_entry(p_doc, p_attr ->> 'each') loop
        continue when v_once and v_row.key = any (v_had);
        v_had := v_had || v_row.key;
        perform kb.open_child(p_case_id, p_attr, p_el, kb.with_entry(p_doc, v_row.entry), v_row.key);
        v_opened := v_opened + 1;
    end loop;
    return v_opened;
end $$;
comment on function kb.effect_open(bigint, jsonb, xml, xml) is
    'Opens one child case, or one for each item (/case/entry); once: not where a child has its key already. How many.';

create or replace function kb.effect_rank(p_case_id bigint, p_attr jsonb) returns void
language plpgsql
as $$
declare
    v_path text := p_attr ->> 'path';
    v_cut numeric;
    v_ranks jsonb;
    v_row record;
begin
    perform 1 from kb.case_file c where c.parent_id = p_case_id order by c.case_id for update;
    select jsonb_agg(jsonb_build_object('id', y.case_id, 'score', y.score, 'rank', y.rank)
        order by y.case_id) into v_ranks
    from (select x.case_id, x.score, rank() over (order by x.score desc)
        from (select c.case_id, kb.xpath_number(p_attr ->> 'value', kb.rule_document(c.case_id)) as score
            from kb.case_file c where c.parent_id = p_case_id offset 0) x
        where x.score is not null) y;
    v_ranks := coalesce(v_ranks, '[]');
    perform kb.put_record(p_case_id, v_path || '/of', jsonb_array_length(v_ranks)::text);
    if p_attr ? 'cut' then
        v_cut := kb.xpath_number(p_attr ->> 'cut', kb.rule_document(p_case_id));
        perform kb.put_record(p_case_id, v_path || '/cut', v_cut::text);
    end if;
    for v_row in select * from jsonb_to_recordset(v_ranks) r (id bigint, score numeric, rank int) loop
        perform kb.put_record(v_row.id, v_path || '/score', v_row.score::text);
        perform kb.put_record(v_row.id, v_path || '/rank', v_row.rank::text);
        perform kb.put_record(v_row.id, v_path || '/of', jsonb_array_length(v_ranks)::text);
        if v_cut is not null then
            perform kb.put_record(v_row.id, v_path || '/cut', v_cut::text);
        end if;
        update kb.case_file c set revision = c.revision + 1, changed_at = kb.now()
            where c.case_id = v_row.id;
        perform kb.add_event(v_row.id, 'rank', null, null, null,
            v_row.score || ': ' || v_row.rank || '/' || jsonb_array_length(v_ranks));
    end loop;
end $$;
comment on function kb.effect_rank(bigint, jsonb) is
    'Ranks the child cases by a number, highest first; ties share the better rank (1224). Writes
PATH/score rank of [cut] into each ranked child and PATH/of [cut] into the parent; cut is evaluated over
the parent, where PATH/of stands already.';

create or replace function kb.effect_link(p_case_id bigint, p_effect text, p_attr jsonb) returns void
language plpgsql
as $$
declare
    v_id bigint;
begin
    if p_effect = 'parent' then
        select c.parent_id into v_id from kb.case_file c where c.case_id = p_case_id;
        if v_id is not null then
            perform kb.make_move(v_id, p_attr ->> 'move', null, null, null);
        end if;
        return;
    end if;
    for v_id in select c.case_id from kb.case_file c where c.parent_id = p_case_id order by c.case_id loop
        perform kb.make_move(v_id, p_attr ->> 'move', null, null, null);
    end loop;
end $$;
comment on function kb.effect_link(bigint, text, jsonb) is
    'parent, each: the engine makes a move in the parent or in each child, where its state and guard allow.';

drop function if exists kb.fill(text, xml, boolean);
create or replace function kb.fill(p_texts text[], p_doc xml) returns text[]
language plpgsql immutable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_texts text[] := p_texts;
    v_parts text[];
    v_values text[];
    v_value text;
begin
    if strpos(array_to_string(v_texts, ''), '{') > 0 then
        v_parts := array(select distinct m[1] from regexp_matches(array_to_string(v_texts, e'\n'), '\{([^{}]+)\}', 'g') m);
        v_values := kb.xpath_texts(v_parts, p_doc);
        for i in 1 .. cardinality(v_parts) loop
            for n in 1 .. cardinality(v_texts) loop
                v_value := v_values[i];
                if v_value ~ '^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$' then
                    v_value := to_char(to_date(v_value, 'YYYY-MM-DD'),
                        case n when 2 then 'FMDD Mon YYYY' else 'YYYY"年"FMMM"月"FMDD"日"' end);
                end if;
                v_texts[n] := replace(v_texts[n], '{' || v_parts[i] || '}', v_value);
            end loop;
        end loop;
    end if;
    return array(select coalesce(t, '') from unnest(v_texts) with ordinality u (t, n) order by u.n);
end $$;
comment on function kb.fill(text[], xml) is
    'Texts with their {xpath} parts filled in from the case document, dates as people write them: the first in
Chinese, the second in English; empty for null.';
grant execute on function kb.fill(text[], xml) to kb_worker;

create or replace function kb.notice_table(p_el xml, p_doc xml) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_columns text[];
    v_head text;
    v_rows text;
begin
    select array_agg(c.text order by c.n), string_agg(format(
            '<th xml:lang="zh-CN">%s</th><th xml:lang="en">%s</th>',
            kb.xml_escape(c.title), kb.xml_escape(c.title_en)), '' order by c.n) into v_columns, v_head
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:table/p:column' passing p_el
        columns n for ordinality, title text path '@title', title_en text path '@title-en',
            text text path 'string(.)') c;
    select string_agg('<tr>' || (
        select string_agg('<td>' || kb.xml_escape((kb.fill(array[u.t], e.entry::xml))[1]) || '</td>', '' order by u.n)
        from unnest(v_columns) with ordinality u (t, n)) || '</tr>', '' order by e.n) into v_rows
    from kb.each_entry(p_doc, (xpath('string(/*/@each)', p_el))[1]::text) with ordinality e (key, entry, n);
    return coalesce('<table><thead><tr>' || v_head || '</tr></thead><tbody>' || v_rows || '</tbody></table>', '');
end $$;
comment on function kb.notice_table(xml, xml) is
    'A table of a notice, a row for each node of `each`, of which the columns'' {xpath} parts are asked; empty where
there is none.';

create or replace function kb.notice_body(p_el xml, p_doc xml) returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select ('<body>' || string_agg(case when x.each is not null then kb.notice_table(x.el, p_doc)
            else (select string_agg(format('<p xml:lang="%s">%s</p>', x.lang, kb.xml_escape(btrim(l))), '')
                from regexp_split_to_table((kb.fill(
                    case x.lang when 'en' then array['', x.text] else array[x.text, ''] end, p_doc))
                    [case x.lang when 'en' then 2 else 1 end], '\s*\n\s*') l where btrim(l) <> '') end, '' order by x.n)
            || '</body>')::xml
        from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:notice/p:p | /p:notice/p:table' passing p_el
            columns n for ordinality, el xml path '.', each text path '@each', lang text path '@xml:lang',
                text text path 'string(.)') x);
end $$;
comment on function kb.notice_body(xml, xml) is
    'The body of a notice effect: <body><p xml:lang/>* <table/>*</body> with {xpath} parts filled in, a line of what was
typed being a paragraph; null: none.';

create or replace function kb.effect_tell(p_case_id bigint, p_effect kb.procedure_effect, p_doc xml) returns void
language plpgsql
as $$
declare
    v_texts text[] := kb.fill(array[p_effect.text, p_effect.text_en], p_doc);
    v_to record;
    v_notice_id bigint;
begin
    if p_effect.name = 'notify' then
        select p.organ_id, c.number, p.organ_id = any (c.readers) as reads into v_to
        from kb.case_party p join kb.case_file c using (case_id)
        where p.case_id = p_case_id and p.party = p_effect.attr ->> 'party';
        if found then
            insert into kb.notification (organ_id, case_id, case_number, text, text_en, at)
            values (v_to.organ_id, p_case_id, v_to.number, v_texts[1], v_texts[2], kb.now());
            if not v_to.reads then
                update kb.case_file c set readers = c.readers || v_to.organ_id where c.case_id = p_case_id;
            end if;
        end if;
    else
        insert into kb.notice (title, title_en, body, organ_id, case_id, case_number, published_at)
        select v_texts[1], v_texts[2], kb.notice_body(p_effect.el, p_doc),
            coalesce(c.holder_id, c.opener_id), p_case_id, c.number, kb.now()
        from kb.case_file c where c.case_id = p_case_id
        returning notice_id into v_notice_id;
        if p_effect.attr ? 'files' then
            update kb.attachment a set notice_id = v_notice_id
            where a.attachment_id in (select x.ref::uuid from xmltable(('/*/' || (p_effect.attr ->> 'files')) passing p_doc
                columns ref text path '@ref') x where x.ref <> '');
        end if;
    end if;
end $$;
comment on function kb.effect_tell(bigint, kb.procedure_effect, xml) is
    'notify: a message to a party''s box, which from then on reads the case; notice: a public notice, with the files
that `files` selects. Texts may hold {xpath} parts.';
