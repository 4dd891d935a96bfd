# The conformance suite against our own exchange, with a key of each algorithm;
# then the simulated peer, with each of its faults, under our own courier.
# Needs PROVINCE, PROVINCE_DSN, NATIONAL, NATIONAL_DSN, NATIONAL_VAR.
KB_URL=$NATIONAL KB_DSN=$NATIONAL_DSN
export KB_DSN
. "$(dirname "$0")/../web/lib.sh"
kb() { "$B/kuaibao" "$@" >/dev/null; }
self=$(sql "select value from kb.setting where name = 'exchange-code'")
"$B/kuaibao" peer show-certificate "$NATIONAL_VAR/run/exchange.key" >"$T/self.crt"
for k in sm2 ecdsa rsa; do
    kb peer key "$T/$k.key" "样例$k" "$k"
    kb peer add "C$$-$k" "测试$k" fetch
    "$B/kuaibao" peer show-certificate "$T/$k.key" >"$T/$k.crt"
    kb peer certificate "C$$-$k" "$T/$k.crt"
    "$B/kuaibao" exchange conform "$NATIONAL" "$self" "C$$-$k" "$T/$k.key" \
        "$T/self.crt" "$T/report.xml" >"$T/tap"
    rc=$?
    grep -A1 '^not ok' "$T/tap" | sed 's/^not ok/# &/'
    ok "$k: the exchange passes its own conformance suite ($(tail -n 1 "$T/tap"))" $rc
    is "$k: the report has every case" "$(grep -c '<case ' xslt/schema/conformance.xml)" \
        "$(xmllint --xpath 'count(//case[@result = "passed"])' "$T/report.xml")"
done
"$B/kuaibao" exchange conform "$NATIONAL" "$self" "C$$-sm2" "$T/sm2.key" "$T/ecdsa.crt" >"$T/tap"
ok "receipts under another key do not pass" "$(grep -q '^not ok 1 ' "$T/tap"; echo $?)"

# What the simulated peer answers, once for each fault.
port=$((RANDOM % 2000 + 42000))
"$B/kuaibao" exchange simulate $port SIM "$T/ecdsa.key" \
    busy cut signature foreign good differs reject good >"$T/simulated" 2>&1 &
simulated=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    grep -q listening "$T/simulated" && break
    sleep 0.2
done
printf '<skipped xmlns="urn:kuaibao:message:skipped:1" message="%s">样例</skipped>' \
    0192f0c1-2345-7abc-8def-0123456789ab >"$T/payload.xml"
new() { "$B/tests/bench/message" seal "$T/sm2.key" A-B SIM payload="$T/payload.xml" >"$T/m.xml" 2>"$T/type"; }
# told NAME STATUS RECEIPT: of the same message again
told() {
    fetch -H "Content-Type: $(cat "$T/type")" --data-binary "@$T/m.xml" \
        "http://127.0.0.1:$port/exchange/v1/message"
    said=$("$B/tests/bench/message" receipt "$page" "$T/ecdsa.crt" \
        "$(grep -o '<x:id>[^<]*' "$T/m.xml" | cut -d'>' -f2)" 2>/dev/null) || said=
    is "$1" "$2 $3" "$status ${said%% *}"
}
new
told "busy" 503 ""
ok "and says when to come again" "$([ "$(header Retry-After)" = 1 ]; echo $?)"
rm -f "$page"
told "cut: no answer" "curl 52" ""
told "a receipt changed after signing proves nothing" 200 ""
new
told "a receipt of another message proves nothing" 200 ""
told "a good one" 200 accepted
cp "$page" "$T/first"
told "the same message, another receipt" 200 accepted
! cmp -s "$page" "$T/first"
ok "which differs" $?
new
told "a rejection" 422 rejected
told "stays one" 422 rejected
kill "$simulated"
wait "$simulated" 2>/dev/null
done_testing
