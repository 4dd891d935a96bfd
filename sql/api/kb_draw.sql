drop function if exists kb.effect_pool(bigint, jsonb), kb.effect_draw(bigint, jsonb);
create or replace function kb.effect_pool(p_case_id bigint, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_path text := p_attr ->> 'path';
    v_columns text[] := string_to_array(coalesce(p_attr ->> 'columns', ''), ' ');
    v_items text;
    v_list text;
    v_n int;
begin
    select count(*), string_agg(i.key || E'\n', '' order by i.key collate "C"),
        string_agg(format('<item><key>%s</key>%s</item>', kb.xml_escape(i.key), (
            select string_agg(x.el::text, '' order by x.n) from xmltable('/entry/*' passing xmlparse(document i.entry)
                columns n for ordinality, name text path 'name()', el xml path '.') x
            where x.name = any (v_columns))), '' order by i.key collate "C")
    into v_n, v_list, v_items
    from (select distinct on (e.key) e.key, e.entry from kb.each_entry(p_doc, p_attr ->> 'each') e
        where e.key !~ E'[\n\r]') i;
    if v_n = 0 then
        perform kb.refuse('KB422', 'error.pool', v_path);
    end if;
    perform kb.put_record(p_case_id, v_path, format('<count>%s</count><hash>%s</hash>', v_n,
        encode(sha256(convert_to(v_list, 'UTF8')), 'hex')) || v_items);
end $$;
comment on function kb.effect_pool(bigint, jsonb, xml) is
    'pool: writes PATH/{count hash item{key …}*}: the list that a draw is made from. hash = hex sha256 of the
keys in byte order, a line feed behind each. KB422 error.pool where it is empty.';

create or replace function kb.draw(p_keys text[], p_hash text, p_value text)
returns table (n bigint, key text, score text)
language sql immutable
begin atomic
    select row_number() over (order by x.score, x.key), x.key, x.score
    from (select k as key, encode(sha256(convert_to(p_hash || ':' || p_value || ':' || k, 'UTF8')), 'hex')
            as score from unnest(p_keys) k) x
    order by 1;
end;
comment on function kb.draw(text[], text, text) is
    'The order of a draw: by hex sha256 of HASH:VALUE:KEY, smallest first. HASH is of the published list,
VALUE was not known to anybody when it was published. Anybody can reckon it with sha256sum.';

create or replace function kb.effect_draw(p_case_id bigint, p_attr jsonb, p_doc xml) returns void
language plpgsql
as $$
declare
    v_path text := p_attr ->> 'path';
    v_hash text := kb.xpath_text('record/' || v_path || '/hash', p_doc);
    v_value text := kb.xpath_text(p_attr ->> 'seed', p_doc);
    v_take int := kb.xpath_number(p_attr ->> 'take', p_doc);
    v_out text[] := '{}';
    v_drawn text;
begin
    if v_hash = '' or v_value = '' or v_take is null or v_take < 1 then
        perform kb.refuse('KB422', 'error.draw', v_path);
    end if;
    if p_attr ? 'without' then
        v_out := array(select x.k from xmltable(('/*/' || (p_attr ->> 'without')) passing p_doc
            columns k text path 'string(.)') x);
    end if;
    select string_agg(format('<drawn><n>%s</n>%s<score>%s</score></drawn>', d.n, d.item, d.score), ''
        order by d.n) into v_drawn
    from (select row_number() over (order by r.n) as n, kb.xpath_xml('*', i.el) as item, r.score
        from xmltable('/case/record' passing p_doc columns record xml path '.') c,
            lateral (select array_agg(y.k) as keys, array_agg(y.el) as els
                from xmltable(('/record/' || v_path || '/item') passing c.record
                    columns k text path 'string(key)', el xml path '.') y) p,
            lateral unnest(p.keys, p.els) i (k, el)
            join lateral kb.draw(p.keys, v_hash, v_value) r on r.key = i.k
        where i.k <> all (v_out)
        order by r.n limit v_take) d;
    perform kb.put_record(p_case_id, coalesce(p_attr ->> 'to', v_path || '-drawn'),
        '<hash>' || v_hash || '</hash><value>' || kb.xml_escape(v_value) || '</value>' || coalesce(v_drawn, ''));
end $$;
comment on function kb.effect_draw(bigint, jsonb, xml) is
    'draw: writes TO/{hash value drawn{n key … score}*}: the first `take` items of the pool at PATH in the order
of kb.draw, passing over the keys of `without` (recusal). TO is PATH-drawn by default.';
