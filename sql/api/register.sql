create or replace function kb.entry_fits(p_from date, p_to date, p_data xml, p_today date, p_at text, p_state text,
    p_only text) returns boolean
language sql stable parallel safe
return case
        when p_at ~ '^\d{4}-\d{2}-\d{2}$' then p_from <= p_at::date and (p_to is null or p_to > p_at::date)
        when p_state = 'ended' then p_to <= p_today
        when p_state = 'all' then true
        else p_from <= p_today and (p_to is null or p_to > p_today) end
    and (p_only is null or p_only !~ '^[a-z][a-z-]*=[a-z0-9-]+$'
        or (xpath('/entry/' || split_part(p_only, '=', 1) || '/text()', p_data))[1]::text = split_part(p_only, '=', 2));
comment on function kb.entry_fits(date, date, xml, date, text, text, text) is
    'Whether an entry stands in a list of those valid on a day (p_at, default today; p_state ended or all), with a column
of a value (p_only: name=value). Written into the statement that calls it.';
grant execute on function kb.entry_fits(date, date, xml, date, text, text, text) to kb_worker;

drop function if exists kb.register_ids(text, text, text, text, text, text, int, int);
create function kb.register_ids(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text, p_limit int, p_offset int, out ids bigint[], out cut boolean)
language plpgsql stable
as $$
declare
    v_today date := kb.today();
    v_tags text[] := array_remove(array['register:' || p_register,
        'region:' || nullif(rpad(regexp_replace(p_region, '(00)+$', ''), 6, '0'), '000000')], null);
    v_hit bigint[];
begin
    cut := false;
    if p_q <> '' then
        ids := '{}';
        for i in 1..8 loop
            v_hit := (select f.ids from kb.search_find('entry', p_q, v_tags, false, v_hit[125], 125) f);
            ids := ids || array(select e.entry_id from kb.register_entry e
                where e.entry_id = any (v_hit)
                    and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
                order by e.entry_id desc);
            cut := cardinality(v_hit) = 125;
            exit when not cut or cardinality(ids) >= p_offset + p_limit;
        end loop;
        ids := ids[p_offset + 1 : p_offset + p_limit];
    elsif rtrim(p_region, '0') <> '' then
        -- division by division, each in the order of the index, for row security lets no range of text use it
        ids := array(select e.entry_id
            from (select r.code from kb.region r where r.code like regexp_replace(p_region, '(00)+$', '') || '%'
                    order by r.code) r
                cross join lateral (select x.entry_id from kb.register_entry x
                    where x.register = p_register and x.region = r.code
                        and kb.entry_fits(x.valid_from, x.valid_to, x.data, v_today, p_at, p_state, p_only)
                    order by x.key, x.valid_from desc limit p_limit + p_offset) e
            limit p_limit offset p_offset);
    elsif p_state = 'ended' and coalesce(p_at, '') = '' then
        ids := array(select e.entry_id from kb.register_entry e
            where e.register = p_register and e.valid_to is not null
                and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
            order by e.region, e.key, e.valid_from desc limit p_limit offset p_offset);
    else
        ids := array(select e.entry_id from kb.register_entry e
            where e.register = p_register
                and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
            order by e.region, e.key, e.valid_from desc limit p_limit offset p_offset);
    end if;
end $$;
comment on function kb.register_ids(text, text, text, text, text, text, int, int) is
    'Entries of a register by region and key, as kb.entry_fits says, in a division (code or prefix); by words those
entered last first, of the 1,000 that kb.search_find finds; cut: there were as many. With the asker''s rights.';
grant execute on function kb.register_ids(text, text, text, text, text, text, int, int) to kb_worker;

create or replace function api.register_count(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text)
returns table (n bigint, more boolean, too_short boolean)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v record;
begin
    if concat(p_at, p_state, p_q, p_only) = '' and not exists (select from kb.procedure_register r
            where r.name = p_register and r.closed) then
        return query select coalesce(sum(t.n), 0)::bigint, false, false from kb.register_tally t
            where t.register = p_register and t.region like regexp_replace(coalesce(p_region, ''), '(00)+$', '') || '%'
                and (t.public or not t.closed and (select kb.is_office()));
        return;
    end if;
    select * into v from kb.register_ids(p_register, p_q, p_at, p_state, p_region, p_only, 101, 0);
    perform set_config('kb.found', v.ids::text, true);
    return query select least(cardinality(v.ids), 100)::bigint, cardinality(v.ids) > 100 or v.cut,
        p_q <> '' and v.ids = '{}' and (select a.keys = '{}' from kb.search_ask(p_q) a);
end $$;
comment on function api.register_count(text, text, text, text, text, text) is
    'How many entries api.register_entry has: of all, or of a division, by the tally; what is sought or closed is counted up to
100 and kept for it in the same transaction, more: there may be more than that; too_short: by a lone Chinese character
nothing is found.';

create or replace function api.register_entry(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text, p_limit int, p_offset int) returns setof api.entry_view
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    if concat(p_at, p_state, p_q, p_only) = '' or p_offset + p_limit > 101 then
        v_ids := (select f.ids from kb.register_ids(p_register, p_q, p_at, p_state, p_region, p_only, p_limit,
            p_offset) f);
    else
        v_ids := (nullif(current_setting('kb.found', true), '')::bigint[])[p_offset + 1 : p_offset + p_limit];
    end if;
    return query
    select e.*
    from unnest(v_ids) with ordinality f (id, n)
        join api.entry_view e on e.entry_id = f.id
    order by f.n;
end $$;
comment on function api.register_entry(text, text, text, text, text, text, int, int) is
    'Entries of a list, see kb.register_ids; of what is sought up to 101 are those that api.register_count found.
With the asker''s rights.';
