# An alarm on the monitor's page: closed by an operator with a reason, kept with
# it; what happens again opens another.
KB_URL=$NATIONAL KB_DSN=$NATIONAL_DSN
. "$(dirname "$0")/../web/lib.sh"
again() { sql "select kb.raise_alarm('exchange-conflict', 'shandong t-alarm')" >/dev/null; }
open() { sql "select count(*) from kb.alarm where detail = 'shandong t-alarm' and closed_at is null"; }
again
again
is "an alarm stands once while it is open" 1 "$(open)"
as national-admin
get /exchange
is "the operator sees the page" 200 "$status"
id=$(sql "select alarm_id from kb.alarm where detail = 'shandong t-alarm'")
close() { # REASON [ALARM...]
    local reason=$1
    shift
    fetch -X POST "$URL/exchange" --data-urlencode "csrf=$(html 'string((//input[@name="csrf"])[1]/@value)')" \
        ${1:+$(printf -- '-d alarm=%s ' "$@")} --data-urlencode "reason=$reason" -d do=close
}
close ' ' "$id"
is "not without a reason" "422 1" "$status $(open)"
is "told at the field, what was ticked stays ticked" "$id" \
    "$(html 'string(//form[.//*[@id="e-alarm"]]//input[@name="alarm"][@checked]/@value)')"
many=$(seq 1000001 1000400)
close ' ' $many "$id"
is "however many are ticked" "422 $id" \
    "$status $(html 'string(//form[.//*[@id="e-alarm"]]//input[@name="alarm"][@checked]/@value)')"
close '已与对方核对'
is "nor with nothing ticked" "422 1" "$status $(open)"
is "what was typed stays" 已与对方核对 "$(html 'string(//*[@id="r-alarm"]/@value)')"
sql "select kb.raise_alarm('exchange-conflict', 'shandong t-alarm 2')" >/dev/null
other=$(sql "select alarm_id from kb.alarm where detail = 'shandong t-alarm 2'")
close '已与对方核对' "$id" "$other"
is "it is closed" "303 0" "$status $(open)"
is "and another with it" 已与对方核对 "$(sql "select reason from kb.alarm where alarm_id = $other")"
is "by whom and why is kept" "national-admin 已与对方核对" \
    "$(sql "select closed_by || ' ' || reason from kb.alarm where alarm_id = $id")"
get /exchange
has 已与对方核对
ok "and shown" $?
close x "$id"
is "it is not closed twice" 409 "$status"
again
is "what happens again is an alarm again" 1 "$(open)"
sql "update kb.alarm set closed_at = now(), reason = 'test' where detail = 'shandong t-alarm' and closed_at is null"
as national-handler
get /exchange
is "nobody else sees the page" 403 "$status"
done_testing
