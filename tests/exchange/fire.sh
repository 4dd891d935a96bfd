# fire.sh: sourced by tests that put the exchange under load: behind
# ../web/lib.sh; KB_DSN is the province's.
here=$(dirname "${BASH_SOURCE[0]}")
rounds=20 begun=0 proxies=
trap 'end_proxies; rm -rf "$T"' EXIT
other() { psql -XAtq -v ON_ERROR_STOP=1 "$NATIONAL_DSN" -c "$1"; }
both() { sql "$1" && other "$1"; }

# Each side reaches the other through a proxy of its own, see proxy.mjs.
through() { # DSN PEER NAME URL ORGAN...
    local dsn=$1 port=$((${4##*:} + 1000)) to=$4 name=$3 peer=$2
    shift 4
    node "$here/proxy.mjs" "$port" "${to##*:}" "$RANDOM" "${SHARE:-0.5}" \
        "$dir/proxy.$peer" &
    proxies="$proxies $!"
    KB_DSN=$dsn "$B/kuaibao" peer add "$peer" "$name" push \
        "url=http://127.0.0.1:$port" "$@" &&
        KB_DSN=$dsn "$B/kuaibao" peer set "$peer" ttl '72 hours' &&
        KB_DSN=$dsn "$B/kuaibao" peer set "$peer" rate 1000000
}
through_proxies() {
    through "$PROVINCE_DSN" cnipa 国家知识产权局 "$NATIONAL" organ=DEMO-N &&
        through "$NATIONAL_DSN" shandong 山东省知识产权局 "$PROVINCE" \
            organ=DEMO-P-370000 region=370000
}
end_proxies() {
    kill $proxies 2>/dev/null
    wait $proxies 2>/dev/null
    proxies=
}

load() { # FILE NAME=VALUE...
    local file=$1 s=
    shift
    for v in "$@"; do s="${s}set load.${v%%=*} = '${v#*=}';"; done
    psql -Xq -v ON_ERROR_STOP=1 "$PROVINCE_DSN" \
        -c "$s $(grep -v '^--' "$here/$file")" >"$T/load" 2>&1
}
# Begins so many conversations of `rounds` messages each.
begin() { # N
    load notes.sql "n=$1" "rounds=$rounds" && begun=$((begun + $1 * rounds))
}
# A count of both together; '?' while one of them is down.
count_both() {
    local a b
    a=$(sql "$1" 2>/dev/null) && b=$(other "$1" 2>/dev/null) &&
        echo $((a + b)) || echo '?'
}
# Messages that the conversations begun so far will have in the end.
wanted() {
    sql "select coalesce(sum(kb.xpath_text('note/rounds', record)::int), 0)
        from kb.case_file where procedure = 'note'"
}
# Messages of notes that took effect.
taken() { count_both "select count(*) from kb.inbox where message in ('note', 'reply')"; }
waiting() { count_both "select count(*) from kb.outbox where state = 'waiting'"; }
# Time of the exchange runs faster: leases of the dead end, next tries come.
faster() { both "update kb.exchange_time set seconds = seconds + $1" >/dev/null 2>&1; }
# Says how many wait in the end, once nothing does or patience is over.
settled() {
    local n=0
    while [ "$(waiting)" != 0 ] && [ $n -lt "${PATIENCE:-300}" ]; do
        faster 120
        sleep 1
        n=$((n + 1))
    done
    waiting
}

# Every conversation ended where it should, and the checker finds nothing;
# under_fire is what the line of figures says besides.
judge() {
    local result what count
    is "each conversation came to its end" 0 "$(sql "select count(*) from kb.case_file
        where procedure = 'note' and kb.xpath_text('note/round <= note/rounds', record) = 'true'")"
    is "which makes so many messages" "$(wanted)" "$(taken)"
    result=$(bash "$here/check.sh")
    while read -r what count; do
        case $what in
        messages) echo "# $count messages, $under_fire" ;;
        *) is "$what" 0 "$count" ;;
        esac
    done <<<"$result"
}
