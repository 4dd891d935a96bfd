# Lists as officers use them: pages on and back, saved views, files, several
# cases at once, messages, sessions.
. "$(dirname "$0")/lib.sh"
as national-signer
get /cases
first=$(html 'string(//tbody/tr[1]/th/a)')
get "/cases?sort=due"
is "the list is sorted" 200 "$status"
get /cases
turn() { # N: the n-th button of the pager, as curl sends it
    local args=() name value
    while IFS=$'\t' read -r name value; do
        args+=(--data-urlencode "$name=$value")
    done < <(xmllint --html --nowarning --xpath "//nav[@class='pager']/form[$1]//input" \
        "$page" 2>/dev/null | sed 's/></>\n</g' |
        sed -n 's/.*name="\([^"]*\)" value="\([^"]*\)".*/\1\t\2/p')
    fetch -G "${args[@]}" "$URL/cases"
}
turn 1
second=$(html 'string(//tbody/tr[1]/th/a)')
[ "$status" = 200 ] && [ "$second" != "$first" ]; ok "the next page" $?
turn 3
third=$(html 'string(//tbody/tr[1]/th/a)')
[ "$third" != "$second" ] && [ "$third" != "$first" ]; ok "and the next" $?
turn 2
is "back one" "$second" "$(html 'string(//tbody/tr[1]/th/a)')"
turn 2
is "back to the first" "$first" "$(html 'string(//tbody/tr[1]/th/a)')"
get "/cases?format=csv"
is "the list as CSV" "200 text/csv; charset=utf-8" "$status $(header content-type)"
n=$(wc -l <"$page")
[ "$n" -gt 200 ]; ok "the whole of it ($n)" $?
n=$(xml /cases 'count(//case)')
is "and as XML" 26 "$n"

# Saved views.
get "/cases?procedure=designation&state=done&after=x"
send /saved-view view-name=已批复的申报 do=save
is "conditions are kept" 200 "$status"
is "without the place" "/cases?procedure=designation&state=done" \
    "$(html "string(//div[@class='views']//a[.='已批复的申报']/@href)")"
id=$(sql "select v.view_id from kb.saved_view v join kb.person p using (person_id)
    where p.account = 'national-signer'")
get /cases
send /saved-view "do=drop:$id"
is "and forgotten" 0 "$(sql "select count(*) from kb.saved_view")"
as qingdao
get /cases
! html "//div[@class='views']" >/dev/null; ok "others do not see them" $?

# Several at once: two applications are accepted, one that is past stays.
pairs=$(sed -n '/^> qingdao open/,/^> /p' "$web/flow/designation.flow" |
    grep -v '^>')
numbers=()
for who in yantai weifang; do
    step "$who" open designation; ok "$who submits" $?
    numbers+=("$CASE")
done
past=$(sql "select number from kb.case_file where procedure = 'designation'
    and state = 'national-review' and region like '37%' limit 1")
as shandong-handler
get /work
html '//input[@type="checkbox"][@form="batch"]' >/dev/null
ok "cases can be ticked" $?
send /work/batch
is "nothing ticked is told" 422 "$status"
get /work
send /work/batch case="${numbers[0]}" case="${numbers[1]}" case="$past"
is "three are chosen" 200 "$status"
html '//button[@value="move:accept-province"]' >/dev/null
ok "what fits is offered" $?
! html '//button[@value="move:request-province-correction"]' >/dev/null
ok "a step with a form is not" $?
send /work/batch show=move:accept-province
is "what would happen is shown" 2 \
    "$(html 'count(//td//span[contains(@class,"ok")])')"
is "and nothing is done yet" province-check \
    "$(sql "select state from kb.case_file where number = '${numbers[0]}'")"
cp "$page" "$T/sure"
send /work/batch run=move:accept-province
is "it is done" 2 "$(html 'count(//td//span[contains(@class,"ok")])')"
for number in "${numbers[@]}"; do
    is "$number is accepted" province-review \
        "$(sql "select state from kb.case_file where number = '$number'")"
done
is "with its letter" 2 "$(sql "select count(*) from kb.letter l
    join kb.case_file c using (case_id) where l.name = 'province-acceptance'
    and l.document is not null
    and c.number in ('${numbers[0]}', '${numbers[1]}')")"
cp "$T/sure" "$page"
send /work/batch run=move:accept-province
is "the same again is done once" 2 "$(sql "select count(*) from kb.case_event e
    join kb.case_file c using (case_id) where e.move = 'accept-province'
    and c.number in ('${numbers[0]}', '${numbers[1]}')")"
is "and answered alike" 2 "$(html 'count(//td//span[contains(@class,"ok")])')"
get /work
send /work/batch case="${numbers[0]}" case="$past"
send /work/batch run=claim
is "one is claimed, the other told why not" "1 1" \
    "$(html 'count(//td//span[contains(@class,"ok")])') $(html \
        'count(//td//span[contains(@class,"bad")])')"

# Letters, sent and received, by any way of writing their number.
as shandong-signer
get /letters
is "the office's letters" 200 "$status"
letter=$(sql "select number from kb.letter l join kb.organ o using (organ_id)
    where o.code = 'DEMO-P-370000' order by signed_at limit 1")
q=$(echo "$letter" | sed 's/〔/ [ /; s/〕/]/')
fetch -G --data-urlencode "q=$q" "$URL/letters"
has "$letter"; ok "$q finds $letter" $?
get "/letters?way=in"
! has "$letter"; ok "which is none of those received" $?
as wenzhou
get /letters
! has "$letter"; ok "nor another's" $?

# Messages, all at once.
as weifang
get /messages
[ "$(xml /messages 'string(//found/unread)')" -gt 0 ]; ok "messages came" $?
send /messages
is "all are marked as read" 0 "$(xml /messages 'string(//found/unread)')"

# Sessions: of two, the other is ended.
JAR=$T/other.jar
get /sign-in
send /sign-in account=weifang password=kuaibao-demo
is "signed in elsewhere" 200 "$status"
as weifang
get /account
[ "$(html 'count(//button[starts-with(@value, "end:")])')" -ge 1 ]
ok "the other session is listed" $?
send /account do=end-others
is "and ended" 200 "$status"
is "this one goes on" 200 "$(get /work; echo "$status")"
JAR=$T/other.jar
get /work
[[ $(here) == /sign-in* ]]; ok "the other is signed out" $?

# What is older than the settings say goes; the keeper asks each hour.
sql "insert into kb.sign_in_attempt (account, outcome, at)
    values ('old-guest', 'bad', now() - interval '191 days')" >/dev/null
sql "select api.prune()" >/dev/null
is "old sign-ins are forgotten" 0 \
    "$(sql "select count(*) from kb.sign_in_attempt where account = 'old-guest'")"
guest
get /register/centre/no-such-centre
is "a missing entry is not found" 404 "$status"
done_testing
