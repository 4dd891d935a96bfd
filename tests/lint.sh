#!/bin/bash
# lint.sh: what can be said without running anything; TAP.
set -u
cd "$(dirname "$0")/.." || exit 2
n=0 bad=0
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
check() { # NAME COMMAND...
    local name=$1
    shift
    n=$((n + 1))
    if "$@" >"$tmp/out" 2>&1; then
        echo "ok $n - $name"
    else
        head -n 60 "$tmp/out" | sed 's/^/# /'
        echo "not ok $n - $name"
        bad=$((bad + 1))
    fi
}
# quiet COMMAND: fails when the command prints anything.
quiet() {
    "$@" >"$tmp/quiet" 2>&1
    cat "$tmp/quiet"
    [ ! -s "$tmp/quiet" ]
}
have() { command -v "$1" >/dev/null 2>&1; }

# test_raster draws with cairo and FreeType, which the programs do not need.
flags="$(make -s --no-print-directory print-flags)
    $(pkg-config --cflags cairo freetype2)"
sources=$(ls lib/*/*.c fcgi/*.c tests/unit/*.c tests/bench/*.c 2>/dev/null)

warn() { # COMPILER
    local f rc=0
    for f in $sources; do
        $1 $flags -Werror -O2 -c -o /dev/null "$f" || rc=1
    done
    return $rc
}
tidy() {
    clang-tidy --quiet --warnings-as-errors='*' --checks="$(printf %s \
        '-*,clang-analyzer-*,bugprone-*,-bugprone-easily-swappable-parameters,' \
        '-bugprone-assignment-in-if-condition,-bugprone-narrowing-conversions,' \
        '-bugprone-reserved-identifier,-bugprone-suspicious-string-compare,' \
        '-bugprone-branch-clone,-bugprone-implicit-widening*,' \
        '-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafe*')" \
        lib/*/*.c fcgi/*.c -- $flags
}
well_formed() {
    git ls-files -co --exclude-standard '*.xml' '*.xsl' '*.rng' '*.svg' |
        grep -v '^tests/.*/bad_' | xargs -r xmllint --nonet --noout
}
procedures() {
    xmllint --nonet --noout --relaxng xslt/schema/procedure.rng \
        sql/procedure/*.xml
}
# The schemas of messages are what their procedures' newest files say.
messages() {
    local f m rc=0
    for f in sql/procedure/*.xml; do
        for m in $(sed -n 's/.*<message name="\([a-z-]*\)" profile.*/\1/p' "$f"); do
            xsltproc --nonet --stringparam name "$m" xslt/schema/message.xsl \
                "$f" | diff - "xslt/schema/message/$m.rng" || rc=1
        done
    done
    for f in xslt/schema/message/example/*.xml; do
        m=${f##*/}
        xmllint --nonet --noout --relaxng "xslt/schema/message/${m%.xml}.rng" \
            "$f" || rc=1
    done
    return $rc
}
# No limit runs on where nothing ends it.
limits() {
    local f
    for f in sql/procedure/*.xml; do
        xsltproc --nonet tests/limits.xsl "$f" || echo "$f"
    done
}
# Where a second person signs, an example has the first refused.
eyes() {
    local f
    for f in sql/procedure/*.xml; do
        xsltproc --nonet tests/eyes.xsl "$f" || echo "$f"
    done
}
# Each text key stands in both languages.
texts() {
    local l
    for l in zh-CN en; do
        cat xslt/common/text*."$l".xml | grep -o '<t k="[^"]*"' |
            sort >"$tmp/$l"
        [ -s "$tmp/$l" ] || return 1
        quiet uniq -d "$tmp/$l" || return 1
    done
    diff "$tmp/zh-CN" "$tmp/en"
}
# English texts of procedures hold Chinese only to show what is to be written;
# each unit has its English.
english() {
    local f u rc=0
    for f in sql/procedure/*.xml; do
        ! xmllint --nonet --xpath '//*[@xml:lang = "en" and not(
            local-name() = "example" or local-name() = "hint" or local-name() = "alert")]' \
            "$f" | LC_ALL=C.UTF-8 grep -P '\p{Han}|[，。；：（）]' || { echo "$f"; rc=1; }
    done
    for u in $(grep -oh ' unit="[^"]*"' sql/procedure/*.xml | cut -d'"' -f2 |
        sort -u | LC_ALL=C.UTF-8 grep -P '\p{Han}'); do
        grep -qF "<t k=\"unit.$u\">" xslt/common/text*.en.xml ||
            { echo "no text unit.$u"; rc=1; }
    done
    return $rc
}
scripts() {
    local f rc=0
    for f in $(git ls-files -co --exclude-standard '*.sh'); do
        bash -n "$f" || rc=1
    done
    return $rc
}
# What is not in the list is in no database.
listed() {
    diff <(grep '^sql/\(migrate\|api\)/' sql/install.sql | sort) \
        <(ls sql/migrate/*.sql sql/api/*.sql)
}
# The budgets of the house: files, lines.
length() {
    wc -l $(ls lib/*/*.[ch] fcgi/*.[ch] sql/api/*.sql sql/page/*.sql \
        xslt/*/*.xsl 2>/dev/null) | awk '$1 > 600 && $2 != "total"'
}
left_open() {
    git grep -nIE '\b(TODO|FIXME|XXX|HACK)\b' -- '*.c' '*.h' '*.sql' \
        '*.xsl' '*.xml' '*.mjs'
}
formatted() { clang-format --dry-run -Werror lib/*/*.[ch] fcgi/*.[ch]; }
# No inline script or style: the Content-Security-Policy would refuse it.
inline() { grep -nE '<style|<script>|[^-]style="|onclick=' xslt/*/*.xsl; }

check "layers" tests/layers.sh
check "gcc without warnings" warn gcc
! have clang || check "clang without warnings" warn clang
! have cppcheck || check "cppcheck" cppcheck -q --std=c11 --inline-suppr \
    --enable=warning,portability --error-exitcode=1 -D_GNU_SOURCE -DMUST_CHECK= \
    --suppress=missingIncludeSystem --suppress=unknownMacro -Ilib -I. lib fcgi
! have clang-tidy || [ -z "${TIDY:-}" ] || check "clang-tidy" tidy
! have clang-format || check "clang-format" formatted
check "XML well-formed" well_formed
check "procedures valid" procedures
check "schemas of messages as procedures say" messages
check "limits end" quiet limits
check "two pairs of eyes are shown" quiet eyes
check "texts in both languages" texts
check "English texts are English" english
check "shell scripts parse" scripts
check "every SQL file in the list of what is installed" listed
check "no file above 600 lines" quiet length
check "nothing left open" quiet left_open
check "no inline script or style" quiet inline
echo "1..$n"
[ "$bad" = 0 ]
