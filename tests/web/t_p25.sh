# P25: a complaint by nobody: no account, a receipt, a look at the progress, the
# centre's answer; nobody else sees the case.
. "$(dirname "$0")/lib.sh"
centre='中国（济南·纺织服装）知识产权保护中心（演示）'

guest
get /begin/complaint
send /begin/complaint
is "each centre is offered once" 0 \
    "$(html 'count(//select[@name = "centre"]//option[@value = preceding::option/@value])')"
pairs=$(printf '%s\t%s\n' kind complaint right patent \
    target 泉城路示范电器店 place 济南市泉城路1号 \
    facts 销售的电热水壶与本人外观设计专利产品相同。 centre "$centre" named yes \
    name 王海 phone 13800001234)
fill
is "a complaint without an account" 200 "$status"
CASE=$(here | sed 's,^/case/,,; s/[?#].*//')
code=$(xml "/case/$CASE?done=submit" 'string(//query_code)')
[[ $(here) == /case/*done=* && -n $code ]]
ok "its number and query code" $?
is "numbered where the centre is" 370100 "${CASE%%-*}"
get "/case/$CASE?done=submit"
is "which says by what day it is answered" 1 \
    "$(html 'count(//main//*[@role = "status"]/p[contains(., "日前告知是否受理")])')"
html '//main//*[@role = "status"]//text()[contains(., "{")]' >/dev/null && hit=1 || hit=0
is "and shows no rule for it" 0 "$hit"
JAR=$T/other.jar
get /track
send /track number="$CASE" code="$code"
has 待受理; ok "anybody with both sees the progress" $?

flow complaint
is "it is answered" answered "$(xml "/case/$CASE" 'string(//case/state)')"
JAR=$T/back.jar
get "/track"
send /track number="$CASE" code="$code"
send /resume code="$code"
is "the person comes back" 200 "$status"
has 举报投诉答复书; ok "and finds the answer" $?
for who in centre-370300 shandong-handler national-auditor; do
    as "$who"
    fetch "$URL/case/$CASE"
    is "not for $who" 404 "$status"
done
get "/search?q=$CASE"
html "//main//a[contains(@href, '$CASE')]" >/dev/null && hit=1 || hit=0
is "nor found by its number" 0 "$hit"

# passed on: the other authority works on it and is not told who complained
JAR=$T/second.jar
get /begin/complaint
send /begin/complaint
pairs=$(printf '%s\t%s\n' kind report right patent target 栈桥路示范网店 facts 销售标注过期专利号的产品。 \
    centre "$centre" named yes name 欧阳守密 phone 13900005678)
fill
CASE=$(here | sed 's,^/case/,,; s/[?#].*//')
pairs=
step centre-370100-signer move accept
pairs=$(printf '%s\t%s\n' agency 青岛市知识产权局 note 网店销售标注过期专利号的产品。)
step centre-370100-signer move pass-on
as centre-370100
get "/case/$CASE"
has 欧阳守密; ok "the centre knows who" $?
as qingdao-office
get "/case/$CASE"
is "the authority reads the case" 200 "$status"
has 栈桥路示范网店; ok "what is reported" $?
for path in "/case/$CASE" "/case/$CASE/record" "/case/$CASE?format=xml" "/case/$CASE/message/complaint.xml" \
    "/search?q=欧阳守密"; do
    fetch "$URL$path"
    hits=$(grep -oE '<name>欧阳守密|欧阳守密</(dd|span|m:name|td)|13900005678' "$page" | wc -l)
    is "not who: $path" "200 0" "$status $hits"
done
html '//main//a[contains(@href, "/case/")]' >/dev/null && hit=1 || hit=0
is "nor is the case found by the name" 0 "$hit"
fetch "$URL/case/$CASE/archive.zip"
mkdir -p "$T/zip"
(cd "$T/zip" && unzip -qo "$page")
grep -rlE '欧阳守密|13900005678' "$T/zip" >/dev/null && hit=1 || hit=0
is "nor does the archive say" 0 "$hit"

# what the authority writes takes nothing away from what it does not see
pairs=
step qingdao-office move sign
pairs=$(printf '%s\t%s\n' proven yes text 已责令停止销售并立案查处。)
step qingdao-office move report-back
as centre-370100
get "/case/$CASE"
is "it reports back" answering "$(xml "/case/$CASE" 'string(//case/state)')"
has 13900005678; ok "and the centre still knows whom to answer" $?

# an organisation that complains by its account is not named to it either
firm=济南泺源专利代理事务所
code=91370102MADEM002XW
as jinan-agency
get /apply/complaint
send /apply/complaint
pairs=$(printf '%s\t%s\n' kind report right patent target 五四广场示范商行 facts 销售标注过期专利号的产品。 \
    centre "$centre" named yes name 欧阳守密 phone 13900005678)
fill
CASE=$(here | sed 's,^/case/,,; s/[?#].*//')
pairs=
step centre-370100-signer move accept
pairs=$(printf '%s\t%s\n' agency 青岛市知识产权局 note 商行销售标注过期专利号的产品。)
step centre-370100-signer move pass-on
pairs=
step qingdao-office move sign
as qingdao-office
get "/case/$CASE"
send /do/report-back
draft=$(here | sed 's/[?#].*//')
[[ $draft == /draft/* ]]; ok "the authority begins its report" $?
names() { # what of the page says who it was, beside what was typed into a search
    sed 's/value="[^"]*"//g' "$page" | grep -oE "$firm|$code|欧阳守密|13900005678" | sort | uniq -c | tr '\n' ' '
}
unnamed() {
    for path in "/case/$CASE" "/case/$CASE?format=xml" "/case/$CASE/record" "/case/$CASE/record?format=xml" \
        "/case/$CASE/message/complaint.xml" "/case/$CASE/message/complaint-transfer.xml" /cases "/cases?format=xml" \
        "/cases?format=csv" "/cases?q=五四广场" "/search?q=五四广场" "/search?q=五四广场&format=xml" "$@"; do
        fetch "$URL$path"
        is "not named: $path" "200 " "$status $(names)"
    done
    for q in "$firm" "$code"; do
        for path in /cases /search; do
            get "$path?q=$q"
            html "//main//a[contains(@href, '$CASE')]" >/dev/null && hit=1 || hit=0
            is "nor found by it: $path?q=$q" 0 "$hit"
        done
    done
}
unnamed "$draft" "$draft?format=xml" /work "/work?format=xml"
get "/case/$CASE?format=xml"
is "but called what it is" "举报投诉人 举报投诉人" \
    "$(xmllint --xpath 'concat(string(//case/organ_name), " ", string(//document/case/party/reporter/@name))' "$page")"
pairs=$(printf '%s\t%s\n' proven yes text 已责令停止销售。)
step qingdao-office move report-back
pairs=$(printf '%s\t%s\n' text 举报属实，已责令停止销售。)
step centre-370100-signer move answer
as qingdao-office
unnamed
for letter in $(xml "/case/$CASE" '//letter/code/text()'); do
    for path in "/verify?code=$letter" "/verify?code=$letter&format=xml" "/case/$CASE/letter/$letter.xml"; do
        get "$path"
        is "nor by a letter: ${path/$letter/CODE}" "200 " "$status $(names)"
    done
done
fetch "$URL/case/$CASE/archive.zip"
rm -rf "$T/zip" && mkdir "$T/zip"
(cd "$T/zip" && unzip -qo "$page")
grep -rlE "$firm|$code|欧阳守密|13900005678" "$T/zip" >/dev/null && hit=1 || hit=0
is "nor by the archive" 0 "$hit"
for who in centre-370100 jinan-agency; do
    as "$who"
    get "/case/$CASE"
    has "$firm"; ok "$who sees who it was" $?
done

# the phone desk: its own centre and the telephone are there already
as centre-370100
get /apply/complaint
send /apply/complaint
is "the desk finds itself chosen" "$centre phone" \
    "$(html 'string(//select[@name = "centre"]//option[@selected]/@value)') $(html 'string(//input[@name = "way"][@checked]/@value)')"
done_testing
