-- What was asked: keys that the index must hold, words that the text must hold, and a pattern that
-- marks them.
create or replace function kb.search_ask(p_q text, out keys bigint[], out terms text[], out marks text)
language plpgsql immutable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_q text := lower(kb.search_text(coalesce(p_q, '')));
    v_term text;
    v_words bigint[];
    v_number text;
begin
    keys := '{}';
    terms := '{}';
    for v_term in
        select v_q where kb.number_key(v_q) is not null
        union all
        select x from regexp_split_to_table(v_q, '[[:space:],;:!?"''()<>{}|\[\]，；：！？（）《》、。“”‘’【】…·]+') x
        where x <> '' and kb.number_key(v_q) is null
        limit 8
    loop
        v_number := kb.number_key(v_term);
        if v_number is not null then
            keys := hashtextextended('n:' || v_number, 1) || keys; -- first: the text does not prove it
            v_term := lower(regexp_replace(v_number, '(.)(?=.)', '\1[ ./-]{0,2}', 'g'));
        else
            -- what covers the term is enough, for the text is read anyway; of a run that goes on in
            -- the text nobody knows the ends, so a run of less than four is asked for when all are
            v_words := array(
                select hashtextextended(m[1], 0)
                from regexp_matches(v_term, '([\u3040-\U0010ffff]{2}|[a-z0-9\u00df-\u024f\u0370-\u052f]{4})', 'g') m
                union
                select hashtextextended(m[1], 0) from regexp_matches(v_term, '([\u3040-\U0010ffff]{2}(?![\u3040-\U0010ffff])'
                    || '|[a-z0-9\u00df-\u024f\u0370-\u052f]{4}(?![a-z0-9\u00df-\u024f\u0370-\u052f]))', 'g') m);
            if v_words = '{}' then
                v_words := kb.search_words(v_term);
            end if;
            keys := keys || v_words;
            terms := terms || v_term;
            v_term := regexp_replace(v_term, '([^[:alnum:]])', '\\\1', 'g');
        end if;
        marks := concat_ws('|', marks, v_term);
    end loop;
    keys := keys[:16];
end $$;
comment on function kb.search_ask(text) is
    'A search as typed: words between blanks and stops, at most 8, all of them wanted; a number in any spelling is
one word. keys empty: nothing to look for (a lone Chinese character is too little).';

create or replace function kb.search_organs(p_kind text) returns bigint[]
language sql stable parallel safe
begin atomic
    select case when p_kind = 'case' then kb.organs()
        else kb.organs() || -1::bigint || case when kb.is_office() then array[-2::bigint] end end;
end;
comment on function kb.search_organs(text) is 'Whom a row may name in seen for the asker to see it.';

create or replace function kb.search_rare(p_keys bigint[]) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select coalesce(array_agg(k.key order by k.n) filter (where c.share > 0.5 is not true),
        (array_agg(k.key order by c.share))[:2])
    from unnest(p_keys) with ordinality k (key, n) left join kb.search_common c using (key);
end;
comment on function kb.search_rare(bigint[]) is
    'Those keys that narrow a search; the rarest two where all are in more than half of the rows.';

drop function if exists kb.search_window(text, bigint, bigint[], bigint[], text[], text[], bigint, bigint, boolean, int);
create or replace function kb.search_window(p_kind text, p_windows bigint[], p_keys bigint[], p_organs bigint[],
    p_tags text[], p_terms text[], p_from bigint, p_to bigint, p_up boolean, p_limit int) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp set enable_seqscan = off
as $$
declare
    v_seen bigint[] := kb.search_organs(p_kind);
begin
    -- conditions of their own, for between them the index leaps, and not within one
    return array(select x.id
        from (select distinct i.id
            from unnest(p_organs) o
                cross join lateral (select s.* from kb.search_item s
                    where kb.search_keys(s.kind, s.id, s.seen, s.tags, s.text) @> p_keys[1:1]
                        and kb.search_keys(s.kind, s.id, s.seen, s.tags, s.text) && coalesce(p_windows, p_keys[1:1])
                        and kb.search_keys(s.kind, s.id, s.seen, s.tags, s.text) @> array[o]
                        and kb.search_keys(s.kind, s.id, s.seen, s.tags, s.text) @> p_keys
                    offset 0) i
            where i.kind = p_kind and i.id between p_from and p_to and i.seen && v_seen and i.tags @> p_tags
                and not exists (select from unnest(p_terms) t
                    where strpos(i.text, t) = 0 and strpos(lower(i.text), t) = 0) -- lower() is dear
            limit case when p_windows is null then p_limit end) x
        order by x.id * case when p_up then 1 else -1 end limit p_limit);
end $$;
comment on function kb.search_window(text, bigint[], bigint[], bigint[], text[], text[], bigint, bigint, boolean, int) is
    'Rows of windows (their keys; null: of none, then any p_limit of them) that hold all keys and one of p_organs'', all
words and tags, and that the asker may see, with ids from p_from to p_to. By the index even where the table is
believed to be empty, having just been filled: to make the keys of each row is a hundred times dearer.';

create or replace function kb.search_find(p_kind text, p_q text, p_tags text[], p_up boolean, p_after bigint,
    p_limit int, out ids bigint[], out until bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v record;
    v_stop timestamptz := clock_timestamp() + interval '1 s';
    v_top bigint := (select max(s.id) from kb.search_item s where s.kind = p_kind);
    v_at bigint := coalesce(p_after + case when p_up then 1 else -1 end, case when p_up then 1 else v_top end);
    v_shift int := 9;
    v_step int := case when p_up then 1 else -1 end;
    v_was bigint;
    v_done bigint := 0; -- ids looked through
    v_rest boolean; -- to be asked for at once
    v_all int := 4001; -- that many at most; null: there were as many
    v_hit bigint[];
    v_keys bigint[];
    v_organs bigint[] := array(select hashtextextended('o:' || o, 1) from unnest(kb.search_organs(p_kind)) o);
begin
    ids := '{}';
    select * into v from kb.search_ask(p_q);
    if v.keys = '{}' and (p_q ~ '[^[:space:]]' or p_tags = '{}') or v_organs = '{}' then
        return;
    end if;
    v_rest := v.keys <> '{}' and v.terms = '{}'; -- by a number little is found
    -- of a long list each page is read: none that another key, or the row, answers as well
    v_keys := kb.search_rare(v.keys || array(select hashtextextended(x, 1)
        from unnest(case when p_tags[1] ^@ 'register:' then p_tags else p_tags || ('kind:' || p_kind) end) x));
    if p_kind <> 'case' or kb.search_rare(v_organs) <> v_organs then
        v_organs := v_keys[1:1]; -- one of them sees nearly all
    end if;
    if p_kind = 'case' and (not v_keys <@ array(select c.key from kb.search_common c)
            or not exists (select from kb.search_common c where c.key = any (v_organs))) then
        v_shift := 12; -- the first of 512 would hold a few
    end if;
    while cardinality(ids) < p_limit and v_at between 1 and v_top loop
        if clock_timestamp() > v_stop then
            until := v_at + case when p_up then -1 else 1 end;
            return;
        end if;
        if v_rest then
            v_hit := kb.search_window(p_kind, null, v_keys, v_organs, p_tags, v.terms,
                case when p_up then v_at else 0 end, case when p_up then v_top else v_at end, p_up, v_all);
            if cardinality(v_hit) < v_all then
                ids := ids || v_hit[:p_limit - cardinality(ids)];
                return;
            end if;
            v_all := null;
        end if;
        v_hit := kb.search_window(p_kind, array[hashtextextended('w' || v_shift || ':' || (v_at >> v_shift), 1),
                hashtextextended('w' || v_shift || ':' || ((v_at >> v_shift) + v_step), 1)], v_keys, v_organs, p_tags,
            v.terms, case when p_up then v_at else 0 end, case when p_up then v_top else v_at end, p_up,
            p_limit - cardinality(ids));
        ids := ids || v_hit;
        v_was := v_at;
        v_at := case when p_up then ((v_at >> v_shift) + 2) << v_shift
            else (((v_at >> v_shift) - 1) << v_shift) - 1 end;
        v_done := v_done + abs(v_at - v_was);
        v_rest := v_all is not null
            and (cardinality(ids) + 1) * case when p_up then v_top - v_at else v_at end <= 1000 * v_done;
        -- the widest window that should hold no more than what is wanted
        v_shift := least(v_shift + 3, 18);
        while v_shift > 9 and (cardinality(ids)::bigint << v_shift) > (p_limit - cardinality(ids)) * v_done loop
            v_shift := v_shift - 3;
        end loop;
    end loop;
end $$;
comment on function kb.search_find(text, text, text[], boolean, bigint, int) is
    'Ids of a kind that hold what was asked (nothing: that have the tags) and that the asker may see, the last ones first
(p_up: the first), behind p_after. Looks through windows of ids, two at once (the first is seldom whole), as wide as what
was found so far lets expect enough, so a frequent word stops in the first; when few are to be expected in all, and by a
number, the rest is asked for at once, and by windows again where that is too much. until: it was broken off after a
second; on from there with p_after = until.';

create or replace function kb.search_snippet(p_text text, p_marks text, p_head int) returns xml
language plpgsql immutable
as $$
declare
    v_lines text[] := string_to_array(p_text, e'\n');
    v_line text;
    v_at int;
begin
    select l.line into v_line from unnest(v_lines[p_head + 1 :]) with ordinality l (line, n)
    where l.line ~* p_marks and l.line <> all (v_lines[:p_head]) order by l.n limit 1;
    if v_line is null then
        return null;
    end if;
    v_at := length(substring(v_line from '(?i)^(.*?)(?:' || p_marks || ')'));
    v_line := case when v_at > 30 then '…' else '' end || substr(v_line, greatest(v_at - 28, 1), 90)
        || case when length(v_line) > greatest(v_at - 28, 1) + 90 then '…' else '' end;
    v_line := kb.xml_escape(regexp_replace(v_line, '(' || p_marks || ')', chr(57344) || '\1' || chr(57345), 'gi'));
    return ('<x>' || replace(replace(v_line, chr(57344), '<hit>'), chr(57345), '</hit>') || '</x>')::xml;
end $$;
comment on function kb.search_snippet(text, text, int) is
    '<x>…<hit>…</hit>…</x>: a line of the text around the first hit, behind the first p_head lines, which a list shows
anyway; null: there is none.';
grant execute on function kb.search_find(text, text, text[], boolean, bigint, int),
    kb.search_ask(text), kb.search_snippet(text, text, int), kb.case_check(text) to kb_worker;

create or replace function api.search(p_q text, p_procedure text, p_state text, p_year text, p_region text,
    p_organ text, p_sort text, p_after text, p_limit int)
returns table (n int, more boolean, until_on date, until bigint, too_short boolean, case_digit text)
language plpgsql volatile set search_path = pg_catalog, pg_temp
as $$
declare
    v_up boolean := p_sort = 'oldest';
    v_after bigint := substring(p_after from '^\d{1,18}$');
    v_tags text[] := array_remove(array['procedure:' || nullif(p_procedure, ''), 'state:' || nullif(p_state, ''),
        'year:' || nullif(p_year, ''), 'region:' || nullif(p_region, ''), 'organ:' || nullif(p_organ, '')], null);
    v_found bigint[];
    v_shown bigint[];
    v_page bigint;
    v_at int;
begin
    select f.ids, f.until into v_found, search.until from kb.search_find('case', p_q, v_tags, v_up, null, 201) f;
    v_at := case when v_after is null then 0 else array_position(v_found, v_after) end;
    v_shown := v_found[v_at + 1 : v_at + p_limit];
    if v_at is null or cardinality(v_shown) < p_limit and cardinality(v_found) > 200 then
        select f.ids, f.until into v_shown, v_page
        from kb.search_find('case', p_q, v_tags, v_up, v_after, p_limit) f;
        search.until := v_page;
    end if;
    perform set_config('kb.found', v_found[:200]::text, true), set_config('kb.shown', v_shown::text, true);
    n := least(cardinality(v_found), 200);
    more := cardinality(v_found) > 200 or search.until is not null;
    until_on := (select c.opened_at at time zone 'Asia/Shanghai' from kb.case_file c
        where c.case_id >= search.until order by c.case_id limit 1);
    too_short := v_found = '{}' and (select a.keys = '{}' from kb.search_ask(p_q) a);
    case_digit := (select nullif(kb.case_check(regexp_replace(left(x, -1), '\D', '', 'g')), right(x, 1))
        from regexp_replace(upper(normalize(p_q, nfkc)), '[^0-9A-Z]', '', 'g') x
        where x ~ '^\d{10}[A-Z]\d\d[A-Z]?\d{5}[0-9X]$');
    return next;
end $$;
comment on function api.search(text, text, text, text, text, text, text, text, int) is
    'Looks for cases by words and numbers; narrowed by procedure, public state, year of opening, division (with those
below), organisation that opened; p_sort oldest: opened first; p_after: the last case_id seen. n counts up to 200,
more: there are more than that. case_digit: what the last digit of a case number should be, where it is another.
until_on, until: it took too long and stopped at the cases of that day; p_after = until goes on. Keeps what it found for api.search_case and api.search_facet of the same transaction.';

create or replace function api.search_case(p_q text)
returns table (case_id bigint, number text, title text, title_en text, subject text, organ_name text,
    public_state text, state_title text, state_title_en text, holder_name text, opened_on date, due_on date,
    snippet xml)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_marks text := (select a.marks from kb.search_ask(p_q) a);
begin
    return query
    select r.case_id, r.number, r.title, r.title_en, r.subject, r.organ_name, r.public_state, r.state_title,
        r.state_title_en, r.holder_name, (c.opened_at at time zone 'Asia/Shanghai')::date, r.due_on,
        kb.search_snippet(i.text, v_marks, 3)
    from unnest(nullif(current_setting('kb.shown', true), '')::bigint[]) with ordinality f (id, n)
        join api.case_row r on r.case_id = f.id
        join kb.case_file c on c.case_id = f.id
        join kb.search_item i on i.kind = 'case' and i.id = f.id
    order by f.n;
end $$;
comment on function api.search_case(text) is
    'The cases of a page of api.search. With the asker''s rights: what was found and may not be read is not there.';

create or replace function kb.search_tally(p_ids bigint[])
returns table (facet text, value text, n bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select split_part(t.tag, ':', 1), split_part(t.tag, ':', 2), count(*)
    from unnest(p_ids) f join kb.search_item i on i.kind = 'case' and i.id = f
        cross join unnest(i.tags) with ordinality t (tag, k)
    where i.seen && (select kb.organs())::bigint[] and array_position(i.tags, t.tag) = t.k
    group by t.tag;
end;
comment on function kb.search_tally(bigint[]) is
    'How many of these cases have which tag; not counted are those that the asker may not see.';
grant execute on function kb.search_tally(bigint[]) to kb_worker;

create or replace function api.search_facet(p_region text)
returns table (facet text, value text, title text, title_en text, n bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_region text := case when coalesce(p_region, '') = '' then '__0000'
        when p_region like '%0000' then left(p_region, 2) || '__00' else left(p_region, 4) || '__' end;
begin
    return query
    select h.facet, h.value, coalesce(v.title, r.name, o.name, h.value), coalesce(v.title_en, r.name_en), h.n
    from (select *, row_number() over (partition by t.facet
                order by case t.facet when 'year' then -t.value::int end, t.n desc, t.value) as i
            from kb.search_tally(nullif(current_setting('kb.found', true), '')::bigint[]) t
            where t.facet <> 'region' or t.value like v_region) h
        left join lateral (select p.title, p.title_en from api.procedure_view p
            where h.facet = 'procedure' and p.name = h.value order by p.version desc limit 1) v on true
        left join kb.region r on h.facet = 'region' and r.code = h.value
        left join kb.organ o on o.organ_id = case h.facet when 'organ' then h.value::bigint end
    where h.i <= 12
    order by array_position(array['procedure', 'state', 'year', 'region', 'organ'], h.facet), h.i;
end $$;
comment on function api.search_facet(text) is
    'How many of the cases that api.search counted are of each procedure, public state, year, division (p_region and the
next below it) and organisation: 12 of each at most. With the asker''s rights.';

create or replace function api.search_entry(p_q text, p_after text, p_limit int)
returns table (entry_id bigint, register text, register_title text, register_title_en text, key text, title text,
    region_name text, region_name_en text, valid_from date, current boolean, snippet xml)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_marks text := (select a.marks from kb.search_ask(p_q) a);
begin
    return query
    select f.id, e.register, r.title, r.title_en, e.key, e.title, e.region_name, e.region_name_en, e.valid_from,
        e.current, kb.search_snippet(i.text, v_marks, 1)
    from (select x.id, x.n from kb.search_find('entry', p_q, '{}', false,
            substring(p_after from '^\d{1,18}$')::bigint, p_limit) s, unnest(s.ids) with ordinality x (id, n)) f
        join kb.register_entry b on b.entry_id = f.id
        join api.entry_view e on e.register = b.register and e.key = b.key and e.seq = b.seq
        join api.register_view r on r.register = e.register
        join kb.search_item i on i.kind = 'entry' and i.id = f.id
    order by f.n;
end $$;
comment on function api.search_entry(text, text, int) is
    'Register entries by words and numbers, those entered last first; p_after: the last entry_id seen. With the
asker''s rights.';

create or replace function api.search_notice(p_q text, p_after text, p_limit int)
returns table (notice_id bigint, title text, title_en text, organ_name text, published_at timestamptz, snippet xml)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_marks text := (select a.marks from kb.search_ask(p_q) a);
begin
    return query
    select n.notice_id, n.title, n.title_en, n.organ_name, n.published_at,
        kb.search_snippet(split_part(i.text, e'\f', 1), v_marks, 1)
    from (select x.id, x.n from kb.search_find('notice', p_q, '{}', false,
            substring(p_after from '^\d{1,18}$')::bigint, p_limit) s, unnest(s.ids) with ordinality x (id, n)) f
        join api.notice_view n on n.notice_id = f.id
        join kb.search_item i on i.kind = 'notice' and i.id = f.id
    order by f.n;
end $$;
comment on function api.search_notice(text, text, int) is
    'Public notices, decisions among them, by words and numbers, the newest first; p_after: the last notice_id seen.';

create or replace function api.sample_search() returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_share real := 100.0 * 250 / greatest(pg_relation_size('kb.search_item') / 8192, 250);
begin
    delete from kb.search_common;
    with s as (select kb.search_keys(i.kind, i.id, i.seen, i.tags, i.text) as keys
        from kb.search_item i tablesample system (v_share))
    insert into kb.search_common (key, share)
    select k, count(*)::real / (select count(*) from s) from s cross join unnest(s.keys) k
    group by k having count(*) > (select count(*) from s) / 8.0;
end $$;
comment on function api.sample_search() is
    'Looks at some 250 pages of the search for keys that one row in eight or more has; for the keeper, now and then.';
comment on table kb.search_common is
    'Keys (kb.search_keys) that an eighth or more of what is searched has, by a sample, with their share. One of more than
half costs the index more than it spares: rows are found by the others and read. Kept by api.sample_search(); an old
sample makes a search slower or faster, and finds the same.';
