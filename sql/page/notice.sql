-- sql/page/notice.sql: page /notice/ID, one public notice.
-- <notice notice_id title title_en body organ_name published_at case_number/>

-- notice: one
select notice_id, title, title_en, body, organ_name, published_at, case_number
from api.notice_view
where notice_id::text = :id::text;
