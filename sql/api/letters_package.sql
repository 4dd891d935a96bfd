create or replace function api.letters_package(p_codes text, p_q text, p_way text)
returns table (code text, number text, title text, organ_name text, to_name text, signed_on date,
    status text, left_out text)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    with asked as (
        select u.code, u.place from unnest(string_to_array(p_codes, ' ')) with ordinality u(code, place)
        union all
        select f.code, f.ordinality from api.letters(p_q, p_way, null, 10000) with ordinality f
        where p_codes is null)
    select a.code, l.number, l.title, l.organ_name, l.to_name, l.signed_on, l.status,
        case when l.code is null then 'not-found'
            when count(l.code) over (order by a.place) > s.value::int then 'limit' end
    from asked a left join api.letter_view l using (code)
        cross join kb.setting s
    where s.name = 'letters-package'
    order by a.place;
end;
comment on function api.letters_package(text, text, text) is
    'What a package of letters to print holds: those of p_codes (apart by blanks), or without codes all that
api.letters finds, at most 10,000. left_out: not-found (no such letter, or not the asker''s), limit (beyond
the setting letters-package). With the asker''s rights.';
