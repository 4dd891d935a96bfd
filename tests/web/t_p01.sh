# P01 from the guide to the approval, as its people do it, without scripts.
. "$(dirname "$0")/lib.sh"
get /guide/designation
is "the guide opens" 200 "$status"
html '//svg' >/dev/null; ok "with its flow chart" $?
flow designation
is "the case is approved" approved "$(xml "/case/$CASE" 'string(//case/state)')"
as national-signer
n=$(sql "select count(*) from kb.letter l join kb.case_file c using (case_id)
    where c.number = '$CASE' and l.document is not null")
[ "$n" -ge 5 ]; ok "its letters are stored ($n)" $?
code=$(sql "select l.code from kb.letter l join kb.case_file c using (case_id)
    where c.number = '$CASE' and l.name = 'approval'")
fetch "$URL/case/$CASE/letter/$code.pdf"
is "the approval as PDF" "200 application/pdf" "$status $(header content-type)"
head -c 5 "$page" | grep -q '%PDF-'; ok "which is one" $?
if command -v pdftotext >/dev/null; then
    pdftotext "$page" - | tr -d ' \n' | grep -q 青岛.*知识产权保护中心
    ok "which names the centre" $?
fi
cp "$page" "$T/approval.pdf"
fetch -r 0-99 "$URL/case/$CASE/letter/$code.pdf"
fetch "$URL/case/$CASE/letter/$code.ofd"
is "the approval as OFD" "200 application/ofd" "$status $(header content-type)"
head -c 2 "$page" | grep -q PK; ok "which is a package" $?
cp "$page" "$T/approval.ofd"
guest
is "anybody verifies it" 200 "$(get "/verify?code=$code"; echo "$status")"
get "/verify?code=$code"
has "$(sql "select number from kb.letter where code = '$code'")"
ok "and sees its number" $?
compare "$code" "$T/approval.pdf"
[ "$status" = 200 ]; ok "a letter's file is compared" $?
is "it is the same" true "$(html 'boolean(//*[contains(@class,"ok") or contains(@class,"good")])')"
compare "$code" "$T/approval.ofd"
is "the OFD too" true "$(html 'boolean(//*[contains(@class,"ok") or contains(@class,"good")])')"
get "/verify?code=AAAA-BBBB-CCCC"
! has 国知发保字; ok "a wrong code shows nothing" $?

# Progress by number and query code.
as qingdao
get "/case/$CASE?done=submit"
query=$(xml "/case/$CASE?done=submit" 'string(//query_code)')
[ -n "$query" ]; ok "the receipt has a query code" $?
guest
get /track
send /track number="$CASE" code="$query"
is "a guest sees the progress" 200 "$status"
has 船舶海工装备; ok "of this case" $?
get /track
send /track number="$CASE" code="AAAAAAAAAAA"
is "a wrong code shows nothing" 404 "$status"
for who in yantai office-330000 centre-110000; do
    as "$who"
    get "/case/$CASE"
    is "$who does not see the case" 404 "$status"
    get "/case/$CASE/letter/$code.pdf"
    is "nor its letter" 404 "$status"
done
as national-auditor
get "/case/$CASE/record"
is "the auditor reads the record" 200 "$status"
get /number
has "$(sql "select number from kb.letter where code = '$code'" | sed 's/〔.*//')"
ok "the series is public" $?
# The approval opened the acceptance of the building (P04).
is "P04 is open" 1 "$(sql "select count(*) from kb.case_file k
    join kb.case_file p on p.case_id = k.parent_id
    where p.number = '$CASE' and k.procedure = 'acceptance-inspection'")"
done_testing
