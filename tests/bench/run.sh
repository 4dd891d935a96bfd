#!/bin/bash
# run.sh [PART...]: measures the system beside its rivals on one machine, in one
# run, and prints ratios. Parts, all but the last by default:
#   pages         list page, cached page, PHP, constant FastCGI, nginx static
#   post          a form's page against pgbench making the same transaction
#   memory        workers and PostgreSQL
#   start         from exec to the first page
#   instructions  of the list page's tree, transform and output (callgrind)
#   letter        letters set and written
#   million       pages over MILLION (10000000) closed cases beside 10,000
#   soak          a million list pages; memory before, on the way, after
# From outside: CASES (1000000), SECS (seconds of each round, 2), ROUNDS (5),
# SOAK (soak's requests, 1000000; also adds that part), KB_BENCH (a folder to
# keep: the cases are made once, and a soak that was ended goes on).
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
cases=${CASES:-1000000} secs=${SECS:-2} rounds=${ROUNDS:-5}
[ "${SOAK:-yes}" != yes ] || soak=1000000
soak=${soak:-$SOAK}
parts=${*:-pages post memory start instructions letter message million ${SOAK:+soak}}
wants() { [[ " $parts " == *" $1 "* ]]; }

. tests/instance.sh
export KB_PGCONF= KB_TEMPLATE= # durable as in life
dir=${KB_BENCH:-/tmp/kb-bench.$$}
[ -z "${KB_BENCH:-}" ] || export KB_KEEP=yes
T=$(mktemp -d)
chmod 755 "$T"
. tests/bench/lib.sh
trap bench_end EXIT
trap 'exit 130' INT TERM

needs_instance() {
    local p
    for p in pages post memory start soak; do
        wants $p && return
    done
    return 1
}
if needs_instance; then
    instance_start "$dir" || exit 1
    trap bench_end EXIT
    user=$(stat -c %U "$KB_VAR/run/portal.sock")
    portal=$(cat "$KB_VAR/run/portal.pid")
    worker_dsn=${KB_DSN/user=postgres/user=kb_worker}
    bench_seed || exit 1
    cookie=$(sign_in shandong-handler)
    curl -sS -b "$cookie" -o "$T/list.html" "$KB_URL/cases"
    rows=$(grep -o 'href="/case/[^"?]*"' "$T/list.html" | sort -u | wc -l)
    [ "$rows" = 25 ] || echo "! the list shows $rows rows, not 25"
    echo "bench: $(nproc) cores, $(sql -c 'select count(*) from kb.case_file') cases, $(workers | wc -l) workers, load $(cut -d' ' -f1 /proc/loadavg) before"
fi
for part in $parts; do
    echo
    echo "== $part"
    case $part in
    pages | post | start | million) . "tests/bench/$part.sh" ;;
    memory) bench_memory ;;
    instructions) bench_instructions ;;
    letter) SECS=3 tests/bench/letter.sh || echo "! letters were not measured" ;;
    message) tests/bench/message.sh || echo "! messages were not measured" ;;
    soak) bench_soak "$soak" ;;
    *) echo "run.sh: no part $part" >&2; exit 2 ;;
    esac
done
