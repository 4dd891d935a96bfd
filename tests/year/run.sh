#!/bin/bash
# run.sh [PERCENT]: the demonstration's year, loaded (20 per cent of its cases;
# or that of KB_URL, KB_DSN) and judged: each procedure in it, what was drawn
# complete, the record whole, the figures those of the cases, its pages there;
# TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
. tests/instance.sh
percent=${1:-20}
if [ -z "${KB_URL:-}" ]; then
    DEMO=year KB_YEAR=$percent KB_TEMPLATE='' \
        instance_start "$(mktemp -d /tmp/kb-year.XXXXXX)" || exit 1
    until grep -q 'the year is there' "$instance_dir/run.log"; do
        kill -0 "$instance_pid" || { cat "$instance_dir/run.log"; exit 1; }
        sleep 1
    done
fi
. tests/web/lib.sh
trap 'rm -rf "$T"; [ -z "${instance_pid:-}" ] || instance_stop' EXIT
none() { is "$1" 0 "$(sql "select count(*) from ($2) x")"; }
plan() { sed -n 's/.*<procedure name="\([^"]*\)" cases="\([0-9]*\)".*/\1 \2/p' sql/demo/year.xml; }

# Cases: of each procedure most that the plan asks for; all kinds of state.
from=$(TZ=Asia/Shanghai date -d '366 days ago' +%F)
sql "select procedure, count(*) from kb.case_file where opened_at >= '$from' group by 1" |
    tr '|' ' ' >"$T/had"
few=$(plan | awk -v p="$percent" 'NR == FNR { had[$1] = $2; next }
    { want = int(($2 * p + 99) / 100); if (had[$1] < want / 2 || ($2 > 0 && had[$1] == 0)) printf "%s ", $1 }' \
    "$T/had" -)
is "the cases that the plan asks for" "" "$few"
none "each procedure in force is in it" "select from api.procedure_view p where p.current
    and not exists (select from kb.case_file c where c.procedure = p.name)"
n=$(sql "select count(*) from kb.case_file where opened_at >= '$from'")
[ "$n" -ge $((percent * 50)) ]; ok "5,000 cases in a whole year ($n at $percent per cent)" $?
share() { # TEXT CONDITION LEAST MOST: percent of the year's cases
    local v
    v=$(sql "select round(100.0 * count(*) filter (where $2) / count(*), 1) from kb.case_file c
        where opened_at >= '$from'")
    awk -v v="$v" -v a="$3" -v b="$4" 'BEGIN { exit !(v >= a && v <= b) }'
    ok "$1: $v per cent, of $3 to $4" $?
}
share "done, approved" "final in ('done', 'approved')" 40 90
share "refused, lapsed, withdrawn" "final in ('refused', 'withdrawn')" 3 45
share "running" "final is null" 5 45
share "overdue" "final is null and due_on < current_date" 0.1 15
none "nothing dated after now" "select from kb.case_event where at > now() + interval '1 day'"
none "nobody but the demonstration's organisations" "select from kb.case_party p
    join kb.organ o using (organ_id) where o.example"
[ "$(sql "select count(distinct opener_id) from kb.case_file c join kb.organ o on o.organ_id = c.opener_id
    where o.kind in ('enterprise', 'agency')")" -ge 40 ]; ok "forty firms and agencies apply" $?

# The plan: its tasks went out, most are done, some are late and were chased, the contacts are known.
task() { sql "select count(*) from kb.case_file c where c.procedure = 'plan-task' and $1"; }
n_task=$(task true) n_done=$(task "c.final = 'done'")
n_late=$(task "c.final is null and exists (select from kb.case_limit l where l.case_id = c.case_id and l.fired)")
[ "$n_task" -ge 100 ] && [ $((n_done * 100)) -ge $((n_task * 40)) ] && [ $((n_done * 100)) -le $((n_task * 90)) ]
ok "the plan's tasks: $n_task went out, $n_done are done" $?
[ "$n_late" -ge 1 ] && [ "$(sql "select count(*) from kb.letter where name = 'chase'")" -ge "$n_late" ]
ok "$n_late are overdue and were chased" $?
is "contact forms of three offices and three centres" 6 "$(sql "select count(*) from kb.register_entry
    where register = 'contact' and valid_to is null")"
is "its progress was told" 1 "$(sql "select count(*) from kb.letter where name = 'progress'")"

# What is drawn is complete.
none "every letter was set" "select from kb.letter where document is null"
none "no number of a letter is missing" "select from api.series_view where missing <> 0"
none "no number of a case is missing" "select from kb.case_series s where s.last <> (
    select count(*) from kb.case_file c where c.number like s.region || '-' || s.year || '-' || s.code || '-%')"
none "no due move was refused" "select from kb.alarm where kind = 'due-move'"
[ "$(sql "select count(*) from kb.rating")" -ge $((n / 20)) ]; ok "cases are rated" $?
none "every rating is in the record" "select from kb.rating r where not exists (
    select from kb.case_event e where e.case_id = r.case_id and e.kind = 'rate')"

# Figures are those of the cases.
none "states are counted" "select from (select procedure, state, count(*) as n from kb.case_file group by 1, 2) c
    full join (select procedure, state, sum(n) as n from kb.case_tally where state <> '' group by 1, 2
        having sum(n) <> 0) t using (procedure, state) where c.n is distinct from t.n"
none "limits met are counted" "select from (select c.procedure, l.name, count(*) as n from kb.case_limit l
        join kb.case_file c using (case_id) where l.status = 'met' group by 1, 2) c
    full join (select procedure, limit_name as name, sum(on_time + late) as n from kb.limit_tally group by 1, 2) t
    using (procedure, name) where c.n is distinct from t.n"

# The record: sealed by the keeper, then proved.
for _ in $(seq 120); do
    [ "$(sql "select count(*) from kb.case_event e where not exists (select from kb.audit_leaf l
        where l.event_id = e.event_id) limit 1")" = 0 ] && break
    sleep 1
done
KB_DSN=$KB_DSN "$B/kuaibao" audit verify >"$T/verify" 2>&1
proven=$?
ok "the record proves itself: $(tail -n 1 "$T/verify")" $proven

for p in / /register /report /report/cases /report/year /notice /number; do
    get $p
    [ "$status" = 200 ] || break
done
is "public pages" 200 "$status"
for who in national-handler shandong-handler centre-370100 office-370100 firm-370100-01; do
    JAR=$T/$who.jar
    fetch --data-urlencode "account=$who" -d password=kuaibao-demo "$URL/sign-in"
    for p in /work /cases /letters /messages; do
        get $p
        [ "$status" = 200 ] || break 2
    done
done
is "pages of $who" 200 "$status"
done_testing
