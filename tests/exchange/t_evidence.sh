# Evidence: an export with messages and receipts, proven by a program that needs
# no server; CHANGES (300) random changes to it, each found and named; and
# changes in the database itself.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
. "$(dirname "$0")/fire.sh"
rounds=10
begin 20
is "messages go to and fro" 0 "$(settled)"
export_of() { # DSN FILE
    rm -f "$2"
    KB_DSN=$1 "$B/kuaibao" audit export --messages "$2"
}
# The keeper seals within seconds; until all receipts are in.
sealed="select count(*) from kb.receipt r where not exists (select from kb.audit_leaf l
    where l.receipt_txid = r.txid and l.receipt_n = r.n)"
for _ in $(seq 120); do
    [ "$(sql "$sealed")" = 0 ] && break
    sleep 0.5
done
is "every receipt stands in the log" 0 "$(sql "$sealed")"
export_of "$PROVINCE_DSN" "$T/export"
verify() { env -i PATH="$PATH" "$B/kuaibao" verify "$1" >"$T/said" 2>&1; }
verify "$T/export"
is "the export is proven without the server" 0 $?
sed 's/^/# /' "$T/said"
is "with each receipt that there is" "$(sql "select count(*) from kb.receipt")" \
    "$(grep -c '^receipt' "$T/export")"
python3 "$(dirname "$0")/alter.py" "$T/export" "${CHANGES:-300}" "${SEED:-7}" \
    "$B/kuaibao" verify >"$T/alter"
found=$?
ok "$(tail -n 1 "$T/alter"), each change by its own" $found
sed '$d' "$T/alter"

# In the database, by one who may do all, past the triggers and rights.
spoil() { # NAME SQL
    psql -Xq -v ON_ERROR_STOP=1 "$PROVINCE_DSN" -c "create table public.kept as $3; $4" >/dev/null 2>&1 ||
        echo "# could not"
    export_of "$PROVINCE_DSN" "$T/spoilt"
    ! verify "$T/spoilt"
    found=$?
    ok "$1: $(tail -n 1 "$T/said" | cut -c1-120)" $found
    sql "$2; drop table public.kept" >/dev/null
}
one="r.direction = 'in' order by r.n offset 3 limit 1"
spoil "a receipt altered where it is stored" \
    "update kb.receipt r set bytes = k.bytes from public.kept k where k.n = r.n" \
    "select r.n, r.bytes from kb.receipt r where $one" \
    "update kb.receipt r set bytes = set_byte(r.bytes, 100, get_byte(r.bytes, 100) # 1) from public.kept k where k.n = r.n"
spoil "its stage altered" \
    "update kb.receipt r set stage = k.stage from public.kept k where k.n = r.n" \
    "select r.n, r.stage from kb.receipt r where $one" \
    "update kb.receipt r set stage = 'valid' from public.kept k where k.n = r.n"
spoil "a message altered where it is stored" \
    "update kb.outbox_bytes b set bytes = k.bytes from public.kept k where k.outbox_id = b.outbox_id" \
    "select b.outbox_id, b.bytes from kb.outbox_bytes b order by 1 desc limit 1" \
    "update kb.outbox_bytes b set bytes = b.bytes || '\x20' from public.kept k where k.outbox_id = b.outbox_id"
spoil "a receipt removed" \
    "insert into kb.receipt overriding system value select * from public.kept" \
    "select r.* from kb.receipt r where $one" \
    "delete from kb.receipt r using public.kept k where k.n = r.n"
spoil "an event altered" \
    "update kb.case_event e set note = k.note from public.kept k where k.event_id = e.event_id" \
    "select e.event_id, e.note from kb.case_event e where e.kind = 'message' order by 1 limit 1" \
    "update kb.case_event e set note = e.note || ' ' from public.kept k where k.event_id = e.event_id"
export_of "$PROVINCE_DSN" "$T/again"
verify "$T/again"
is "put back, it is proven again" 0 $?
done_testing
