create or replace function kb.likeness_candidates(p_case_id bigint)
returns table (case_id bigint, degree numeric)
language plpgsql stable
as $$
declare
    v kb.likeness;
begin
    select * into v from kb.likeness k where k.case_id = p_case_id;
    return query
    select y.case_id, y.both::numeric / (cardinality(y.grams) + cardinality(v.grams) - y.both)
    from (select x.case_id, x.grams,
            (select count(*) from (select unnest(x.grams) intersect all select unnest(v.grams)) g) as both
        from (select b.case_id, count(*) as n
                from unnest(v.bands) u cross join lateral (select k.case_id from kb.likeness k
                    where k.bands @> array[u] limit 500) b
                where b.case_id <> p_case_id
                group by 1 order by 2 desc, 1 desc limit 100) c
            join kb.likeness x using (case_id)) y;
end $$;
comment on function kb.likeness_candidates(bigint) is
    'The 100 other cases that share most bands, with their exact degree: pairs that both have by pairs that either has. Of
a band only 500 cases count: one that more share says that they use the same phrases, and not the same matter.';

create or replace function api.likeness(p_case text)
returns table (degree int, number text, opened_on date, earlier boolean, state_title text, state_title_en text,
    known text, known_en text, texts xml)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_case kb.case_file;
    v kb.procedure_likeness;
begin
    select c.* into v_case from kb.case_file c where c.number = p_case and c.readers && kb.organs();
    select l.* into v from kb.procedure_likeness l where l.version_id = v_case.version_id
        and exists (select from kb.case_party p where p.case_id = v_case.case_id and p.party = l.party
            and p.organ_id = any (kb.organs()));
    if not found then
        return;
    end if;
    return query
    select x.degree, f.number, (c.opened_at at time zone 'Asia/Shanghai')::date, c.case_id < v_case.case_id,
        s.title, s.title_en, r.title, r.title_en,
        case when f.number is not null then ('<x>' || (select string_agg(format(
                '<text field="%s"><own>%s</own><other>%s</other></text>', coalesce(a.field, b.field),
                kb.likeness_marks(coalesce(a.v, ''), coalesce(b.v, '')),
                kb.likeness_marks(coalesce(b.v, ''), coalesce(a.v, ''))), '' order by coalesce(a.n, b.n))
            from kb.likeness_texts(v_case.case_id) a full join kb.likeness_texts(c.case_id) b on b.n = a.n)
            || '</x>')::xml end
    from (select k.case_id, floor(k.degree * 100)::int as degree from kb.likeness_candidates(v_case.case_id) k
            where k.degree * 100 >= v.least order by k.degree desc, k.case_id desc limit 10) x
        join kb.case_file c on c.case_id = x.case_id
        left join kb.case_file f on f.case_id = c.case_id and c.readers && kb.organs()
        left join kb.procedure_state s on s.version_id = f.version_id and s.name = f.state
            and (not s.draft or kb.sees_draft(f.holder_id))
        left join lateral (select q.title, q.title_en from kb.procedure_register q
            where q.name = v.register and q.title <> '' and f.case_id is not null and exists (select from kb.register_entry e
                where e.register = v.register and e.valid_to is null and e.key = kb.xpath_text(v.key, c.record))
            order by q.version_id desc limit 1) r on true
    order by x.degree desc, c.case_id desc;
end $$;
comment on function api.likeness(text) is
    'Cases whose texts are nearly those of a case, the likest first, at most 10, for the people of the party that the
procedure names; nothing for anybody else. degree in per cent. number, state and texts only where the asker may read
that case too; of another only that there is one, and when it was opened. known: title of the register in which it
stands, of one that the asker may read. texts = <x><text field="FORM/FIELD"><own/><other/></text>*</x>, what the other has not in <ins>.';
