# P07 and P08 whole, of the rule of 2025: order, extension, the centre's report,
# the check that fails; told, heard, and the centre leaves.
. "$(dirname "$0")/lib.sh"
state() { sql "select state from kb.case_file where number = '$CASE'"; }
letter_is() { # NAME TITLE
    local code
    code=$(sql "select l.code from kb.letter l join kb.case_file c using (case_id)
        where c.number = '$CASE' and l.name = '$1' and l.document is not null")
    fetch "$URL/case/$CASE/letter/$code.pdf"
    is "letter $1 as PDF" "200 application/pdf" \
        "$status $(header content-type)"
    if command -v pdftotext >/dev/null; then
        pdftotext "$page" - | tr -d ' \n' | grep -qF "$2"
        ok "which is a $2" $?
    fi
}

# The assessment of the last year has opened some: one of them.
read -r CASE region < <(sql "select c.number || ' ' || o.region from kb.case_file c
    join kb.case_party q on q.case_id = c.case_id and q.party = 'centre'
    join kb.organ o on o.organ_id = q.organ_id
    join kb.procedure_version v using (version_id)
    where c.procedure = 'rectification' and v.version = 2 and c.state = 'drafting'
        and exists (select from kb.person p where p.account = 'centre-' || o.region)
    order by c.number limit 1")
[ -n "$CASE" ]; ok "a centre is to be rectified ($CASE)" $?
CENTRE=centre-$region
as "$CENTRE"
get "/case/$CASE"
is "the centre does not see the draft" 404 "$status"
flow rectification
is "P07 ends failed" failed "$(state)"
as "$CENTRE"
get "/case/$CASE"
is "the centre sees it" 200 "$status"
letter_is rectification 督促整改
get /messages
has "$CASE"; ok "and finds it in its messages" $?
is "the extension moved the date" 2 "$(sql "select count(distinct l.due_on)
    from kb.case_limit l join kb.case_file c using (case_id)
    where c.number = '$CASE' and l.name = 'rectify'")"

CASE=$(sql "select k.number from kb.case_file k
    join kb.case_file p on p.case_id = k.parent_id
    where p.number = '$CASE' and k.procedure = 'disqualification'")
[ -n "$CASE" ]; ok "P08 is opened by it ($CASE)" $?
as national-reviewer
get "/case/$CASE"
has 年度考核结果; ok "which shows the assessment it comes from" $?
send do/propose
draft=$(here)
get "${draft%/page/*}/check"
has 年度考核结果 && ! has 当事人; ok "so does the last page of its form" $?
flow disqualification
is "P08 ends cancelled" cancelled "$(state)"
as "$CENTRE"
letter_is disqualification 退出
guest
get /register/disqualification
is "the register of exits has it" 1 \
    "$(xml /register/disqualification 'string(//found/n)')"
done_testing
