# Under load: couriers, workers and PostgreSQL killed, connections cut, slow
# and doubled, clocks moved; then check.sh reads both histories. CASES (6) and
# KILLS (6): make fault CASES=… KILLS=… asks for more.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
here=$(dirname "$0")
p=$((${NATIONAL##*:} + 1000))
node "$here/proxy.mjs" "$p" "${NATIONAL##*:}" 7 >"$T/proxy" &
proxy=$!
KB_DSN=$PROVINCE_DSN "$B/kuaibao" peer add cnipa 国家知识产权局 push \
    "url=http://127.0.0.1:$p" organ=DEMO-N
KB_DSN=$PROVINCE_DSN "$B/kuaibao" peer set cnipa ttl '72 hours'
like=$(sql "select number from kb.case_file where state = 'approved' and procedure = 'designation'
    order by case_id desc limit 1")
psql -Xq -v ON_ERROR_STOP=1 "$PROVINCE_DSN" -c "set load.n = ${CASES:-6}; set load.model = '$like';
    $(grep -v '^--' "$here/load.sql")" >"$T/load" 2>&1
ok "${CASES:-6} cases of two messages each are on their way" $?
[ ! -s "$T/load" ] || sed 's/^/# /' "$T/load" | head -n 5

waiting() { sql "select count(*) from kb.outbox where state = 'waiting'" 2>/dev/null || echo '?'; }
# Kills a child of a run's server, by its pid file, never by name; 1: none.
shoot() { # VAR NAME
    local child
    child=$(pgrep -P "$(cat "$1/run/$2.pid")" | shuf -n 1)
    [ -n "$child" ] && kill -9 "$child" 2>/dev/null
}
n=0 courier=0 worker=0 database=0
while [ $n -lt "${KILLS:-6}" ]; do
    n=$((n + 1))
    var=$([ $((RANDOM % 2)) = 0 ] && echo "$PROVINCE_VAR" || echo "$NATIONAL_VAR")
    case $((n % 6)) in
    0)
        kill -9 "$(head -n 1 "$var/pg/postmaster.pid")"
        # its backends must be gone before it can start again
        for _ in 1 2 3 4 5 6 7 8 9 10; do
            sleep 1
            sql/cluster.sh start "$var" >/dev/null 2>&1 && break
        done
        database=$((database + 1)) ;;
    2 | 4)
        shoot "$PROVINCE_VAR" courier && courier=$((courier + 1)) ;;
    *)
        shoot "$NATIONAL_VAR" exchange && worker=$((worker + 1)) ;;
    esac
    sleep 0.$((RANDOM % 8 + 1))
done
# A clock that jumps a year: the time of the exchange is not the wall's.
sql "update kb.exchange_time set wall = wall - interval '1 year'" 2>/dev/null
n=0
while [ "$(waiting)" != 0 ] && [ $n -lt "${PATIENCE:-180}" ]; do
    # two minutes a second: leases of the dead end, the next tries come
    sql "update kb.exchange_time set seconds = seconds + 120" 2>/dev/null
    sleep 1
    n=$((n + 1))
done
is "all is settled in the end" 0 "$(waiting)"
kill "$proxy" 2>/dev/null
wait "$proxy" 2>/dev/null
result=$(bash "$here/check.sh")
while read -r what count; do
    case $what in
    messages) echo "# $count messages; $courier couriers, $worker workers," \
        "$database databases killed; connections: $(cat "$T/proxy")" ;;
    *) is "$what" 0 "$count" ;;
    esac
done <<<"$result"
# A worker whose database died under it answers 503 once and ends: let each of
# them have been asked before the next test.
for url in "$PROVINCE" "$NATIONAL"; do
    seq 64 | xargs -P 16 -I{} curl -s -m 30 -o /dev/null "$url/search?q={}"
done
done_testing
