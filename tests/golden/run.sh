#!/bin/bash
# run.sh [-u] [NAME...]: pages and letters as their sheets make them, against
# what is kept. NAME is KIND_CASE, a folder here:
#   in.xml                     the input, a page document or letter data
#   out.html out.en.html       a page in both languages
#   out.xml                    a letter document
# -u writes what came out (look at it before committing). TAP.
# B says where the programs are built.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
render=$B/tests/golden/render
update=
[ "${1:-}" != -u ] || { update=1; shift; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
n=0 bad=0

say() { # OK NAME
    n=$((n + 1))
    if [ "$1" = 0 ]; then echo "ok $n - $2"; else
        sed 's/^/# /' "$tmp/why" | head -n 40
        echo "not ok $n - $2"
        bad=$((bad + 1))
    fi
}

# One tag a line, so that a difference is told by its place.
lines() { sed 's/></>\n</g' "$1"; }

one() { # NAME SHEET LANG KEPT
    local dir=tests/golden/$1 rc=0
    if ! "$render" . "$2" "$3" "$dir/in.xml" >"$tmp/out" 2>"$tmp/why"; then
        rc=1
    elif grep 'no text' "$tmp/why" >/dev/null; then
        rc=1
    elif [ -n "$update" ]; then
        lines "$tmp/out" >"$dir/$4"
    elif [ ! -e "$dir/$4" ]; then
        echo "$dir/$4 is not there: run.sh -u $1" >"$tmp/why"
        rc=1
    else
        lines "$tmp/out" | diff -u "$dir/$4" - >"$tmp/why" || rc=1
    fi
    say $rc "$1 ${4#out.}"
}

# A page's sheet is told by its name attribute; a letter's by the folder.
page_sheet() { # NAME
    sed -n 's/.*<page[^>]* name="\([a-z_]*\)".*/\1/p' \
        "tests/golden/$1/in.xml" | head -n 1
}
letter_sheet() { # NAME
    local rest=${1#letter_}
    echo "${rest%%_*}"
}

# Both languages have the same words.
texts() {
    local l
    for l in zh-CN en; do
        cat xslt/common/text*."$l".xml |
            grep -o '<t k="[^"]*"' | sort >"$tmp/$l"
        uniq -d "$tmp/$l"
    done >"$tmp/why"
    diff "$tmp/zh-CN" "$tmp/en" >>"$tmp/why"
    [ ! -s "$tmp/why" ]
}

if [ $# -eq 0 ]; then
    texts
    say $? "each text stands once in both languages"
    set -- $(ls -d tests/golden/page_*/ tests/golden/letter_*/ |
        xargs -n 1 basename)
fi
for name in "$@"; do
    case $name in
    page_*)
        page=xslt/page/$(page_sheet "$name").xsl
        one "$name" "$page" zh-CN out.html
        one "$name" "$page" en out.en.html ;;
    letter_*)
        one "$name" "xslt/letter/$(letter_sheet "$name").xsl" zh-CN out.xml ;;
    esac
done
echo "1..$n"
echo "$((n - bad)) passed, $bad failed"
[ $bad = 0 ]
