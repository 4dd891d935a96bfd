-- sql/page/register.sql: page /register/NAME[?q=&region=&only=&at=&state=&page=], entries valid on a day
-- (`at`, default now; what is no day is a bad parameter), ended ones by state=ended|all, found by words, by
-- region code or prefix, and by the value of a column (only=type=all).
-- <register register title title_en columns entries/> <found n more too_short size/> <entry key title data …/>*,
-- 25 a page: a 26th says that there are more

-- register: one
select register, title, title_en, procedure, columns, entries
from api.register_view
where register = :name::text;

-- region: many
select code, name, name_en
from api.register_regions(:name::text);

-- found: one
select 25 as size, n, more, too_short
from api.register_count(:name::text, :q::text, nullif(:at::text, '')::date::text, :state::text, :region::text, :only::text);

-- entry: many
select key, title, data, region, region_name, region_name_en, organ_name, valid_from, valid_to, current
from api.register_entry(:name::text, :q::text, nullif(:at::text, '')::date::text, :state::text, :region::text, :only::text,
    case when :format::text in ('csv', 'xlsx') then 10000 else 26 end,
    case when :format::text in ('csv', 'xlsx') then 0
        else 25 * (greatest(coalesce(substring(:page::text from '^\d{1,6}$')::int, 1), 1) - 1) end);
