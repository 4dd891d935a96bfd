# Sealed letters: as issued, by their file alone, altered, and the command line
# against other programs.
. "$(dirname "$0")/lib.sh"
K=${B:-build}/kuaibao
export KB_FONTS=${KB_FONTS:-${B:-build}/fonts}
files="from kb.letter_file f join kb.letter l using (letter_id)
    join kb.case_file c using (case_id) where c.procedure = 'designation'"
[ "$(sql "select count(*) $files")" -gt 0 ] || flow designation
code=$(sql "select l.code $files and l.name = 'approval' order by l.letter_id desc limit 1")
CASE=$(sql "select c.number $files and l.code = '$code' limit 1")
number=$(sql "select number from kb.letter where code = '$code'")

as national-signer
for f in pdf ofd; do
    fetch "$URL/case/$CASE/letter/$code.$f"
    cp "$page" "$T/letter.$f"
    is "the $f is the one issued" \
        "$(sql "select f.sha256 $files and l.code = '$code' and format = '$f'")" \
        "$(sha256sum <"$T/letter.$f" | cut -c1-64)"
    KB_TRUST=$KB_VAR/seal/trust "$K" verify "$T/letter.$f" >"$T/said"
    ok "the $f is proven" $?
    mkdir -p "$T/nobody"
    ! KB_TRUST=$T/nobody "$K" verify "$T/letter.$f" >"$T/said"
    ok "not to who trusts nobody" $?
    grep -q 'chain UNKNOWN' "$T/said"; ok "and is told why" $?
done
"$K" verify "$T/letter.ofd" >"$T/said"
grep -qE '^  content +[1-9][0-9]* pages, [1-9]' "$T/said"
ok "what the OFD holds is told" $?
"$K" verify --xml "$T/letter.ofd" | xmllint --xpath \
    'boolean(/signatures[@format="ofd"]/signature[@genuine="true" and @whole="true"]/seal)' - |
    grep -qx true
ok "the machine's form says the same" $?
if command -v qpdf >/dev/null; then
    qpdf --check "$T/letter.pdf" >/dev/null 2>&1
    ok "qpdf finds nothing wrong" $?
fi

guest
compare "" "$T/letter.pdf"
has "$number"; ok "the file alone finds its letter" $?
is "and the page says whose signature it is" true \
    "$(html 'boolean(//dd[contains(., "CN=国家知识产权局")])')"
printf X | dd of="$T/letter.pdf" bs=1 seek=20000 conv=notrunc status=none
compare "$code" "$T/letter.pdf"
is "an altered file is told" true \
    "$(html 'boolean(//*[contains(@class, "bad")])')"
! KB_TRUST=$KB_VAR/seal/trust "$K" verify "$T/letter.pdf" >"$T/said"
ok "by the command too" $?
compare "" "$T/letter.pdf"
! has "$number"; ok "and finds no letter" $?

# Other programs' keys, other programs' eyes.
letter() { # OUT OPTIONS...
    local out=$1
    shift
    "$K" letter "$T/letter.xml" -o "$T/$out" "$@"
}
cat >"$T/letter.xml" <<IN
<letter xmlns="urn:kuaibao:letter:1" form="document"><head>
<mark>国家知识产权局</mark><mark>山东省知识产权局</mark>
<number>国知发保字〔2026〕7号</number></head><title>关于同意建设的批复</title>
<to>山东省知识产权局：</to><body><p>同意建设。</p></body><sign>
<organ seal="">国家知识产权局</organ><organ seal="">山东省知识产权局</organ>
<date>2026-03-05</date></sign></letter>
IN
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=rsa -days 9 \
    -keyout "$T/rsa.key" -out "$T/rsa.crt" 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj /CN=ec -days 9 -keyout "$T/ec.key" -out "$T/ec.crt" 2>/dev/null
cat "$T/rsa.key" "$T/rsa.crt" >"$T/rsa.pem"
cat "$T/ec.key" "$T/ec.crt" >"$T/ec.pem"
"$K" seal sample "$T/seal" 甲局 乙局; ok "sample seals" $?
letter two.pdf --sign "$T/rsa.pem" --seal "$T/seal/1.png" \
    --sign "$T/ec.pem" --seal "$T/seal/2.png"
ok "two keys sign a letter" $?
"$K" verify "$T/two.pdf" >"$T/said"; ok "both are valid" $?
if command -v pdfsig >/dev/null; then
    is "poppler says so" 2 "$(pdfsig "$T/two.pdf" 2>/dev/null |
        grep -c 'Signature is Valid')"
    is "and that all is signed" 1 "$(pdfsig "$T/two.pdf" 2>/dev/null |
        grep -c 'Total document signed')"
    cp "$T/two.pdf" "$T/bad.pdf"
    printf X | dd of="$T/bad.pdf" bs=1 seek=9000 conv=notrunc status=none
    is "and finds an altered byte" 2 "$(pdfsig "$T/bad.pdf" 2>/dev/null |
        grep -c 'Digest Mismatch')"
fi
letter two.ofd --sign "$T/seal/1.pem" --seal "$T/seal/1.esl" \
    --sign "$T/seal/2.pem" --seal "$T/seal/2.esl" &&
    KB_TRUST=$T/seal/trust "$K" verify "$T/two.ofd" >"$T/said"
ok "two seals on an OFD" $?
! letter other.ofd --sign "$T/seal/1.pem" --seal "$T/seal/2.esl" ||
    ! "$K" verify "$T/other.ofd" >"$T/said"
ok "another's seal proves nothing" $?

# A key that never leaves its token.
module=/usr/lib/softhsm/libsofthsm2.so
if [ -e $module ] && command -v pkcs11-tool >/dev/null &&
    openssl engine pkcs11 >/dev/null 2>&1; then
    mkdir "$T/tokens"
    export SOFTHSM2_CONF=$T/softhsm2.conf
    echo "directories.tokendir = $T/tokens" >"$SOFTHSM2_CONF"
    softhsm2-util --init-token --free --label kb --so-pin 1234 --pin 5678 \
        >/dev/null
    for k in rsa ec; do
        openssl pkcs8 -topk8 -nocrypt -in "$T/$k.key" -out "$T/$k.p8"
        softhsm2-util --import "$T/$k.p8" --token kb --label $k --id 0${#k} \
            --pin 5678 >/dev/null
        openssl x509 -in "$T/$k.crt" -outform DER -out "$T/$k.der"
        pkcs11-tool --module $module -l --pin 5678 --type cert --label $k \
            --id 0${#k} --write-object "$T/$k.der" >/dev/null 2>&1
        printf 5678 >"$T/pin"
        uri="pkcs11:token=kb;object=$k?module-path=$module&pin-source=file:$T/pin"
        letter $k.pdf --sign "$uri" && "$K" verify "$T/$k.pdf" >"$T/said"
        ok "a token's key ($k) signs" $?
    done
    printf 0000 >"$T/pin"
    ! letter no.pdf --sign "$uri" 2>"$T/said"
    ok "not with a wrong PIN" $?
else
    skip "a token's key signs" "no SoftHSM, opensc or engine pkcs11"
fi
done_testing
