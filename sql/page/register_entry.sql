-- sql/page/register_entry.sql: page /register/NAME/KEY, one entry with all its versions by the time
-- in which they were valid.
-- <register register title title_en columns/> <entry seq title data region_name valid_from valid_to
-- current case_number/>+ newest first

-- register: one
select register, title, title_en, procedure, columns
from api.register_view
where register = :name::text;

-- entry: many
select key, seq, title, data, region, region_name, organ_name, valid_from, valid_to, current, case_number
from api.entry_view
where register = :name::text and key = :key::text
order by valid_from desc, seq desc;
