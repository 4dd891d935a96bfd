# Under load: couriers, workers and PostgreSQL killed, connections cut, slow
# and doubled, clocks moved, a wait for synchronous replication cancelled; then
# check.sh reads both histories. CASES (6) of two large messages each, MESSAGES
# (400) small ones, KILLS (6), SHARE (0.5) of requests spoilt, LIMIT (600)
# seconds at most: make fault asks for more. With FIRE of run.sh it goes on
# where it was interrupted.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
. "$(dirname "$0")/fire.sh"
CASES=${CASES:-6} MESSAGES=${MESSAGES:-400} KILLS=${KILLS:-6} LIMIT=${LIMIT:-600}

model() {
    sql "select number from kb.case_file where state = 'approved' and procedure = 'designation'
        order by case_id desc limit 1"
}
# What was done so far: of a run that was interrupted, when its folder is there.
n=0 courier=0 worker=0 database=0 jumps=0 burned=0 before=$(taken)
keep() {
    echo "n=$n courier=$courier worker=$worker database=$database jumps=$jumps" \
        "burned=$burned before=$before" >"$dir/fire.new" && mv "$dir/fire.new" "$dir/fire"
}
through_proxies
ok "each reaches the other through a proxy that misbehaves" $?
if [ -e "$dir/fire" ]; then
    . "$dir/fire"
    echo "# goes on after $burned s and $n kills"
else
    like=$(model)
    [ -n "$like" ] || { bash "$here/t_main.sh" >"$T/main" 2>&1; like=$(model); }
    load load.sql "n=$CASES" "model=$like" && keep
    ok "$CASES cases of two messages with files are on their way" $?
    [ ! -s "$T/load" ] || sed 's/^/# /' "$T/load" | head -n 5
fi

# So many conversations at a time: as many as are needed, 200 at most.
more() {
    local left=$(((before + MESSAGES - begun + rounds - 1) / rounds))
    [ $left -le 200 ] || left=200
    [ $left -le 0 ] || begin $left
}
# Kills a child of a run's server, by its pid file, never by name; 1: none.
shoot() { # VAR NAME
    local child
    child=$(pgrep -P "$(cat "$1/run/$2.pid")" | shuf -n 1)
    [ -n "$child" ] && kill -9 "$child" 2>/dev/null
}
clock() { perl -e 'print pack("q", pop)' -- "$1" 1<>"$KB_CLOCK"; }
jump() { # SECONDS-AWAY SECONDS-LONG
    clock "$1"
    sleep "$2"
    clock 0
    jumps=$((jumps + 2))
}
kill_one() {
    local var=$PROVINCE_VAR
    [ $((RANDOM % 2)) = 0 ] || var=$NATIONAL_VAR
    case $((n % 6)) in
    0)
        kill -9 "$(head -n 1 "$var/pg/postmaster.pid")"
        # its backends must be gone before it can start again
        for _ in $(seq 40); do
            sleep 0.3
            LD_PRELOAD=$CLOCK_LIB sql/cluster.sh start "$var" >/dev/null 2>&1 && break
        done
        database=$((database + 1)) ;;
    2 | 4) shoot "$var" "courier$((RANDOM % ${SENDERS:-2} + 1))" &&
        courier=$((courier + 1)) ;;
    *) shoot "$var" exchange && worker=$((worker + 1)) ;;
    esac
}
# A database that is killed forgets what it would tidy and count by itself.
tidy() { both 'vacuum (analyze, skip_locked) kb.outbox' >/dev/null 2>&1; }
begun=$(wanted) t0=$((SECONDS - burned)) told=$SECONDS now=0 turn=0
while [ "$now" = '?' ] || [ $((now - before)) -lt "$MESSAGES" ] || [ $n -lt "$KILLS" ]; do
    burned=$((SECONDS - t0))
    keep
    [ $burned -lt "$LIMIT" ] || break
    # to count takes longer as they grow
    [ $((turn % (1 + MESSAGES / 20000))) != 0 ] || now=$(taken)
    turn=$((turn + 1))
    if [ "$now" != '?' ]; then
        [ $((begun - now)) -gt 4000 ] || more
        if [ $((SECONDS - told)) -ge 60 ]; then
            told=$SECONDS
            echo "# $burned s: $((now - before)) messages, $n kills"
            tidy &
        fi
        # kills come evenly, a few more where messages are slow
        if [ $n -lt "$KILLS" ] && { [ $((n * MESSAGES)) -le $(((now - before) * KILLS)) ] ||
            [ $((RANDOM % 8)) = 0 ]; }; then
            n=$((n + 1))
            kill_one
            case $((n % 40)) in
            3) jump 3600 2 ;;
            13) jump -3600 2 ;;
            23) jump 31536000 2 ;;
            33) jump -31536000 2 ;;
            esac
        fi
    fi
    faster 20
    sleep "0.$((RANDOM % 6 + 1))"
done
jump 31536000 1
jump -31536000 1
is "all is settled in the end" 0 "$(settled)"

# The standby that COMMIT waits for is not there, the waits are cancelled: then
# nobody knows, and nobody may promise.
doubts() { grep -c 'in-doubt.*synchronous replication' "$NATIONAL_VAR/log/exchange.log"; }
cancel() {
    other "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'" >/dev/null
}
d=$(doubts)
other "alter system set synchronous_standby_names = 'nobody'" &&
    other "select pg_reload_conf()" >/dev/null
rounds=2
begin 10
for _ in $(seq 20); do
    sleep 0.3
    cancel
done
d=$(($(doubts) - d))
[ $d -gt 0 ]
ok "a cancelled wait for replication is answered as doubt ($d times)" $?
other "alter system reset synchronous_standby_names" && other "select pg_reload_conf()" >/dev/null
cancel
is "and settled when asked again" 0 "$(settled)"

end_proxies
under_fire="$burned s under fire; $courier couriers, $worker workers, $database databases
# killed; $jumps jumps of the clock; connections: $(cat "$dir"/proxy.*)"
judge
# A worker whose database died under it answers 503 once and ends: let each of
# them have been asked before the next test.
for url in "$PROVINCE" "$NATIONAL"; do
    seq 64 | xargs -P 16 -I{} curl -s -m 30 -o /dev/null "$url/search?q={}"
done
done_testing
