-- sql/page/verify.sql: page /verify[?code=XXXX-XXXX-XXXX], the facts of a signed letter for
-- whoever holds its code; a file sent with it is compared by the portal: <file sha256 same/>.
-- <letter number title title_en organ_name date to_name case_title sha256 status void_reason/>?

-- letter: many
select v.number, v.title, v.title_en, v.organ_name, v.date, v.to_name, v.case_title, v.case_title_en,
    v.sha256, v.status, v.void_reason, v.code
from api.verify(:code::text) v
where :code::text is not null;
