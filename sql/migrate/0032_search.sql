-- 0032_search: one index over all that may be searched: cases, register entries, notices.
--
-- Chinese has no blanks between words and PostgreSQL no dictionary for it, so text is indexed by
-- pairs of neighbouring characters, letters and figures by whole runs; a hit is proved on the text
-- itself. The same index holds who may see a row, what narrows a search (procedure, year, region,
-- organisation) and in which windows of ids it lies, so that "a frequent word, in the few cases that
-- I may see, the newest first" is an intersection inside the index and stops early. These functions
-- stand here and not in sql/api because the index is made of what they give.
create function kb.search_text(p_text text) returns text
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
return translate(p_text, '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ．－／　',
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-/ ');
comment on function kb.search_text(text) is
    'Text with letters, figures and the signs between them in half width; what people read stays as it is.';

create function kb.search_words(p_text text) returns bigint[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := lower(p_text);
    v_char text[] := string_to_array(v_text, null);
begin
    return array(
        select hashtextextended(x.a || x.b, 0) from unnest(v_char, v_char[2:]) x (a, b)
        where ascii(x.a) > 12351 and ascii(x.b) > 12351
        union
        select hashtextextended(m[1], 0)
        from regexp_matches(v_text, '[a-z0-9\u00df-\u024f\u0370-\u052f]+', 'g') m);
end $$;
comment on function kb.search_words(text) is
    'Words of a text (kb.search_text) as the index has them: pairs of characters behind U+303F, runs of letters and figures.';

create function kb.number_keys(p_text text) returns text[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := upper(p_text);
begin
    return array(
        select m[1] || m[2] || m[3] from regexp_matches(v_text,
            '(?<![0-9])((?:19|20)\d\d)[ ./-]{0,2}([12389])[ ./-]{0,2}(\d{7})(?:[ .]{0,2}[0-9X])?(?![0-9A-Z])', 'g') m
        union
        select m[1] || m[2] || m[3] from regexp_matches(v_text,
            '(?<![0-9-])(8[5-9]|9\d|0[0-3])[ ./-]?([12389])[ ./-]?(\d{5}) ?\.[0-9X](?![0-9A-Z])', 'g') m
        union
        select replace(m[1], '-', '') from regexp_matches(v_text,
            '(?<![0-9])(\d{6}-\d{4}-[A-Z]\d\d[A-Z]?-\d{5})-[0-9X](?![0-9A-Z])', 'g') m
        union
        select m[1] from regexp_matches(v_text,
            '(?<![0-9A-Z])([1-9A-HJ-NPQRTUWXY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10})(?![0-9A-Z])', 'g') m
        union
        select 'CN' || m[1] from regexp_matches(v_text, '(?<![0-9A-Z])CN ?(\d{7}|\d{9}) ?[ABCUSY](?![0-9A-Z])', 'g') m);
end $$;
comment on function kb.number_keys(text) is
    'Numbers that a text (kb.search_text) names, each in the one form that asks and index share (kb.number_key):
applications and patents (ZC 0006-2003) without check digit, case numbers without hyphens and check digit, unified
credit codes (GB 32100-2015), publications as CN and digits.';

create function kb.number_key(p_asked text) returns text
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := regexp_replace(upper(normalize(p_asked, nfkc)), '[^0-9A-Z]', '', 'g');
begin
    return case
        when v_text ~ '^(ZL|CN)?(19|20)\d\d[12389]\d{7}[0-9X]?$' then substring(v_text from '\d{12}')
        when v_text ~ '^(ZL|CN)?(8[5-9]|9\d|0[0-3])[12389]\d{5}[0-9X]?$' then substring(v_text from '\d{8}')
        when v_text ~ '^\d{10}[A-Z]\d\d[A-Z]?\d{5}[0-9X]?$'
            then substring(v_text from '^\d{10}[A-Z]\d\d[A-Z]?\d{5}')
        when v_text ~ '^[1-9A-HJ-NPQRTUWXY][1-9]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$' then v_text
        when v_text ~ '^CN(\d{7}|\d{9})[ABCUSY]$' then left(v_text, -1) end;
end $$;
comment on function kb.number_key(text) is
    'The form of a number that somebody typed, in any spelling: with or without ZL or CN, blanks, points, hyphens, check
digit, in full width; null where it is none. With a check digit a patent of 1985 to 2003 has nine digits.';

create function kb.search_windows(p_id bigint) returns text[]
language sql immutable parallel safe set search_path = pg_catalog, pg_temp
return array['w12:' || (p_id >> 12), 'w15:' || (p_id >> 15), 'w18:' || (p_id >> 18)];
comment on function kb.search_windows(bigint) is
    'The windows of 4,096, 32,768 and 262,144 ids in which an id lies, as keys of the index.';

create function kb.search_keys(p_kind text, p_id bigint, p_seen bigint[], p_tags text[], p_text text)
returns bigint[]
language plpgsql immutable parallel safe cost 100000 set search_path = pg_catalog, pg_temp
as $$
begin
    return kb.search_words(p_text) || array(
        select hashtextextended(x, 1) from unnest(kb.search_windows(p_id)
            || p_tags || ('kind:' || p_kind)) x
        union all
        select hashtextextended('n:' || x, 1) from unnest(kb.number_keys(p_text)) x
        union all
        select hashtextextended('o:' || x, 1) from unnest(p_seen) x);
end $$;
comment on function kb.search_keys(text, bigint, bigint[], text[], text) is
    'All keys of a row of kb.search_item. So dear that no plan works them out instead of asking the index.';

create table kb.search_item (
    kind text not null constraint search_item_kind_check check (kind in ('case', 'entry', 'notice')),
    id bigint not null,
    seen bigint[] not null,
    tags text[] not null,
    text text not null,
    primary key (kind, id)
);
comment on table kb.search_item is
    'What may be searched, kept by triggers in the transaction that changes it. Found by keys in functions of
kb_engine; what is found is shown under the asker''s own rights.';
comment on column kb.search_item.id is 'case_id, entry_id or notice_id.';
comment on column kb.search_item.seen is
    'Who may see it, as case_file.readers; -1 everybody, -2 staff of offices.';
comment on column kb.search_item.tags is 'procedure:NAME state:PUBLIC year:YYYY region:CODE organ:ID register:NAME.';
comment on column kb.search_item.text is
    'By kb.search_text, a line for each value: of cases the number, procedure, subject, parties and the fields that the
procedure lets be searched (kb.procedure_search), without what the holder has not given out yet.';
-- no pending list: each search would read it
create index search_item_keys_idx on kb.search_item
    using gin (kb.search_keys(kind, id, seen, tags, text)) with (fastupdate = off);
alter index kb.search_item_keys_idx alter column 1 set statistics 0;
select kb.guard_table('kb.search_item', 'select, insert, update, delete');
create policy kb_worker_seen on kb.search_item for select to kb_worker using (case kind
    when 'case' then exists (select from kb.case_file c where c.case_id = id
        and c.readers && (select kb.organs())::bigint[])
    when 'entry' then exists (select from kb.register_entry e where e.entry_id = id)
    else true end);
grant select on kb.search_item to kb_worker;

create table kb.procedure_search (
    version_id bigint primary key references kb.procedure_version,
    fields text not null
);
comment on table kb.procedure_search is
    'fields: XPath of the values of a record that may be searched; empty: none.';
select kb.guard_table('kb.procedure_search', 'select, insert');
select kb.publish_table('kb.procedure_search');
