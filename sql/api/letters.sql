create or replace function api.letters(p_q text, p_way text, p_after text, p_limit int)
returns table (code text, title text, title_en text, number text, organ_name text, to_name text,
    signed_on date, status text, case_number text, cursor text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_q text := translate(normalize(btrim(coalesce(p_q, '')), nfkc), '[]()【】〔〕第号 ', '');
begin
    return query
    select l.code, l.title, l.title_en, l.number, l.organ_name, l.to_name, l.signed_on, l.status,
        l.case_number, n.signed_at || '~' || n.letter_id
    from (select distinct y.signed_at, y.letter_id
        from unnest(kb.organs()) o cross join lateral (
            (select t.signed_at, t.letter_id from kb.letter t
            where p_way is distinct from 'in' and t.organ_id = o
                and (t.signed_at, t.letter_id) < (kb.mark_at(p_after), kb.mark_id(p_after))
                and (v_q = '' or strpos(translate(t.number, '〔〕号', ''), v_q) > 0
                    or strpos(t.to_name, v_q) > 0)
            order by t.signed_at desc, t.letter_id desc limit p_limit)
            union all
            (select t.signed_at, t.letter_id from kb.letter t
            where p_way is distinct from 'out' and t.to_organ_id = o
                and (t.signed_at, t.letter_id) < (kb.mark_at(p_after), kb.mark_id(p_after))
                and (v_q = '' or strpos(translate(t.number, '〔〕号', ''), v_q) > 0
                    or strpos(t.organ_name, v_q) > 0)
            order by t.signed_at desc, t.letter_id desc limit p_limit)) y
        order by y.signed_at desc, y.letter_id desc limit p_limit) n
        join api.letter_view l using (letter_id)
    order by n.signed_at desc, n.letter_id desc;
end $$;
comment on function api.letters(text, text, text, int) is
    'Letters that the asker''s organisations signed (p_way out) or got (in; null: both), the newest first. p_q:
a part of the number, however its brackets are written, or of the other side''s name. p_after: cursor of
the last row seen. With the asker''s rights.';
