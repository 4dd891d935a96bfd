# P07 across two installations: the engine opens a case about a centre at the
# national office; its order opens one where the centre works, whose request and
# report go back, and the conclusion comes: poor, and the centre leaves (P08) by
# messages too, heard before; for another centre it is done.
. "$(dirname "$0")/offices.sh"
cp "$web/form.xsl" "$T/"
mkdir "$T/flow"
# stays PREFIX <FLOW: one flow for each stay at an office, PREFIX1, PREFIX2 ...
stays() {
    sed "s/{CENTRE}/$CENTRE/" | awk -v out="$T/flow/$1" '
        /^> / { side = $2 ~ /^centre/ ? "centre" : "office"
            n += side != last; last = side }
        n { print >(out n ".flow") }'
}
CENTRE=centre-370300
stays '' <"$web/flow/rectification.flow"
stays p08- <"$web/flow/disqualification.flow"
CENTRE=centre-370400
sed '/move ask-extension/,/^reason.理由正当/d; s/failed$/done/; s/^completed\tno/completed\tyes/
    /^remaining/d' "$web/flow/rectification.flow" | stays done-
web=$T
# opened REGION: the engine opens one about that centre; its number in CASE2.
opened() {
    at national
    sql "select kb.open_case('rectification', null, kb.today(), o.organ_id, o.organ_id, null, ('<record><assessment><year>2025</year><title>'
    || o.name || '</title><region>$1</region><score>55</score><rank>77</rank><of>77</of><failed>false</failed>'
    || '<last>true</last><low-share>10</low-share></assessment></record>')::xml, null)
    from kb.organ o where o.code = 'DEMO-C-$1'" >"$T/opened"
    CASE2=$(sql "select number from kb.case_file where procedure = 'rectification' order by case_id desc limit 1")
    at national
}
# elsewhere: the number that the province gave it, when it has come there
elsewhere() {
    at province
    arrives "$1" "$2" \
        "select f.state from kb.case_file f join kb.conversation c using (case_id) where c.remote_number = '$CASE2'"
    CASE1=$(sql "select f.number from kb.case_file f join kb.conversation c using (case_id)
        where c.remote_number = '$CASE2'")
    at province
}
opened 370300
CENTRE=centre-370300
flow 1
is "the national office has ordered" rectifying "$(sql "$(state)")"
elsewhere "the order opens a case where the centre works" rectifying
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

# P08, which the conclusion opened at the national office
at national
CASE2=$(sql "select f.number from kb.case_file f join kb.case_link k on k.child_id = f.case_id
    join kb.case_file p on p.case_id = k.parent_id where p.number = '$CASE2' and f.procedure = 'disqualification'")
at national
flow p08-1
elsewhere "the proposal that it leaves opens a case where the centre works" hearing
as centre-370300
get "/case/$CASE"
is "the centre reads it" 200 "$status"
flow p08-2
at national
arrives "its statement arrives" deciding "$(state)"
flow p08-3
is "the national office has decided" cancelled "$(sql "$(state)")"
at province
arrives "the decision comes" cancelled "$(state)"
listed="select count(*) from kb.register_entry e join kb.organ o on o.name = e.key
    where e.register = 'disqualification' and o.code = 'DEMO-C-370300' and e.valid_to is null"
is "the register of the province has it" 1 "$(sql "$listed")"
at national
is "and that of the national office" 1 "$(sql "$listed")"

# done, for another centre
opened 370400
flow done-1
elsewhere "the order for another centre arrives" rectifying
flow done-2
at national
arrives "its report arrives" checking "$(state)"
flow done-3
is "the national office is content" "done" "$(sql "$(state)")"
at province
arrives "the conclusion comes: done" "done" "$(state)"
is "nothing failed on the way" "0 0" "$(psql -XAtq "$PROVINCE_DSN" -c "select count(*) from kb.outbox
    where state in ('dead', 'rejected') and message like '%rectif%'") $(psql -XAtq "$NATIONAL_DSN" -c "select
    count(*) from kb.outbox where state in ('dead', 'rejected') and message like '%rectif%'")"
done_testing
