create or replace function kb.colleague_name(p_person_id bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (select p.name from kb.person p
        where p.person_id = p_person_id
            and exists (select from kb.role r where r.person_id = p.person_id
                and r.organ_id = any (kb.organs())));
end $$;
comment on function kb.colleague_name(bigint) is
    'Name of a person of one of the asker''s organisations; null for anybody else.';
grant execute on function kb.colleague_name(bigint) to kb_worker;

-- What a row of a list shows, and nothing that costs more.
create view api.case_row with (security_invoker = true) as
select c.case_id, c.number, c.procedure, s.procedure_title as title,
    s.procedure_title_en as title_en, c.subject,
    case when s.unnamed then kb.known_name(c.case_id, c.opener_id, o.name) else o.name end as organ_name,
    c.public_state, case when not s.draft or kb.sees_draft(c.holder_id) then s.title end as state_title,
    case when not s.draft or kb.sees_draft(c.holder_id) then s.title_en end as state_title_en,
    case when s.unnamed then kb.known_name(c.case_id, c.holder_id, h.name) else h.name end as holder_name,
    case when c.claimed_by is not null then kb.colleague_name(c.claimed_by) end as claimed_name,
    c.claimed_by, c.changed_at, c.closed_at, c.due_on, c.due_provisional,
    case when c.closed_at is null then c.due_on - (select kb.today()) end as days_left,
    c.holder_id, c.version_id, c.state
from kb.case_file c
    join kb.procedure_state s on s.version_id = c.version_id and s.name = c.state
    join kb.organ o on o.organ_id = c.opener_id
    left join kb.organ h on h.organ_id = c.holder_id;
comment on view api.case_row is 'Cases that the asker may read, as rows of lists.';

create or replace function kb.case_fits(p_number text, p_subject text, p_organ text, p_q text)
returns boolean
language sql immutable parallel safe
return coalesce(p_q, '') = '' or strpos(lower(p_subject), lower(p_q)) > 0
    or strpos(p_organ, p_q) > 0
    or strpos(replace(p_number, '-', ''), upper(regexp_replace(p_q, '[-－—[:space:]]', '', 'g'))) > 0;
comment on function kb.case_fits(text, text, text, text) is
    'Whether number (with or without hyphens), subject or organisation contain what was typed.';
grant execute on function kb.case_fits(text, text, text, text) to kb_worker;

-- The mark of a row: when the case changed (or is due) and its id.
create or replace function kb.mark_at(p_after text) returns timestamptz
language sql stable parallel safe
return case when p_after ~ '^\d{4}-\d\d-\d\d( [0-9:.+-]{8,24})?~\d{1,18}$'
    then split_part(p_after, '~', 1)::timestamptz else 'infinity' end;
create or replace function kb.mark_id(p_after text) returns bigint
language sql stable parallel safe
return case when p_after ~ '^\d{4}-\d\d-\d\d( [0-9:.+-]{8,24})?~\d{1,18}$'
    then split_part(p_after, '~', 2)::bigint else 9223372036854775807 end;
comment on function kb.mark_at(text) is 'A mark''s time; infinity when it is none.';
comment on function kb.mark_id(text) is 'A mark''s case; the greatest id when it is none.';

create or replace function api.case_newest(p_after text, p_limit int)
returns table (number text, title text, title_en text, subject text, organ_name text,
    public_state text, state_title text, state_title_en text, holder_name text, claimed_name text,
    changed_at timestamptz, due_on date, due_provisional boolean, days_left int, case_id bigint)
language sql stable
begin atomic
    select r.number, r.title, r.title_en, r.subject, r.organ_name, r.public_state,
        r.state_title, r.state_title_en, r.holder_name, r.claimed_name, r.changed_at, r.due_on,
        r.due_provisional, r.days_left, n.case_id
    from (select distinct on (y.changed_at, y.case_id) y.changed_at as at, y.case_id
        from unnest(kb.organs()) o
            cross join lateral (select x.changed_at, x.case_id from kb.case_reader x
                where x.organ_id = o
                    and (x.changed_at, x.case_id) < (kb.mark_at(p_after), kb.mark_id(p_after))
                order by x.changed_at desc, x.case_id desc limit p_limit) y
        order by y.changed_at desc, y.case_id desc limit p_limit) n
        join api.case_row r on r.case_id = n.case_id
    order by n.at desc, n.case_id desc;
end;
comment on function api.case_newest(text, int) is
    'Cases that the asker may read, last changed first. p_after: the last row seen, as its
changed_at~case_id. Written into the statement that calls it: it has no settings of its own. With the asker''s
rights.';

create or replace function kb.sought_tags(p_procedure text, p_state text) returns text[]
language sql immutable parallel safe
return array_remove(array['procedure:' || nullif(p_procedure, ''), 'state:' || nullif(p_state, '')], null);
comment on function kb.sought_tags(text, text) is 'What a list is narrowed by, as keys of the search.';
grant execute on function kb.sought_tags(text, text) to kb_worker;

create or replace function api.case_sought_count(p_q text, p_procedure text, p_state text, p_sort text)
returns table (n bigint, more boolean, too_short boolean)
language plpgsql set search_path = pg_catalog, pg_temp
as $$
declare
    v_most int := case when p_sort = 'due' and p_q <> '' then 1000 else 100 end;
    v record;
begin
    select f.ids, f.until into v from kb.search_find('case', p_q, kb.sought_tags(p_procedure, p_state), false, null,
        v_most + 1) f;
    perform set_config('kb.found', v.ids[:v_most]::text, true);
    return query select least(cardinality(v.ids), v_most)::bigint, cardinality(v.ids) > v_most or v.until is not null,
        coalesce(p_q, '') <> '' and v.ids = '{}' and (select a.keys = '{}' from kb.search_ask(p_q) a);
end $$;
comment on function api.case_sought_count(text, text, text, text) is
    'How many cases hold the words and are of that procedure and state, counted up to 100 (by words for p_sort ''due'' 1,000); more:
there are more than that; too_short: of a lone Chinese character nothing is found. Keeps what it found for
api.case_sought of the same transaction.';

create or replace function api.case_sought(p_q text, p_procedure text, p_state text, p_sort text,
    p_after text, p_limit int)
returns table (number text, title text, title_en text, subject text, organ_name text,
    public_state text, state_title text, state_title_en text, holder_name text, claimed_name text,
    changed_at timestamptz, due_on date, due_provisional boolean, days_left int, case_id bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_marked boolean := isfinite(kb.mark_at(p_after));
    v_due date := case when v_marked then kb.mark_at(p_after)::date else '-infinity' end;
    v_id bigint := case when v_marked then kb.mark_id(p_after) else 0 end;
    v_found bigint[] := nullif(current_setting('kb.found', true), '');
    v_ids bigint[];
begin
    if p_sort = 'due' and coalesce(p_q, '') = '' then
        v_ids := array(select c.case_id from kb.case_file c
            where c.closed_at is null and (c.due_on, c.case_id) > (v_due, v_id)
                and (coalesce(p_procedure, '') = '' or c.procedure = p_procedure)
                and (coalesce(p_state, '') = '' or c.public_state = p_state)
            order by c.due_on, c.case_id limit p_limit);
    elsif p_sort = 'due' then
        v_ids := array(select c.case_id from kb.case_file c
            where c.case_id = any (v_found) and c.closed_at is null and (c.due_on, c.case_id) > (v_due, v_id)
            order by c.due_on, c.case_id limit p_limit);
    elsif concat(p_q, p_procedure, p_state) = '' then
        return query select * from api.case_newest(p_after, p_limit);
        return;
    elsif v_marked or p_limit > 100 then
        v_ids := (select f.ids from kb.search_find('case', p_q, kb.sought_tags(p_procedure, p_state), false,
            nullif(v_id, 0), p_limit) f);
    else
        v_ids := v_found[:p_limit];
    end if;
    return query
    select r.number, r.title, r.title_en, r.subject, r.organ_name, r.public_state,
        r.state_title, r.state_title_en, r.holder_name, r.claimed_name, r.changed_at, r.due_on,
        r.due_provisional, r.days_left, r.case_id
    from unnest(v_ids) with ordinality f (id, n) join api.case_row r on r.case_id = f.id
    order by f.n;
end $$;
comment on function api.case_sought(text, text, text, text, text, int) is
    'The same, opened last first, p_after: the last row seen, as its changed_at~case_id; or p_sort ''due'': open ones by due
date, with words those of the 1,000 opened last, p_after being due_on~case_id.';

grant execute on function kb.mark_at(text), kb.mark_id(text) to kb_worker;

create or replace function kb.held(p_due date, p_id bigint)
returns table (case_id bigint, due date, claimed_by bigint)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select y.case_id, coalesce(y.due_on, 'infinity'), y.claimed_by
    from unnest(kb.organs()) o
        cross join lateral (select f.case_id, f.due_on, f.claimed_by from kb.case_file f
            where f.holder_id = o and f.closed_at is null
                and (coalesce(f.due_on, 'infinity'), f.case_id) > (p_due, p_id)
            order by f.due_on, f.case_id limit 1000) y;
end $$;
comment on function kb.held(date, bigint) is
    'Open cases that the asker''s organisations hold, in no order: of each the 1,000 due first after that date
and case. Who holds a case is among its readers; the index alone answers.';
grant execute on function kb.held(date, bigint) to kb_worker;

create or replace function api.work_page(p_tab text, p_q text, p_procedure text, p_state text,
    p_after text, p_limit int)
returns table (number text, title text, title_en text, subject text, organ_name text,
    public_state text, state_title text, state_title_en text, holder_name text, claimed_name text,
    changed_at timestamptz, due_on date, due_provisional boolean, days_left int, cursor text)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint := 0;
    v_due date := '-infinity';
begin
    if p_after ~ '^(\d{4}-\d\d-\d\d|infinity)~\d{1,18}$' then
        v_due := split_part(p_after, '~', 1);
        v_id := split_part(p_after, '~', 2);
    end if;
    return query
    select r.number, r.title, r.title_en, r.subject, r.organ_name, r.public_state,
        r.state_title, r.state_title_en, r.holder_name, r.claimed_name, r.changed_at, r.due_on,
        r.due_provisional, r.days_left, n.due || '~' || r.case_id
    from (select * from kb.held(v_due, v_id) h order by h.due, h.case_id) n
        join api.case_row r on r.case_id = n.case_id
    where case p_tab
            when 'unassigned' then n.claimed_by is null
            when 'team' then true
            else n.claimed_by is null or n.claimed_by = kb.actor() end
        and (coalesce(p_procedure, '') = '' or r.procedure = p_procedure)
        and (coalesce(p_state, '') = '' or r.public_state = p_state)
        and kb.case_fits(r.number, r.subject, r.organ_name, p_q)
        and (p_tab in ('team', 'unassigned') or n.claimed_by = kb.actor()
            or kb.may_act(r.case_id, r.version_id, r.state))
    order by n.due, n.case_id limit p_limit;
end $$;
comment on function api.work_page(text, text, text, text, text, int) is
    'Open cases that wait for the asker''s organisations, due first. p_tab: mine (claimed by the asker, or by
nobody and the asker may act), team (all), unassigned (claimed by nobody). Looks through the 1,000 of each
organisation that are due first. p_after: cursor of the last row seen. With the asker''s rights.';

create or replace function api.work_tally()
returns table (team bigint, unassigned bigint, overdue bigint)
language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select count(*), count(*) filter (where x.claimed_by is null),
        count(*) filter (where x.due < (select kb.today()))
    from (select h.claimed_by, h.due from kb.held('-infinity', 0) h limit 1000) x;
end $$;
comment on function api.work_tally() is
    'How many open cases wait for the asker''s organisations (counted up to 1,000), how many of them are
claimed by nobody, how many are overdue. With the asker''s rights.';
