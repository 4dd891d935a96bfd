create or replace function api.schema_difference(p_names text, out lacks text, out more text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with known as (select n || '.sql' as name from string_to_table(btrim(p_names), ' ') n)
    select (select min(k.name) from known k where k.name not in (select m.name from kb.migration m)),
        (select min(m.name) from kb.migration m where m.name not in (select k.name from known k));
end;
comment on function api.schema_difference(text) is
    'The first of these migrations that the database lacks, and the first of the database that is none of them; null:
there is none. A program asks with those that it was built for.';
