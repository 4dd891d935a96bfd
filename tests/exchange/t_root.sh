# What two sides hold of a day, compared under signature: nothing differs; then
# among 3,000 messages one that the receiver lost, one that the sender lost and
# one whose bytes are others are named, in few questions.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
at() { psql -XAtq -v ON_ERROR_STOP=1 "$1" -c "$2"; }
compare() { # VAR DSN PEER DAY: what it found, and how often it asked
    KB_EXCHANGE_KEY=$1/run/exchange.key KB_FONTS=$B/fonts \
        KB_DSN=${2/user=postgres/user=kb_exchange} \
        "$B/kuaibao" exchange compare "$3" "$4" >"$T/log" 2>&1 || sed 's/^/# /' "$T/log"
    questions=$(sed -n 's/.* \([0-9]*\) questions.*/\1/p' "$T/log" | sort -n | tail -n 1)
}
differences() { # DSN DIRECTION DAY
    at "$1" "select array_to_string(differences, ' ') from kb.reconciliation
        where direction = '$2' and day = '$3'"
}
today=$(date -u +%F)
compare "$PROVINCE_VAR" "$PROVINCE_DSN" cnipa "$today"
is "what was sent today is there" "|" "$(differences "$PROVINCE_DSN" out "$today")|$(
    differences "$PROVINCE_DSN" in "$today")"
is "of each side one root" t "$(at "$PROVINCE_DSN" "select bool_and(root = peer_root and count = peer_count)
    and sum(count) > 0 and bool_and(answer is not null) from kb.reconciliation where day = '$today'")"

day=$(date -u -d '3 days ago' +%F)
at "$PROVINCE_DSN" "insert into kb.outbox (peer_id, message_id, conversation, sequence, kind, state, at, born, due)
    select p.peer_id, md5('m' || i)::uuid, md5('c' || i)::uuid, 1, 'business', 'done', '$day 12:00Z', 0, 0
    from kb.peer p, generate_series(1, 3000) i where p.code = 'cnipa';
    update kb.outbox o set sha256 = encode(sha256(uuid_send(o.message_id)), 'hex'), sm3 = repeat('0', 64)
    where (o.at at time zone 'UTC')::date = '$day'"
at "$NATIONAL_DSN" "set session_replication_role = replica;
    insert into kb.inbox (peer_id, message_id, conversation, sequence, kind, created, sha256, sm3, size)
    select p.peer_id, md5('m' || i)::uuid, md5('c' || i)::uuid, 1, 'business', '$day 12:00Z',
        encode(sha256(uuid_send(md5('m' || i)::uuid)), 'hex'), repeat('0', 64), 0
    from kb.peer p, generate_series(1, 3000) i where p.code = 'shandong'"
compare "$PROVINCE_VAR" "$PROVINCE_DSN" cnipa "$day"
is "3,000 messages on both sides: one question, no difference" "1 " \
    "$questions $(differences "$PROVINCE_DSN" out "$day")"
id() { at "$PROVINCE_DSN" "select md5('m$1')::uuid"; }
at "$NATIONAL_DSN" "set session_replication_role = replica; delete from kb.inbox where message_id = '$(id 7)'"
compare "$PROVINCE_VAR" "$PROVINCE_DSN" cnipa "$day"
is "a message removed by hand is named by its sender" "$(id 7):here" \
    "$(differences "$PROVINCE_DSN" out "$day")"
ok "in $questions questions" $((questions > 49))
is "it is an alarm" 1 "$(at "$PROVINCE_DSN" "select count(*) from kb.alarm
    where kind = 'exchange-reconciliation' and detail like '%$(id 7)%'")"
compare "$NATIONAL_VAR" "$NATIONAL_DSN" shandong "$day"
is "and by its receiver" "$(id 7):there" "$(differences "$NATIONAL_DSN" in "$day")"
at "$NATIONAL_DSN" "set session_replication_role = replica;
    update kb.inbox set sha256 = repeat('a', 64) where message_id = '$(id 8)'"
at "$PROVINCE_DSN" "set session_replication_role = replica; delete from kb.outbox where message_id = '$(id 9)'"
compare "$PROVINCE_VAR" "$PROVINCE_DSN" cnipa "$day"
is "three differences, each by its kind" \
    "$(printf '%s\n' "$(id 7):here" "$(id 8):other" "$(id 9):there" | sort | xargs)" \
    "$(differences "$PROVINCE_DSN" out "$day")"
is "that day is not compared again before tomorrow" f "$(at "$PROVINCE_DSN" "select coalesce(bool_or(day = '$day'), false)
    from api.exchange_roots_due('cnipa', null)")"
at "$PROVINCE_DSN" "delete from kb.alarm where kind = 'exchange-reconciliation'"
at "$NATIONAL_DSN" "delete from kb.alarm where kind = 'exchange-reconciliation'"
done_testing
