#!/bin/bash
# run.sh [TEST...]: two installations of their own, then each t_*.sh on them;
# t_main.sh once for each way that messages travel. They know one procedure
# more, note.xml, and their wall clock is moved by clock.c, so that tests can.
# SENDERS (2): couriers of each, and workers that take in. FIRE: a folder where
# the two stand and stay: t_fault.sh goes on there where it was interrupted.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/instance.sh
B=$(cd "${B:-build}" && pwd -P)
export B
# psql itself: Debian's wrapper takes longer than most of what is asked here
PATH=$(pg_config --bindir):$PATH
dir=${FIRE:-/tmp/kb-nodes.$$}
mkdir -p "$dir/app/build"
dir=$(cd "$dir" && pwd -P)
chmod 755 "$dir"
cp -a sql xslt nginx "$dir/app/"
cp tests/exchange/note.xml "$dir/app/sql/procedure/"
for m in note reply; do
    xsltproc --nonet --stringparam name $m xslt/schema/message.xsl \
        tests/exchange/note.xml >"$dir/app/xslt/schema/message/$m.rng"
done
${CC:-gcc} -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -shared -fPIC \
    -o "$dir/clock.so" tests/exchange/clock.c || exit 2
export KB_CLOCK=$dir/clock CLOCK_LIB=$dir/clock.so
head -c 8 /dev/zero >"$KB_CLOCK"
port=$(free_port)
# what is acknowledged survives the kill of a process, not that of the machine
KB_PGCONF='fsync = off' COURIERS=${SENDERS:-2} TAKERS=${SENDERS:-2} \
    LD_PRELOAD=$CLOCK_LIB "$dir/app/nginx/nodes.sh" "$port" "$dir" \
    >"$dir.log" 2>&1 &
nodes=$!
end() {
    trap - EXIT
    pkill -P $$ # the offices, and a test that still runs
    wait "$nodes" 2>/dev/null
    [ -n "${KB_KEEP:-}${FIRE:-}" ] || rm -rf "$dir" "$dir.log"
}
trap end EXIT
n=0
until grep -q 'Ctrl-C stops both' "$dir.log"; do
    n=$((n + 1))
    if [ $n -gt 1800 ] || ! kill -0 "$nodes" 2>/dev/null; then
        sed 's/^/# /' "$dir.log" "$dir"/*.log
        echo "not ok 1 - two installations start"
        exit 1
    fi
    sleep 0.1
done
export PROVINCE=http://127.0.0.1:$port NATIONAL=http://127.0.0.1:$((port + 1))
place() { if [ -d "$dir/$1/data" ]; then readlink -f "$dir/$1/data"; else echo "$dir/$1"; fi; }
PROVINCE_DSN=$(sql/cluster.sh dsn "$(place province)")
NATIONAL_DSN=${NATIONAL_DATABASE:-$(sql/cluster.sh dsn "$(place national)")}
PROVINCE_VAR=$(place province) NATIONAL_VAR=$(place national)
export PROVINCE_DSN NATIONAL_DSN PROVINCE_VAR NATIONAL_VAR

# way push|fetch|files: how the two are set to send to each other.
way() {
    local p="url=$NATIONAL" n="url=$PROVINCE" to=push back=push
    case $1 in
    fetch) p="$p pull=yes" n='' back=fetch ;;
    files) p='' n='' to=files back=files ;;
    esac
    KB_DSN=$PROVINCE_DSN "$B/kuaibao" peer add cnipa 国家知识产权局 $to $p organ=DEMO-N &&
        KB_DSN=$NATIONAL_DSN "$B/kuaibao" peer add shandong 山东省知识产权局 $back $n \
            organ=DEMO-P-370000 region=370000
}
# What a courier with a stick in the pocket does.
carry() {
    local a=$dir/out b=$dir/back
    files() { # VAR DSN COMMAND...
        local var=$1 dsn=$2
        shift 2
        KB_EXCHANGE_KEY=$var/run/exchange.key KB_FONTS=$B/fonts \
            KB_DSN=${dsn/user=postgres/user=kb_exchange} \
            "$B/kuaibao" exchange "$@"
    }
    files "$PROVINCE_VAR" "$PROVINCE_DSN" export "$a"
    files "$NATIONAL_VAR" "$NATIONAL_DSN" import "$a" "$b"
    files "$NATIONAL_VAR" "$NATIONAL_DSN" export "$b"
    files "$PROVINCE_VAR" "$PROVINCE_DSN" import "$b" "$a"
}
export -f carry way
export dir
rc=0
for t in ${*:-push fetch files tests/exchange/t_[!m]*.sh}; do
    echo "# $t"
    case $t in
    push | fetch | files)
        way "$t" || { echo "not ok - $t"; rc=1; }
        CARRY=$([ "$t" != files ] || echo carry) \
            bash tests/exchange/t_main.sh || rc=1 ;;
    *) [ ! -e "$t" ] || { way push && bash "$t"; } || rc=1 ;;
    esac
done
exit $rc
