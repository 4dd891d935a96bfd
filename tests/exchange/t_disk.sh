# The disk under the national office's receipts is full while messages come: a
# tablespace on a small tmpfs (root, mount; else skipped). Doubt is told, never
# success; with room again all is settled.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
. "$(dirname "$0")/fire.sh"
D=$(mktemp -d /tmp/kb-disk.XXXXXX)
room=$(($(other "select pg_table_size('kb.receipt') / 1048576") + 24))
if ! { [ "$(id -u)" = 0 ] && mount -t tmpfs -o size=${room}m tmpfs "$D" 2>/dev/null; }
then
    rmdir "$D"
    skip "disk full" "no tmpfs can be mounted here"
    done_testing
    exit
fi
trap 'rm -f "$D/filler"; umount -l "$D"; rmdir "$D"; rm -rf "$T"' EXIT
chmod 755 "$D"
mkdir "$D/pg"
chown postgres "$D/pg"
other "create tablespace small location '$D/pg'" &&
    other "alter table kb.receipt set tablespace small" >/dev/null
ok "receipts stand on a disk of their own" $?
cat /dev/zero >"$D/filler" 2>/dev/null
told() { sql "select count(*) from kb.outbox_act where status = 503 and at > '$t0'"; }
t0=$(sql 'select now()')
begin 40
for _ in $(seq 60); do
    [ "$(told)" -lt 5 ] || break
    sleep 0.5
done
n=$(told)
[ "$n" -ge 5 ]
ok "doubt is told while it is full ($n times 503)" $?
is "nothing that cannot be kept is acknowledged" 0 "$(sql "select count(*) from kb.outbox_act
    where status = 500 and at > '$t0'")"
rm -f "$D/filler"
is "with room again all is settled" 0 "$(settled)"
under_fire="a full disk in between"
judge
other "alter table kb.receipt set tablespace pg_default" && other "drop tablespace small"
ok "the disk is given back" $?
done_testing
