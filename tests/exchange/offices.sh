# offices.sh: sourced by tests of two installations: who does what where. Needs
# PROVINCE and NATIONAL, their URLs, PROVINCE_DSN and NATIONAL_DSN; CARRY: what
# to run so that messages travel (files), push and fetch: nothing. CASE1 and
# CASE2 are the case's numbers there.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "${BASH_SOURCE[0]}")/../web/lib.sh"
at() { # province|national
    if [ "$1" = province ]; then
        URL=$PROVINCE KB_DSN=$PROVINCE_DSN CASE=${CASE1:-}
    else
        URL=$NATIONAL KB_DSN=$NATIONAL_DSN CASE=${CASE2:-}
    fi
}
flow_correct() { # what the national office wants corrected
    cat <<'FLOW'
> national-handler move request-national-correction
item[1]/part	第1页 产业情况
item[1]/problem	产值数据与统计年鉴不一致
item[1]/remedy	请附统计部门证明
contact	陈一鸣
phone	010-62083114
FLOW
}
# arrives NAME WANTED SQL: messages take their time, a minute at most
arrives() {
    local got n=0
    while got=$(sql "$3"); [ "$got" != "$2" ] && [ $n -lt 120 ]; do
        [ -z "${CARRY:-}" ] || (at province; $CARRY) >>"$T/carry" 2>&1
        sleep 0.5
        n=$((n + 1))
    done
    is "$1" "$2" "$got"
}
state() { echo "select state from kb.case_file where number = '$CASE'"; }
