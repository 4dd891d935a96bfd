create or replace function api.redraw(p_list text, p_value text)
returns table (hash text, n bigint, key text, score text)
language sql immutable security definer set search_path = pg_catalog, pg_temp
begin atomic
    with keys as (select distinct btrim(split_part(k, E'\t', 1)) as key
            from regexp_split_to_table(p_list, E'[\\r\\n]+') k where btrim(split_part(k, E'\t', 1)) <> ''),
        list as (select encode(sha256(convert_to(string_agg(keys.key || E'\n', '' order by keys.key collate "C"),
            'UTF8')), 'hex') as hash, array_agg(keys.key) as keys from keys)
    select list.hash, d.n, d.key, d.score
    from list cross join lateral kb.draw(list.keys, list.hash, btrim(p_value)) d
    order by d.n;
end;
comment on function api.redraw(text, text) is
    'A draw reckoned again, for anybody: of a list of keys, one a line in any order
(what stands behind a tab is not read: a table that was copied), and the public value. hash:
the list''s digest as it was published (kb.effect_pool); the rows in the order of the draw (kb.draw).';
