# P36: somebody without an account asks for information, and by the query code
# reads the answer with its papers after the case has closed, and rates it.
. "$(dirname "$0")/lib.sh"

get /guide/disclosure
get "$(html 'string(//main//a[starts-with(@href, "/begin/")]/@href)')"
send /begin/disclosure
pairs=$(printf '%s\t%s\n' office 青岛市知识产权局 subject 2025年专利侵权案件统计 \
    detail 2025年立案数和结案数。 form electronic name 王海 phone 13800000000)
fill
CASE=$(here | sed 's,^/case/,,; s/[?#].*//')
code=$(xml "/case/$CASE" 'string(//query_code)')
[ "${#code}" = 11 ]; ok "asked without an account, with a receipt" $?

pairs=$(printf '%s\t%s\n' reason 需要汇总各区数据。)
step qingdao-signer move extend
pairs=$(printf '%s\t%s\n' result part text 统计数予以公开，裁决书不予公开。 papers @统计表)
step qingdao-office move draft
pairs=
step qingdao-signer move sign
is "answered, and closed" 200 "$status"

JAR=$T/later.jar
get "/case/$CASE"
is "without the code: nothing" /sign-in "$(here | cut -d'?' -f1)"
get /track
send /track number="$CASE" code="$code"
html "//form[@action = '/resume']" >/dev/null
ok "a closed case is opened by its query code" $?
send /resume code="$code"
is "its page" "/case/$CASE" "$(here)"
letter=$(html 'string(//main//a[contains(@href, ".pdf")]/@href)')
file=$(html 'string(//main//a[starts-with(@href, "/attachment/")]/@href)')
fetch "$URL$letter"
is "with the answer" "200 %PDF" "$status $(head -c 4 "$page")"
fetch "$URL$file"
is "with the papers that were given" 200 "$status"
cmp -s "$page" "$(paper 统计表)"; ok "as the office put them in" $?
JAR=$T/other.jar
fetch "$URL$file"
is "which nobody else reads" 303 "$status"
fetch "$URL$letter"
is "nor the answer" 303 "$status"

JAR=$T/later.jar
get "/case/$CASE"
cp "$page" "$T/before"
send "/case/$CASE" level=2 text=等待时间长。 do=rate
is "rated" "/case/$CASE?done=rate" "$(here)"
fetch -X POST "${SENT[@]}"
is "the same once more: no harm" "303 /case/$CASE?done=rate" "$status $location"
cp "$T/before" "$page"
send "/case/$CASE" level=5 do=rate "request=$(cat /proc/sys/kernel/random/uuid)"
is "another: refused" 409 "$status"
is "one rating" 2 "$(sql "select string_agg(r.level::text, ' ') from kb.rating r
    join kb.case_file c using (case_id) where c.number = '$CASE'")"
get "/case/$CASE"
has 不满意; ok "the record says it in words" $?
as qingdao-office
get "/case/$CASE"
has 等待时间长。; ok "the office reads the remark" $?
done_testing
