create or replace function kb.region_chain(p_code text) returns table (code text)
language sql stable
begin atomic
    with recursive up as (
        select r.code, r.parent from kb.region r where r.code = p_code
        union all
        select r.code, r.parent from up join kb.region r on r.code = up.parent)
    select up.code from up;
end;
comment on function kb.region_chain(text) is 'A region and all above it, up to 000000.';

create or replace function kb.office_for(p_level text, p_organ_id bigint, p_example boolean) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select o.organ_id from kb.organ o
    where o.kind = 'office' and o.level = p_level and (p_example or not o.example)
        and o.valid_from <= kb.today() and (o.valid_to is null or o.valid_to > kb.today())
        and o.region in (select c.code
            from kb.region_chain((select s.region from kb.organ s where s.organ_id = p_organ_id)) c)
    order by o.example <> p_example, o.organ_id limit 1);
end $$;
comment on function kb.office_for(text, bigint, boolean) is
    'The office of a level whose region covers the organisation; p_example: example offices
come first.';

create or replace function kb.resolve_parties(p_version_id bigint, p_opener_id bigint, p_subject_id bigint)
returns table (party text, organ_id bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
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
            else kb.office_for(v_row.level, v_of, coalesce(v_example, false)) end;
        if organ_id is not null then
            v_found := v_found || jsonb_build_object(party, organ_id);
            return next;
        end if;
    end loop;
end $$;
comment on function kb.resolve_parties(bigint, bigint, bigint) is
    'Organisations of a new case''s parties, in the file''s order: opener, subject, or the office of a
level over the party named by `of` (default: the subject, else the opener).';

create or replace function kb.opener_fits(p_version_id bigint, p_move text, p_organ_id bigint)
returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select exists (select from kb.procedure_move m
            join kb.procedure_party p on p.version_id = m.version_id and p.name = m.party
            join kb.organ o on o.organ_id = p_organ_id
        where m.version_id = p_version_id and m.name = p_move
            and (p.kinds = '{}' or o.kind = any (p.kinds))
            and (p.levels = '{}' or o.level = any (p.levels))
            and (o.valid_to is null or o.valid_to > kb.today())));
end $$;
comment on function kb.opener_fits(bigint, text, bigint) is
    'Whether the organisation is of the kinds and levels that may make the opening move.';

create or replace function kb.version_for(p_procedure text, p_on date) returns bigint
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select v.version_id from kb.procedure_version v
    where v.name = p_procedure and v.valid_from <= p_on and (v.valid_to is null or v.valid_to >= p_on)
    order by v.valid_from desc, v.version desc limit 1);
end $$;
comment on function kb.version_for(text, date) is 'The version in force on a day; null: none.';

create or replace function kb.opening_document(p_version_id bigint, p_organ_id bigint, p_record xml)
returns xml
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return (select (format('<case number="" procedure="%s" code="%s" version="%s" state="" opened="%s" today="%4$s">',
            v.name, v.code, v.version, kb.today())
        || v.parameter::text || '<party>' || coalesce((select string_agg(kb.party_xml(r.party, r.organ_id), '')
            from kb.resolve_parties(p_version_id, p_organ_id, null) r), '') || '</party>'
        || p_record::text || '<limit/><letter/></case>')::xml
    from kb.procedure_version v where v.version_id = p_version_id);
end $$;
comment on function kb.opening_document(bigint, bigint, xml) is
    'The case document of a case that is not opened yet: number and state empty.';
