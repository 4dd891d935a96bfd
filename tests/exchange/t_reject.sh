# A message that breaks the procedure's rules: rejected for good, explained with
# rule, XPath, line and words in both languages, and nothing done; then one that
# an operator gives up.
KB_URL=$PROVINCE KB_DSN=$PROVINCE_DSN
. "$(dirname "$0")/../web/lib.sh"
here=$(dirname "$0")
model=$(sql "select number from kb.case_file where state = 'approved' and procedure = 'designation'
    order by case_id desc limit 1")
cases=$(psql -XAtq "$NATIONAL_DSN" -c 'select count(*) from kb.case_file')
psql -Xq -1 -v ON_ERROR_STOP=1 "$PROVINCE_DSN" -c "set load.n = 1; set load.model = '$model';
    $(grep -v '^--' "$here/load.sql")
    update kb.outbox set document = regexp_replace(document::text,
        '<address>[^<]*</address>', '')::xml where state = 'waiting' and message = 'recommendation'" \
    >"$T/load" 2>&1
ok "a recommendation without the address is on its way" $?
until_sql() { # WANTED SQL
    local n=0 got
    while got=$(sql "$2"); [ "$got" != "$1" ] && [ $n -lt 60 ]; do
        sleep 0.5
        n=$((n + 1))
    done
    echo "$got"
}
id=$(sql "select message_id from kb.outbox where message = 'recommendation' order by outbox_id desc limit 1")
is "it is rejected" rejected "$(until_sql rejected "select state from kb.outbox where message_id = '$id'")"
sql "select convert_from(bytes, 'UTF8') from kb.receipt where direction = 'in' and message_id = '$id'
    and stage = 'rejected'" >"$T/receipt"
f='//*[local-name()="finding"]'
has_one() { xmllint --xpath "$1" "$T/receipt" 2>/dev/null; }
is "with the rule" field-required "$(has_one "string($f/@code)")"
case $(has_one "string($f/@xpath)") in
*recommendation*record*apply*) ok "the place" ;;
*) has_one "string($f/@xpath)"; ok "the place" 1 ;;
esac
[ -n "$(has_one "string($f/*[local-name()='text'][@xml:lang='zh-CN'])")" ]
ok "words in Chinese" $?
[ -n "$(has_one "string($f/*[local-name()='text'][@xml:lang='en'])")" ]
ok "and in English" $?
is "and no case was opened" "$cases" "$(psql -XAtq "$NATIONAL_DSN" -c 'select count(*) from kb.case_file')"
is "an operator is told" 1 "$(sql "select count(*) from kb.alarm where kind = 'exchange-rejected' and detail like '$id%'")"
as shandong-admin
get /exchange
is "the monitor opens" 200 "$status"
has "$(sed -n 's/.*k="exchange.alarm.exchange-rejected">\([^<]*\)<.*/\1/p' "$here/../../xslt/common/text.message.zh-CN.xml")"
ok "and shows the alarm" $?
get "/exchange/$id"
is "a page of its own tells its state and the way of it" "200 1" "$status $(html "count(//main//code[. = '$id'])")"
has field-required; ok "and what was wrong with it" $?
get "/exchange/$(cat /proc/sys/kernel/random/uuid)"
is "another is not found" 404 "$status"
as qingdao
get /exchange
is "an applicant does not see it" 403 "$status"
get "/exchange/$id"
is "nor a message" 403 "$status"

# Given up: the peer is away, an operator skips, those behind follow.
KB_DSN=$PROVINCE_DSN "$B/kuaibao" peer add cnipa 国家知识产权局 push url=http://127.0.0.1:9 organ=DEMO-N
psql -Xq -1 -v ON_ERROR_STOP=1 "$PROVINCE_DSN" -c "set load.n = 1; set load.model = '$model';
    $(grep -v '^--' "$here/load.sql")" >"$T/load" 2>&1
id=$(sql "select message_id from kb.outbox where message = 'withdrawal' order by outbox_id desc limit 1")
as shandong-admin
get /exchange
send /exchange message="$id" do=skip reason=
is "no reason, no skip" 422 "$status"
get /exchange
send /exchange message="$id" do=skip reason='改用纸质函件'
is "with a reason it is skipped" skipped "$(sql "select state from kb.outbox where message_id = '$id'")"
KB_DSN=$PROVINCE_DSN "$B/kuaibao" peer add cnipa 国家知识产权局 push "url=$NATIONAL" organ=DEMO-N
sql "update kb.outbox set due = 0 where state = 'waiting'; select pg_notify('kb_exchange', '')" >/dev/null
is "all is settled" 0 "$(until_sql 0 "select count(*) from kb.outbox where state = 'waiting'")"
is "the peer knows what was skipped" 1 "$(psql -XAtq "$NATIONAL_DSN" -c "select count(*)
    from kb.case_event where kind = 'message' and note like 'skipped % for $id%'")"
done_testing
