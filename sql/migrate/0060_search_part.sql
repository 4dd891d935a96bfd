-- 0060_search_part: numbers and Latin words are found by any part of four characters.
--
-- A run of letters and figures was one key, found by the whole of it alone; now each four
-- neighbouring characters of a longer run are keys, as each two of Chinese are.
create or replace function kb.search_words(p_text text) returns bigint[]
language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp
as $$
declare
    v_text text := lower(p_text);
    v_char text[] := string_to_array(v_text, null);
begin
    return array(
        select hashtextextended(x.a || x.b, 0) from unnest(v_char, v_char[2:]) x (a, b)
        where ascii(x.a) > 12351 and ascii(x.b) > 12351
        union
        select hashtextextended(substr(m[1], i, 4), 0)
        from regexp_matches(v_text, '[a-z0-9\u00df-\u024f\u0370-\u052f]+', 'g') m,
            generate_series(1, greatest(length(m[1]) - 3, 1)) i);
end $$;
comment on function kb.search_words(text) is
    'Words of a text (kb.search_text) as the index has them: pairs of characters behind U+303F; of a run of letters and
figures each four neighbours, the whole of a shorter one.';
reindex index kb.search_item_keys_idx;
