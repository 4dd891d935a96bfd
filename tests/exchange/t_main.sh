# P01 across two installations: a city applies in its province, the province's
# signed recommendation opens a case at the national office with application,
# files and letter; corrections, visit and approval come back to the city.
. "$(dirname "$0")/offices.sh"
mkdir "$T/flow"
cp "$web/form.xsl" "$T/"
# One flow for each stay at an office.
awk -v out="$T/flow" '/^> / { n = $2 ~ /^national-/ ? "national" : "province" }
    { print >(out "/" n ".flow") }' "$web/flow/designation.flow"
awk '/^> national-reviewer move arrange/ { late = 1 }
    { print >(FILENAME late ".part") }' "$T/flow/national.flow"
mv "$T/flow/national.flow.part" "$T/flow/admit.flow"
mv "$T/flow/national.flow1.part" "$T/flow/decide.flow"
flow_correct >"$T/flow/correct.flow"
printf '> qingdao move resubmit-to-national\n' >"$T/flow/resubmit.flow"
web=$T
at province
flow province
CASE1=$CASE
is "the province has recommended" national-check "$(sql "$(state)")"
at national
arrives "the recommendation opens a case at the national office" 1 \
    "select count(*) from kb.conversation where remote_number = '$CASE1'"
CASE2=$(sql "select f.number from kb.case_file f join kb.conversation c using (case_id)
    where c.remote_number = '$CASE1'")
CASE=$CASE2
as national-handler
get "/case/$CASE2"
is "its officer opens it" 200 "$status"
is "the city's words are there" 船舶海工装备 \
    "$(xml "/case/$CASE2" 'string(//record/apply/industry)')"
n=$(sql "select count(*) from kb.attachment a join kb.case_file c using (case_id)
    where c.number = '$CASE2' and a.ended and a.form = 'apply'")
m=$(psql -XAtq "$PROVINCE_DSN" -c "select count(*) from kb.attachment a
    join kb.case_file c using (case_id) where c.number = '$CASE1' and a.form = 'apply'")
is "and all its files" "$m" "$n"
files() { psql -XAtq "$1" -c "select string_agg(a.name || a.sha256, ' ' order by a.sha256, a.name)
    from kb.attachment a join kb.case_file c using (case_id)
    where c.number = '$2' and a.form = 'apply'"; }
is "byte for byte" "$(files "$PROVINCE_DSN" "$CASE1")" "$(files "$NATIONAL_DSN" "$CASE2")"
for type in pdf ofd; do
    id=$(sql "select attachment_id from kb.attachment a join kb.case_file c using (case_id)
        where c.number = '$CASE2' and a.form = 'letter' and a.type = 'application/$type'")
    fetch "$URL/attachment/$id"
    is "the recommendation as $type" "200 application/$type" \
        "$status $(header content-type)"
    [ "$type" = ofd ] || { pdftotext "$page" - | tr -d ' \n' | grep -q 推荐; ok "which recommends" $?; }
done
at province
as shandong-signer
get "/case/$CASE1"
! html '//form[contains(@action, "/do/accept-national")]' >/dev/null
ok "nobody in the province may act for the national office" $?

at national
flow correct
at province
arrives "the request for corrections reaches the city" national-correcting "$(state)"
flow resubmit
at national
arrives "the corrected papers come back" national-check "$(state)"
flow admit
at province
arrives "the city sees that it is taken up" national-review "$(state)"
at national
flow decide
is "the national office has approved" approved "$(sql "$(state)")"
at province
arrives "the approval updates the province's case" approved "$(state)"
as qingdao
get "/case/$CASE1"
is "the city sees it" 200 "$status"
is "with the decision" approved "$(xml "/case/$CASE1" 'string(//case/state)')"
id=$(sql "select attachment_id from kb.attachment a join kb.case_file c using (case_id)
    where c.number = '$CASE1' and a.form = 'letter' and a.field = 'approval'
        and a.type = 'application/pdf'")
fetch "$URL/attachment/$id"
is "and reads the approval" "200 application/pdf" "$status $(header content-type)"
is "the register has the centre" 1 "$(sql "select count(*) from kb.register_entry
    where register = 'designation' and case_id = (select case_id from kb.case_file
    where number = '$CASE1') and valid_to is null")"

# of this case, sent from here
open="select count(*) from kb.outbox where state <> 'done' and conversation in
    (select conversation from kb.conversation where case_id = (select case_id
        from kb.case_file where number = '%s'))"
at national
arrives "all messages of the national office are settled" 0 "${open/\%s/$CASE2}"
at province
arrives "and all of the province" 0 "${open/\%s/$CASE1}"
taken() { psql -XAtq "$1" -c "select string_agg(i.message, ' ' order by i.sequence) from kb.inbox i
    join kb.case_file c using (case_id) where c.number = '$2'"; }
is "the province took each message once" "correction admission visit approval" \
    "$(taken "$PROVINCE_DSN" "$CASE1")"
is "the national office too" "recommendation application" \
    "$(taken "$NATIONAL_DSN" "$CASE2")"
is "no alarm" "0 0" "$(psql -XAtq "$PROVINCE_DSN" -c "select count(*) from kb.alarm") $(
    psql -XAtq "$NATIONAL_DSN" -c "select count(*) from kb.alarm")"
done_testing
