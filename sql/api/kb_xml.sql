-- Small tools over XML text; PostgreSQL has no editing of XML.
create or replace function kb.xml_escape(p_text text) returns text
language sql immutable parallel safe
return replace(replace(replace(replace(regexp_replace(coalesce(p_text, ''),
    '[\x01-\x08\x0b\x0c\x0e-\x1f]', '', 'g'),
    '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;');
comment on function kb.xml_escape(text) is 'Text made fit for element content and attribute values.';

create or replace function kb.is_name(p_text text) returns boolean
language sql immutable parallel safe
return coalesce(p_text ~ '^[A-Za-z_][A-Za-z0-9_.-]*$', false);
comment on function kb.is_name(text) is 'Whether it may be an element name of a record.';

create or replace function kb.root_name(p_doc xml) returns text
language sql immutable parallel safe
return substring(p_doc::text from '<([[:alpha:]_][^\s/>]*)');
comment on function kb.root_name(xml) is 'Name of the root element.';

create or replace function kb.xpath_text(p_expr text, p_doc xml) returns text
language plpgsql immutable parallel safe
as $$
begin
    return (select x.v from xmltable('/*' passing p_doc columns v text path ('string(' || p_expr || ')')) x);
end $$;
comment on function kb.xpath_text(text, xml) is
    'string(expr), plain text, with the document''s root element as context node.';

create or replace function kb.xpath_texts(p_exprs text[], p_doc xml) returns text[]
language plpgsql immutable parallel safe
as $$
declare
    c_mark constant text := chr(64976); -- U+FDD0, no character of any text
    v_texts text[];
begin
    if cardinality(p_exprs) = 0 then
        return '{}';
    elsif cardinality(p_exprs) = 1 then
        return array[case when p_exprs[1] is null then '' else kb.xpath_text(p_exprs[1], p_doc) end];
    end if;
    v_texts := string_to_array(kb.xpath_text('concat(' || array_to_string(p_exprs, ', "' || c_mark || '", ', '""')
        || ')', p_doc), c_mark);
    if cardinality(v_texts) = cardinality(p_exprs) then
        return v_texts;
    end if;
    return array(select case when u.e is null then '' else kb.xpath_text(u.e, p_doc) end
        from unnest(p_exprs) with ordinality u (e, n) order by u.n);
end $$;
comment on function kb.xpath_texts(text[], xml) is
    'string(expr) of each, as kb.xpath_text, over a document that is parsed once; null as empty.';

create or replace function kb.xpath_true(p_expr text, p_doc xml) returns boolean
language plpgsql immutable parallel safe
as $$
begin
    return kb.xpath_text('boolean(' || p_expr || ')', p_doc) = 'true';
end $$;
comment on function kb.xpath_true(text, xml) is 'boolean(expr) with the root element as context node.';

create or replace function kb.as_number(p_text text) returns numeric
language sql immutable parallel safe
return case when p_text ~ '^-?[0-9]+([.][0-9]*)?(e[+-]?[0-9]+)?$' then p_text::numeric end;
comment on function kb.as_number(text) is 'What XPath prints for a number; null where it is none.';

create or replace function kb.xpath_number(p_expr text, p_doc xml) returns numeric
language plpgsql immutable parallel safe
as $$
begin
    return kb.as_number(kb.xpath_text('number(' || p_expr || ')', p_doc));
end $$;
comment on function kb.xpath_number(text, xml) is 'number(expr); null where it is not a number.';

create or replace function kb.xpath_xml(p_expr text, p_doc xml) returns text
language plpgsql immutable parallel safe
as $$
begin
    return (select coalesce(x.v::text, '') from xmltable('/*' passing p_doc columns v xml path p_expr) x);
end $$;
comment on function kb.xpath_xml(text, xml) is
    'Serialised nodes of expr in document order, with the root element as context node.';

create or replace function kb.xpath_valid(p_expr text) returns boolean
language plpgsql immutable
as $$
begin
    perform kb.xpath_text(p_expr, '<case/>');
    return true;
exception when others then
    return false;
end $$;
comment on function kb.xpath_valid(text) is 'Whether an XPath compiles and runs over an empty case.';

create or replace function kb.xml_put(p_node xml, p_path text[], p_content text) returns xml
language plpgsql immutable
as $$
declare
    v_head text := substring(p_node::text from '^\s*(<[^>]*>)');
    v_tag text := substring(v_head from '^<([^\s/>]+)');
    v_body text := '';
    v_new text;
    v_row record;
    v_done boolean := false;
begin
    if array_length(p_path, 1) is null then
        return (replace(v_head, '/>', '>') || p_content || '</' || v_tag || '>')::xml;
    end if;
    for v_row in
        select x.name, x.el from xmltable('/*/*' passing p_node
            columns name text path 'name()', el xml path '.') x
    loop
        if v_row.name <> p_path[1] then
            v_body := v_body || v_row.el::text;
        elsif not v_done then
            v_body := v_body || kb.xml_put(v_row.el, p_path[2:], p_content)::text;
            v_done := true;
        end if;
    end loop;
    if not v_done then
        if not kb.is_name(p_path[1]) then
            raise exception 'error.procedure' using errcode = 'KB422', detail = 'path ' || p_path[1];
        end if;
        v_new := '<' || p_path[1] || '/>';
        v_body := v_body || kb.xml_put(v_new::xml, p_path[2:], p_content)::text;
    end if;
    return (replace(v_head, '/>', '>') || v_body || '</' || v_tag || '>')::xml;
end $$;
comment on function kb.xml_put(xml, text[], text) is
    'The element with the content (serialised XML) of the descendant at path replaced; makes what is
missing; of several children of one name on the path the first stays. Only for elements without mixed
content on the path.';

create or replace function kb.set_path(p_record xml, p_path text, p_content text) returns xml
language sql immutable
return kb.xml_put(p_record, string_to_array(p_path, '/'), p_content);
comment on function kb.set_path(xml, text, text) is 'kb.xml_put with the path written a/b/c.';
