# The disk is full: an answer of doubt, never of success; then normal again.
# A tmpfs under the database needs root and mount; else skipped.
. "$(dirname "$0")/../web/lib.sh"
cd "$web/../.." || exit 2
D=$(mktemp -d /tmp/kb-disk.XXXXXX)
if ! { [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=600m tmpfs "$D" 2>/dev/null; }
then
    rmdir "$D"
    skip "disk full" "no tmpfs can be mounted here"
    done_testing
    exit
fi
. tests/instance.sh
trap - EXIT
chmod 755 "$D"
KB_AWAY=$D KB_DEMO_SMALL=yes instance_start "$D/var" || { umount -l "$D"; exit 1; }
trap 'rm -f "$D/filler"; instance_stop; umount -l "$D"; rmdir "$D"; rm -rf "$T"' EXIT
URL=$KB_URL
# What is acknowledged must be in WAL, as in earnest; no checkpoint frees any.
sql 'alter system set synchronous_commit = on'
sql "alter system set max_wal_size = '10GB'"
sql "alter system set checkpoint_timeout = '1h'"
sql 'select pg_reload_conf()' >/dev/null
# A new connection needs room too: one that is open already asks.
coproc ASK { psql -XAtq "$KB_DSN" 2>/dev/null; }
exec 6<&"${ASK[0]}" 7>&"${ASK[1]}"
trap '' PIPE
ask() { # SQL: its one line; fails when the server is gone
    echo "$1;" >&7 && read -r -t 20 -u 6
} 2>/dev/null
kept="select coalesce(max(substring(data::text from '温(\d+)<')::int), -1) from kb.draft"
as wenzhou; ok "signed in" $?
get /apply/designation
send /apply/designation
at=$(here)
cat /dev/zero >"$D/filler" 2>/dev/null
ok "the disk is full ($(df --output=avail "$D" | tail -n 1 | tr -d ' ') kB left)"
case $KB_VAR/ in "$D"/*) ok "the database is on it" ;; *) ok "the database is on it ($KB_VAR)" 1 ;; esac
# Writes succeed while WAL has segments made before; each starts another, until
# one is lacking: then the server goes down, and nothing may be promised.
codes= promised=-1 lost=0 doubts=0
for i in $(seq 300); do
    get "$at"
    [ "$status" != 200 ] || send "${at%/*}/" "region-name=温$i" do=save
    codes="$codes $status"
    [ "$status" != 503 ] || doubts=$((doubts + 1))
    [ $doubts -lt 20 ] || break
    if [ "$status" = 200 ]; then
        promised=$i
        if ask "$kept" && [ "$REPLY" != "$i" ]; then
            echo "# promised $i, kept $REPLY"
            lost=$((lost + 1))
        fi
    fi
    ask "select pg_switch_wal()" || true
done
echo "# answers:$codes"
! echo "$codes" | grep -qE '\b(500|502|504)\b'; ok "only done or doubt was told" $?
case $codes in *503*) ok "and doubt when nothing could be written" ;; *) ok "and doubt when nothing could be written" 1 ;; esac
fetch "$URL/guide"
case $status in 200 | 503) ok "reading goes on or says 503 ($status)" ;; *) ok "reading goes on or says 503 ($status)" 1 ;; esac
rm -f "$D/filler"
sql/cluster.sh start "$KB_VAR" >/dev/null 2>&1
for _ in $(seq 100); do
    fetch "$URL/health"
    [ "$status" = 200 ] && break
    sleep 0.2
done
is "with room again all is well" 200 "$status"
now=$(sql "$kept")
[ "$lost" = 0 ] && [ "$now" -ge "$promised" ]
ok "what was promised is there ($promised promised, $now kept, $lost lost)" $?
get "$at"
send "${at%/*}/" region-name=温州 do=save
is "and a draft is saved" 200 "$status"
done_testing
