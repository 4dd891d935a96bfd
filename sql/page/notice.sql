-- sql/page/notice.sql: page /notice/ID, one public notice with its files.
-- <notice notice_id title title_en body organ_name published_at case_number/>
-- <file notice_id attachment_id name type size sha256/>*

-- notice: one
select notice_id, title, title_en, body, organ_name, published_at, case_number
from api.notice_view
where notice_id::text = :id::text;

-- file: many
select notice_id, attachment_id, name, type, size, sha256
from api.notice_file_view
where notice_id = substring(:id::text from '^\d{1,18}$')::bigint
order by name, attachment_id;
