create or replace function kb.figures_version(p_procedure text) returns bigint
language sql stable
return (select max(v.version_id) from kb.procedure_version v where v.name = p_procedure);
comment on function kb.figures_version(text) is 'The version whose figures are shown: the last one loaded.';

create or replace function kb.figure_organs(p_organ_id bigint) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select case when p_organ_id is not null then array(
        select o.organ_id from kb.organ a join kb.organ o on o.organ_id = a.organ_id
            or a.kind = 'office' and not o.example and o.kind in ('office', 'government', 'centre', 'police')
                and o.region like regexp_replace(a.region, '(00)+$', '') || '%'
        where a.organ_id = p_organ_id) end;
end;
comment on function kb.figure_organs(bigint) is
    'Whose figures an organisation answers for: its own; an office, those of the offices, centres and police of its
division too. Null: everybody''s.';

create or replace function kb.sees_figures(p_organ_id bigint) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select p_organ_id = any (kb.organs()) is true or kb.is_office() and exists (
        select from kb.organ a left join kb.organ o on o.organ_id = p_organ_id
        where a.organ_id = any (kb.organs()) and a.kind = 'office'
            and coalesce(o.region, '000000') like regexp_replace(a.region, '(00)+$', '') || '%');
end;
comment on function kb.sees_figures(bigint) is
    'Whether the asker sees the figures of an organisation (null: the whole country''s) that are not public: its own
people, and those of offices whose division it lies in.';
