create view api.saved_view with (security_invoker = true) as
select v.view_id, v.page, v.name, v.query from kb.saved_view v;
comment on view api.saved_view is 'Own saved views of lists; query: that of the list''s address.';

create or replace function api.save_view(p_page text, p_name text, p_query text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_query text := regexp_replace(coalesce(p_query, ''),
        '(^|&)((after|back|lang|view|format|done|dropped)=[^&]*|[a-z]+=(?=&|$))', '', 'g');
begin
    if btrim(coalesce(p_name, '')) = '' then
        perform kb.refuse('KB422', 'error.view-name');
    elsif (select count(*) from kb.saved_view s where s.person_id = kb.check_actor()) >= 50 then
        perform kb.refuse('KB422', 'error.view-many');
    end if;
    insert into kb.saved_view (person_id, page, name, query)
    values (kb.check_actor(), p_page, left(btrim(p_name), 30), ltrim(v_query, '&'))
    on conflict (person_id, page, name) do update set query = excluded.query;
exception when check_violation then
    perform kb.refuse('KB422', 'error.view-query', p_page || ' ' || v_query);
end $$;
comment on function api.save_view(text, text, text) is
    'Keeps the conditions of a list (page work or cases) by a name; the same name again replaces them. The
place in the list and the look are left out. KB422 error.view-name; view-query: no condition; view-many.';

create or replace function api.drop_view(p_view_id bigint) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    delete from kb.saved_view v where v.view_id = p_view_id and v.person_id = kb.actor();
end;
comment on function api.drop_view(bigint) is 'Forgets an own saved view.';
