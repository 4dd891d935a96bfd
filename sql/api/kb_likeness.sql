create or replace function kb.likeness_grams(p_text text, p_without text default null) returns int[]
language plpgsql immutable parallel safe
as $$
declare
    v_char text[] := string_to_array(regexp_replace(lower(kb.search_text(p_text)),
        concat_ws('|', nullif(p_without, ''), '[^[:alnum:]]'), ' ', 'g'), null);
begin
    return array(select distinct (hashtextextended(x.a || x.b, 2) >> 33)::int
        from unnest(v_char, v_char[2:]) x (a, b) where x.a <> ' ' and x.b <> ' ' order by 1);
end $$;
comment on function kb.likeness_grams(text, text) is
    'The pairs of neighbouring characters of a text, none across a stop or a phrase that p_without (a regular
expression) matches, as ordered hashes of 31 bits.';

create or replace function kb.likeness_bands(p_name text, p_grams int[]) returns bigint[]
language plpgsql immutable parallel safe
as $$
declare
    v_min bigint[] := array_fill(null::bigint, array[96]);
    v_full bigint[];
    v_row record;
    v_bin int;
    v_try int;
begin
    if cardinality(p_grams) = 0 then
        return '{}';
    end if;
    for v_row in
        select (h.h & 1023) * 96 / 1024 + 1 as bin, min(h.h >> 10) as least
        from (select hashint8extended(g, 3) as h from unnest(p_grams) g) h group by 1
    loop
        v_min[v_row.bin] := v_row.least;
    end loop;
    v_full := v_min;
    for v_bin in 1 .. 96 loop
        v_try := 0;
        while v_full[v_bin] is null loop
            v_try := v_try + 1;
            v_full[v_bin] := v_min[(hashint8extended(v_bin * 1000 + v_try, 4) & 1023) * 96 / 1024 + 1];
        end loop;
    end loop;
    return array(select hashtextextended(p_name || ':' || b || ':' || v_full[b * 4 + 1 : b * 4 + 4]::text, 5)
        from generate_series(0, 23) b);
end $$;
comment on function kb.likeness_bands(text, int[]) is
    'The signature of a set of pairs: 24 hashes, each of 4 of 96 minima; see 0033_likeness. Two sets that are alike by s
share one at least with 1 - (1 - s^4)^24.';

create or replace function kb.keep_likeness(p_case_id bigint) returns void
language plpgsql
as $$
declare
    v_name text;
    v_grams int[];
begin
    select l.name, kb.likeness_grams(string_agg(x.v, ' ' order by x.n), l.without) into v_name, v_grams
    from kb.case_file c join kb.procedure_likeness l using (version_id),
        xmltable((l.fields) passing c.record columns n for ordinality, v text path 'string(.)') x
    where c.case_id = p_case_id group by l.name, l.without;
    if cardinality(v_grams) > 0 then
        insert into kb.likeness as k (case_id, grams, bands)
        values (p_case_id, v_grams, kb.likeness_bands(v_name, v_grams))
        on conflict (case_id) do update set grams = excluded.grams, bands = excluded.bands
            where k.grams <> excluded.grams;
    end if;
end $$;
comment on function kb.keep_likeness(bigint) is
    'Stores what a case is compared by, where its procedure has a <likeness>.';

create or replace function kb.likeness_texts(p_case_id bigint) returns table (n int, field text, v text)
language plpgsql stable
as $$
begin
    return query
    select x.n, x.form || '/' || x.field, x.v
    from kb.case_file c join kb.procedure_likeness l using (version_id),
        xmltable((l.fields) passing kb.visible_record(c.case_id) columns n for ordinality, form text path 'name(..)',
            field text path 'name(.)', v text path 'string(.)') x
    where c.case_id = p_case_id;
end $$;
comment on function kb.likeness_texts(bigint) is 'The texts by which a case is compared, as the asker may see them; field = FORM/FIELD.';

create or replace function kb.likeness_marks(p_text text, p_other text) returns text
language plpgsql immutable
as $$
declare
    v_char text[] := string_to_array(p_text, null);
    v_low text[] := string_to_array(lower(p_other), null);
    v_pair text[] := array(select distinct a || b from unnest(v_low, v_low[2:]) x (a, b) where b is not null);
begin
    return (with p as (select u.i, u.a, lower(u.a || u.b) = any (v_pair) as both
            from unnest(v_char, v_char[2:]) with ordinality u (a, b, i)),
        q as (select p.i, p.a, coalesce(p.both, false) or coalesce(lag(p.both) over (order by p.i), false) as same from p),
        r as (select q.*, sum((q.same is distinct from q.was)::int) over (order by q.i) as run
            from (select *, lag(q.same) over (order by q.i) as was from q) q),
        s as (select r.run, bool_and(r.same) as same, kb.xml_escape(string_agg(r.a, '' order by r.i)) as v
            from r group by r.run)
        select string_agg(case when s.same then s.v else '<ins>' || s.v || '</ins>' end, '' order by s.run) from s);
end $$;
comment on function kb.likeness_marks(text, text) is
    'A text, serialised, with <ins> around what the other has not: characters that stand in no pair that both have.';

create or replace function kb.project_likeness(p_version_id bigint, p_source xml) returns void
language sql
begin atomic
    insert into kb.procedure_likeness (version_id, name, fields, party, least, without, register,
        key)
    select p_version_id, x.name, '/record/' || replace(x.fields, ' ', '|/record/'), x.party, x.least,
        replace(x.without, ' ', '|'), x.register, x.key
    from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p), '/p:procedure/p:likeness' passing p_source
        columns name text path '@name', fields text path 'normalize-space(@fields)', party text path '@for',
            least int path '@least', without text path 'normalize-space(@without)',
            register text path '@register', key text path '@key') x;
end;
comment on function kb.project_likeness(bigint, xml) is 'Reads the likeness out of a procedure file.';
