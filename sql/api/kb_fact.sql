drop function if exists kb.fact_since(jsonb, xml), kb.fact_entries(text, jsonb, xml), kb.fact_measure(text, jsonb, xml);
create or replace function kb.fact_since(p_attr jsonb) returns date
language plpgsql stable
as $$
begin
    return case
        when p_attr ? 'since' then nullif(p_attr ->> 'since', '')::date
        when p_attr ? 'within' then (kb.today() - nullif(p_attr ->> 'within', 'NaN')::numeric::int
            * case p_attr ->> 'unit' when 'y' then interval '1 year' when 'm' then interval '1 month'
                else interval '1 day' end)::date
        else '-infinity' end;
end $$;
comment on function kb.fact_since(jsonb) is
    'The first day of a fact''s window: since (a date) or within units (d m y) before today.';

create or replace function kb.fact_organ(p_attr jsonb) returns bigint
language sql immutable
return case when p_attr ->> 'organ' ~ '^[0-9]{1,15}$' then (p_attr ->> 'organ')::bigint end;
comment on function kb.fact_organ(jsonb) is 'The organisation that a fact is about; null: none.';

create or replace function kb.fact_entries(p_name text, p_attr jsonb) returns text
language plpgsql stable
as $$
declare
    v_key text := coalesce(p_attr ->> 'key', p_attr ->> 'prefix', '');
    v_organ bigint := kb.fact_organ(p_attr);
    v_since date := kb.fact_since(p_attr);
    v_history boolean := p_attr ->> 'history' = 'yes';
    v_columns text[] := string_to_array(coalesce(p_attr ->> 'columns', ''), ' ');
    v_register text := p_attr ->> 'register';
    v_entries kb.register_entry[] := '{}';
begin
    -- each has an index, which one condition for all would not use
    if not p_attr ?| array['key', 'prefix'] then
        v_entries := array(select e from kb.register_entry e where e.register = v_register and e.organ_id = v_organ
            and (v_history or e.valid_to is null) and e.valid_from >= v_since order by e.entry_id);
    elsif v_key <> '' and p_attr ? 'key' then
        v_entries := array(select e from kb.register_entry e where e.register = v_register and e.key = v_key
            and (v_history or e.valid_to is null) and e.valid_from >= v_since order by e.entry_id);
    elsif v_key <> '' then
        v_entries := array(select e from kb.register_entry e where e.register = v_register
            and e.key ~>=~ v_key and e.key ~<~ (v_key || chr(1114111))
            and (v_history or e.valid_to is null) and e.valid_from >= v_since order by e.entry_id);
    end if;
    if cardinality(v_entries) = 0 then
        return '<' || p_name || ' count="0" list="|"/>';
    end if;
    return (select format('<%s count="%s" list="|%s">%s</%1$s>', p_name, count(*), coalesce(string_agg(
            kb.xml_escape(case when p_attr ? 'prefix' then substr(e.key, length(v_key) + 1) else e.key end) || '|',
            '' order by e.ordinality), ''), coalesce(string_agg(
            format('<entry key="%s" from="%s" to="%s">%s</entry>', kb.xml_escape(e.key), e.valid_from,
                e.valid_to, case when v_columns <> '{}' then (select string_agg(x.el::text, '' order by x.n)
                    from xmltable('/entry/*' passing e.data columns n for ordinality,
                        name text path 'name()', el xml path '.') x
                    where x.name = any (v_columns)) end), '' order by e.ordinality)
            filter (where e.ordinality <= 5000), ''))
        from unnest(v_entries) with ordinality e
        where not p_attr ? 'when' or kb.xpath_true(p_attr ->> 'when', e.data));
end $$;
comment on function kb.fact_entries(text, jsonb) is
    'Entries of a register by key, by prefix of the key, or of an organisation: those valid today, or
with history all that began within the window. Only the columns named come along, of 5,000 at most; count counts all, list is |KEY|KEY| without the prefix.';

create or replace function kb.fact_when(p_when text, p_doc xml) returns text
language plpgsql immutable
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

create or replace function kb.fact_needle(p_when text) returns text
language plpgsql immutable
as $$
begin
    return (select x from regexp_split_to_table(substring(p_when from '^record/[a-z0-9/-]+ = [''"]([^''"]*)[''"](?: and |$)'),
            '[&<>[:space:]]+') x
        where x <> '' and strpos(p_when, ' or ') = 0 order by length(x) desc limit 1);
end $$;
comment on function kb.fact_needle(text) is
    'What the serialised record of a case must hold where this condition on it, record/A = ''value'' [and ...], holds: the
longest part of the value that is written as it is; null: nothing is known.';

create or replace function kb.fact_cases(p_name text, p_attr jsonb, p_doc xml) returns text
language plpgsql stable
as $$
declare
    v_organ bigint := kb.fact_organ(p_attr);
    v_since date := kb.fact_since(p_attr);
    v_self text := kb.xpath_text('@number', p_doc);
    v_when text := kb.fact_when(p_attr ->> 'when', p_doc);
    v_needle text := kb.fact_needle(v_when); -- a look at the text spares reading most of them
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
                and (v_needle is null or strpos(f.record::text, v_needle) > 0)
            offset 0) c
        where v_when is null or kb.xpath_true(v_when, c.doc));
end $$;
comment on function kb.fact_cases(text, jsonb, xml) is
    'How many other cases of these procedures the organisation is that party of, opened (or closed) within
the window, in these states, where when holds over <case number state final><record/></case> (/case/...
in it is this case); sum adds a number of each.';

create or replace function kb.fact_measure(p_name text, p_attr jsonb) returns text
language plpgsql stable
as $$
declare
    v_from date := date_trunc('month', kb.fact_since(p_attr));
    v_until date := coalesce((p_attr ->> 'until')::date, 'infinity');
    v_n numeric;
    v_sum numeric;
begin
    -- each has an index, which one condition for both would not use
    if p_attr ? 'organ' then
        select coalesce(sum(t.n), 0), coalesce(sum(t.n * t.value), 0) into v_n, v_sum
        from kb.measure_tally t
        where t.organ_id = kb.fact_organ(p_attr) and t.procedure = p_attr ->> 'procedure'
            and t.measure = p_attr ->> 'measure' and t.month between v_from and v_until
            and (not p_attr ? 'field' or t.field = p_attr ->> 'field');
    else
        select coalesce(sum(t.n), 0), coalesce(sum(t.n * t.value), 0) into v_n, v_sum
        from kb.measure_tally t
        where t.procedure = p_attr ->> 'procedure' and t.measure = p_attr ->> 'measure'
            and t.month between v_from and v_until and (not p_attr ? 'field' or t.field = p_attr ->> 'field');
    end if;
    return format('<%s count="%s" sum="%s"/>', p_name, v_n, v_sum);
end $$;
comment on function kb.fact_measure(text, jsonb) is
    'A figure of statistics (kb.measure_tally) over whole months, of an organisation and field where given.';

create or replace function kb.fact_organs(p_name text, p_attr jsonb, p_doc xml) returns text
language plpgsql stable
as $$
begin
    -- each name is looked for once
    return (with n as materialized (select distinct btrim(x.v) as v, x.party
            from xmltable(('/case/party/*/@id | /case/' || (p_attr ->> 'organs')) passing p_doc
                columns v text path 'string(.)', party boolean path 'boolean(parent::*/parent::party)') x),
        e as (select exists (select from n join kb.organ o on o.organ_id = kb.as_number(n.v) and o.example
            where n.party) as example)
        select format('<%s count="%s" list="|%s"/>', p_name, count(*),
            coalesce(string_agg(kb.xml_escape(n.v) || '|', '' order by n.v), ''))
        from n, e where not n.party and kb.find_organ(n.v, '{}', e.example) is not null);
end $$;
comment on function kb.fact_organs(text, jsonb, xml) is
    'Which of the organisations named at these nodes are in being; list is |NAME|NAME| as they are named.';

drop function if exists kb.with_facts(bigint, xml);
create or replace function kb.with_facts(p_version_id bigint, p_doc xml, p_names text[] default null) returns xml
language plpgsql stable
as $$
declare
    c_paths constant text[] := '{key,prefix,organ,since,within,until,field}';
    v_texts text[]; -- what the paths of all these facts give, in order
    v_keys text[];
    v_attr jsonb;
    v_facts text := '';
    v record;
begin
    if p_names = '{}' then
        return p_doc;
    end if;
    v_texts := kb.xpath_texts(array(select a.value from kb.procedure_fact f, jsonb_each_text(f.attr) a
        where f.version_id = p_version_id and (p_names is null or f.name = any (p_names)) and a.key = any (c_paths)
        order by f.n, a.key), p_doc);
    for v in select f.name, f.attr from kb.procedure_fact f
        where f.version_id = p_version_id and (p_names is null or f.name = any (p_names)) order by f.n
    loop
        v_keys := array(select k from jsonb_object_keys(v.attr) k where k = any (c_paths) order by k);
        v_attr := v.attr || jsonb_object(v_keys, v_texts[:cardinality(v_keys)]);
        v_texts := v_texts[cardinality(v_keys) + 1:];
        v_facts := v_facts || case when v_attr ? 'register' then kb.fact_entries(v.name, v_attr)
            when v_attr ? 'cases' then kb.fact_cases(v.name, v_attr, p_doc)
            when v_attr ? 'organs' then kb.fact_organs(v.name, v_attr, p_doc)
            else kb.fact_measure(v.name, v_attr) end;
    end loop;
    if v_facts = '' then
        return p_doc;
    end if;
    return (left(p_doc::text, -length('</case>')) || '<fact>' || v_facts || '</fact></case>')::xml;
end $$;
comment on function kb.with_facts(bigint, xml, text[]) is
    'A case document with /case/fact/NAME, what the version''s <facts> (null: all, else those of these names) ask of
registers, cases, organisations and figures: their paths are evaluated over the document first, all at once, then each fact is asked
with these values.';

create or replace function kb.facts_named(p_version_id bigint, p_asked text) returns text[]
language plpgsql stable
as $$
begin
    return case when strpos(p_asked, 'fact') = 0 then '{}'
        when p_asked !~ '(?<![[:alnum:]_.-])fact(?![[:alnum:]_.-]|/[a-z])' then array(
            select f.name from kb.procedure_fact f
            where f.version_id = p_version_id and strpos(p_asked, 'fact/' || f.name) > 0) end;
end $$;
comment on function kb.facts_named(bigint, text) is
    'The facts that these expressions name; null: any, by another step than fact/NAME.';

drop function if exists kb.rule_document(bigint, xml), kb.rule_document(bigint, xml, text), kb.asked_document(bigint, text, xml, text);
create or replace function kb.rule_document(p_case_id bigint) returns xml
language plpgsql stable
as $$
begin
    return kb.with_facts((select c.version_id from kb.case_file c where c.case_id = p_case_id),
        kb.case_document(p_case_id));
end $$;
comment on function kb.rule_document(bigint) is
    'The case document as any rule sees it: with all facts. Readers of a case and letters get kb.case_document, without.';

create or replace function kb.asked_document(p_case_id bigint, p_asked text, p_record xml default null) returns xml
language plpgsql stable
as $$
declare
    v_version bigint := (select c.version_id from kb.case_file c where c.case_id = p_case_id);
begin
    return kb.with_facts(v_version, kb.case_document(p_case_id, p_record), kb.facts_named(v_version, p_asked));
end $$;
comment on function kb.asked_document(bigint, text, xml) is
    'kb.rule_document for who evaluates these expressions only: facts, which cost more than all the rest, are
asked where one of them names them.';

create or replace function kb.with_entry(p_doc xml, p_entry text) returns xml
language sql stable
return case when p_entry = '' then p_doc
    else (left(p_doc::text, -length('</case>')) || p_entry || '</case>')::xml end;
comment on function kb.with_entry(xml, text) is 'A case document with an item of each= at its end; empty: none.';
