create or replace function api.track(p_number text, p_code text, out ticket text, out case_number text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_code text := regexp_replace(upper(normalize(coalesce(p_code, ''), nfkc)), '[^0-9A-Z]', '', 'g');
    v_number text := regexp_replace(upper(normalize(coalesce(p_number, ''), nfkc)), '[^0-9A-Z]', '', 'g');
begin
    select c.ticket, c.number into ticket, case_number from kb.case_file c
    where c.number = regexp_replace(v_number, '^(.{6})(.{4})(.{3})(.{5})(.)$', '\1-\2-\3-\4-\5')
        and c.ticket = kb.ticket_for(c.number, v_code);
    if ticket is null then
        perform kb.refuse('KB404', 'error.track', 'number or query code', case
            when length(v_code) <> 11 or kb.code_check(left(v_code, 10)) is distinct from right(v_code, 1)
                then 'code' else 'number' end);
    end if;
end $$;
comment on function api.track(text, text) is
    'The ticket for a case number and its query code; KB404 error.track (hint code: the code''s check
character is wrong).';
