# million.sh: sourced by run.sh. Whether pages slow down as closed cases pile
# up: the same pages of two installations, one with 10,000 closed cases and one
# with MILLION of them (10000000), turn by turn; processor time of worker and
# backend, and the median latency, one request at a time, none from a cache.
# They stand in $KB_BENCH/few and million when that is set, and are kept. Then
# searches over the large one: find, rows and facets, 20 words a row. PAGES: a
# pattern of the pages to ask, default all.
# A page of the small one may show less: kB tell. Full in both are those by the
# words 装置 (in every second case) and 节能 (1 of 16), by state, division, ended;
# -seldom asks a word in 1 of 500, which the small one hardly has, -rare and
# -one what a handful has in both.
few=10000 many=${MILLION:-10000000}
declare -A url dsn var cookies pid

million_start() { # NAME CASES DIR
    echo "bench: $1: $2 closed cases"
    KB_PGCONF='synchronous_commit = off\nmax_wal_size = 4GB\nfull_page_writes = off\nshared_buffers = 2GB' \
        DEMO=people instance_start "$3" || return 1
    trap bench_end EXIT
    pid[$1]=$instance_pid url[$1]=$KB_URL dsn[$1]=$KB_DSN var[$1]=$KB_VAR
    if [ "$(sql -c "select 1 from kb.setting where name = 'bench-cases'")" != 1 ]; then
        df -k --output=avail "$3" | awk -v n="$2" 'NR == 2 && $1 < n * 4.5 {
            print "! " $1 " kB free: not enough for " n " cases"; exit 1 }' || return 1
        # nobody seals events that nobody made
        kill -STOP "$(cat "$KB_VAR/run/keeper.pid")"
        million_fill "$2" >"$T/million.log" 2>&1 || { tail -n 5 "$T/million.log"; return 1; }
        kill -CONT "$(cat "$KB_VAR/run/keeper.pid")"
    fi
    for who in centre-370100 shandong-handler national-handler national-auditor; do
        cookies[$1.$who]=$(sign_in "$who")
    done
    figure "$1: database" "$(sql -c "select pg_database_size('kuaibao') / 1048576")" MB "< 40960"
}

# million_fill CASES: a load on each processor, in steps that are there whole or
# not at all: what was ended goes on where it stopped
million_fill() {
    [ "$(sql -c "select to_regclass('bench.kind')")" ] ||
        sql -f tests/bench/million_begin.sql || return 1
    seq 1 500000 "$(($1 + 2000))" | xargs -P "$(nproc)" -I FROM \
        psql -XAtq "$KB_DSN" -v n="$1" -v from=FROM -v step=500000 -f tests/bench/million.sql || return 1
    sql -f tests/bench/million_end.sql &&
        sql -c "insert into kb.setting (name, value) values ('bench-cases', '$1')"
}

# million_turn NAME PAGE ACCOUNT PATH: into $T/cpu.PAGE.NAME and $T/p50.PAGE.NAME
million_turn() {
    local name=$1 page=$2 cookie=${cookies[$1.$3]:-kb_session=none} w p
    local workers pg
    # twenty before the first round, so that all it reads is in memory
    [ -s "$T/kb.$page.$name" ] || curl -sS -o /dev/null -w '%{size_download}\n' \
        -H "Cookie: $cookie" "${url[$name]}$4#[1-20]" | awk '{ k = $1 / 1024 } END { print k }' >"$T/kb.$page.$name"
    workers=$(pgrep -P "$(cat "${var[$name]}/run/portal.pid")")
    pg=$(pgrep -P "$(head -n 1 "${var[$name]}/pg/postmaster.pid")")
    w=$(jiffies $workers) p=$(jiffies $pg)
    wrk -t1 -c1 -d"${secs}s" --latency -H "Cookie: $cookie" "${url[$name]}$4" >"$T/wrk" 2>&1
    w=$(($(jiffies $workers) - w)) p=$(($(jiffies $pg) - p))
    served=$(awk '/requests in/ { print $1 }' "$T/wrk")
    grep -E 'Non-2xx' "$T/wrk" | sed "s/^/! $name $page: /"
    [ "${served:-0}" -gt 0 ] || { echo "! $name $page: nothing served"; return; }
    echo $(((w + p) * 10000 / served)) >>"$T/cpu.$page.$name"
    awk '$1 == "50%" { v = $2; if (v ~ /us$/) v /= 1000; else if (v !~ /ms$/) v *= 1000
        print v + 0 }' "$T/wrk" >>"$T/p50.$page.$name"
}

million_pages() { # NAME: page, account, path; what a path names is there
    local centre number entry
    centre=$(sql_of "$1" "select organ_id from kb.organ where code = 'DEMO-C-370100'")
    number=$(sql_of "$1" "select number from kb.case_file where $centre = any (readers)
        order by case_id desc limit 1")
    entry=$(sql_of "$1" "select register || '/' || key from kb.register_entry
        where key like 'bench-%' and valid_to is null order by register desc, entry_id desc limit 1")
    cat <<PAGES
home - /
work centre-370100 /work
work-national national-handler /work
list centre-370100 /cases
list-national national-auditor /cases
list-deep national-auditor /cases?after=2021-01-01%2010:00:00%2B08~5000
list-state centre-370100 /cases?state=done
list-few-state national-auditor /cases?state=correcting
list-due national-auditor /cases?sort=due
list-often centre-370100 /cases?q=%E8%A3%85%E7%BD%AE
list-words national-auditor /cases?q=%E8%8A%82%E8%83%BD
list-seldom centre-370100 /cases?q=%E5%86%B7%E6%8E%A7
list-rare national-auditor /cases?q=%E6%AC%A7%E9%98%B3%E7%BD%95%E8%A7%817
list-one national-auditor /cases?q=$number
case centre-370100 /case/$number
record centre-370100 /case/$number/record
registers - /register
register - /register/${entry%/*}
register-words - /register/${entry%/*}?q=%E8%8A%82%E8%83%BD
register-seldom - /register/${entry%/*}?q=%E5%86%B7%E6%8E%A7
register-often - /register/${entry%/*}?q=%E8%A3%85%E7%BD%AE
register-page - /register/${entry%/*}?page=2
register-region - /register/${entry%/*}?region=330000
register-ended - /register/${entry%/*}?state=ended
entry - /register/$entry
report - /report
report-cases - /report/cases
report-procedure - /report/procedure/$(sql_of "$1" "select procedure from kb.measure_tally
    group by 1 order by count(*) desc, 1 limit 1")
report-year - /report/year?organ=$centre
report-province - /report/year?organ=$(sql_of "$1" "select organ_id from kb.organ where code = 'DEMO-P-370000'")
search-number centre-370100 /search?q=$number
search-words centre-370100 /search?q=%E5%8E%8B%E5%8A%9B%E6%B5%8B%E8%AF%95
search-rare national-auditor /search?q=%E6%AC%A7%E9%98%B3%E7%BD%95%E8%A7%817
track - /track
letters shandong-handler /letters
PAGES
}
sql_of() { psql -XAtq "${dsn[$1]}" -c "$2"; }

million_start few $few "${KB_BENCH:-$T}/few" || return
million_start many "$many" "${KB_BENCH:-$T}/million" || return
for n in few many; do million_pages $n | grep -E "^(${PAGES:-.*}) " >"$T/pages.$n"; done
for r in $(seq "$rounds"); do
    paste -d' ' "$T/pages.few" "$T/pages.many" | while read -r page who a _ _ b; do
        million_turn few "$page" "$who" "$a"
        million_turn many "$page" "$who" "$b"
    done
done
printf '%-18s %9s %9s %6s %8s %8s %6s %7s %7s\n' page "few us" "many us" ratio "few ms" "many ms" ratio "few kB" "many kB"
while read -r page _; do
    for n in cpu p50 kb; do
        echo "$(median "$T/$n.$page.few") $(median "$T/$n.$page.many")"
    done | xargs echo "$page"
done <"$T/pages.few" | awk '{
    c = $2 ? $3 / $2 : 0; l = $4 ? $5 / $4 : 0
    printf "%-18s %9d %9d %6.2f %8.2f %8.2f %6.2f %7.1f %7.1f%s\n", $1, $2, $3, c, $4, $5, l, $6, $7, c <= 1.5 ? "" : $6 < 0.75 * $7 ? "  ! few shows less" : "  !" }'
psql -XAtq "${dsn[many]}" -f tests/bench/search_ask.sql
kill "${pid[few]}" 2>/dev/null
wait "${pid[few]}" 2>/dev/null
