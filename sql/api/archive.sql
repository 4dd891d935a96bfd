drop function if exists api.archive(text);
create or replace function api.archive(p_case text)
returns table (kind text, title text, ref text, name text, size bigint, sha256 text, document xml, day date)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    with c as (select v.* from api.case_view v where v.number = p_case),
    item as (
        select 1 as part, c.opened_at as at, 'record' as kind, c.title, '' as ref, 'record.xml' as name,
            null::bigint as size, null::text as sha256, c.document
        from c
        union all
        select 2, l.signed_at, 'letter', l.title || ' ' || l.number, l.code, 'letter.pdf', null, l.sha256, l.document
        from c join api.letter_view l on l.case_id = c.case_id where l.document is not null
        union all
        select 2, a.at, 'file', a.name, a.attachment_id::text, a.name, a.size, a.sha256, null
        from c join api.attachment_view a on a.case_id = c.case_id
        union all
        select 3, c.closed_at, 'events', '办理记录', '', 'events.xml', null, null, (
            select xmlelement(name events, xmlagg(xmlelement(name event, xmlattributes(e.seq as seq, e.at as at,
                e.kind as kind, e.move as move, e.to_state as state, e.organ_name as organ,
                e.person_name as person), e.note) order by e.seq))
            from api.event_view e where e.case_number = p_case)
        from c)
    select i.kind, i.title, i.ref, i.name, i.size, i.sha256, i.document, (i.at at time zone 'Asia/Shanghai')::date
    from item i order by i.part, i.at, i.ref;
end;
comment on function api.archive(text) is
    'What the e-archive of a readable case holds, in order: its record, letters and files as they came, its
events. ref: a letter''s code, a file''s id. day: of the letter or file, when the case was opened (record), when it
was closed (events; null: it runs). No row: no such case.';
