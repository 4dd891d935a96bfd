# The wire: what a peer may send, and each answer that it gets. A peer of SM2,
# one of ECDSA and one of RSA, all make-believe. Needs NATIONAL, NATIONAL_DSN.
KB_URL=$NATIONAL KB_DSN=$NATIONAL_DSN
export KB_DSN
. "$(dirname "$0")/../web/lib.sh"
api=$NATIONAL/exchange/v1
kb() { "$B/kuaibao" "$@" >/dev/null; }
self=$(sql "select value from kb.setting where name = 'exchange-code'")
run=$$
for k in sm2 ecdsa rsa; do
    kb peer key "$T/$k.key" "样例$k" "$k"
    kb peer add "T$run-$k" "测试$k" fetch
    "$B/kuaibao" peer show-certificate "$T/$k.key" >"$T/$k.crt"
    kb peer certificate "T$run-$k" "$T/$k.crt"
done
printf '<skipped xmlns="urn:kuaibao:message:skipped:1" message="%s">样例</skipped>' \
    0192f0c1-2345-7abc-8def-0123456789ab >"$T/payload.xml"
talk() { cat /proc/sys/kernel/random/uuid; }

# seal ALGORITHM FILE [OPTION...]; its Content-Type in FILE.type
seal() {
    local k=$1 file=$2
    shift 2
    "$B/tests/bench/message" seal "${KEY:-$T/$k.key}" "${FROM:-T$run-$k}" \
        "${TO:-$self}" payload="$T/payload.xml" "$@" >"$file" 2>"$file.type"
}
# post FILE [PATH]: $status, $code of the first finding
post() {
    local type
    type=$(cat "$1.type" 2>/dev/null || echo application/xml)
    fetch -H "Content-Type: $type" --data-binary "@$1" "$api/${2:-message}"
    code=$(grep -o '<x:finding code="[^"]*' "$page" | head -n 1 | cut -d'"' -f2)
}
# answers NAME STATUS CODE FILE [PATH]
answers() {
    post "$4" "${5:-message}"
    is "$1" "$2 $3" "$status $code"
}
id_of() { grep -ao '<x:id>[^<]*' "$1" | cut -d'>' -f2; }
own=$T/own.crt
for k in sm2 ecdsa rsa; do
    seal $k "$T/$k.xml"
    answers "$k: a message is taken" 200 "" "$T/$k.xml"
    cp "$page" "$T/$k.receipt"
    # the certificate is in the receipt; who pins it has it from elsewhere
    { echo '-----BEGIN CERTIFICATE-----'
        xmllint --xpath 'string(//*[local-name() = "X509Certificate"])' "$page" |
            fold -w 64
        echo '-----END CERTIFICATE-----'; } >"$own"
    is "$k: its receipt is signed and says so" \
        "accepted $(id_of "$T/$k.xml") $self" \
        "$("$B/tests/bench/message" receipt "$page" "$own")"
    post "$T/$k.xml"
    cmp -s "$page" "$T/$k.receipt"
    ok "$k: the same again gets the same receipt, byte for byte" $?
    fetch "$api/status/T$run-$k/$(id_of "$T/$k.xml")"
    cmp -s "$page" "$T/$k.receipt"
    ok "$k: and so does who asks" $?
    seal $k "$T/other.xml" id="$(id_of "$T/$k.xml")"
    answers "$k: other bytes under its id are a conflict" 409 conflict "$T/other.xml"
    is "$k: told under our signature" \
        "conflict $(id_of "$T/$k.xml") $self conflict" \
        "$("$B/tests/bench/message" receipt "$page" "$own")"
    sed 's/样例/样品/' "$T/$k.xml" >"$T/changed.xml"
    answers "$k: changed content is refused" 400 dsig-digest "$T/changed.xml"
done
is "a conflict is an alarm" t \
    "$(sql "select count(*) > 0 from kb.alarm where kind = 'exchange-conflict'")"

# encodings
iconv -f UTF-8 -t UTF-16 "$T/sm2.xml" >"$T/utf16.xml"
{ printf '<?xml version="1.0" encoding="GB18030"?>'
    iconv -f UTF-8 -t GB18030 "$T/sm2.xml"; } >"$T/gb.xml"
{ printf '<?xml version="1.0" encoding="ISO-8859-1"?>'; cat "$T/sm2.xml"; } >"$T/latin.xml"
answers "UTF-16 is read: the same id, other bytes" 409 conflict "$T/utf16.xml"
answers "GB18030 is read: the same id, other bytes" 409 conflict "$T/gb.xml"
answers "other encodings are refused" 400 xml-encoding "$T/latin.xml"

# hostile bytes
printf '<a>' >"$T/open.xml"
printf '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' >"$T/dtd.xml"
iconv -f UTF-8 -t UTF-16 "$T/dtd.xml" >"$T/dtd16.xml"
{ printf '<a '; seq -f 'a%.0f="1"' -s ' ' 50000; printf '/>'; } | tr '\n' ' ' >"$T/attributes.xml"
sed 's/<x:body>/<x:body><!-- c -->/' "$T/sm2.xml" >"$T/comment.xml"
answers "what is not well-formed is refused" 400 xml-malformed "$T/open.xml"
answers "a DOCTYPE is refused" 400 xml-doctype "$T/dtd.xml"
answers "a DOCTYPE in UTF-16 is refused" 400 xml-doctype "$T/dtd16.xml"
answers "50,000 attributes are refused" 400 xml-attributes "$T/attributes.xml"
answers "a comment is refused" 400 xml-comment "$T/comment.xml"
head -c 300 "$T/sm2.xml" >"$T/cut.xml"
answers "a cut message is refused" 400 xml-malformed "$T/cut.xml"
head -c 17000000 /dev/zero | tr '\0' ' ' >"$T/much.xml"
answers "a message without end is refused" 413 package-large "$T/much.xml"
printf '{}' >"$T/json"; echo application/json >"$T/json.type"
answers "JSON is refused" 400 package-type "$T/json"

# who, when, in which order
FROM=T$run-nobody seal sm2 "$T/x.xml"
answers "a stranger is refused" 403 peer-unknown "$T/x.xml"
KEY=$T/ecdsa.key seal sm2 "$T/x.xml"
answers "another's key is refused" 400 dsig-key "$T/x.xml"
TO=NOBODY seal sm2 "$T/x.xml"
answers "a message for another is refused" 400 envelope-to "$T/x.xml"
seal sm2 "$T/x.xml" expires=-5
answers "one that took longer than it should is taken" 200 "" "$T/x.xml"
seal sm2 "$T/x.xml" created=3600
answers "so is one whose clock ran ahead" 200 "" "$T/x.xml"
c=$(talk)
seal sm2 "$T/x2.xml" talk="$c" sequence=2
answers "the second before the first may come again" 503 sequence-early "$T/x2.xml"
seal sm2 "$T/x1.xml" talk="$c"
answers "the first is taken" 200 "" "$T/x1.xml"
answers "then the second" 200 "" "$T/x2.xml"
seal sm2 "$T/x1b.xml" talk="$c"
answers "another first is rejected for good" 422 sequence-late "$T/x1b.xml"
printf '<order xmlns="urn:test:order:1"/>' >"$T/order.xml"
seal sm2 "$T/x.xml" payload="$T/order.xml"
answers "an unknown profile is rejected for good" 422 profile-unknown "$T/x.xml"
printf '<skipped xmlns="urn:kuaibao:message:skipped:1"/>' >"$T/bad.xml"
seal sm2 "$T/x.xml" payload="$T/bad.xml"
answers "what its schema forbids is rejected for good" 422 schema "$T/x.xml"
ok "with a text in both languages" "$(has 'xml:lang="zh-CN"' && has 'xml:lang="en"'; echo $?)"

# files
head -c 600000 /dev/urandom >"$T/a.bin"
printf x >"$T/b.txt"
seal sm2 "$T/pack" file="$T/a.bin" file="$T/b.txt"
answers "files come with a message" 200 "" "$T/pack"
is "and are kept byte for byte" "$(sha256sum <"$T/a.bin" | cut -c1-64)" \
    "$(sql "select encode(sha256(string_agg(bytes, '' order by seq)), 'hex') from kb.attachment_chunk
        where attachment_id = (select attachment_id from kb.message_file order by file_id desc offset 1 limit 1)")"
files() { sql 'select count(*) from kb.message_file'; }
had=$(files)
seal sm2 "$T/pack" file="$T/a.bin"
LC_ALL=C sed -i '0,/Content-ID/s/Content-ID: </Content-ID: <0/' "$T/pack"
answers "a foreign file is refused" 400 file-foreign "$T/pack"
seal sm2 "$T/pack" file="$T/a.bin"
size=$(stat -c %s "$T/pack")
printf '\0\0\0\0' | dd of="$T/pack" bs=1 seek=$((size - 1000)) conv=notrunc 2>/dev/null
answers "a damaged file is refused" 400 file-digest "$T/pack"
seal sm2 "$T/pack" file="$T/a.bin"
truncate -s $((size - 5000)) "$T/pack"
answers "a cut package is refused" 400 post-multipart "$T/pack"
is "nothing is left of them" "$had" "$(files)"

# dry runs
answers "a dry run finds the change" 200 dsig-digest "$T/changed.xml" dry-run
ok "and shows the canonical bytes" "$(has '<x:canonical>&lt;x:message'; echo $?)"
seal ecdsa "$T/try.xml"
answers "a dry run of a good one" 200 "" "$T/try.xml" dry-run
is "accepts it" accepted "$(xmllint --xpath 'string(/*/@verdict)' "$page")"
xmllint --noout --relaxng xslt/schema/message/envelope.rng "$page" \
    "$T"/{sm2,ecdsa,rsa}.{xml,receipt} 2>/dev/null
ok "message, receipt and report are as the published schema says" $?
fetch "$api/status/T$run-ecdsa/$(id_of "$T/try.xml")"
is "and leaves nothing behind" 404 "$status"

# outbox
printf '<x:query xmlns:x="urn:kuaibao:exchange:1"><x:outbox/></x:query>' >"$T/query.xml"
seal rsa "$T/q.xml" payload="$T/query.xml" kind=query sequence=0
fetch -H 'Content-Type: application/xml' --data-binary "@$T/q.xml" "$api/outbox"
is "a signed question finds nothing waiting" 204 "$status"
seal rsa "$T/q.xml" payload="$T/query.xml" kind=query sequence=0 created=-400
answers "an old question is refused" 403 query-old "$T/q.xml" outbox
fetch "$api/outbox"
is "without certificate or signature nobody asks" 403 "$status"

# schemas, metrics
fetch "$api/schema/"
is "the interface has a page" 200 "$status"
fetch "$api/schema/envelope.rng"
cmp -s "$page" xslt/schema/message/envelope.rng
ok "the schemas are published" $?
fetch "$api/metrics"
is "metrics are for this host" 200 "$status"

# certificates, rates
kb peer revoke "T$run-rsa" "$(openssl x509 -in "$T/rsa.crt" -outform DER |
    sha256sum | cut -c1-64)" 测试
seal rsa "$T/x.xml"
answers "a revoked certificate is refused" 400 cert-revoked "$T/x.xml"
post "$T/rsa.xml"
cmp -s "$page" "$T/rsa.receipt"
ok "what it signed before keeps its receipt" $?
kb peer set "T$run-ecdsa" rate 1
for _ in 1 2 3 4; do
    sleep 1
    seal ecdsa "$T/x.xml"
    post "$T/x.xml"
    [ "$status" = 200 ] || break
done
is "who sends too fast waits" "429 exchange-rate" "$status $code"
ok "and is told how long" "$([ -n "$(header Retry-After)" ]; echo $?)"
done_testing
