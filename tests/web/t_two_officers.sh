# Two officers at one case, and one officer at two windows: each is told what
# happened and by whom, and keeps what was typed.
. "$(dirname "$0")/lib.sh"
sql "select api.add_account('second-handler', '孟次行',
    (select password_hash from kb.person where account = 'national-handler'),
    'DEMO-N', 'handler')" >/dev/null
moves() { sql "select count(*) from kb.case_event e join kb.case_file c
    using (case_id) where c.number = '$CASE' and e.kind = 'move'"; }
pairs=$(sed -n '/^> shandong-government open/,/^> /p' \
    "$web/flow/designation-province.flow" | grep -v '^>')
step shandong-government open designation-province
ok "a case is submitted ($CASE)" $?

# One has the correction typed, the other accepts meanwhile.
as national-handler
pairs=$(sed -n '/move request-national-correction/,/^> /p' \
    "$web/flow/designation-province.flow" | grep -v '^>')
get "/case/$CASE"
cp "$page" "$T/old"
send /do/request-national-correction
STOP=check fill; ok "one has a correction typed" $?
cp "$page" "$T/typed"
as second-handler
get "/case/$CASE"
send /do/accept-national
cp "$page" "$T/confirm"
send /submit
is "the other accepts" 200 "$status"
n=$(moves)

as national-handler
cp "$T/typed" "$page"
send /submit
is "the first is told of it" 409 "$status"
has 孟次行; ok "by whom it was" $?
has 材料完备，受理; ok "what it was" $?
has 没有写明经费来源; ok "what was typed stands there" $?
html "//main//a[@href='/case/$CASE']" >/dev/null
ok "and the case is a step away" $?
is "nothing was done twice" "$n" "$(moves)"
get /work
has "$CASE" && html '//a[starts-with(@href, "/draft/")]' >/dev/null
ok "the draft is kept" $?
draft=$(html "string((//a[starts-with(@href, '/draft/')]/@href)[1])")
get "$draft"
has 没有写明经费来源; ok "with its text" $?
cp "$T/old" "$page"
send /do/request-national-correction
is "a button of an old page still has a meaning" 200 "$status"
fill
is "the draft begun anew can be sent" 200 "$status"
is "and the case is in correction" national-correcting \
    "$(xml "/case/$CASE" 'string(//case/state)')"

# A button that the state no longer knows.
as second-handler
cp "$T/old" "$page"
csrf=$(get /account; html 'string((//input[@name="csrf"])[1]/@value)')
fetch -X POST -d "csrf=$csrf" -d "request=$(cat /proc/sys/kernel/random/uuid)" \
    "$URL/case/$CASE/do/accept-national"
is "a step that is past is a conflict" 409 "$status"
html "//main//a[@href='/case/$CASE']" >/dev/null
ok "its page leads to the case" $?
html '//header//a[@class="who"]' >/dev/null
ok "and shows who is signed in" $?

# The same confirmation in a second window.
cp "$T/confirm" "$page"
send /submit "request=$(cat /proc/sys/kernel/random/uuid)"
is "a draft used up is told so" 409 "$status"
! has 没有这个页面; ok "not that there is no such page" $?
html "//main//a[@href='/case/$CASE']" >/dev/null
ok "with the case it was of" $?
get "$(printf %s "${SENT[-1]#"$URL"}" | sed 's,/submit,/check,')"
is "its address is gone" 404 "$status"
has 草稿; ok "as a draft" $?
done_testing
