create or replace function kb.fact_since(p_attr jsonb, p_doc xml) returns date
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return case
        when p_attr ? 'since' then nullif(kb.xpath_text(p_attr ->> 'since', p_doc), '')::date
        when p_attr ? 'within' then (kb.today() - kb.xpath_number(p_attr ->> 'within', p_doc)::int
            * case p_attr ->> 'unit' when 'y' then interval '1 year' when 'm' then interval '1 month'
                else interval '1 day' end)::date
        else '-infinity' end;
end $$;
comment on function kb.fact_since(jsonb, xml) is
    'The first day of a fact''s window: since (XPath, a date) or within units (d m y) before today.';

create or replace function kb.fact_entries(p_name text, p_attr jsonb, p_doc xml) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_key text := kb.xpath_text(coalesce(p_attr ->> 'key', p_attr ->> 'prefix', '""'), p_doc);
    v_organ bigint := kb.xpath_number(coalesce(p_attr ->> 'organ', '""'), p_doc);
    v_since date := kb.fact_since(p_attr, p_doc);
    v_history boolean := p_attr ->> 'history' = 'yes';
    v_columns text[] := string_to_array(coalesce(p_attr ->> 'columns', ''), ' ');
    v_register text := p_attr ->> 'register';
    -- each has an index, which one condition for all would not use
    v_by text := case when not p_attr ?| array['key', 'prefix'] then 'organ' when v_key = '' then 'none'
        when p_attr ? 'key' then 'key' else 'prefix' end;
begin
    return (select format('<%s count="%s" list="|%s">%s</%1$s>', p_name, count(*), coalesce(string_agg(
            kb.xml_escape(case when p_attr ? 'prefix' then substr(e.key, length(v_key) + 1) else e.key end) || '|',
            '' order by e.entry_id), ''), coalesce(string_agg(
            format('<entry key="%s" from="%s" to="%s">%s</entry>', kb.xml_escape(e.key), e.valid_from,
                e.valid_to, (select string_agg(x.el::text, '' order by x.n)
                    from xmltable('/entry/*' passing e.data columns n for ordinality,
                        name text path 'name()', el xml path '.') x
                    where x.name = any (v_columns))), '' order by e.entry_id)
            filter (where e.i <= 5000), ''))
        from (select r.*, row_number() over (order by r.entry_id) as i
            from (select x.* from kb.register_entry x where v_by = 'key'
                    and x.register = v_register and x.key = v_key
                union all
                select x.* from kb.register_entry x where v_by = 'prefix' and x.register = v_register
                    and x.key ~>=~ v_key and x.key ~<~ (v_key || chr(1114111))
                union all
                select x.* from kb.register_entry x where v_by = 'organ' and x.register = v_register
                    and x.organ_id = v_organ) r
            where (v_history or r.valid_to is null) and r.valid_from >= v_since) e
        where not p_attr ? 'when' or kb.xpath_true(p_attr ->> 'when', e.data));
end $$;
comment on function kb.fact_entries(text, jsonb, xml) is
    'Entries of a register by key, by prefix of the key, or of an organisation: those valid today, or
with history all that began within the window. Only the columns named come along, of 5,000 at most; count counts all, list is |KEY|KEY| without the prefix.';

create or replace function kb.fact_when(p_when text, p_doc xml) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp
as $$
declare
    v_path text;
    v_value text;
begin
    for v_path in select distinct m[1] from regexp_matches(p_when, '(/case/[a-z0-9@/-]+)', 'g') m
        order by 1 desc
    loop
        v_value := coalesce(kb.xpath_text(v_path, p_doc), '');
        p_when := replace(p_when, v_path, case when strpos(v_value, '''') = 0 then '''' || v_value || ''''
            else '"' || replace(v_value, '"', '') || '"' end);
    end loop;
    return p_when;
end $$;
comment on function kb.fact_when(text, xml) is
    'The condition on another case with the values of this one (p_doc) for its paths /case/...: they would
be read in the other.';

create or replace function kb.fact_cases(p_name text, p_attr jsonb, p_doc xml) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_organ bigint := kb.xpath_number(p_attr ->> 'organ', p_doc);
    v_since date := kb.fact_since(p_attr, p_doc);
    v_self text := kb.xpath_text('@number', p_doc);
    v_when text := kb.fact_when(p_attr ->> 'when', p_doc);
begin
    return (select format('<%s count="%s" sum="%s"/>', p_name, count(*),
            coalesce(sum(case when p_attr ? 'sum' then kb.xpath_number(p_attr ->> 'sum', c.doc) end), 0))
        from (select case when p_attr ?| array['when', 'sum'] then xmlelement(name "case",
                    xmlattributes(f.state as state, f.final as final, f.number as number), f.record)
                    end as doc
            from kb.case_party q join kb.case_file f using (case_id)
            where q.organ_id = v_organ and q.party = p_attr ->> 'party' and f.number <> v_self
                and f.procedure = any (string_to_array(p_attr ->> 'cases', ' '))
                and (not p_attr ? 'states' or f.state = any (string_to_array(p_attr ->> 'states', ' ')))
                and case when p_attr ->> 'on' = 'closed' then f.closed_at else f.opened_at end
                    >= v_since::timestamp at time zone 'Asia/Shanghai'
            offset 0) c
        where v_when is null or kb.xpath_true(v_when, c.doc));
end $$;
comment on function kb.fact_cases(text, jsonb, xml) is
    'How many other cases of these procedures the organisation is that party of, opened (or closed) within
the window, in these states, where when holds over <case number state final><record/></case> (/case/...
in it is this case); sum adds a number of each.';

create or replace function kb.fact_measure(p_name text, p_attr jsonb, p_doc xml) returns text
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_organ bigint := kb.xpath_number(coalesce(p_attr ->> 'organ', '""'), p_doc);
    v_field text := kb.xpath_text(coalesce(p_attr ->> 'field', '""'), p_doc);
begin
    return (select format('<%s count="%s" sum="%s"/>', p_name, coalesce(sum(t.n), 0),
            coalesce(sum(t.n * t.value), 0))
        from kb.measure_tally t
        where t.procedure = p_attr ->> 'procedure' and t.measure = p_attr ->> 'measure'
            and t.month >= date_trunc('month', kb.fact_since(p_attr, p_doc))
            and (not p_attr ? 'until' or t.month <= kb.xpath_text(p_attr ->> 'until', p_doc)::date)
            and (not p_attr ? 'organ' or t.organ_id = v_organ)
            and (not p_attr ? 'field' or t.field = v_field));
end $$;
comment on function kb.fact_measure(text, jsonb, xml) is
    'A figure of statistics (kb.measure_tally) over whole months, of an organisation and field where given.';

create or replace function kb.with_facts(p_version_id bigint, p_doc xml) returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_facts text;
begin
    select string_agg(case when f.attr ? 'register' then kb.fact_entries(f.name, f.attr, p_doc)
            when f.attr ? 'cases' then kb.fact_cases(f.name, f.attr, p_doc)
            else kb.fact_measure(f.name, f.attr, p_doc) end, '' order by f.n)
    into v_facts from kb.procedure_fact f where f.version_id = p_version_id;
    if v_facts is null then
        return p_doc;
    end if;
    return (left(p_doc::text, -length('</case>')) || '<fact>' || v_facts || '</fact></case>')::xml;
end $$;
comment on function kb.with_facts(bigint, xml) is
    'A case document with /case/fact/NAME, what the version''s <facts> ask of registers, cases and figures.';

create or replace function kb.rule_document(p_case_id bigint, p_record xml default null,
    p_entry text default '') returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return kb.with_facts((select c.version_id from kb.case_file c where c.case_id = p_case_id),
        kb.case_document(p_case_id, p_record, p_entry));
end $$;
comment on function kb.rule_document(bigint, xml, text) is
    'The case document as guards, effects, limits and letters see it: with facts. Readers of a case get
kb.case_document, without.';

create or replace function kb.asked_document(p_case_id bigint, p_asked text, p_record xml default null,
    p_entry text default '') returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return case when strpos(p_asked, 'fact') > 0 then kb.rule_document(p_case_id, p_record, p_entry)
        else kb.case_document(p_case_id, p_record, p_entry) end;
end $$;
comment on function kb.asked_document(bigint, text, xml, text) is
    'kb.rule_document for who evaluates these expressions only: facts, which cost more than all the rest, are
asked where one of them names any.';
