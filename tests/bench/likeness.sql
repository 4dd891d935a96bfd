-- likeness.sql: made-up applications :from to :to as kb.likeness has them: pairs of characters of 13 words out of the
-- 128 of one of 60 fields, three a word, and 15 that all have; two of a field are alike by some 20 %.
create function pg_temp.grams(p_i bigint, p_words int) returns int[] language sql immutable as $$
    select array(select distinct ((p_i % 60) * 128 + (hashint8extended(p_i * 16 + k, 6) & 127))::int * 4 + g
            from generate_series(1, p_words) k, generate_series(0, 2) g
        union all select 1000000 + g from generate_series(1, 15) g order by 1) $$;
insert into kb.likeness (case_id, grams, bands)
select i, g.grams, kb.likeness_bands('application', g.grams)
from generate_series(:from, :to) i, lateral (select pg_temp.grams(i, 13) as grams offset 0) g;
-- each 2,500th has a copy: two words and five pairs that others do not have are other ones
insert into kb.likeness (case_id, grams, bands)
select i + 1000000000, g.grams, kb.likeness_bands('application', g.grams)
from generate_series(:from, :to, 2500) i,
    lateral (select pg_temp.grams(i, 11) || array(select 2000000 + (i % 100000)::int * 8 + k from generate_series(1, 8) k) as grams
        offset 0) g;
