-- sql/page/notice_list.sql: page /notice[?q=&page=], public notices, newest first.
-- <found n size/> <notice notice_id title title_en organ_name published_at/>*

-- found: one
select count(*) as n, 25 as size
from api.notice_view
where coalesce(:q::text, '') = '' or title ilike '%' || :q::text || '%'
    or title_en ilike '%' || :q::text || '%';

-- notice: many
select notice_id, title, title_en, organ_name, published_at
from api.notice_view
where coalesce(:q::text, '') = '' or title ilike '%' || :q::text || '%'
    or title_en ilike '%' || :q::text || '%'
order by published_at desc, notice_id desc
limit case when :format::text in ('csv', 'xlsx') then 10000 else 25 end
offset case when :format::text in ('csv', 'xlsx') then 0
    else 25 * (greatest(coalesce(substring(:page::text from '^\d{1,6}$')::int, 1), 1) - 1) end;
