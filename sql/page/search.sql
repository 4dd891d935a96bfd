-- sql/page/search.sql: page /search?q=[&kind=&procedure=&state=&year=&region=&organ=&sort=&after=], all
-- that the asker may see: cases, letters by number, guides, notices, register entries. kind: one of case
-- entry notice, 25 a page, `after` the last one's id; without it the first cases and the first few of the
-- others. As CSV the cases, 1,000 of them, or that kind.
-- <found n more until_on until too_short case_digit/>? <facet facet value title title_en n/>* <letter …/>*
-- <guide …/>* <notice … snippet/>* <entry … snippet/>* <case … snippet/>*; snippet: text with <hit>s

-- found: many if q
select n, more, until_on, until, too_short, case_digit
from api.search(:q::text, :procedure::text, :state::text, :year::text, :region::text, :organ::text,
    :sort::text, :after::text, case when :format::text in ('csv', 'xlsx') then 1000 else 26 end)
where coalesce(:kind::text, '') in ('', 'case');

-- facet: many if q
select facet, value, title, title_en, n
from api.search_facet(:region::text);

-- letter: many if q
select number, title, title_en, organ_name, signed_on, code, case_number
from api.letter_view
where coalesce(:kind::text, '') = '' and number = regexp_replace(
        regexp_replace(normalize(:q::text, nfkc), '[\s〔〕\[\]()（）【】第号]', ' ', 'g'),
        '^\s*([一-龥]+)\s*(\d{4})\s*0*(\d+)\s*$', '\1〔\2〕\3号')
limit 5;

-- guide: many if q
select name, title, title_en, summary, summary_en
from api.procedure_view
where current and coalesce(:kind::text, '') = ''
    and strpos(lower(concat_ws(E'\n', title, title_en, summary, summary_en)), lower(btrim(:q::text))) > 0
order by code
limit 20;

-- notice: many if q
select notice_id, title, title_en, organ_name, published_at,
    case when coalesce(:format::text, '') not in ('csv', 'xlsx') then snippet end as snippet
from api.search_notice(:q::text, case when :kind::text = 'notice' then :after::text end,
    case when coalesce(:kind::text, '') = '' then 6 when :format::text in ('csv', 'xlsx') then 1000 else 26 end)
where coalesce(:kind::text, '') in ('', 'notice');

-- entry: many if q
select entry_id, register, register_title, register_title_en, key, title, region_name, region_name_en, valid_from,
    current, case when coalesce(:format::text, '') not in ('csv', 'xlsx') then snippet end as snippet
from api.search_entry(:q::text, case when :kind::text = 'entry' then :after::text end,
    case when coalesce(:kind::text, '') = '' then 6 when :format::text in ('csv', 'xlsx') then 1000 else 26 end)
where coalesce(:kind::text, '') in ('', 'entry');

-- case: many if q
select case_id, number, title, title_en, subject, organ_name, public_state, state_title, state_title_en,
    holder_name, opened_on, due_on,
    case when coalesce(:format::text, '') not in ('csv', 'xlsx') then snippet end as snippet
from api.search_case(:q::text);
