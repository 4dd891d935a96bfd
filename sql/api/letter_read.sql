create or replace function api.letter_document(p_code text)
returns table (document xml, number text, sha256 text, status text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select l.document, l.number, l.sha256, l.status
    from kb.letter l join kb.case_file c using (case_id)
    where l.code = p_code and (c.readers && kb.organs() or l.to_organ_id = any (kb.organs())
        or l.organ_id = any (kb.organs()));
end;
comment on function api.letter_document(text) is
    'The document of a signed letter by its code, for the organisations of its case, its receiver and its
signer; no row otherwise.';

create or replace function api.verify_document(p_code text)
returns table (document xml, number text, sha256 text, status text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select l.document, l.number, l.sha256, l.status from kb.letter l
    where l.code = regexp_replace(upper(regexp_replace(p_code, '[^0-9A-Za-z]', '', 'g')),
        '^(....)(....)(....)$', '\1-\2-\3');
end;
comment on function api.verify_document(text) is
    'The document of a letter for the worker that compares a file with it; holding the code is the right.
Never shown whole on a page.';

create or replace function api.draft_letters(p_draft uuid)
returns table (letter_id bigint, name text, sheet text, form text, number text, date date,
    organ_name text, mark text, signer text, code text, document xml, title text, seal_size text,
    issuer text, note_after text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft record;
    v_case bigint;
begin
    select * into v_draft from api.draft(p_draft);
    select d.case_id into v_case from kb.draft d where d.draft_id = p_draft;
    return query
    select null::bigint, r.name, r.sheet, r.form, ''::text, kb.today(), o.name,
        kb.letter_mark(o.organ_id, r.series), ''::text, ''::text, v_draft.case_document, r.title,
        (select s.size_mm::text from kb.seal s where s.organ_id = o.organ_id),
        kb.letter_setting(o.organ_id, 'issuer'), kb.letter_setting(o.organ_id, 'note-after')
    from kb.procedure_move m
        cross join lateral xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '/p:move/p:letter' passing m.source
            columns n for ordinality, name text path '@name', cond text path '@when') x
        join kb.procedure_letter r on r.version_id = m.version_id and r.name = x.name
        join kb.case_party q on q.case_id = v_case and q.party = r.party
        join kb.organ o on o.organ_id = q.organ_id
    where m.version_id = v_draft.version_id and m.name = v_draft.move
        and (x.cond is null or kb.xpath_true(x.cond, v_draft.case_document))
    order by x.n;
end $$;
comment on function api.draft_letters(uuid) is
    'The letters that an own draft''s move would sign, as api.pending_letters gives them, with empty number,
signer and code: what a preview is set from.';
