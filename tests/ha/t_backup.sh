# A full backup and the archived log, by pgBackRest; more messages; the national
# office's database is destroyed and restored to a moment before the last ones.
# Its record is proven as it was then, and what it acknowledged since is named,
# message by message, by comparing with the peer.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
. "$(dirname "$0")/../exchange/fire.sh"
pg=$NATIONAL_VAR/pg backup=$NATIONAL_VAR/backup
mkdir -p "$backup"
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid=postgres --regid="$(id -g postgres)" --init-groups -- "$@")
    else
        "$@"
    fi
}
[ "$(id -u)" != 0 ] || chown postgres "$backup"
cat >"$T/conf" <<CONF
[global]
repo1-path=$backup/repo
repo1-retention-full=2
lock-path=$backup/lock
spool-path=$backup/spool
log-level-console=warn
log-level-file=off
start-fast=y
[kuaibao]
pg1-path=$pg
pg1-socket-path=$(sed 's/^host=\([^ ]*\).*/\1/' <<<"$NATIONAL_DSN")
pg1-database=kuaibao
CONF
as_postgres tee "$backup/pgbackrest.conf" <"$T/conf" >/dev/null
rest() { as_postgres pgbackrest --config="$backup/pgbackrest.conf" --stanza=kuaibao "$@"; }
restart() {
    sql/cluster.sh stop "$NATIONAL_VAR" >/dev/null 2>&1
    LD_PRELOAD=$CLOCK_LIB sql/cluster.sh start "$NATIONAL_VAR" >/dev/null
}
other "alter system set archive_mode = on" && other "alter system set archive_command =
    'pgbackrest --config=$backup/pgbackrest.conf --stanza=kuaibao archive-push %p'" && restart
rest stanza-create && rest check
ok "every piece of the log is archived" $?
rounds=4
begin 10
is "messages before the backup" 0 "$(settled)"
rest --type=full backup
ok "a full backup" $?
begin 10
is "messages after it" 0 "$(settled)"
sleep 2
moment=$(other 'select clock_timestamp()')
held=$(other 'select count(*) from kb.inbox')
sleep 2
begin 5
is "and after the moment that will be restored" 0 "$(settled)"
other 'select pg_switch_wal()' >/dev/null
rest check
ok "the last piece is archived too" $?

cases="select count(*) || ' ' || sum(kb.xpath_text('note/round', record)::int)
    from kb.case_file where procedure = 'note'"
was=$(other "$cases")
kill -9 "$(head -n 1 "$pg/postmaster.pid")"
sleep 2
rm -rf "$pg"
ok "the database is gone"
as_postgres mkdir -m 700 "$pg"
rest --type=time "--target=$moment" --target-action=promote restore
ok "restored" $?
LD_PRELOAD=$CLOCK_LIB sql/cluster.sh start "$NATIONAL_VAR" >/dev/null
for _ in $(seq 60); do
    [ "$(other 'select pg_is_in_recovery()' 2>/dev/null)" != f ] || break
    sleep 1
done
is "all that was acknowledged up to that moment is there" "$held" "$(other 'select count(*) from kb.inbox')"
KB_DSN=$NATIONAL_DSN "$B/kuaibao" audit verify >"$T/audit" 2>&1
proven=$?
ok "the record is proven: $(head -n 1 "$T/audit")" $proven

# What went to and fro since, by the province's own history.
lost() { # TABLE COLUMN
    sql "select string_agg(message_id || ':here', ' ' order by message_id::text) from kb.$1
        where kind = 'business' and $2 > '$moment'"
}
today=$(date -u +%F)
# the office's workers have lost their database: each finds it by being asked
for _ in $(seq 20); do
    KB_EXCHANGE_KEY=$PROVINCE_VAR/run/exchange.key KB_FONTS=$B/fonts \
        KB_DSN=${PROVINCE_DSN/user=postgres/user=kb_exchange} \
        "$B/kuaibao" exchange compare cnipa "$today" >"$T/compare" 2>&1 && break
    sleep 1
done
sed 's/^/# /' "$T/compare" | cut -c1-150
named() { sql "select array_to_string(differences, ' ') from kb.reconciliation
    where direction = '$1' and day = '$today'"; }
is "each lost message of the province is named" "$(lost outbox at)" "$(named out)"
is "and each that the national office forgot it had sent" "$(lost inbox received_at)" "$(named in)"
echo "# $(named out | wc -w) and $(named in | wc -w) of $(taken) messages"

# The province sends again what was lost; what the national office answers anew
# comes late, for the province has its answers.
failed=0
for m in $(sql "select message_id from kb.outbox where kind = 'business' and at > '$moment'
    order by conversation, sequence"); do
    KB_DSN=$PROVINCE_DSN "$B/kuaibao" exchange retry "$m" 对方恢复到较早时点 || failed=1
done
ok "each may be sent again" $failed
is "and is settled" 0 "$(settled)"
is "none is lost any more" "" "$(sql "select message_id from kb.outbox where kind = 'business' and at > '$moment'
    and state <> 'done'")"
is "its cases stand as they did" "$was" "$(other "$cases")"
is "each answer made anew is refused as late" "$(named in | wc -w) 0" "$(other "select
    count(*) filter (where state = 'rejected') || ' ' || count(*) filter (where state <> 'rejected')
    from kb.outbox where kind = 'business' and at > '$moment'")"
done_testing
