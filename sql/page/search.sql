-- sql/page/search.sql: page /search?q=, what the asker may see: cases and letters by number however
-- it is written, own cases also by words; procedures, register entries, notices by words.
-- <case number title subject state_title/>* <letter …/>* <guide …/>* <entry …/>* <notice …/>*

-- case: many
select number, title, title_en, subject, state_title, state_title_en, organ_name
from api.case_view
where length(coalesce(:q::text, '')) > 0
    and number = regexp_replace(
        regexp_replace(upper(normalize(:q::text, nfkc)), '[^0-9A-Z]', '', 'g'),
        '^(\d{6})(\d{4})([A-Z]\d{2}[A-Z]?)(\d{5})([0-9X])$', '\1-\2-\3-\4-\5')
union
select number, title, title_en, subject, state_title, state_title_en, organ_name
from api.case_sought(:q::text, null, null, null, null, 10)
where length(btrim(coalesce(:q::text, ''))) > 1
order by number desc
limit 10;

-- letter: many
select number, title, title_en, organ_name, signed_on, code, case_number
from api.letter_view
where number = regexp_replace(
        regexp_replace(normalize(:q::text, nfkc), '[\s〔〕\[\]()（）【】第号]', ' ', 'g'),
        '^\s*([一-龥]+)\s*(\d{4})\s*0*(\d+)\s*$', '\1〔\2〕\3号')
limit 5;

-- guide: many
select name, title, title_en, summary, summary_en
from api.procedure_view
where current and length(coalesce(:q::text, '')) > 0
    and (title ilike '%' || :q::text || '%' or title_en ilike '%' || :q::text || '%'
        or summary ilike '%' || :q::text || '%' or summary_en ilike '%' || :q::text || '%')
order by code
limit 20;

-- entry: many
select e.register, r.title as register_title, r.title_en as register_title_en, e.key, e.title,
    e.region_name, e.region_name_en, e.valid_from, e.current
from api.entry_view e
join api.register_view r using (register)
where length(coalesce(:q::text, '')) > 0
    and (e.title ilike '%' || :q::text || '%' or e.key = :q::text)
order by e.current desc, e.title
limit 20;

-- notice: many
select notice_id, title, title_en, organ_name, published_at
from api.notice_view
where length(coalesce(:q::text, '')) > 0
    and (title ilike '%' || :q::text || '%' or title_en ilike '%' || :q::text || '%')
order by published_at desc
limit 20;
