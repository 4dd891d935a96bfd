-- sql/page/register.sql: page /register/NAME[?q=&region=&only=&at=&state=&page=], entries valid on a day
-- (`at`, default now), ended ones by state=ended|all, found by words, by region code or prefix, and
-- by the value of a column (only=type=all).
-- <register register title title_en columns entries/> <found n size/> (what is sought is counted up to 10,000) <entry key title data …/>*

-- register: one
select register, title, title_en, procedure, columns, entries
from api.register_view
where register = :name::text;

-- region: many
select code, name, name_en
from api.register_regions(:name::text);

-- found: one
select 25 as size, case when concat(:at::text, :state::text, :q::text, :region::text, :only::text) = ''
    then (select r.entries from api.register_view r where r.register = :name::text)
    else (select count(*)
    from (select from api.entry_view e
        where e.register = :name::text
            and case
                when :at::text ~ '^\d{4}-\d{2}-\d{2}$'
                    then e.valid_from <= :at::text::date
                        and (e.valid_to is null or e.valid_to > :at::text::date)
                when :state::text = 'ended' then not e.current
                when :state::text = 'all' then true
                else e.current
            end
            and (coalesce(:q::text, '') = '' or e.title ilike '%' || :q::text || '%'
                or e.data::text ilike '%' || :q::text || '%')
            and (coalesce(:region::text, '') = ''
                or e.region like regexp_replace(:region::text, '(00)+$', '') || '%')
            and (:only::text is null or :only::text !~ '^[a-z][a-z-]*=[a-z0-9-]+$'
                or (xpath('/entry/' || split_part(:only::text, '=', 1) || '/text()', e.data))[1]::text
                    = split_part(:only::text, '=', 2))
        limit 10000) x) end as n;

-- entry: many
select e.key, e.title, e.data, e.region, e.region_name, e.region_name_en, e.organ_name,
    e.valid_from, e.valid_to, e.current
from api.entry_view e
where e.register = :name::text
    and case
        when :at::text ~ '^\d{4}-\d{2}-\d{2}$'
            then e.valid_from <= :at::text::date
                and (e.valid_to is null or e.valid_to > :at::text::date)
        when :state::text = 'ended' then not e.current
        when :state::text = 'all' then true
        else e.current
    end
    and (coalesce(:q::text, '') = '' or e.title ilike '%' || :q::text || '%'
        or e.data::text ilike '%' || :q::text || '%')
    and (coalesce(:region::text, '') = ''
        or e.region like regexp_replace(:region::text, '(00)+$', '') || '%')
    and (:only::text is null or :only::text !~ '^[a-z][a-z-]*=[a-z0-9-]+$'
        or (xpath('/entry/' || split_part(:only::text, '=', 1) || '/text()', e.data))[1]::text
            = split_part(:only::text, '=', 2))
order by e.region, e.key, e.valid_from desc
limit case when :format::text in ('csv', 'xlsx') then 10000 else 25 end
offset case when :format::text in ('csv', 'xlsx') then 0
    else 25 * (greatest(coalesce(substring(:page::text from '^\d{1,6}$')::int, 1), 1) - 1) end;
