# P09 and P30 whole: a company is filed with a centre, is put on the blacklist,
# and is stopped at its next filing, with the reason at the field.
. "$(dirname "$0")/lib.sh"

flow entity-filing
is "P09 is done" filed "$(xml "/case/$CASE" 'string(//case/state)')"
as jinan-firm
fetch "$URL/case/$CASE/archive.zip"
is "its e-archive" "200 application/zip" "$status $(header content-type)"
as centre-370300
fetch "$URL/case/$CASE/archive.zip"
is "not for others" 404 "$status"
get /register/filed-entity
has 济南冷泉纺织有限公司
ok "the register of filed entities has it" $?

flow blacklist
is "P30 lists it" listed "$(xml "/case/$CASE" 'string(//case/state)')"
get /register/blacklist
has 济南冷泉纺织有限公司
ok "the public register has it" $?

as jinan-firm
get /apply/entity-filing
send /apply/entity-filing
pairs=$(sed -n '/^> jinan-firm open/,/^> /p' "$web/flow/entity-filing.flow" |
    grep -v '^>')
STOP=check fill >/dev/null 2>&1
is "it cannot be filed again" 422 "$status"
has 失信黑名单; ok "and is told why" $?
done_testing
