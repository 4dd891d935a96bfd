# Under load the primary is killed and paused in turn, SWITCHES (20) times in
# all, and the checker reads both histories.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
. "$(dirname "$0")/../exchange/fire.sh"
way_in() { KB_DSN=$1 "$B/kuaibao" peer set "$2" rate 1000000; }
way_in "$PROVINCE_DSN" cnipa && way_in "$NATIONAL_DSN" shandong
ok "two offices, one on a cluster of three" $?
SWITCHES=${SWITCHES:-20}

# The node that can be written to: its number; nothing while there is none.
primary() {
    local port
    port=$(PGCONNECT_TIMEOUT=3 timeout 10 psql -XAtq "$NATIONAL_DSN" \
        -c 'select inet_server_port()' 2>/dev/null) &&
        echo $(((port - ${HA_PORT:-9200} - 1) / 2))
}
# Patroni, the postmaster and all its children.
node_pids() { # N
    local postmaster patroni
    postmaster=$(head -n 1 "$HA_DIR/n$1/pg/postmaster.pid" 2>/dev/null)
    patroni=$(pgrep -P "$(cat "$HA_DIR/n$1/pid")" -f patroni)
    # those who start others first: nobody is born meanwhile
    echo $patroni $postmaster
    [ -z "$postmaster" ] || pgrep -P "$postmaster"
}
# Waits until another node than N takes writes; says how long it took.
another() { # N
    local n t=$SECONDS
    while [ $((SECONDS - t)) -lt 180 ]; do
        n=$(primary)
        [ -n "$n" ] && [ "$n" != "$1" ] && { echo $((SECONDS - t)); return; }
        sleep 1
    done
    echo "none in $((SECONDS - t))"
}
# Both followers are back, one of them waited for.
whole() {
    for _ in $(seq 180); do
        [ "$(other "select count(*) from pg_stat_replication
            where state = 'streaming'" 2>/dev/null)" = 2 ] && return
        sleep 1
    done
    return 1
}
began=$(taken)
t0=$SECONDS killed=0 paused=0 times=
i=0
while [ $i -lt "$SWITCHES" ]; do
    i=$((i + 1))
    [ "$(waiting)" = '?' ] || [ $((begun - $(taken) + began)) -gt 2000 ] || begin 50
    sleep $((RANDOM % 4 + 2))
    n=$(primary)
    pids=$(node_pids "$n")
    if [ $((i % 2)) = 1 ]; then
        # and it stays away for a while, as a machine does that starts again
        kill -STOP "$(cat "$HA_DIR/n$n/pid")"
        kill -KILL $pids
        killed=$((killed + 1))
        times="$times $(another "$n")"
        kill -CONT "$(cat "$HA_DIR/n$n/pid")"
    else
        kill -STOP $pids
        paused=$((paused + 1))
        times="$times $(another "$n")"
        sleep $((RANDOM % 5))
        kill -CONT $pids 2>/dev/null
    fi
    whole || echo "# not whole after $i"
    faster 60
    echo "# $((SECONDS - t0)) s: switch $i from n$n, others take writes after${times##* } s," \
        "$(($(taken) - began)) messages"
done
t1=$SECONDS
is "all is settled in the end" 0 "$(settled)"
under_fire="$((t1 - t0)) s; primary killed $killed and paused $paused times; seconds until another
# took writes:$times; in doubt: $(grep -c in-doubt "$NATIONAL_VAR/log/exchange.log")"
judge
ok "the audit record is proven" "$(KB_DSN=$NATIONAL_DSN "$B/kuaibao" audit verify >"$T/audit" 2>&1; echo $?)"
tail -n 1 "$T/audit" | sed 's/^/# /'
done_testing
