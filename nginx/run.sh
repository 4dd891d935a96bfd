#!/bin/bash
# run.sh PORT VAR: the whole system on http://127.0.0.1:PORT/, its data in VAR:
# private PostgreSQL, reference data, procedures, demonstration, portal
# workers, keeper and nginx. Ctrl-C or SIGTERM ends all of it.
# From outside: B (where the programs are), WORKERS (8), DEMO (year: a year of
# all procedures; yes: a few cases; people: only people and offices; no:
# nothing), KB_USER (whom the servers run as when root starts), KB_AWAY (where
# data goes that they cannot reach, /var/tmp), KB_SETUP (a command with KB_DSN,
# KB_DATA, before the servers start), EXCHANGE (yes: exchange workers and courier
# too, see nodes.sh), COURIERS (1), TAKERS (2: workers that take messages in),
# DATABASE (the owner's DSN of one that stands elsewhere, with user=postgres in
# it; several hosts: target_session_attrs=read-write).
set -euo pipefail
port=${1:?run.sh PORT VAR} var=${2:?run.sh PORT VAR}
here=$(cd "$(dirname "$0")/.." && pwd -P)
export KB_USER=${KB_USER:-postgres}
demo=${DEMO:-year}
B=$(cd "$here" && cd "${B:-build}" && pwd -P)
export B
url=http://127.0.0.1:$port
t0=$(date +%s%N)

die() { echo "run: $*" >&2; exit 1; }
root() { [ "$(id -u)" = 0 ]; }
as() {
    if root; then
        setpriv --reuid="$KB_USER" --regid="$(id -g "$KB_USER")" \
            --init-groups -- "$@"
    else
        "$@"
    fi
}

mkdir -p "$var"
var=$(cd "$var" && pwd -P)
exec 9>"$var/lock"
flock -n 9 || die "$var is in use by another run; choose another VAR"
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
    die "port $port is taken; try: make run PORT=$((port + 1))"
fi

# Started by root the servers are user $KB_USER, who may not reach a checkout
# below /root: then data and a copy of the programs stand in $KB_AWAY.
app=$here data=$var
reach() { (cd / && as test -r "$1" -a -x "$1") 2>/dev/null; }
if root; then
    id "$KB_USER" >/dev/null 2>&1 || die "no user $KB_USER: make deps"
    if ! reach "$here" || ! reach "$B" || ! reach "$var"; then
        away=${KB_AWAY:-/var/tmp}/kuaibao-$(printf %s "$var" | cksum | cut -d' ' -f1)
        [ -L "$var/data" ] || rm -rf "$away"
        mkdir -p "$away/app/build"
        chmod 755 "$away"
        [ "$(stat -c %u "$away")" = 0 ] || die "$away is not ours"
        echo "run: user $KB_USER cannot read $here; data is in $away"
        app=$away/app data=$away/var
        ln -sfn "$data" "$var/data"
        (cd "$here" && cp -a sql xslt nginx "$app/")
        cp -a "$B"/portal "$B"/exchange "$B"/courier "$B"/kuaibao "$app/build/"
        [ ! -d "$B/fonts" ] || cp -a "$B/fonts" "$app/build/"
        B=$app/build
    fi
fi
mkdir -p "$data/run" "$data/log" "$data/nginx"
if root; then
    chown "$KB_USER" "$data" "$data/run" "$data/log" "$data/nginx"
fi

# A run that was killed leaves servers behind: they are this VAR's, end them.
for f in "$data"/run/*.pid; do
    [ ! -s "$f" ] || kill -- "-$(cat "$f")" 2>/dev/null || true
    rm -f "$f"
done

pids=
stop() {
    trap '' INT TERM
    trap - EXIT
    kill $pids 2>/dev/null || true
    # Who has not ended in ten seconds is ended.
    (sleep 10 && kill -KILL $pids) >/dev/null 2>&1 9>&- &
    local late=$! p
    for p in $pids; do
        wait "$p" 2>/dev/null || true
        kill -KILL -- "-$p" 2>/dev/null || true
    done
    # it ignores TERM as we do, and may not live on to kill who has these numbers by then
    { kill -KILL "$late" && wait "$late"; } 2>/dev/null || true
    [ -n "${DATABASE:-}" ] || "$here/sql/cluster.sh" stop "$data" || true
    rm -f "$data"/run/*.pid
    echo "run: stopped"
    exit "${1:-0}"
}
trap 'stop 0' INT TERM
trap 'stop 1' EXIT

# start NAME COMMAND...: in its own session, so that Ctrl-C reaches us only.
start() {
    local name=$1
    shift
    if root; then
        set -- setpriv --reuid="$KB_USER" \
            --regid="$(id -g "$KB_USER")" --init-groups -- "$@"
    fi
    (cd "$app" && exec 9>&- && exec setsid "$@") \
        >>"$data/log/$name.log" 2>&1 &
    pids="$pids $!"
    echo "$!" >"$data/run/$name.pid"
}

# Schema, reference data and procedures, when they or the program are new.
# KB_TEMPLATE (tests): a folder where a loaded cluster is kept for the next.
state=$( (cd "$here" && find sql "$B/kuaibao" -type f -print0 | sort -z |
    xargs -0 sha256sum; echo "$demo") | sha256sum | cut -c1-64)
template=${KB_TEMPLATE:-}
[ -z "${DATABASE:-}" ] || template=
if [ -n "$template" ] && [ ! -e "$data/pg" ] &&
    [ "$(cat "$template/state" 2>/dev/null)" = "$state" ]; then
    cp -a "$template/pg" "$template/state" "$data/"
fi
owner=${DATABASE:-$("$here/sql/cluster.sh" start "$data" 9>&-)}
worker=${owner/user=postgres/user=kb_worker}

# Letters name the address at which they are verified.
address() {
    psql -Xq -v ON_ERROR_STOP=1 "$owner" -c "update kb.setting set value = '$url'
        where name = 'base-url' and value like 'http://127.0.0.1:%' and value <> '$url'"
}
load() {
    export KB_DSN=$owner KB_ROOT=$app DEMO=$demo
    (cd "$app" && "$B/kuaibao" migrate && address &&
        "$B/kuaibao" procedure load sql/procedure/*.xml &&
        { [ "$demo" = no ] || sql/demo/load.sh; }) 2>&1 |
        tee "$data/log/load.log" | sed -un 's/^demo: /run: /p' || {
        grep -A 2 '^kuaibao:' "$data/log/load.log" >&2 ||
            tail -n 20 "$data/log/load.log" >&2
        ! grep -q procedure-published "$data/log/load.log" ||
            echo "run: a published procedure was changed: give it a new" \
                "version, or start with new data (another VAR)" >&2
        die "the database could not be made ready; see $data/log/load.log"
    }
    echo "$state" >"$data/state"
}
if [ "$(cat "$data/state" 2>/dev/null)" != "$state" ]; then
    echo "run: loading the database (about a minute)"
    load
    if [ -n "$template" ]; then
        "$here/sql/cluster.sh" stop "$data"
        rm -rf "$template"
        mkdir -p "$template"
        cp -a "$data/pg" "$template/"
        echo "$state" >"$template/state"
        "$here/sql/cluster.sh" start "$data" >/dev/null 9>&-
    fi
fi
address

# Sample seals (样章) of two offices, and the keeper of their keys.
export KB_ROOT=$app KB_FONTS=$B/fonts
if [ "$demo" = yes ] || [ "$demo" = year ]; then
    seal=$data/seal
    [ -d "$seal/trust" ] || {
        rm -rf "$seal"
        as "$B/kuaibao" seal sample "$seal" 国家知识产权局 山东省知识产权局
    }
    rm -f "$data/run/signer.sock"
    start signer "$B/kuaibao" signer "$data/run/signer.sock" \
        national="$seal/1.pem" shandong="$seal/2.pem"
    for _ in $(seq 50); do
        [ ! -S "$data/run/signer.sock" ] || break
        sleep 0.1
    done
    (cd "$app" && export KB_DSN=$owner &&
        "$B/kuaibao" seal set DEMO-N national "$seal/1.esl" &&
        "$B/kuaibao" seal set DEMO-P-370000 shandong "$seal/2.esl")
    export KB_SIGNER=$data/run/signer.sock KB_TRUST=$seal/trust
fi

fill() {
    sed -e "s|/run/kuaibao[-a-z]*/\([a-z]*\).sock|$data/run/\1.sock|g" \
        -e "s|/usr/share/kuaibao|$app|g" \
        -e "s|/etc/nginx/kuaibao/|$data/nginx/|g" \
        -e "s|/var/lib/nginx/kuaibao|$data/nginx/cache|g" \
        -e "s|@USER@|$(root && echo "user $KB_USER;" || true)|" \
        -e "s|@RUN@|$data/run|; s|@LOG@|$data/log|; s|@TMP@|$data/nginx|" \
        -e "s|@LISTEN@|127.0.0.1:$port|" "$here/nginx/$1" >"$data/nginx/$2"
}
fill http.conf http.conf
fill kuaibao.conf kuaibao.conf
fill fastcgi.conf fastcgi.conf
fill nginx.conf.in nginx.conf

if [ "${EXCHANGE:-no}" = yes ]; then
    export KB_EXCHANGE_KEY=$data/run/exchange.key
    [ -e "$KB_EXCHANGE_KEY" ] || as "$B/kuaibao" peer key \
        "$KB_EXCHANGE_KEY" "$(hostname)"
fi
[ -z "${KB_SETUP:-}" ] || KB_DSN=$owner KB_DATA=$data $KB_SETUP 9>&- ||
    die "$KB_SETUP failed"

rm -f "$data/run/portal.sock" "$data/run/exchange.sock"
KB_DSN=$worker start portal "$B/portal" -s "$data/run/portal.sock" \
    -n "${WORKERS:-8}" -r "$app"
if [ "${EXCHANGE:-no}" = yes ]; then
    exchange=${worker/kb_worker/kb_exchange}
    KB_DSN=$exchange start exchange "$B/exchange" \
        -s "$data/run/exchange.sock" -n "${TAKERS:-2}" -r "$app" -d "$exchange"
    # one that dies is started again, as systemd does it
    for n in $(seq "${COURIERS:-1}"); do
        KB_DSN=$exchange start "courier$n" bash -c '
            trap "kill \$c; wait \$c; exit" TERM
            while :; do "$@" & c=$!; wait $c; sleep 1; done' \
            courier "$B/courier" -r "$app" -p 2
    done
fi
# The keeper makes what is due today, so the year is played before it starts.
exec 8>&1
KB_DSN=$owner KB_AUDIT_KEY=$data/run/audit.key DEMO=$demo \
    start keeper bash -c '[ "$DEMO" != year ] ||
        sql/demo/load.sh year > >(sed -u "s/^demo:/run:/" >&8) || exit
    exec "$B/kuaibao" keep 8>&-'
(cd "$data" && exec 9>&- && exec setsid nginx -p "$data/nginx/" \
    -e "$data/log/nginx.log" -c "$data/nginx/nginx.conf") \
    >>"$data/log/nginx.log" 2>&1 &
pids="$pids $!"

for _ in $(seq 150); do
    curl -fsS -o /dev/null "$url/health" 2>/dev/null && break
    for p in $pids; do
        kill -0 "$p" 2>/dev/null || {
            tail -qn 5 "$data/log/"*.log >&2
            die "a server ended; its log is in $data/log"
        }
    done
    sleep 0.1
done
curl -fsS -o /dev/null "$url/health" || die "no answer at $url/health"

echo "run: up after $((($(date +%s%N) - t0) / 1000000)) ms"
if [ "$demo" != no ] && [ -z "${KB_SETUP:-}" ]; then
    cat "$here/sql/demo/accounts.txt"
fi
echo
echo "  $url/"
echo "  data and logs: $data   Ctrl-C stops"
# A server that ends by itself ends the run.
wait -n $pids || true
die "a server ended; its log is in $data/log"
