-- sql/page/messages.sql: page /messages[?after=ID], what the asker's organs were told, newest first,
-- 25 a page: a 26th row says that there are more.
-- <found n unread/> (of the newest 1,000) <message notification_id case_number text text_en at read_at
-- organ_name/>*

-- found: one
select count(*) as n, count(*) filter (where read_at is null) as unread
from (select read_at from api.notification_view order by notification_id desc limit 1000) x;

-- message: many
select notification_id, case_number, text, text_en, at, read_at, organ_name
from api.notification_view
where notification_id < coalesce(substring(:after::text from '^\d{1,18}$'), '999999999999999999')::bigint
order by notification_id desc
limit 26;
