-- sql/page/register_entry.sql: page /register/NAME/KEY, one entry with all its versions by the time
-- in which they were valid; no <known>: no such entry.
-- <register register title title_en columns/> <entry seq title data region_name valid_from valid_to
-- current case_number/>+ newest first <notice notice_id title title_en published_at/>*

-- register: one
select register, title, title_en, procedure, columns
from api.register_view
where register = :name::text;

-- known: one
select e.key
from api.entry_view e
where e.register = :name::text and e.key = :key::text
limit 1;

-- entry: many
select key, seq, title, data, region, region_name, region_name_en, organ_name,
    valid_from, valid_to, current, case_number
from api.entry_view
where register = :name::text and key = :key::text
order by valid_from desc, seq desc;

-- notice: many
select notice_id, title, title_en, published_at
from api.entry_notice_view
where register = :name::text and key = :key::text
order by published_at desc, notice_id desc;
