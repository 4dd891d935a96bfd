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

create or replace function kb.register_ids(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text, p_limit int, p_offset int) returns bigint[]
language plpgsql stable
as $$
declare
    v_today date := kb.today();
    v_found bigint[];
begin
    if p_q <> '' then
        v_found := (select f.ids from kb.search_find('entry', p_q, array_remove(array['register:' || p_register,
            'region:' || nullif(rpad(regexp_replace(p_region, '(00)+$', ''), 6, '0'), '000000')], null),
            false, null, 1000) f);
        return array(select e.entry_id from kb.register_entry e
            where e.entry_id = any (v_found)
                and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
            order by e.region, e.key, e.valid_from desc limit p_limit offset p_offset);
    elsif rtrim(p_region, '0') <> '' then
        -- division by division, each in the order of the index, for row security lets no range of text use it
        return array(select e.entry_id
            from (select r.code from kb.region r where r.code like regexp_replace(p_region, '(00)+$', '') || '%'
                    order by r.code) r
                cross join lateral (select x.entry_id from kb.register_entry x
                    where x.register = p_register and x.region = r.code
                        and kb.entry_fits(x.valid_from, x.valid_to, x.data, v_today, p_at, p_state, p_only)
                    order by x.key, x.valid_from desc limit p_limit + p_offset) e
            limit p_limit offset p_offset);
    elsif p_state = 'ended' and coalesce(p_at, '') = '' then
        return array(select e.entry_id from kb.register_entry e
            where e.register = p_register and e.valid_to is not null
                and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
            order by e.region, e.key, e.valid_from desc limit p_limit offset p_offset);
    end if;
    return array(select e.entry_id from kb.register_entry e
        where e.register = p_register
            and kb.entry_fits(e.valid_from, e.valid_to, e.data, v_today, p_at, p_state, p_only)
        order by e.region, e.key, e.valid_from desc limit p_limit offset p_offset);
end $$;
comment on function kb.register_ids(text, text, text, text, text, text, int, int) is
    'Entries of a register by region and key, as kb.entry_fits says, in a division (code or prefix); by words those of
the 1,000 that kb.search_find finds and that were entered last. With the asker''s rights.';
grant execute on function kb.register_ids(text, text, text, text, text, text, int, int) to kb_worker;

create or replace function api.register_count(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text)
returns table (n bigint, more boolean, too_short boolean)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    if concat(p_at, p_state, p_q, p_region, p_only) = '' then
        return query select r.entries, false, false from api.register_view r where r.register = p_register;
        return;
    end if;
    v_ids := kb.register_ids(p_register, p_q, p_at, p_state, p_region, p_only, 1001, 0);
    perform set_config('kb.found', v_ids::text, true);
    return query
    select least(x.n, 1000)::bigint, x.n > 1000 or p_q <> '' and x.n = 1000,
        p_q <> '' and (select a.keys = '{}' from kb.search_ask(p_q) a)
    from (select cardinality(v_ids) as n) x;
end $$;
comment on function api.register_count(text, text, text, text, text, text) is
    'How many entries api.register_entry has; what is sought is counted up to 1,000 and kept for it in the same
transaction, more: there may be more than that; too_short: by a lone Chinese character nothing is found.';

create or replace function api.register_entry(p_register text, p_q text, p_at text, p_state text, p_region text,
    p_only text, p_limit int, p_offset int) returns setof api.entry_view
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
begin
    if concat(p_at, p_state, p_q, p_region, p_only) = '' or p_offset + p_limit > 1001 then
        v_ids := kb.register_ids(p_register, p_q, p_at, p_state, p_region, p_only, p_limit, p_offset);
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
    'Entries of a list, see kb.register_ids; of what is sought up to 1,001 are those that api.register_count found.
With the asker''s rights.';
