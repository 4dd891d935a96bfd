create or replace function kb.check_operator() returns void
language plpgsql
as $$
begin
    if session_user = 'kb_worker' then
        perform kb.check_actor();
    end if;
    if session_user in ('kb_worker', 'kb_exchange') and not (kb.has_role('admin') and kb.is_office()) then
        perform kb.refuse('KB403', 'error.denied', 'operator only');
    end if;
end $$;
comment on function kb.check_operator() is
    'Refuses (KB401 a guest, KB403) unless an admin of an office asks, or a connection other than the workers'' and the exchange''s.';

create or replace function kb.tsv(p_tsv text) returns table (n bigint, field jsonb)
language sql immutable
begin atomic
    select l.n, (select jsonb_object_agg(h.name, v.value)
        from unnest(string_to_array(rtrim(split_part(p_tsv, chr(10), 1), chr(13)), chr(9)))
                with ordinality h (name, i)
            join unnest(string_to_array(rtrim(l.line, chr(13)), chr(9))) with ordinality v (value, i)
                using (i))
    from regexp_split_to_table(p_tsv, chr(10)) with ordinality l (line, n)
    where l.n > 1 and rtrim(l.line, chr(13)) <> '' and left(l.line, 1) <> '#';
end;
comment on function kb.tsv(text) is
    'Lines of a tab-separated text with a head line, as objects; empty and # lines are passed over.';

create or replace function kb.load_region(p_tsv text) returns int
language plpgsql
as $$
declare
    v_count int;
begin
    insert into kb.region as r (code, name, level, parent)
    select t.field ->> 'code', t.field ->> 'name', t.field ->> 'level',
        coalesce(nullif(t.field ->> 'parent', ''), '000000')
    from kb.tsv(p_tsv) t
    on conflict (code) do update set name = excluded.name, level = excluded.level,
        parent = excluded.parent
    where (r.name, r.level, r.parent) is distinct from (excluded.name, excluded.level, excluded.parent);
    get diagnostics v_count = row_count;
    return v_count;
end $$;
comment on function kb.load_region(text) is 'Loads divisions from columns code name level parent.';

create or replace function kb.load_region_name(p_tsv text) returns int
language plpgsql
as $$
declare
    v_count int;
begin
    update kb.region r set name_en = t.field ->> 'name_en'
    from kb.tsv(p_tsv) t
    where r.code = t.field ->> 'code' and r.name_en is distinct from t.field ->> 'name_en';
    get diagnostics v_count = row_count;
    return v_count;
end $$;
comment on function kb.load_region_name(text) is
    'Loads names in English, columns code name_en; provinces and prefectures have one, counties have none.';

create or replace function kb.load_requirement(p_tsv text) returns int
language plpgsql
as $$
begin
    delete from kb.requirement;
    insert into kb.requirement (row, n, chapter, term, term_en, clause, means)
    select t.field ->> 'row', t.n, t.field ->> 'chapter', t.field ->> 'term', t.field ->> 'term_en',
        t.field ->> 'clause', string_to_array(t.field ->> 'means', ' ')
    from kb.tsv(p_tsv) t;
    return (select count(*) from kb.requirement);
end $$;
comment on function kb.load_requirement(text) is
    'Loads rules of the sources, columns row chapter term term_en clause means (names between spaces).';

create or replace function kb.load_provisional(p_tsv text) returns int
language plpgsql
as $$
declare
    v_count int;
begin
    insert into kb.calday (calendar, day, kind, holiday, notice, provisional)
    select 'cn', (t.field ->> 'date')::date, t.field ->> 'kind', t.field ->> 'holiday',
        coalesce(t.field ->> 'notice', ''), true
    from kb.tsv(p_tsv) t
    where not exists (select from kb.calendar_notice n
        where n.calendar = 'cn' and n.year = extract(year from (t.field ->> 'date')::date))
    on conflict (calendar, day) do nothing;
    get diagnostics v_count = row_count;
    return v_count;
end $$;
comment on function kb.load_provisional(text) is
    'Loads stand-in holidays of years whose notice is not out; never over an official day.';

create or replace function api.load_reference(p_name text, p_content text) returns int
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_operator();
    if p_name = 'region' then
        return kb.load_region(p_content);
    elsif p_name = 'region-en' then
        return kb.load_region_name(p_content);
    elsif p_name = 'requirement' then
        return kb.load_requirement(p_content);
    elsif p_name = 'calendar-provisional' then
        return kb.load_provisional(p_content);
    elsif p_name = 'calendar' then
        if not exists (select from kb.tsv(p_content) t where not exists (select from kb.calendar_notice n
                where n.calendar = 'cn' and n.year = extract(year from (t.field ->> 'date')::date))) then
            return 0; -- loaded already; a later notice for these years must stay
        end if;
        return (select count(*) from api.load_calendar(p_content));
    end if;
    perform kb.refuse('KB404', 'error.not-found', 'reference ' || p_name);
end $$;
comment on function api.load_reference(text, text) is
    'Loads sql/reference/NAME.tsv (region, region-en, calendar, calendar-provisional, requirement); a second time changes
nothing. Returns rows changed, for calendar the time limits that moved.';
