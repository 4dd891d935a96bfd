create or replace function kb.letter_setting(p_organ_id bigint, p_name text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (select s.value
        from kb.setting s join kb.organ o on o.organ_id = p_organ_id
        where s.name in ('letter-' || p_name || ':' || o.code, 'letter-' || p_name)
        order by s.name desc limit 1);
end $$;
comment on function kb.letter_setting(bigint, text) is
    'How an organ''s letters look where the standards leave it open: the setting letter-NAME:CODE of the organ,
else letter-NAME of the installation, else null. NAME: issuer, who issues (印发) in the imprint, GB/T
9704-2012 7.4.3; note-after, next or blank: whether the note stands on the line below the date (9704 7.3.6)
or a blank line lower (33476.2).';
