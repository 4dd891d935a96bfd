# P18: an infringement, from the request to the served decision; the finding is
# for the office's eyes only.
. "$(dirname "$0")/lib.sh"

flow infringement
is "the decision is served" served "$(xml "/case/$CASE" 'string(//case/state)')"
as qingdao-shop
get "/case/$CASE"
has 专利侵权纠纷处理决定书; ok "the respondent has the decision" $?
as jinan-firm
fetch "$URL/register/infringement-finding"
is "the findings are not for firms" 404 "$status"
as jinan-agency
fetch "$URL/case/$CASE"
is "the case is not for others" 404 "$status"

# What is published is the decision without the names.
guest
notice=$(sql "select notice_id from kb.notice where letter_id = (select letter_id from kb.letter
    join kb.case_file c using (case_id) where c.number = '$CASE' and name = 'decision')")
get "/notice/$notice"
is "the decision is published" 200 "$status"
for words in 落入外观设计专利权的保护范围 立即停止销售侵权产品 某甲单位 某乙单位 地址：（略） 店员（略） '139****5678'; do
    has "$words"; ok "in it: $words" $?
done
withheld() { # NAME: whether the last page has what it may not
    grep -qE '济南冷泉|栈桥|示范路|欧守密|13900005678' "$page" && hit=1 || hit=0
    is "none of what is withheld: $1" 0 "$hit"
}
for path in "/notice/$notice" "/notice/$notice?format=xml" "/notice?format=xml" "/notice?format=csv" \
    "/notice?format=xlsx" "/search?q=%E7%94%B5%E7%83%AD%E6%B0%B4%E5%A3%B6" "/report/procedure/infringement?by=field" \
    "/number?format=xml" "/?format=xml"; do
    get "$path"
    [[ $path != *xlsx ]] || { unzip -p "$page" >"$T/cells" && mv "$T/cells" "$page"; }
    withheld "$path ($status)"
done
for word in 欧守密 栈桥电器商行; do
    get "/search?q=$word&format=xml"
    is "nor is it found by $word" 0 "$(grep -c "<notice_id>$notice<" "$page")"
done
done_testing
