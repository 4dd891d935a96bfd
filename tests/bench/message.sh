#!/bin/bash
# message.sh: how many messages a core takes in: verified, stored durably, with a
# signed receipt; beside a bare verification and a plain durable insert of the
# same bytes; and the most memory that one message takes, by the size of its file.
# Processor time of worker and database together, so that other work on the machine
# does not count. From outside: B, SECS (6), CLIENTS (4, as many as the exchange has
# workers), LARGEST (1024, MiB).
set -eu
cd "$(dirname "$0")/../.."
B=$(cd "${B:-build}" && pwd) secs=${SECS:-6} clients=${CLIENTS:-4}
dir=$(mktemp -d /tmp/kb-bench-message.XXXXXX)
chmod 755 "$dir"
KB_DSN=$(sql/cluster.sh start "$dir") # durable, as in life
export KB_DSN KB_ROOT=$PWD
trap 'sql/cluster.sh stop "$dir"; rm -rf "$dir"' EXIT
kb() { "$B/kuaibao" "$@" >/dev/null; }
run() { "$B/tests/bench/message" "$@"; }
kb migrate
kb peer self CNIPA
mkdir "$dir/schema"
cat >"$dir/schema/order.rng" <<'RNG'
<element name="order" ns="urn:test:order:1" xmlns="http://relaxng.org/ns/structure/1.0">
  <zeroOrMore><element name="line"><element name="name"><text/></element>
    <element name="amount"><text/></element></element></zeroOrMore>
</element>
RNG
for k in sm2 ecdsa rsa; do
    kb peer key "$dir/$k.key" "样例$k" "$k"
    kb peer key "$dir/own-$k.key" "样例$k" "$k"
    kb peer add "T-$k" "$k" fetch
    "$B/kuaibao" peer show-certificate "$dir/$k.key" >"$dir/$k.crt"
    kb peer certificate "T-$k" "$dir/$k.crt"
done
worker="${KB_DSN%% *} dbname=kuaibao user=kb_exchange"
postmaster=$(head -n 1 "$dir/pg/postmaster.pid")
ticks=$(getconf CLK_TCK)

# Seconds of processor that the database has used, ended backends too.
used() {
    local p t=0 f
    read -ra f <"/proc/$postmaster/stat"
    t=$((f[13] + f[14] + f[15] + f[16]))
    for p in $(pgrep -P "$postmaster"); do
        read -ra f 2>/dev/null <"/proc/$p/stat" || continue
        [ "${#f[@]}" -lt 17 ] || t=$((t + f[${#f[@]} - 39] + f[${#f[@]} - 38]))
    done
    awk "BEGIN { print $t / $ticks }"
}
# measure NAME COMMAND...: its lines summed; messages a second of processor.
measure() {
    local name=$1 before after
    shift
    before=$(used)
    for _ in $(seq "$clients"); do "$@" & done >"$dir/out"
    wait
    sleep 0.3
    after=$(used)
    awk -v name="$name" -v db="$(awk "BEGIN { print $after - $before }")" '
        { n += $1; own += $2; wall = $3 > wall ? $3 : wall; p50 = $4
          p99 = $5 > p99 ? $5 : p99 }
        END { printf "%-26s %6.0f /s/core  (worker %.0f us, database %.0f us)" \
            "   wall %.0f/s  p50 %.2f p99 %.2f ms\n", name, n / (own + db), own / n * 1e6,
            db / n * 1e6, n / wall, p50, p99
            printf "%.0f\n", n / (own + db) >"'"$dir"'/rate" }' "$dir/out"
    rate=$(cat "$dir/rate")
}
plain() { # CLIENTS
    psql -Xq "$KB_DSN" -c 'create table if not exists public.plain
        (id bigint generated always as identity primary key, bytes bytea)'
    psql -Xq "$KB_DSN" -c 'alter table public.plain alter bytes set storage external'
    run seal "$dir/sm2.key" T-sm2 CNIPA size=20000 2>/dev/null | sed "s/'/''/g" \
        >"$dir/plain.xml"
    printf "insert into public.plain (bytes) values ('%s');\n" \
        "$(cat "$dir/plain.xml")" >"$dir/plain.sql"
    pgbench -n -c "$1" -T "$secs" -f "$dir/plain.sql" "$KB_DSN" 2>/dev/null |
        awk '/actually processed/ { n = $NF } /latency average/ { l = $4 }
            END { print n, 0, '"$secs"', l, 0 }'
}

clients=1 measure 'plain durable insert' plain "$clients"
base=$rate
for k in sm2 ecdsa rsa; do
    clients=1 measure "$k: bare verification" run verify "$dir/$k.key" "$secs"
    bare=$rate
    KB_DSN=$worker measure "$k: accept" run accept "$dir/own-$k.key" CNIPA \
        "$dir/$k.key" "T-$k" "$dir/schema" "$secs"
    awk "BEGIN { printf \"%-26s of bare verification %.2f, of a plain insert %.2f\n\", \"\", $rate / $bare, $rate / $base }"
done
[ "${LARGEST:-1024}" != 0 ] || exit 0
for n in 1 64 "${LARGEST:-1024}"; do
    printf 'a file of %4d MiB: %s\n' "$n" "$(KB_DSN=$worker run large "$dir/own-ecdsa.key" CNIPA \
        "$dir/ecdsa.key" T-ecdsa "$dir/schema" $((n << 20)) |
        awk '{ printf "%.1f s of processor, at most %d kB resident", $1, $2 }')"
done
