-- sql/page/verify.sql: page /verify[?code=XXXX-XXXX-XXXX], the facts of a signed letter for
-- whoever holds its code; `sha256` is the digest of a file sent for comparison (portal).
-- <letter number title organ_name signed_on … sha256 status/>? <digest …the same/>?

-- letter: many
select v.*
from api.verify(upper(regexp_replace(normalize(:code::text, nfkc), '[^[:alnum:]]', '', 'g'))) v
where :code::text is not null;

-- digest: many
select v.*
from api.verify_digest(lower(:sha256::text)) v
where :sha256::text is not null;
