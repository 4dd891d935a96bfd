-- 0029_clock: asked with every look at the clock, so its plan is kept.
create or replace function kb.test_clock() returns boolean
language plpgsql stable security definer parallel safe set search_path = pg_catalog, pg_temp
as $$
begin
    return exists (select from kb.setting where name = 'test-clock' and value = 'on');
end $$;
