# The disk is full: an answer of doubt, never of success; then normal again.
# A tmpfs of 64 MB under the database's WAL needs root and mount; else skipped.
. "$(dirname "$0")/../web/lib.sh"
cd "$web/../.." || exit 2
D=$(mktemp -d /tmp/kb-disk.XXXXXX)
if ! { [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=400m tmpfs "$D" 2>/dev/null; }
then
    rmdir "$D"
    skip "disk full" "no tmpfs can be mounted here"
    done_testing
    exit
fi
. tests/instance.sh
trap - EXIT
chmod 755 "$D"
KB_DEMO_SMALL=yes instance_start "$D/var" || { umount -l "$D"; exit 1; }
trap 'rm -f "$D/filler"; instance_stop; umount -l "$D"; rmdir "$D"; rm -rf "$T"' EXIT
URL=$KB_URL
as wenzhou; ok "signed in" $?
get /apply/designation
send /apply/designation
at=$(here)
cat /dev/zero >"$D/filler" 2>/dev/null
ok "the disk is full ($(df --output=avail "$D" | tail -n 1 | tr -d ' ') kB left)"
# Until WAL needs a new segment writes may still succeed; then they must not.
codes=
for i in $(seq 60); do
    get "$at"
    send "${at%/*}/" "region-name=温$i" "address=$(head -c 2000 /dev/urandom | base64 -w0 | head -c 110)" do=save
    codes="$codes $status"
    if [ "$status" = 200 ]; then
        kept=$(sql "select count(*) from kb.draft where data::text like '%温$i<%'" 2>/dev/null)
        [ "$kept" = 1 ] || { echo "# promised 温$i"; ok "what was promised is there" 1; }
    fi
done
echo "# answers:$codes"
! echo "$codes" | grep -qE '\b(500|502|504)\b'; ok "only done or doubt was told" $?
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
get "$at"
send "${at%/*}/" region-name=温州 do=save
is "and a draft is saved" 200 "$status"
done_testing
