# lib.sh: sourced by the web tests: a browser without scripts out of curl, and
# TAP. Needs KB_URL; KB_DSN (owner) where a test looks into the database.
set -u
web=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
URL=${KB_URL:?KB_URL}
tests=0 bad=0
JAR=$T/guest.jar
status= location= page=$T/page last=$T/address

ok() { # NAME [0|1]
    tests=$((tests + 1))
    if [ "${2:-0}" = 0 ]; then
        echo "ok $tests - $1"
    else
        echo "not ok $tests - $1"
        bad=$((bad + 1))
    fi
}
# is NAME WANTED GOT
is() {
    [ "$2" = "$3" ]
    local rc=$?
    [ $rc = 0 ] || printf '# wanted %s\n# got    %s\n' "$2" "$3"
    ok "$1" $rc
}
done_testing() {
    echo "1..$tests"
    [ "$bad" = 0 ]
}
skip() { echo "ok $((tests += 1)) - $1 # SKIP $2"; }
sql() { psql -XAtq -v ON_ERROR_STOP=1 "$KB_DSN" -c "$1"; }

# fetch ARGS...: one request; $status, $location, the body in $page, headers
# in $page.head.
fetch() {
    status=$(curl -sS -m "${TIMEOUT:-60}" -b "$JAR" -c "$JAR" -D "$page.head" \
        -o "$page" -w '%{http_code}' "$@" 2>"$page.err") || status="curl $?"
    location=$(tr -d '\r' <"$page.head" 2>/dev/null |
        sed -n 's/^[Ll]ocation: //p' | tail -n 1)
    location=${location#"$URL"}
}
get() { # PATH [ARGS...]: follows the 303 of a page that moved on
    local path=$1 n=0
    shift
    fetch "$@" "$URL$path"
    while [ "${status:0:2}" = 30 ] && [ $n -lt 5 ]; do
        path=$location
        fetch "$@" "$URL$path"
        n=$((n + 1))
    done
    printf '%s' "$path" >"$last"
}
here() { cat "$last"; }
header() { tr -d '\r' <"$page.head" | sed -n "s/^$1: //Ip" | tail -n 1; }
has() { grep -qF -- "$1" "$page"; }
# What XPath finds in the last page (HTML), or in a page's document.
html() { xmllint --html --nowarning --xpath "$1" "$page" 2>/dev/null; }
xml() { # PATH XPATH
    local q='?'
    case $1 in *\?*) q='&' ;; esac
    curl -sS -m 60 -b "$JAR" "$URL$1${q}format=xml" |
        xmllint --xpath "$2" - 2>/dev/null
}

# send ACTION [NAME=VALUE|NAME=@FILE]...: fills the last page's form whose
# action holds ACTION and sends it; other fields go as they stand in the page.
# NAME! drops a field. Follows the 303.
send() {
    local line name enctype target args=() set=() a
    declare -A over=()
    [ -s "$page" ] || return 1
    xsltproc --html --stringparam action "$1" "$web/form.xsl" "$page" \
        >"$T/form" 2>/dev/null
    shift
    [ -s "$T/form" ] || { echo "# no such form"; status=none; return 1; }
    for a in "$@"; do
        case $a in
        *!) over[${a%!}]=1 ;;
        *) over[${a%%=*}]=1 set+=("$a") ;;
        esac
    done
    IFS=$'\t' read -r line <"$T/form"
    IFS= read -r line <"$T/form"
    enctype=${line%%$'\t'*} target=${line#*$'\t'}
    [ -n "$target" ] || target=$(here)
    while IFS= read -r line; do
        name=${line%%$'\t'*}
        [ -n "${over[$name]:-}" ] || pair "$name" "${line#*$'\t'}"
    done < <(tail -n +2 "$T/form")
    for a in "${set[@]:-}"; do
        [ -z "$a" ] || pair "${a%%=*}" "${a#*=}"
    done
    case $target in http*) ;; *) target=$URL$target ;; esac
    fetch -X POST "${args[@]}" "$target"
    SENT=("${args[@]}" "$target")
    if [ "${status:0:2}" = 30 ]; then get "$location"; fi
}
# Adds to send's `args` as the form's encoding wants it.
pair() {
    local value
    if [ "$enctype" = multipart/form-data ]; then
        case $2 in
        @*) args+=(-F "$1=$2") ;;
        *) printf -v value '%b' "${2//\\\\/\\\\\\\\}"
            args+=(--form-string "$1=$value") ;;
        esac
    else
        printf -v value '%b' "$2"
        name=${1//[/%5B}
        name=${name//]/%5D}
        args+=(--data-urlencode "${name//\//%2F}=$value")
    fi
}

# compare CODE FILE: /verify by file, which stands in the page's second form.
compare() {
    get /verify
    fetch -F code="$1" -F file=@"$2" -F csrf="$(html \
        'string(//form[@enctype]//input[@name="csrf"]/@value)')" "$URL/verify"
}

# as ACCOUNT: signs in (once each) and is that person from now on.
as() {
    JAR=$T/$1.jar
    [ ! -e "$JAR" ] || return 0
    get /sign-in
    send /sign-in account="$1" password="${KB_PASSWORD:-kuaibao-demo}"
    grep -q kb_session "$JAR" || { echo "# $1 cannot sign in"; return 1; }
}
guest() { JAR=$T/guest.jar; }

# Flows: files of tests/web/flow. The case's number is then in $CASE.
CASE=
paper() { # NAME: a small PDF of that name
    [ -e "$T/$1.pdf" ] || printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n' >"$T/$1.pdf"
    echo "$T/$1.pdf"
}
typed() { # VALUE: years and days in braces
    local v=$1
    while [[ $v =~ \{Y-([0-9]+)\} ]]; do
        v=${v/"${BASH_REMATCH[0]}"/$(($(TZ=Asia/Shanghai date +%Y) - BASH_REMATCH[1]))}
    done
    while [[ $v =~ \{D([+-][0-9]+)\} ]]; do
        v=${v/"${BASH_REMATCH[0]}"/$(TZ=Asia/Shanghai date -d "${BASH_REMATCH[1]} days" +%F)}
    done
    printf '%s' "$v"
}

# The pairs of $pairs (NAME TAB VALUE lines) that the page now shown asks for,
# as arguments for send, in ARGS; the repeats it still lacks in MORE.
page_answers() {
    local name value base
    ARGS=() MORE=
    html '//main//*[self::input or self::select or self::textarea]/@name' |
        sed 's/^ *name="//; s/"$//' | sort -u >"$T/names"
    while IFS=$'\t' read -r name value; do
        value=$(typed "$value")
        if grep -qxF -- "$name" "$T/names"; then
            case $value in
            @*) has_file "$name" || ARGS+=("$name=@$(paper "${value#@}")") ;;
            *) answer "$name" "$value" ;;
            esac
        elif [[ $name == *\[* ]]; then
            base=${name%%[*}
            if grep -q "^${base}\[1\]/" "$T/names" &&
                ! grep -qF "${name%%/*}/" "$T/names"; then
                MORE=$base
            fi
        fi
    done <<<"$pairs"
}
# An attachment that stands already is not sent twice.
has_file() { html "//*[@value and starts-with(@value, 'drop:')]" >/dev/null &&
    [ -n "${SENT_FILES:-}" ] && [[ " $SENT_FILES " == *" $1 "* ]]; }
# Boxes to tick are one pair for each word.
answer() {
    local word
    if html "//input[@type='checkbox'][@name='$1']" >/dev/null; then
        for word in $2; do ARGS+=("$1=$word"); done
    else
        ARGS+=("$1=$2")
    fi
}

# Fills the draft that is open, page by page, to its receipt. STOP=check stops
# before the declaration.
fill() {
    local n=0
    SENT_FILES=
    while [[ $(here) == /draft/*/page/* ]]; do
        n=$((n + 1))
        [ $n -le 60 ] || { echo "# no end of pages"; return 1; }
        page_answers
        if [ -n "$MORE" ]; then
            send "$(draft_action)" "${ARGS[@]}" "do=add:$MORE"
        else
            send "$(draft_action)" "${ARGS[@]}" do=next
        fi
        sent_files
        # An answer may have brought up more questions: answer them too.
        cp "$T/names" "$T/names.before"
        if [ "$status" = 422 ]; then
            page_answers
            cmp -s "$T/names" "$T/names.before" || continue
        fi
        if [ "$status" != 200 ]; then
            echo "# $status at $(here)"
            html '//*[@id="errors"]' | sed 's/<[^>]*>/ /g; s/^/# /'
            return 1
        fi
    done
    [ "${STOP:-}" = check ] || send /submit declare=yes
}
sent_files() {
    local a
    for a in "${ARGS[@]:-}"; do
        case $a in *=@*) SENT_FILES="$SENT_FILES ${a%%=*}" ;; esac
    done
}
draft_action() { here | sed 's/[?#].*//; s,^\(/draft/[^/]*\).*,\1,'; }

# step ACCOUNT open|move NAME: one step with the answers in $pairs.
step() {
    as "$1" || return 1
    if [ "$2" = open ]; then
        get "/apply/$3"
        send "/apply/$3"
    else
        get "/case/$CASE"
        send "/do/$3"
    fi
    [ "$status" = 200 ] || { echo "# $status for $*"; return 1; }
    fill || return 1
    case $(here) in
    /case/*done=*) CASE=$(here | sed 's,^/case/,,; s/[?#].*//') ;;
    *) echo "# $status at $(here)"
        html '//*[@role="alert"]' | sed 's/<[^>]*>/ /g; s/^/# /'
        return 1 ;;
    esac
}

# flow FILE: all steps of a flow, one test each; {CENTRE} stands for $CENTRE.
flow() {
    local line who kind name rc
    pairs= who=
    while IFS= read -r line; do
        line=${line//'{CENTRE}'/${CENTRE:-}}
        case $line in
        '#'* | '') ;;
        '> '*)
            flow_step || return 1
            read -r _ who kind name <<<"$line"
            pairs= ;;
        *) pairs+=$line$'\n' ;;
        esac
    done <"$web/flow/$1.flow"
    flow_step
}
flow_step() {
    [ -n "$who" ] || return 0
    step "$who" "$kind" "$name"
    rc=$?
    ok "$who: $kind $name" $rc
    return $rc
}
