# Vocabularies of others: schema sets are installed, payloads of them come as
# they are, are checked, and open cases; all else is refused by name.
KB_URL=$NATIONAL KB_DSN=$NATIONAL_DSN
export KB_DSN
. "$(dirname "$0")/../web/lib.sh"
self=$(sql "select value from kb.setting where name = 'exchange-code'")
run=$$
sets=xslt/schema/foreign
kb() { "$B/kuaibao" "$@" >"$T/kb.out" 2>&1; }
office=$(sql "select name from kb.organ where code = 'DEMO-N'")
centre=$(sql "select code || ' ' || name from kb.organ where code like 'DEMO-C-37%' order by code limit 1")
sql "insert into kb.organ (code, name, kind, level, region, valid_from) values
    ('QD-CUSTOMS-$run', '青岛海关（演示 $run）', 'office', 'prefecture', '370200', '2026-01-01')"
peer() { # NAME ORGAN
    kb peer key "$T/$1.key" "样例" sm2
    kb peer add "T$run-$1" "测试$1" fetch organ="$2"
    "$B/kuaibao" peer show-certificate "$T/$1.key" >"$T/$1.crt"
    kb peer certificate "T$run-$1" "$T/$1.crt"
}
peer customs "QD-CUSTOMS-$run"
peer st96 "${centre%% *}"

# The payload of a set's example, for the organisations of this test.
payload() { # SET
    xsltproc - "$sets/$1/example.xml" <<'XSL' | sed "s/{CENTRE}/${centre#* }/; s/DEMO-C-370200/${centre%% *}/
        s/QD-CUSTOMS/QD-CUSTOMS-$run/; s/青岛市知识产权局（演示）/$office/"
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kuaibao:exchange:1">
  <xsl:output encoding="UTF-8" omit-xml-declaration="yes"/>
  <xsl:template match="/"><xsl:copy-of select="x:message/x:body/*[1]"/></xsl:template>
</xsl:stylesheet>
XSL
}
printf '%%PDF-1.4\n%%%%EOF\n' >"$T/file-1.pdf"
# deliver PEER PAYLOAD VERSION [OPTION...]: $status, $code of the first finding
deliver() {
    local peer=$1 payload=$2 version=$3 type
    shift 3
    "$B/tests/bench/message" seal "$T/$peer.key" "T$run-$peer" "$self" \
        payload="$payload" version="$version" "$@" >"$T/m.xml" 2>"$T/m.type"
    type=$(cat "$T/m.type")
    fetch -H "Content-Type: $type" --data-binary "@$T/m.xml" "$NATIONAL/exchange/v1/message"
    code=$(grep -o '<x:finding code="[^"]*' "$page" | head -n 1 | cut -d'"' -f2)
}
case_of() { grep -o '<x:receipt[^>]*case="[^"]*' "$page" | sed 's/.*"//'; }

payload customs-ceb >"$T/ceb.xml"
payload st96-patent >"$T/st96.xml"
deliver customs "$T/ceb.xml" 1.0
is "what no set takes is refused" "422 profile-unknown" "$status $code"
for s in customs-ceb st96-patent; do
    kb schema-set add "$sets/$s"
    is "set $s is installed" 0 $?
done
# workers learn of new sets by themselves: the one that does not know it asks to
# be asked again
n=0
until deliver customs "$T/ceb.xml" 1.0; [ "$status" != 503 ] || [ $n -gt 20 ]; do
    n=$((n + 1))
    sleep 0.3
done
is "an order of CEB311 is taken" 200 "$status"
cp "$T/m.xml" "$T/sent.xml"
number=$(case_of)
is "and has opened a case of clues" "clue pushed" \
    "$(sql "select procedure || ' ' || state from kb.case_file where number = '$number'")"
is "of customs, to the office that it names" "QD-CUSTOMS-$run $office" \
    "$(sql "select string_agg(case p.party when 'sender' then o.code else o.name end, ' ' order by p.party desc)
        from kb.case_party p join kb.organ o using (organ_id) join kb.case_file f using (case_id)
        where f.number = '$number' and p.party in ('sender', 'receiver')")"
is "with the goods in its words" 1 "$(sql "select count(*) from kb.case_file
    where number = '$number' and record::text like '%空气净化器 × 64%'")"
sql "select encode(b.bytes, 'base64') from kb.inbox i join kb.inbox_bytes b using (inbox_id, received_at)
    join kb.case_file f using (case_id) where f.number = '$number'" | base64 -d >"$T/kept.xml"
cmp -s "$T/kept.xml" "$T/sent.xml"
ok "kept byte for byte" $?

n=0
until deliver st96 "$T/st96.xml" 9.0 file="$T/file-1.pdf"; [ "$status" != 503 ] || [ $n -gt 20 ]; do
    n=$((n + 1))
    sleep 0.3
done
is "bibliographic data of ST.96 are taken" 200 "$status"
number=$(case_of)
is "and are a case that passed pre-examination" "pre-examination tagged" \
    "$(sql "select procedure || ' ' || state from kb.case_file where number = '$number'")"
is "with its papers" "file-1.pdf" "$(sql "select a.name from kb.attachment a join kb.case_file f using (case_id)
    where f.number = '$number' and a.form = 'apply'")"

# what is wrong is told at its place in what was sent
sed 's/<ceb:dxpMode>DXP/<ceb:dxpMode>FTP/' "$T/ceb.xml" >"$T/bad.xml"
deliver customs "$T/bad.xml" 1.0
is "a value that the schema does not know is refused" "422 schema" "$status $code"
line=$(grep -o 'line="[0-9]*' "$page" | head -n 1 | cut -d'"' -f2)
ok "with its line" "$([ "${line:-0}" -gt 1 ]; echo $?)"
grep -q 'xpath="/x:message/x:body/ceb:CEB311Message' "$page"
ok "and its path in the message" $?
sed 's/202610000001.9/2026-1/' "$T/st96.xml" >"$T/bad.xml"
deliver st96 "$T/bad.xml" 9.0
is "so is one of an XML Schema" "422 schema" "$status $code"
sed 's/IPOfficeCode>CN/IPOfficeCode>EP/' "$T/st96.xml" >"$T/bad.xml"
deliver st96 "$T/bad.xml" 9.0
is "the mapping may refuse by a rule of its own" "422 mapping" "$status $code"
grep -q 'not an application in China' "$page"
ok "in its words" $?
deliver customs "$T/ceb.xml" 2.0
is "another version is another vocabulary" "422 profile-unknown" "$status $code"
sed "s/$office/没有这个局/" "$T/ceb.xml" >"$T/bad.xml"
deliver customs "$T/bad.xml" 1.0
is "rules of the procedure's form hold" 422 "$status"
deliver st96 "$T/ceb.xml" 1.0
is "who does not speak for customs sends no clue of it" 422 "$status"
is "nothing was opened by what was refused" 1 "$(sql "select count(*) from kb.case_file f join kb.case_party p
    using (case_id) join kb.organ o using (organ_id) where o.code = 'QD-CUSTOMS-$run'")"

as national-admin
get /exchange
grep -q 'CEB311Message' "$page" && grep -q 'customs-ceb 1.0' "$page"
ok "the page of the exchange shows them" $?

# sets that are not to be had
bad() { # NAME CODE SED FILE
    rm -rf "$T/set"
    cp -r "$sets/st96-patent" "$T/set"
    sed -i "$3" "$T/set/$4"
    kb schema-set add "$T/set"
    is "$1" "1 $2" "$? $(grep -o 'schema-set-[a-z]*\|mapping-wrong\|mapping\|schema' "$T/kb.out" | grep -v '^schema-set-add' | head -n 1)"
}
bad "a schema that imports from elsewhere is not installed" schema-set-outside 's,schemaLocation=",&http://127.0.0.1:1/,' patent.xsd
bad "nor one that cannot be compiled" schema-set-wrong 's/type="pat:Party"/type="pat:Nobody"/' patent.xsd
bad "nor a mapping that includes" mapping-wrong 's,<xsl:template match="/x:message">,<xsl:include href="/etc/passwd"/>&,' mapping.xsl
bad "nor one whose example fails" schema 's/<pat:FilingDate>2026-11-20/<pat:FilingDate>soon/' example.xml
bad "nor one in a namespace of ours" schema-set-name 's,http://www.wipo.int/standards/XMLSchema/ST96/Patent,urn:kuaibao:message:clue:1,' set.xml
kb schema-set end customs-ceb
is "a set is ended" 0 $?
deliver customs "$T/ceb.xml" 1.0
ok "and takes nothing more" "$([ "$status" = 422 ] || [ "$status" = 503 ]; echo $?)"
done_testing
