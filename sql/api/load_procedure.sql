create or replace function kb.attrs(p_element xml) returns jsonb
language plpgsql immutable parallel safe
as $$
begin
    return (select coalesce(jsonb_object_agg(x.name, x.value), '{}') from xmltable('/*/@*' passing p_element
        columns name text path 'local-name()', value text path 'string(.)') x);
end $$;
comment on function kb.attrs(xml) is 'Attributes of an element as plain text by name.';

drop function if exists kb.effects(xml);
create or replace function kb.project_effects(p_version_id bigint) returns void
language sql
begin atomic
    insert into kb.procedure_effect (version_id, move, n, name, attr, text, text_en, reads, paper, el)
    select m.version_id, m.name, x.n, x.name, kb.attrs(x.el), nullif(x.text, ''), nullif(x.text_en, ''),
        case when f.names is distinct from '{}' then 'facts'
            when x.cond is null and (x.name in ('meet', 'suspend', 'resume', 'cancel', 'letter', 'send', 'rank', 'each',
                'parent', 'retract') or x.name = 'notify' and strpos(x.el::text, '{') = 0) then 'nothing' else 'case' end,
        kb.reads_paper(concat(a.asked, (select string_agg(q.attr::text, '') from kb.procedure_fact q
            where q.version_id = m.version_id and (f.names is null or q.name = any (f.names))))), x.el
    from kb.procedure_move m cross join xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:move/p:*'
        passing m.source columns n for ordinality, name text path 'local-name()', el xml path '.',
        text text path 'normalize-space((p:text|p:title)[@xml:lang="zh-CN"])',
        text_en text path 'normalize-space((p:text|p:title)[@xml:lang="en"])',
        cond text path '@when', limit_name text path '@limit') x
        left join kb.procedure_limit l on l.version_id = m.version_id and l.name = x.limit_name
        cross join lateral (select concat(x.el, l.amount) as asked) a
        cross join lateral (select kb.facts_named(m.version_id, a.asked) as names) f
    where m.version_id = p_version_id and x.name not in ('title', 'help', 'done');
end;
comment on function kb.project_effects(bigint) is 'Reads the effects out of a version''s moves.';
-- of versions that were loaded before there was a table of effects
select kb.project_effects(v.version_id) from kb.procedure_version v
where not exists (select from kb.procedure_effect e where e.version_id = v.version_id);

-- Projections: one function for each group of tables, so that each stays readable.
create or replace function kb.project_flow(p_version_id bigint, p_source xml) returns void
language plpgsql
as $$
begin
    insert into kb.procedure_party (version_id, n, name, kind, kinds, levels, level, of_party, always,
        value, label, label_en, withheld)
    select p_version_id, x.n, x.name, x.kind, string_to_array(coalesce(x.kinds, ''), ' '),
        string_to_array(coalesce(x.levels, ''), ' '), x.level, x.of_party,
        coalesce(x.sees, '') = 'always', x.value, coalesce(x.label, x.name), coalesce(x.label_en, x.name),
        array(select f.form || '/' || f.field from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
                '/p:procedure/p:forms/p:form/p:page/p:field[@withheld]' passing p_source columns
                form text path 'ancestor::p:form/@name', field text path '@name', withheld text path '@withheld') f
            where x.name = any (string_to_array(f.withheld, ' ')))
        || array(select 'party:' || f.name from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
                '/p:procedure/p:parties/p:party[@withheld]' passing p_source
                columns name text path '@name', withheld text path '@withheld') f
            where x.name = any (string_to_array(f.withheld, ' ')))
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:parties/p:party'
        passing p_source columns n for ordinality, name text path '@name', kind text path '@is',
        kinds text path 'normalize-space(@kinds)', levels text path 'normalize-space(@levels)',
        level text path '@level', of_party text path '@of', sees text path '@sees', value text path '@value',
        label text path 'normalize-space(p:label[@xml:lang="zh-CN"])',
        label_en text path 'normalize-space(p:label[@xml:lang="en"])') x;
    insert into kb.procedure_state (version_id, n, name, holder, public_state, final, title, title_en, draft,
        unnamed)
    select p_version_id, x.n, x.name, x.holder, coalesce(x.public, 'reviewing'), x.final, x.title, x.title_en,
        exists (select from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
                '/p:procedure/p:moves/p:move[@unlike]' passing p_source
                columns states text path 'normalize-space(@from)', unlike text path 'normalize-space(@unlike)') m
            join xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:moves/p:move'
                passing p_source columns name text path '@name', to_state text path '@to') d on d.name = any (string_to_array(m.unlike, ' '))
            where x.name = any (string_to_array(m.states, ' ')) and d.to_state = x.name),
        exists (select from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '/p:procedure/p:parties/p:party[@withheld]' passing p_source columns name text path '@name') w)
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:states/p:state'
        passing p_source columns n for ordinality, name text path '@name', holder text path '@holder',
        public text path '@public', final text path '@final',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])') x;
    insert into kb.procedure_move (version_id, n, name, from_states, to_state, party, role, form, guard,
        unlike, auto, title, title_en, help, help_en, done, done_en, source, facts)
    select p_version_id, x.n, x.name, string_to_array(normalize_space, ' '), x.to_state, x.party,
        x.role, x.form, x.guard, x.unlike, x.auto, x.title, x.title_en, nullif(x.help, ''),
        nullif(x.help_en, ''), nullif(x.done, ''), nullif(x.done_en, ''), x.el,
        kb.facts_named(p_version_id, coalesce(f.el::text, ''))
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:moves/p:move'
        passing p_source columns n for ordinality, name text path '@name',
        normalize_space text path 'normalize-space(@from)', to_state text path '@to',
        party text path '@by', role text path '@role', form text path '@form', guard text path '@when',
        unlike text path 'normalize-space(@unlike)', auto text path '@auto',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])',
        help text path 'normalize-space(p:help[@xml:lang="zh-CN"])',
        help_en text path 'normalize-space(p:help[@xml:lang="en"])',
        done text path 'normalize-space(p:done[@xml:lang="zh-CN"])',
        done_en text path 'normalize-space(p:done[@xml:lang="en"])', el xml path '.') x
        left join xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:forms/p:form'
            passing p_source columns name text path '@name', el xml path '.') f on f.name = x.form;
end $$;
comment on function kb.project_flow(bigint, xml) is
    'Reads parties, states and moves out of a procedure file; the moves name facts, which are there already.';

create or replace function kb.project_paper(p_version_id bigint, p_source xml) returns void
language plpgsql
as $$
begin
    insert into kb.procedure_limit (version_id, n, name, amount, unit, roll, warn, clause, open, title, title_en)
    select p_version_id, x.n, x.name, x.amount, x.unit, coalesce(x.roll, 'yes') <> 'no',
        coalesce(x.warn, 5), x.clause, coalesce(x.open, '') = 'yes', x.title, x.title_en
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:limits/p:limit'
        passing p_source columns n for ordinality, name text path '@name', amount text path '@amount',
        unit text path '@unit', roll text path '@roll', warn int path '@warn', clause text path '@clause',
        open text path '@open', title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])') x;
    insert into kb.procedure_letter (version_id, n, name, sheet, form, party, series, title, title_en)
    select p_version_id, x.n, x.name, coalesce(x.sheet, x.name), coalesce(x.form, 'document'), x.party,
        x.series, x.title, x.title_en
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:letters/p:letter'
        passing p_source columns n for ordinality, name text path '@name', sheet text path '@sheet',
        form text path '@form', party text path '@by', series text path '@series',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])') x;
    insert into kb.procedure_register (version_id, n, name, public, fades, closed, above, title,
        title_en, columns)
    select p_version_id, x.n, x.name, coalesce(x.public, '') in ('yes', 'current'),
        coalesce(x.public, '') = 'current', coalesce(x.closed, '') <> '', coalesce(x.closed, '') = 'above',
        x.title, x.title_en, xmlelement(name columns, x.columns)
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:registers/p:register'
        passing p_source columns n for ordinality, name text path '@name', public text path '@public',
        closed text path '@closed', columns xml path 'p:column', title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])') x;
    insert into kb.procedure_clause (version_id, n, clause_id, source, ref, url, text)
    select p_version_id, x.n, x.id, coalesce(x.source, ''), coalesce(x.ref, ''), x.url,
        (select coalesce(string_agg(t.said, '' order by t.n), '') from xmltable(
            xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:clause/p:p[@xml:lang="zh-CN"]' passing x.clause
            columns n for ordinality, said text path 'normalize-space(.)') t)
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:basis/p:clause'
        passing p_source columns n for ordinality, id text path '@id', source text path '@source',
        ref text path '@ref', url text path '@url', clause xml path '.') x;
    insert into kb.procedure_parameter (version_id, n, name, value, unit, clause, open, label, label_en)
    select p_version_id, x.n, x.name, coalesce(x.value, ''), x.unit, x.clause, coalesce(x.open, '') = 'yes',
        coalesce(x.label, x.name), coalesce(x.label_en, x.name)
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:parameters/p:parameter'
        passing p_source columns n for ordinality, name text path '@name', value text path '@value',
        unit text path '@unit', clause text path '@clause', open text path '@open',
        label text path 'normalize-space(p:label[@xml:lang="zh-CN"])',
        label_en text path 'normalize-space(p:label[@xml:lang="en"])') x;
end $$;
comment on function kb.project_paper(bigint, xml) is
    'Reads limits, letters, registers, clauses and parameters out of a procedure file.';

create or replace function kb.project_message(p_version_id bigint, p_source xml) returns void
language sql
begin atomic
    insert into kb.procedure_message (version_id, n, name, profile, sheet, party, forms, parts, letters, title,
        title_en)
    select p_version_id, x.n, x.name, x.profile, coalesce(x.sheet, 'record'), x.party,
        array(select f.name from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '/p:message/p:form' passing x.el columns name text path '@name') f),
        array(select f.name from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '/p:message/p:part' passing x.el columns name text path '@name') f),
        array(select f.name from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:message/p:letter'
            passing x.el columns name text path '@name') f), x.title, x.title_en
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:messages/p:message'
        passing p_source columns n for ordinality, name text path '@name', profile text path '@profile',
        sheet text path '@sheet', party text path '@by', el xml path '.',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])') x;
    insert into kb.procedure_send (version_id, message, receiver, guard)
    select distinct p_version_id, x.message, x.receiver, coalesce(x.guard, '')
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:moves/p:move/p:send'
        passing p_source columns message text path '@message', receiver text path '@to',
        guard text path '@when') x;
end;
comment on function kb.project_message(bigint, xml) is
    'Reads messages, and to whom they go, out of a procedure file.';

create or replace function kb.project_local(p_version_id bigint, p_source xml) returns void
language plpgsql
as $$
begin
    insert into kb.procedure_local (version_id, n, name, party, prefix, parameter, title, title_en, source)
    select p_version_id, x.n, x.name, x.party, case when x.region like '__0000' then left(x.region, 2)
            when x.region like '%00' then left(x.region, 4) else x.region end,
        (select ('<parameter local="' || x.name || '">' || string_agg(format('<%s>%s</%1$s>', p.name,
            kb.xml_escape(coalesce(s.value, p.value))), '' order by p.n) || '</parameter>')::xml
            from kb.procedure_parameter p left join xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
                '/p:local/p:value' passing x.el columns name text path '@parameter', value text path '@value') s
                on s.name = p.name where p.version_id = p_version_id),
        x.title, x.title_en, coalesce(x.source, '')
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:parameters/p:local'
        passing p_source columns n for ordinality, name text path '@name', party text path '@party',
        region text path '@region', source text path '@source',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])', el xml path '.') x;
end $$;
comment on function kb.project_local(bigint, xml) is 'Reads regional sets of parameters, each made whole.';

create or replace function kb.project_kernel(p_version_id bigint, p_source xml) returns void
language plpgsql
as $$
begin
    insert into kb.procedure_fact (version_id, n, name, attr)
    select p_version_id, x.n, x.name, kb.attrs(x.el)
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:facts/p:fact'
        passing p_source columns n for ordinality, name text path '@name', el xml path '.') x;
    insert into kb.procedure_measure (version_id, n, name, kind, moves, attr, title, title_en, unit, public)
    select p_version_id, x.n, x.name, x.kind, string_to_array(coalesce(x.moves, ''), ' '), kb.attrs(x.el),
        x.title, x.title_en, x.unit, coalesce(x.public, '') = 'yes'
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:statistics/p:measure'
        passing p_source columns n for ordinality, name text path '@name', kind text path '@kind',
        moves text path 'normalize-space(@on)', unit text path '@unit', public text path '@public',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])', el xml path '.') x;
end $$;
comment on function kb.project_kernel(bigint, xml) is 'Reads facts and statistics out of a procedure file.';

create or replace function kb.check_procedure(p_version_id bigint) returns void
language plpgsql
as $$
declare
    v_bad text;
begin
    select string_agg(x.place || ': ' || x.expr, '; ') into v_bad from (
        select m.name || '/@when' as place, m.guard as expr from kb.procedure_move m
            where m.version_id = p_version_id
        union all select 'limit ' || l.name, l.amount from kb.procedure_limit l
            where l.version_id = p_version_id
        union all select 'fact ' || f.name, a.value
            from kb.procedure_fact f, jsonb_each_text(f.attr) a where f.version_id = p_version_id
                and a.key in ('key', 'prefix', 'organ', 'organs', 'since', 'until', 'within', 'when', 'sum', 'field')
        union all select 'measure ' || s.name, a.value
            from kb.procedure_measure s, jsonb_each_text(s.attr) a where s.version_id = p_version_id
                and a.key in ('organ', 'field', 'value', 'when')
        union all select e.move || '/' || e.name || '/@' || a.key, a.value
            from kb.procedure_effect e, jsonb_each_text(e.attr) a
            where e.version_id = p_version_id and (a.key in ('when', 'value', 'select', 'key', 'cut', 'take', 'seed', 'without', 'files')
                or e.name = 'start' and a.key in ('amount', 'from')
                or e.name = 'organ' and a.key in ('name', 'region')
                or e.name = 'open' and a.key = 'organ')) x
    where x.expr is not null and not kb.xpath_valid(x.expr);
    if v_bad is not null then
        perform kb.refuse('KB422', 'error.xpath', v_bad, v_bad);
    end if;
    select string_agg(m.name || ' → ' || m.to_state, '; ') into v_bad from kb.procedure_move m
    where m.version_id = p_version_id and m.to_state <> '.' and not exists (
        select from kb.procedure_state s where s.version_id = p_version_id and s.name = m.to_state);
    if v_bad is not null then
        perform kb.refuse('KB422', 'error.procedure', 'no such state: ' || v_bad, v_bad);
    end if;
end $$;
comment on function kb.check_procedure(bigint) is
    'Refuses a version whose XPath does not compile or whose moves lead nowhere (KB422).';

create or replace function api.load_procedure(p_source xml, out version_id bigint)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v record;
    v_sha text := encode(sha256(convert_to(p_source::text, 'UTF8')), 'hex');
    v_have text;
begin
    perform kb.check_operator();
    select * into v from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure'
        passing p_source columns name text path '@name', version int path '@version',
        code text path '@code', valid_from date path '@from', valid_to date path '@until',
        group_name text path '@group', opens text path '@opens', applies text path '@applies',
        confidential text path '@confidential',
        title text path 'normalize-space(p:title[@xml:lang="zh-CN"])',
        title_en text path 'normalize-space(p:title[@xml:lang="en"])',
        summary text path 'normalize-space(p:summary[@xml:lang="zh-CN"])',
        summary_en text path 'normalize-space(p:summary[@xml:lang="en"])',
        alone text path 'normalize-space(p:messages/p:none[@xml:lang="zh-CN"])',
        alone_en text path 'normalize-space(p:messages/p:none[@xml:lang="en"])');
    if v.name is null or v.version is null or v.code is null or v.valid_from is null then
        perform kb.refuse('KB422', 'error.procedure', 'name, version, code and from are needed');
    end if;
    select p.version_id, p.sha256 into version_id, v_have from kb.procedure_version p
        where p.name = v.name and p.version = v.version;
    if found and v_have = v_sha then
        return;
    elsif found then
        perform kb.refuse('KB409', 'error.procedure-published', 'other bytes under the same version',
            v.name || ' ' || v.version);
    end if;
    insert into kb.procedure_version (name, version, code, title, title_en, summary, summary_en,
        valid_from, valid_to, group_name, opens, applies, confidential, alone, alone_en, source, sha256, parameter)
    values (v.name, v.version, v.code, v.title, v.title_en, coalesce(v.summary, ''),
        coalesce(v.summary_en, ''), v.valid_from, v.valid_to, coalesce(v.group_name, ''),
        coalesce(v.opens, 'person'), v.applies, coalesce(v.confidential, '') = 'yes',
        coalesce(v.alone, ''), coalesce(v.alone_en, ''), p_source, v_sha, (
            select ('<parameter>' || coalesce(string_agg(format('<%s>%s</%1$s>', x.name,
                kb.xml_escape(x.value)), '' order by x.n), '') || '</parameter>')::xml
            from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
                '/p:procedure/p:parameters/p:parameter' passing p_source
                columns n for ordinality, name text path '@name', value text path '@value') x))
    returning procedure_version.version_id into version_id;
    perform kb.project_kernel(version_id, p_source);
    perform kb.project_flow(version_id, p_source);
    perform kb.project_paper(version_id, p_source);
    perform kb.project_effects(version_id);
    perform kb.project_local(version_id, p_source);
    perform kb.project_message(version_id, p_source);
    insert into kb.procedure_search (version_id, fields) values (version_id, kb.search_fields(p_source));
    perform kb.project_likeness(version_id, p_source);
    perform kb.check_procedure(version_id);
end $$;
comment on function api.load_procedure(xml) is
    'Publishes a procedure file and reads out its tables. The same bytes again: the same version_id.
Other bytes under a published (name, version): KB409 error.procedure-published. Broken: KB422.';
