#!/bin/bash
# letters.sh [-u] [PROCEDURE]: the worked examples of the procedure files, and
# what their letters say beside what is kept in letters/PROCEDURE-VERSION.txt,
# with the rules of GB/T 9704 that one breaks. A letter that no example issues
# is a failure. -u writes what came out (read it before committing). TAP.
# Needs KB_DSN, a database with the procedures; B says where the programs are.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
export KB_FONTS=${KB_FONTS-$B/fonts} LC_ALL=C
update=
[ "${1:-}" != -u ] || { update=1; shift; }
only=${1:-}
kept=tests/golden/letters
# What a fact that is missing leaves behind; and a list announced, not there.
holes() { # TEXT
    LC_ALL=C.UTF-8 grep -nE '（[^（）]{0,8}：）|（）|（，|，）|“”|《》|NaN|Infinity' "$1"
    LC_ALL=C.UTF-8 grep -nE '[，；：、。][，；：、。]|年月|第次|[^0-9个]日止' "$1"
    awk '/^特此|^请予/ && last ~ /：$/ { print NR ": nothing after " last }
        { last = $0 }' "$1"
}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
bad=0 n=0

say() { # OK NAME
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $2"; else
        head -n 60 "$tmp/why" | sed 's/^/# /'
        echo "not ok $2"
        bad=$((bad + 1))
    fi
}

# The letters of one version of a procedure, and all are there.
letters_of() { # PROCEDURE-VERSION LETTER...
    local p=$1 rc=0 l
    shift
    for l in "$@"; do
        ls "$tmp/$p.$l".* >/dev/null 2>&1 || {
            echo "no worked example of $p issues the letter $l"; rc=1; }
    done >"$tmp/why"
    ls "$tmp/$p".*.xml >/dev/null 2>&1 || return $rc
    "$B/tests/golden/letters" "$tmp/$p".*.xml >"$tmp/out" 2>>"$tmp/why" ||
        return 1
    [ -z "$update" ] || cp "$tmp/out" "$kept/$p.txt"
    grep '^! ' "$tmp/out" >>"$tmp/why" && rc=1
    holes "$tmp/out" >"$tmp/holes"
    [ ! -s "$tmp/holes" ] || { cat "$tmp/holes" >>"$tmp/why"; rc=1; }
    diff -u "$kept/$p.txt" "$tmp/out" >>"$tmp/why" || rc=1
    return $rc
}

"$B/kuaibao" procedure test --letters "$tmp" $only >"$tmp/examples"
grep -v ' passed, ' "$tmp/examples"
n=$(grep -cE '^(ok|not ok) ' "$tmp/examples")
bad=$(grep -c '^not ok ' "$tmp/examples")
psql -XAtq "$KB_DSN" -c "select v.name || '-' || v.version, string_agg(l.name, ' ' order by l.name)
    from kb.procedure_letter l join kb.procedure_version v using (version_id)
    where '$only' in ('', v.name) group by 1 order by 1" >"$tmp/all"
while IFS='|' read -r p names; do
    letters_of "$p" $names
    say $? "letters of $p"
done <"$tmp/all"
echo "$((n - bad)) passed, $bad failed"
[ $bad = 0 ] && [ $n -gt 0 ]
