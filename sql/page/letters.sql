-- sql/page/letters.sql: page /letters[?q=&way=in|out&after=], letters of the asker's organisations, newest
-- first, 25 a page: a 26th row says that there are more; as CSV 1,000 of them.
-- <letter code title title_en number organ_name to_name signed_on status case_number cursor/>*

-- letter: many
select code, title, title_en, number, organ_name, to_name, signed_on, status, case_number, cursor
from api.letters(:q::text, :way::text, :after::text,
    case when :format::text in ('csv', 'xlsx') then 1000 else 26 end);
