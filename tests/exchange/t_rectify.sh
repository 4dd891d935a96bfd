# P07 across two installations: the engine opens a case about a centre at the
# national office; its order opens one where the centre works, whose request and
# report go back, and the conclusion comes.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
at() { # province|national
    if [ "$1" = province ]; then
        URL=$PROVINCE KB_DSN=$PROVINCE_DSN CASE=${CASE1:-}
    else
        URL=$NATIONAL KB_DSN=$NATIONAL_DSN CASE=${CASE2:-}
    fi
}
arrives() { # NAME WANTED SQL
    local got n=0
    while got=$(sql "$3"); [ "$got" != "$2" ] && [ $n -lt 120 ]; do
        sleep 0.5
        n=$((n + 1))
    done
    is "$1" "$2" "$got"
}
state() { echo "select state from kb.case_file where number = '$CASE'"; }
cp "$web/form.xsl" "$T/"
mkdir "$T/flow"
CENTRE=centre-370300
# One flow for each stay at an office.
sed "s/{CENTRE}/$CENTRE/" "$web/flow/rectification.flow" | awk -v out="$T/flow" '
    /^> / { side = $2 ~ /^centre/ ? "centre" : "office"
        n += side != last; last = side }
    n { print >(out "/" n ".flow") }'
web=$T
at national
sql "select kb.open_case('rectification', null, kb.today(), o.organ_id, o.organ_id, null, ('<record><assessment><year>2025</year><title>'
    || o.name || '</title><region>370300</region><score>55</score><rank>77</rank><of>77</of><failed>false</failed>'
    || '<last>true</last><low-share>10</low-share></assessment></record>')::xml, null)
    from kb.organ o where o.code = 'DEMO-C-370300'" >"$T/opened"
CASE2=$(sql "select number from kb.case_file where procedure = 'rectification' order by case_id desc limit 1")
at national
flow 1
is "the national office has ordered" rectifying "$(sql "$(state)")"
at province
arrives "the order opens a case where the centre works" rectifying \
    "select f.state from kb.case_file f join kb.conversation c using (case_id) where c.remote_number = '$CASE2'"
CASE1=$(sql "select f.number from kb.case_file f join kb.conversation c using (case_id)
    where c.remote_number = '$CASE2'")
at province
is "it is about that centre" DEMO-C-370300 "$(sql "select o.code from kb.case_party p join kb.organ o using (organ_id)
    join kb.case_file f using (case_id) where f.number = '$CASE' and p.party = 'centre'")"
is "with the same last day" "$(psql -XAtq "$NATIONAL_DSN" -c "select l.due_on from kb.case_limit l join kb.case_file f
    using (case_id) where f.number = '$CASE2' and l.name = 'rectify'")" "$(sql "select l.due_on from kb.case_limit l
    join kb.case_file f using (case_id) where f.number = '$CASE' and l.name = 'rectify'")"
as $CENTRE
get "/case/$CASE"
is "the centre sees it" 200 "$status"
flow 2
at national
arrives "its request arrives" extension-decision "$(state)"
flow 3
at province
arrives "more time comes" rectifying "$(state)"
flow 4
at national
arrives "its report arrives with the file" "checking 1" "select state || ' ' || (select count(*) from kb.attachment a
    where a.case_id = f.case_id and a.form = 'report') from kb.case_file f where number = '$CASE'"
flow 5
at province
arrives "the conclusion comes" failed "$(state)"
done_testing
