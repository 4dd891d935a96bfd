# P02 and P03 whole: a province files directly, a county through its province;
# decided, with their letters, and the building of the centre (P04) begun.
. "$(dirname "$0")/lib.sh"

# letters NAME...: each was signed, with a document that opens as PDF.
letters() {
    local name code
    for name in "$@"; do
        code=$(sql "select l.code from kb.letter l join kb.case_file c using (case_id)
            where c.number = '$CASE' and l.name = '$name' and l.document is not null")
        fetch "$URL/case/$CASE/letter/$code.pdf"
        is "letter $name as PDF" "200 application/pdf" \
            "$status $(header content-type)"
    done
}
child() { sql "select k.number || ' ' || k.state from kb.case_file k
    join kb.case_file p on p.case_id = k.parent_id
    where p.number = '$CASE' and k.procedure = 'acceptance-inspection'"; }

flow designation-province
is "P02 is approved" approved "$(xml "/case/$CASE" 'string(//case/state)')"
is "by a province's title" '中国（山东·高端装备）知识产权保护中心' \
    "$(xml "/case/$CASE" 'string(//record/apply/title)')"
as shandong-government
get "/case/$CASE"
is "the applicant sees it" 200 "$status"
letters national-correction national-acceptance site-visit approval
[[ $(child) == *' building' ]]; ok "its building is begun" $?
as shandong-handler
get /apply/designation-province
send /apply/designation-province
is "an office cannot apply" none "$status"

flow rapid-centre
is "P03 is approved" approved "$(xml "/case/$CASE" 'string(//case/state)')"
as caoxian
get "/case/$CASE"
has 中国曹县（木制品）知识产权快速维权中心
ok "the county sees the centre's name" $?
letters province-acceptance recommendation national-acceptance site-visit \
    approval
[[ $(child) == *' building' ]]; ok "its building is begun" $?

# 599 designs in one year are told at the field, and nothing typed is lost.
as yiwu
pairs=$(sed -n '/^> caoxian open/,/^> /p' "$web/flow/rapid-centre.flow" |
    grep -v '^>' | sed 's/^\(design.2..applications\).*/\1\t599/')
get /apply/rapid-centre
send /apply/rapid-centre
STOP=check fill >/dev/null 2>&1
is "a year of 599 designs is refused" 422 "$status"
has 'value="599"'; ok "what was typed stands there" $?
html '//*[@id="errors"]//a' >/dev/null; ok "and is linked from the summary" $?
done_testing
