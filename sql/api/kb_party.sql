create or replace function kb.region_chain(p_code text) returns table (code text)
language sql stable
begin atomic
    select x.code
    from kb.region a left join kb.region b on b.code = a.parent left join kb.region c on c.code = b.parent,
        unnest(array[a.code, b.code, c.code, c.parent]) x (code)
    where a.code = p_code and x.code is not null;
end;
comment on function kb.region_chain(text) is 'A region and all above it, up to 000000.';

create or replace function kb.office_for(p_level text, p_organ_id bigint, p_example boolean) returns bigint
language plpgsql stable
as $$
declare
    v_today date := kb.today();
    v_region text := (select s.region from kb.organ s where s.organ_id = p_organ_id);
begin
    return (select o.organ_id from kb.organ o
    where o.kind = 'office' and o.level = p_level and (p_example or not o.example)
        and o.valid_from <= v_today and (o.valid_to is null or o.valid_to > v_today)
        and o.region in (select c.code from kb.region_chain(v_region) c)
    order by o.example <> p_example, o.organ_id limit 1);
end $$;
comment on function kb.office_for(text, bigint, boolean) is
    'The office of a level whose region covers the organisation; p_example: example offices
come first.';

create or replace function kb.offices_above(p_organ_id bigint, p_example boolean) returns bigint[]
language sql stable
begin atomic
    select coalesce(array_agg(distinct x.id) filter (where x.id <> p_organ_id), '{}')
    from unnest(array['national', 'province', 'prefecture']) l (level),
        lateral (select kb.office_for(l.level, p_organ_id, coalesce(p_example, false)) as id) x;
end;
comment on function kb.offices_above(bigint, boolean) is
    'The offices whose division covers the organisation''s, itself not among them, as kb.office_for finds them.';

create or replace function kb.resolve_parties(p_version_id bigint, p_opener_id bigint, p_subject_id bigint)
returns table (party text, organ_id bigint)
language plpgsql stable
as $$
declare
    v_row kb.procedure_party;
    v_found jsonb := '{}';
    v_example boolean := (select o.example from kb.organ o where o.organ_id = p_opener_id);
    v_of bigint;
begin
    for v_row in select * from kb.procedure_party p where p.version_id = p_version_id order by p.n loop
        party := v_row.name;
        v_of := coalesce((v_found ->> v_row.of_party)::bigint, p_subject_id, p_opener_id);
        organ_id := case v_row.kind when 'opener' then p_opener_id when 'subject' then p_subject_id
            when 'field' then null else kb.office_for(v_row.level, v_of, coalesce(v_example, false)) end;
        if organ_id is not null then
            v_found := v_found || jsonb_build_object(party, organ_id);
            return next;
        end if;
    end loop;
end $$;
comment on function kb.resolve_parties(bigint, bigint, bigint) is
    'Organisations of a new case''s parties, in the file''s order: opener, subject, or the office of a
level over the party named by `of` (default: the subject, else the opener).';

create or replace function kb.find_organ(p_text text, p_kinds text[], p_example boolean) returns bigint
language plpgsql stable
as $$
begin
    if btrim(p_text) = '' then
        return null;
    end if;
    return (select o.organ_id from kb.organ o
    where (o.name = btrim(p_text) or o.code = upper(btrim(p_text))
            or o.organ_id = case when p_text ~ '^[0-9]{1,15}$' then p_text::bigint end)
        and (p_kinds = '{}' or o.kind = any (p_kinds)) and (p_example or not o.example)
        and o.kind <> 'person' and (o.valid_to is null or o.valid_to > kb.today())
    order by o.example <> p_example, o.organ_id desc limit 1);
end $$;
comment on function kb.find_organ(text, text[], boolean) is
    'The organisation in being of that name, code or id, of one of the kinds; p_example: example ones first.';

create or replace function kb.named_parties(p_version_id bigint, p_doc xml, p_example boolean)
returns table (party text, organ_id bigint)
language plpgsql stable
as $$
declare
    v_row kb.procedure_party;
    v_found jsonb := '{}';
    v_texts text[]; -- what the fields say, in the parties' order
begin
    v_texts := kb.xpath_texts(array(select p.value from kb.procedure_party p
        where p.version_id = p_version_id and p.kind = 'field' order by p.n), p_doc);
    for v_row in
        select * from kb.procedure_party p where p.version_id = p_version_id and p.kind in ('field', 'office')
        order by p.n
    loop
        party := v_row.name;
        if v_row.kind = 'field' then
            organ_id := kb.find_organ(v_texts[1], v_row.kinds, p_example);
            v_texts := v_texts[2:];
        elsif v_found ? v_row.of_party then
            organ_id := kb.office_for(v_row.level, (v_found ->> v_row.of_party)::bigint, p_example);
        else
            continue;
        end if;
        if organ_id is not null then
            v_found := v_found || jsonb_build_object(party, organ_id);
            return next;
        end if;
    end loop;
end $$;
comment on function kb.named_parties(bigint, xml, boolean) is
    'Parties that a form names (kind field), and offices over them, as the case document stands; they are named
by the record, so <case><record/></case> will do.';

drop function if exists kb.names_parties(bigint), kb.name_parties(bigint, xml);
create or replace function kb.names_parties(p_version_id bigint, p_form text default null) returns boolean
language plpgsql stable
as $$
begin
    return exists (select from kb.procedure_party p where p.version_id = p_version_id and p.kind = 'field'
        and (p_form is null or strpos(p.value || '/', 'record/' || p_form || '/') > 0 or p.value ~ '//|[*]'));
end $$;
comment on function kb.names_parties(bigint, text) is 'Whether a form of the version (null: any) names parties.';

create or replace function kb.name_parties(p_case_id bigint, p_record xml, p_form text default null) returns void
language plpgsql
as $$
declare
    v record;
begin
    select c.version_id, coalesce(o.example, false) as example into v
    from kb.case_file c join kb.organ o on o.organ_id = c.opener_id where c.case_id = p_case_id;
    if kb.names_parties(v.version_id, p_form) then
        insert into kb.case_party (case_id, party, organ_id)
        select p_case_id, n.party, n.organ_id from kb.named_parties(v.version_id, xmlelement(name "case", p_record),
            v.example) n
        on conflict (case_id, party) do update set organ_id = excluded.organ_id
            where case_party.organ_id <> excluded.organ_id;
    end if;
end $$;
comment on function kb.name_parties(bigint, xml, text) is
    'Sets the parties of a case that its forms name, if the form p_form, which the record got, names any; null: it got several.';

create or replace function kb.fitting_move(p_organ_id bigint)
returns table (version_id bigint, name text, role text, opens boolean)
language sql stable
begin atomic
    select m.version_id, m.name, m.role, m.from_states = '{}' and m.auto is null
    from kb.procedure_move m
        join kb.procedure_party p on p.version_id = m.version_id and p.name = m.party
        join kb.organ o on o.organ_id = p_organ_id
    where (p.kinds = '{}' or o.kind = any (p.kinds))
        and (p.levels = '{}' or o.level = any (p.levels))
        and (o.valid_to is null or o.valid_to > (select kb.today()));
end;
comment on function kb.fitting_move(bigint) is
    'Moves of parties of which an organisation of such a kind and level may be one; opens: those that people
open a case by. Written into the statement that calls it: it has no settings of its own.';

create or replace function kb.opener_fits(p_version_id bigint, p_move text, p_organ_id bigint)
returns boolean
language plpgsql stable
as $$
begin
    return exists (select from kb.fitting_move(p_organ_id) m
        where m.version_id = p_version_id and m.name = p_move);
end $$;
comment on function kb.opener_fits(bigint, text, bigint) is
    'Whether the organisation is of the kinds and levels that may make the opening move.';

create or replace function kb.version_for(p_procedure text, p_on date) returns bigint
language plpgsql stable
as $$
begin
    return (select v.version_id from kb.procedure_version v
    where v.name = p_procedure and v.valid_from <= p_on and (v.valid_to is null or v.valid_to >= p_on)
    order by v.valid_from desc, v.version desc limit 1);
end $$;
comment on function kb.version_for(text, date) is 'The version in force on a day; null: none.';

drop function if exists kb.opening_document(bigint, bigint, xml);
drop function if exists kb.party_list(bigint, jsonb);
create or replace function kb.party_list(p_version_id bigint, p_organs jsonb, p_unnamed bigint[] default '{}')
returns text
language plpgsql stable
as $$
begin
    return (select string_agg(case when o.organ_id = any (p_unnamed) then format(
                '<%s id="" code="" name="%s" kind="person" level="" region="%s" region-name="%s"/>',
                q.name, kb.xml_escape(q.label), o.region, kb.xml_escape(r.name))
            else kb.party_element(q.name, o, r.name) end, '' order by q.n)
        from kb.procedure_party q join kb.organ o on o.organ_id = (p_organs ->> q.name)::bigint
            join kb.region r on r.code = o.region
        where q.version_id = p_version_id);
end $$;
comment on function kb.party_list(bigint, jsonb, bigint[]) is
    'Elements of a version''s parties, serialised, in the file''s order; p_organs: ids of organisations by party. Those of
p_unnamed are told as a member of the public is, called what they are in the case.';

create or replace function kb.opening_document(p_version_id bigint, p_organ_id bigint, p_record xml,
    p_subject_id bigint default null) returns xml
language plpgsql stable
as $$
declare
    v_example boolean := (select o.example from kb.organ o where o.organ_id = p_organ_id);
    v_today date := kb.today();
    v_organs jsonb;
    v_parameter xml;
    v record;
begin
    select coalesce(jsonb_object_agg(r.party, r.organ_id), '{}') into v_organs
    from kb.resolve_parties(p_version_id, p_organ_id, p_subject_id) r;
    select coalesce(v_organs || jsonb_object_agg(n.party, n.organ_id), v_organs) into v_organs
    from kb.named_parties(p_version_id, xmlelement(name "case", p_record), v_example) n;
    if exists (select from kb.procedure_local x where x.version_id = p_version_id) then
        select x.parameter into v_parameter
        from kb.procedure_local x join kb.organ o on o.organ_id = (v_organs ->> x.party)::bigint
        where x.version_id = p_version_id and o.region ^@ x.prefix
        order by length(x.prefix) desc limit 1;
    end if;
    select q.name, q.code, q.version, q.parameter into v from kb.procedure_version q where q.version_id = p_version_id;
    return concat('<case number="" procedure="', v.name, '" code="', v.code, '" version="', v.version,
        '" state="" opened="', v_today, '" today="', v_today, '" days="0">', coalesce(v_parameter, v.parameter),
        p_record, '<party>', kb.party_list(p_version_id, v_organs), '</party><limit/><letter/></case>')::xml;
end $$;
comment on function kb.opening_document(bigint, bigint, xml, bigint) is
    'The case document of a case that is not opened yet: number and state empty.';
