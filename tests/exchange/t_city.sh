# P01 where the city works at an installation of its own: one of the two plays
# the city's, the other its province's and the national office's, which reaches
# the city through the province. Then the province between two others passes
# the signed approval on, byte for byte.
. "$(dirname "$0")/offices.sh"
mkdir "$T/flow"
cp "$web/form.xsl" "$T/"
# A flow for each stay: 1 the city applies, 2 the province wants corrections, 3
# the city corrects, 4 the province recommends, 5 the national office approves.
awk -v out="$T/flow" '/^> / { split($2, who, "-"); n += who[1] != last; last = who[1] }
    n { print >(out "/" n ".flow") }' "$web/flow/designation.flow"
flow_correct >"$T/flow/correct.flow"
printf '> qingdao move resubmit-to-national\n' >"$T/flow/once-more.flow"
web=$T
kuaibao() { # DSN COMMAND...
    local dsn=$1
    shift
    KB_DSN=$dsn "$B/kuaibao" "$@"
}
staff() { # DSN insert|delete: the province's people work there
    psql -Xq "$1" -c "delete from kb.role r using kb.organ o, kb.person p where o.organ_id = r.organ_id
        and p.person_id = r.person_id and o.code = 'DEMO-P-370000' and p.account like 'shandong-%'"
    [ "$2" = delete ] || psql -Xq "$1" -c "insert into kb.role (person_id, organ_id, role)
        select p.person_id, o.organ_id, split_part(p.account, '-', 2) from kb.person p, kb.organ o
        where o.code = 'DEMO-P-370000' and p.account in ('shandong-handler', 'shandong-reviewer', 'shandong-signer')"
}

kuaibao "$PROVINCE_DSN" peer self shandong region=370200 &&
    kuaibao "$PROVINCE_DSN" peer add cnipa 山东省知识产权局 push "url=$NATIONAL" \
        organ=DEMO-N region=000000 &&
    kuaibao "$NATIONAL_DSN" peer add shandong 青岛市 push "url=$PROVINCE" region=370200
ok "one plays the city, the other speaks for all around it" $?
staff "$NATIONAL_DSN" insert

at province
flow 1
CASE1=$CASE
is "the city has applied" province-check "$(sql "$(state)")"
as shandong-handler
get "/case/$CASE1"
! html '//form[contains(@action, "/do/")]' >/dev/null
ok "nobody there may act for the province" $?
rm "$T/shandong-handler.jar" # a session of the other office
at national
arrives "the application opens a case at the province" 1 \
    "select count(*) from kb.conversation where remote_number = '$CASE1'"
CASE2=$(sql "select f.number from kb.case_file f join kb.conversation c using (case_id)
    where c.remote_number = '$CASE1'")
at national
flow 2
at province
arrives "its corrections reach the city" province-correcting "$(state)"
flow 3
at national
arrives "the corrected papers come" province-check "$(state)"
flow 4
is "the province has recommended" national-check "$(sql "$(state)")"
at province
arrives "which the city hears" national-check "$(state)"
is "with the letter" recommendation "$(sql "select string_agg(distinct a.field, ' ') from kb.attachment a
    join kb.case_file c using (case_id) where c.number = '$CASE1' and a.form = 'letter' and a.field = 'recommendation'")"
at national
flow correct
at province
arrives "the national office's corrections come too" national-correcting "$(state)"
flow once-more
at national
arrives "and the corrected papers once more" national-check "$(state)"
flow 5
at province
arrives "the approval reaches the city" approved "$(state)"
as qingdao
get "/case/$CASE1"
is "which reads it" 200 "$status"
taken() { psql -XAtq "$1" -c "select string_agg(i.message, ' ' order by i.sequence) from kb.inbox i
    join kb.case_file c using (case_id) where c.number = '$2'"; }
is "each message came to the city once" \
    "province-correction province-acceptance recommendation correction admission visit approval" \
    "$(taken "$PROVINCE_DSN" "$CASE1")"
is "and from it" "application application application" "$(taken "$NATIONAL_DSN" "$CASE2")"

# The province between two: what the national office decides goes on to a city
# that has an installation of its own by now; its messages travel as files.
staff "$NATIONAL_DSN" delete
kuaibao "$PROVINCE_DSN" peer self shandong && way push
ok "the two are a province and the national office again" $?
at province
rm "$T"/shandong-*.jar
for stay in 1 2 3 4; do flow $stay; done
CASE1=$CASE
at national
arrives "the recommendation arrives" 1 "select count(*) from kb.conversation where remote_number = '$CASE1'"
CASE2=$(sql "select f.number from kb.case_file f join kb.conversation c using (case_id)
    where c.remote_number = '$CASE1'")
kuaibao "$PROVINCE_DSN" peer add qdcity 青岛市 files region=370200
at national
flow 5
at province
arrives "the approval reaches the province" approved "$(state)"
KB_EXCHANGE_KEY=$PROVINCE_VAR/run/exchange.key KB_FONTS=$B/fonts \
    kuaibao "${PROVINCE_DSN/user=postgres/user=kb_exchange}" exchange export "$T/out" qdcity
is "what it said goes on to the city, and the task to build" "admission visit approval construction" \
    "$(sql "select string_agg(o.message, ' ' order by o.case_id, o.sequence) from kb.outbox o join kb.peer p using (peer_id)
    where p.code = 'qdcity' and o.kind = 'business'")"
letter=$(sql "select string_agg(a.sha256, ' ' order by a.sha256) from kb.attachment a join kb.case_file c using (case_id)
    where c.number = '$CASE1' and a.form = 'letter' and a.field = 'approval'")
is "the approval with the letter that came" "$letter" "$(cat "$T"/out/*.xml |
    grep -o '<[a-z]*:letter name="approval".*</[a-z]*:letter>' | grep -o 'sha256="[0-9a-f]*"' |
    cut -d'"' -f2 | sort | paste -sd' ')"
for f in $letter; do
    is "byte for byte" "$f" "$(sha256sum "$T/out/$f" | cut -d' ' -f1)"
done
# For the tests behind this one: a peer of nobody, to whom nothing is waiting.
kuaibao "$PROVINCE_DSN" peer add qdcity 青岛市 files region=429004
sql "update kb.outbox o set state = 'done', ended_at = clock_timestamp() from kb.peer p
    where p.peer_id = o.peer_id and p.code = 'qdcity'"
done_testing
