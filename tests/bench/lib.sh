# lib.sh: sourced by run.sh: loads, ratios, what the parts share.
pids=
bench_end() {
    trap - EXIT
    local p
    for p in $pids; do
        kill -- "-$p" 2>/dev/null
    done
    [ -z "$pids" ] || wait $pids 2>/dev/null
    [ -z "${instance_pid:-}" ] || instance_stop
    rm -rf "$T"
}
# aside LOG COMMAND...: in the background, as the servers' user, in a group of
# its own that bench_end ends with all its children.
aside() {
    local log=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        set -- setpriv --reuid="$user" --regid="$(id -gn "$user")" --init-groups -- "$@"
    fi
    setsid "$@" >"$log" 2>&1 </dev/null &
    pids="$pids $!"
}
sql() { psql -XAtq -v ON_ERROR_STOP=1 "$KB_DSN" "$@"; }
workers() { pgrep -P "$portal"; }

sign_in() { # ACCOUNT: its cookie
    curl -sS -o /dev/null -c "$T/jar" --data-urlencode "account=$1" \
        -d password=kuaibao-demo "$KB_URL/sign-in"
    awk '$6 == "kb_session" { print "kb_session=" $7 }' "$T/jar"
    rm -f "$T/jar"
}
bench_seed() {
    local have
    have=$(sql -c "select count(*) from kb.case_file where number like 'BENCH-%'")
    [ "$have" != 0 ] && return
    echo "bench: making $cases cases"
    sql -v n="$cases" -f tests/bench/seed.sql &&
        sql -c 'vacuum analyze kb.case_file' -c 'vacuum analyze kb.case_reader'
}

# load NAME CONNECTIONS URL [WRK-ARGUMENTS]: one round; requests a second into
# $T/rps.NAME, the 99th percentile in ms into $T/p99.NAME, requests into $served.
load() {
    local name=$1 c=$2 url=$3
    shift 3
    wrk -t1 -c"$c" -d"${secs}s" --latency "$@" "$url" >"$T/wrk" 2>"$T/wrk.err"
    awk '/^Requests\/sec/ { print int($2) }' "$T/wrk" >>"$T/rps.$name"
    awk '$1 == "99%" { v = $2; if (v ~ /us$/) v /= 1000
        else if (v !~ /ms$/) v *= 1000; print v + 0 }' "$T/wrk" >>"$T/p99.$name"
    served=$(awk '/requests in/ { print $1 }' "$T/wrk")
    grep -E 'Non-2xx|Socket errors' "$T/wrk" | sed "s/^/! $name: /"
}
median() { # FILE: the middle line, 0 when there is none
    sort -n "$1" 2>/dev/null | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] + 0 }'
}
rps() { median "$T/rps.$1"; }
p99() { median "$T/p99.$1"; }
told() { # NAME TEXT
    printf '%-44s %8s /s   p99 %s ms\n' "$2" "$(rps "$1")" "$(p99 "$1")"
}
ratio() { # TEXT A B WANTED: A/B
    awk -v n="$1" -v a="$2" -v b="$3" -v w="$4" 'BEGIN {
        printf "%-44s %8.2f      wanted %s\n", n, b ? a / b : 0, w }'
}
figure() { # TEXT VALUE UNIT WANTED
    printf '%-44s %8s %-5s wanted %s\n' "$1" "$2" "$3" "$4"
}
jiffies() { # PID...: user and system time
    local p s=0 l
    for p in $*; do
        l=$(cut -d')' -f2- "/proc/$p/stat" 2>/dev/null) || continue
        set -- $l
        s=$((s + ${12} + ${13}))
    done
    echo $s
}

pss() { # PID...: kB, what is shared counted once
    local p
    for p in $*; do
        awk '/^Pss:/ { print $2 }' "/proc/$p/smaps_rollup" 2>/dev/null
    done | awk '{ s += $1 } END { print s + 0 }'
}
# What workers have from their parent: a file in memory, which counts whole,
# whoever touched which part of it.
heap() {
    local at
    at=$(awk '/memfd:heap/ { print $1; exit }' "/proc/$portal/maps")
    echo $(($(stat -L -c %b "/proc/$portal/map_files/$at") / 2))
}
own() { # PID...: kB, what is shared counted once, without that file
    local p
    for p in $*; do
        awk '/^Pss:/ { s += $2 } /^Pss_Shmem:/ { s -= $2 } END { print s }' \
            "/proc/$p/smaps_rollup" 2>/dev/null
    done | awk '{ s += $1 } END { print s + 0 }'
}
status() { # FIELD: the largest of the workers, kB
    local p
    for p in $(workers); do
        awk -v f="$1:" '$1 == f { print $2 }' "/proc/$p/status"
    done | sort -n | tail -n 1
}
bench_memory() {
    local pg
    pg=$(head -n 1 "$KB_VAR/pg/postmaster.pid")
    figure "largest worker, resident" "$(status VmRSS)" kB "<= 20480"
    figure "  of it memory of its own kind (anonymous)" "$(status RssAnon)" kB "-"
    figure "  of it what it touched of its parent's heap" "$(status RssShmem)" kB "-"
    figure "  of it program files, shared with all" "$(status RssFile)" kB "-"
    pg=$(pss "$pg" $(pgrep -P "$pg"))
    memory=$(($(own "$portal" $(workers)) + $(heap)))
    figure "portal and workers, shared counted once" "$memory" kB "-"
    figure "PostgreSQL, shared counted once" "$pg" kB "-"
    figure "both" $((memory + pg)) kB "<= 307200 in the demonstration"
}
# Start-up cancels out: a run of 20 pages less one of 10.
bench_instructions() {
    local n a b
    command -v valgrind >/dev/null || { echo "valgrind is not installed"; return; }
    for n in 10 20; do
        valgrind --tool=callgrind --callgrind-out-file="$T/callgrind.$n" \
            "$B/tests/bench/page" xslt/page/cases.xsl zh-CN xslt/common/text.zh-CN.xml $n \
            >"$T/page.out" 2>"$T/page.err" || cat "$T/page.err"
    done
    a=$(awk '/^summary:/ { print $2 }' "$T/callgrind.10")
    b=$(awk '/^summary:/ { print $2 }' "$T/callgrind.20")
    figure "instructions of a list page" $(((b - a) / 10)) "" "<= 2000000"
}
# A line for each 20,000 requests goes to DIR/soak: all so far, largest worker.
# What was ended goes on where it stopped, with new workers; Ctrl-C is harmless.
bench_soak() { # REQUESTS
    local done first last
    mkdir -p "$dir"
    done=$(awk 'END { print $1 + 0 }' "$dir/soak" 2>/dev/null || echo 0)
    served=1000
    first=
    while [ "${done:-0}" -lt "$1" ]; do
        secs=10 load soak 16 "$KB_URL/cases" -H "Cookie: $cookie"
        [ "${served:-0}" -gt 0 ] || { echo "! nothing served"; return 1; }
        done=$((done + served))
        last=$(status RssAnon)
        first=${first:-$last}
        echo "$done $last $(workers | tr '\n' ' ')" >>"$dir/soak"
        printf '\r%s requests, largest worker %s kB ' "$done" "$last"
    done
    echo
    figure "anonymous memory after the first 10 s" "${first:--}" kB "-"
    figure "after $done requests" "${last:--}" kB "the same"
}
