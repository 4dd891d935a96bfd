create or replace function kb.search_fields(p_source xml) returns text
language sql immutable parallel safe
begin atomic
    select coalesce(string_agg('/record/' || x.form || '/' || coalesce(x.item || '/', '') || x.name, '|'
        order by x.n), '')
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:forms/p:form/p:page//p:field'
        passing p_source columns n for ordinality, form text path 'ancestor::p:form/@name',
        item text path 'parent::p:repeat/@name', name text path '@name', kind text path '@kind',
        search text path '@search', withheld text path '@withheld') x
    where x.withheld is null and coalesce(x.search, case when x.kind in ('text', 'longtext', 'name', 'organ', 'register', 'patent',
        'application', 'uscc', 'ipc', 'locarno', 'wenhao') then 'yes' end) = 'yes';
end;
comment on function kb.search_fields(xml) is
    'XPath of the values that a procedure lets be searched: fields with search="yes", and those of a kind that is
words or a number of the trade, if not search="no" or withheld from a party. Telephones, addresses, identity cards, amounts and dates are
not, unless the file says so.';
-- versions that were loaded before this was read out of them
insert into kb.procedure_search (version_id, fields)
select v.version_id, kb.search_fields(v.source) from kb.procedure_version v
on conflict do nothing;

create or replace function kb.put_search(p_kind text, p_id bigint, p_seen bigint[], p_tags text[], p_text text)
returns void
language plpgsql
as $$
begin
    insert into kb.search_item as i (kind, id, seen, tags, text)
    values (p_kind, p_id, p_seen, p_tags, kb.search_text(coalesce(p_text, '')))
    on conflict (kind, id) do update set seen = excluded.seen, tags = excluded.tags, text = excluded.text
        where (i.seen, i.tags, i.text) is distinct from (excluded.seen, excluded.tags, excluded.text);
end $$;
comment on function kb.put_search(text, bigint, bigint[], text[], text) is
    'Puts a row into the search, or in place of what it was; leaves it alone where nothing changed.';

create or replace function kb.region_tags(p_region text) returns text[]
language sql immutable parallel safe
return array['region:' || left(p_region, 2) || '0000', 'region:' || left(p_region, 4) || '00', 'region:' || p_region];
comment on function kb.region_tags(text) is 'A division and those above it, as keys of the search.';

create or replace function kb.search_case(p_case_id bigint) returns void
language plpgsql
as $$
declare
    v kb.case_file;
    v_text text;
    v_unnamed bigint[];
begin
    select * into v from kb.case_file c where c.case_id = p_case_id;
    v_unnamed := kb.unnamed_of(p_case_id, array(select w from kb.procedure_party q, unnest(q.withheld) w
        where q.version_id = v.version_id));
    select concat_ws(e'\n', v.number, (select q.title from kb.procedure_version q where q.version_id = v.version_id),
        nullif(v.subject, o.name), case when v.opener_id <> all (v_unnamed) then o.name end, (select string_agg(concat_ws(e'\n', nullif(y.name, o.name), y.code), e'\n')
            from (select distinct z.name, z.code from kb.case_party p join kb.organ z using (organ_id)
                where p.case_id = p_case_id and z.organ_id <> all (v_unnamed) order by z.name) y))
    into v_text from kb.organ o where o.organ_id = v.opener_id;
    select v_text || coalesce(e'\n' || string_agg(nullif(btrim(x.v), ''), e'\n' order by x.n), '') into v_text
    from kb.procedure_search f, xmltable((f.fields) passing kb.record_until(p_case_id, kb.held_since(p_case_id))
        columns n for ordinality, v text path 'string(.)') x
    where f.version_id = v.version_id and f.fields <> '';
    perform kb.put_search('case', p_case_id, v.readers, array['procedure:' || v.procedure, 'state:' || v.public_state,
        'year:' || extract(year from v.opened_at at time zone 'Asia/Shanghai')] || kb.region_tags(v.region)
        || case when v.opener_id <> all (v_unnamed) then array['organ:' || v.opener_id] else '{}' end, v_text);
end $$;
comment on function kb.search_case(bigint) is
    'Puts a case into the search as all its readers may see it: what the holder drafts is not in it before it is
given out, nor who is withheld from one of them, else a search would tell of it.';

create or replace function kb.search_entry(p_entry kb.register_entry) returns void
language plpgsql
as $$
begin
    perform kb.put_search('entry', p_entry.entry_id, array_remove(array[case when p_entry.public then -1 end,
            case when not p_entry.closed then -2 end, p_entry.organ_id] || p_entry.above, null),
        array['register:' || p_entry.register] || kb.region_tags(p_entry.region),
        (select concat_ws(e'\n', p_entry.title, nullif(p_entry.key, p_entry.title), string_agg(d.v, e'\n' order by d.n))
        from (select q.columns from kb.procedure_register q where q.name = p_entry.register and q.title <> ''
                order by q.version_id desc limit 1) r,
            xmltable('/columns/*[local-name() = "column"]' passing r.columns
                columns name text path '@name', kind text path '@kind') c,
            xmltable('/entry/*' passing p_entry.data columns n for ordinality, name text path 'name()',
                v text path 'string(.)') d
        where c.name = d.name and d.name not in ('title', 'organ') and btrim(d.v) <> ''
            and coalesce(c.kind, 'text') in ('text', 'longtext', 'patent', 'uscc', 'ipc', 'locarno', 'wenhao')));
end $$;
comment on function kb.search_entry(kb.register_entry) is
    'Puts a register entry into the search: title, key and the columns of words that its register shows.';

create or replace function kb.search_notice(p_notice kb.notice) returns void
language plpgsql
as $$
declare
    v_zh text;
    v_en text;
begin
    if p_notice.ended_at is not null then
        delete from kb.search_item i where i.kind = 'notice' and i.id = p_notice.notice_id;
        return;
    end if;
    select string_agg(x.v, e'\n' order by x.n) filter (where not x.en),
        string_agg(x.v, e'\n' order by x.n) filter (where x.en) into v_zh, v_en
    from xmltable('//*[contains(" p li h2 h3 th td ", concat(" ", local-name(), " "))]' passing p_notice.body
        columns n for ordinality, v text path 'normalize-space(.)',
            en boolean path 'boolean(ancestor-or-self::*[@xml:lang = "en"])') x;
    perform kb.put_search('notice', p_notice.notice_id, '{-1}', '{}', concat_ws(e'\n', p_notice.title,
        coalesce(v_zh, kb.xpath_text('.', p_notice.body)), e'\f', p_notice.title_en, v_en));
end $$;
comment on function kb.search_notice(kb.notice) is
    'Puts a public notice into the search, or out of it when it is taken down, with its text: a line for each paragraph or cell. What is said in
English stands behind a form feed, to be found, but not shown as the place where it was.';

create or replace function kb.keep_search() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    case tg_table_name
        when 'case_file' then perform kb.search_case(new.case_id), kb.keep_likeness(new.case_id);
        when 'register_entry' then perform kb.search_entry(new);
        else perform kb.search_notice(new);
    end case;
    return null;
end $$;
comment on function kb.keep_search() is
    'Keeps kb.search_item and kb.likeness: readers of a case are set at the end of each move (kb.enter_state).';
create or replace trigger case_file_search after update of readers on kb.case_file
    for each row execute function kb.keep_search();
create or replace trigger register_entry_search after insert on kb.register_entry
    for each row execute function kb.keep_search();
create or replace trigger register_entry_faded after update of public on kb.register_entry
    for each row when (new.public <> old.public) execute function kb.keep_search();
create or replace trigger notice_search after insert or update of body, ended_at on kb.notice
    for each row execute function kb.keep_search();

create or replace function api.fill_search(p_n int) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_kind text := 'case';
    v_before bigint;
    v_ids bigint[];
begin
    select split_part(j.result, ' ', 1), split_part(j.result, ' ', 2)::bigint into v_kind, v_before
    from kb.job j where j.name = 'search' for update;
    if v_kind is null then
        v_kind := 'notice';
        v_before := 9223372036854775807;
    elsif v_before = 0 then
        return 0;
    end if;
    if v_kind = 'notice' then
        v_ids := array(select n.notice_id from kb.notice n where n.notice_id < v_before
            order by n.notice_id desc limit p_n);
        perform kb.search_notice(n) from kb.notice n where n.notice_id = any (v_ids);
    elsif v_kind = 'entry' then
        v_ids := array(select e.entry_id from kb.register_entry e where e.entry_id < v_before
            order by e.entry_id desc limit p_n);
        perform kb.search_entry(e) from kb.register_entry e where e.entry_id = any (v_ids);
    else
        v_ids := array(select c.case_id from kb.case_file c where c.case_id < v_before
            order by c.case_id desc limit p_n for update);
        perform kb.search_case(i), kb.keep_likeness(i) from unnest(v_ids) i;
    end if;
    v_before := (select min(i) from unnest(v_ids) i);
    if v_before is null and v_kind <> 'case' then
        v_kind := case v_kind when 'notice' then 'entry' else 'case' end;
        v_before := 9223372036854775807;
    end if;
    insert into kb.job as j (name, ran_at, result)
    values ('search', clock_timestamp(), v_kind || ' ' || coalesce(v_before, 0))
    on conflict (name) do update set ran_at = excluded.ran_at, result = excluded.result;
    return greatest(cardinality(v_ids), 1);
end $$;
comment on function api.fill_search(int) is
    'Puts p_n rows that were there before the search into it, the newest first, and cases into what is compared;
returns 0 when all are in. For the keeper, again and again; kb.job ''search'' says how far it is.';
