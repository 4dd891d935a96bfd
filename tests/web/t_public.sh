# Every public page, both languages, both views, as a page and as XML.
. "$(dirname "$0")/lib.sh"
pages="/ /guide /register /register/centre /notice /report /number /track
    /verify /tool /tool/deadline /tool/check /tool/needs /tool/draw /tool/letter
    /tool/letter/document /search /help /accessibility /sitemap /sign-in
    /coverage $(xml /coverage "//means/path/text()" | sort -u)"
for name in $(xml /guide '//guide/name/text()' | sort -u)
do
    pages="$pages /guide/$name"
done
for name in $(xml /report '//report/name/text()'); do
    pages="$pages /report/$name"
done
key=$(xml /register/centre '(//entry/key)[1]/text()')
[ -z "$key" ] || pages="$pages /register/centre/$(printf %s "$key" |
    od -An -tx1 | tr -d '\n' | sed 's/ /%/g')"
notice=$(xml /notice '(//notice/notice_id | //notice/id)[1]/text()')
[ -z "$notice" ] || pages="$pages /notice/$notice"
for path in $pages; do
    for lang in zh-CN en; do
        get "$path?lang=$lang"
        [ "$status" = 200 ] && html "//html[@lang='$lang']//h1" >/dev/null &&
            ! grep -qE '\{[0-9a-z.-]+\}|\[\[|text:|error\.[a-z]' "$page"
        ok "$path in $lang" $?
    done
    [ "$(wc -c <"$page")" -le 61440 ]; ok "$path has at most 60 kB" $?
    get "$path?format=xml"
    xmllint --noout "$page" 2>/dev/null && grep -q '<page ' "$page"
    ok "$path as XML" $?
done

# The tools answer as others rely on.
for v in 2025-01-24/3w/2025-02-05 2026-04-24/10w/2026-05-12 \
    2026-01-16/1m/2026-02-24 2024-02-29/1y/2025-02-28 2026-09-30/1d/2026-10-08
do
    IFS=/ read -r start limit due <<<"$v"
    is "$limit from $start" "$due" "$(xml \
        "/tool/deadline?start=$start&limit=$limit" 'string(//deadline/@due)')"
done
is "a deadline with its trace" true \
    "$(xml '/tool/deadline?start=2026-02-05&limit=10d' \
        'boolean(//deadline[@start="2026-02-05"]//day)')"
is "a right patent number" true "$(xml \
    '/tool/check?kind=patent&value=ZL202310123456.6' 'string(//check/@valid)')"
is "a wrong one" false "$(xml \
    '/tool/check?kind=patent&value=202310123456.7' 'string(//check/@valid)')"
xml '/tool/needs?type=all&cities=16' '//needs' | grep -q '106\.7'
ok "needs of 16 cities" $?
# a draw, reckoned here by sha256sum alone: two of four, one recused
hash=$(printf '%s\n' a b c d | sha256sum | cut -c1-64)
want=$(for key in a b d; do
    printf '%s %s\n' "$(printf %s "$hash:2026301:$key" | sha256sum)" "$key"
done | sort | head -n 2 | sed 's/.* //' | paste -sd' ')
is "a draw recomputed" "$hash $want" "$(xml \
    '/tool/draw?list=d%0D%0Ab%0D%0Aa%0Ac%0A%0Aa&value=2026301&take=2&without=c' \
    'concat(//draw[1]/hash, " ", //draw[place=1]/key, " ", //draw[place=2]/key)')"
get /tool/draw
send /tool/draw list="$(seq 10000 10999 | sed 's/$/\t名称（演示）/')" value=1 take=3
is "a long list, copied with its names" "200 1000 3" "$status $(html \
    'concat(count(//tbody/tr), " ", count(//tbody//b))')"
send /tool/draw take=1001
has '1 至 1000'; ok "more than there are is told" $?
is "a sample letter as PDF" %PDF \
    "$(curl -s "$KB_URL/tool/letter/document.pdf" | head -c 4)"
is "a sample letter as OFD" PK \
    "$(curl -s "$KB_URL/tool/letter/document.ofd" | head -c 2)"
is "a sample that is not there" 404 "$(curl -s -o /dev/null \
    -w '%{http_code}' "$KB_URL/tool/letter/none.pdf")"
is "a sample conforms" 0 \
    "$(xml /tool/letter/document 'count(//rule[@ok="false"])')"

# What the sources ask for: each rule has a procedure or page that exists, each
# procedure a rule.
lost=$(xml /coverage '//means[starts-with(path, "/guide/") and
    (not(title) or title = "")]/path/text()')
[ -z "$lost" ]; ok "/coverage names no procedure that is not there: $lost" $?
lost=$(xml /coverage "/page/procedure[alone = '' and not(name = ../message/procedure)]/name/text()")
[ -z "$lost" ]; ok "/coverage tells the messages of each procedure, or why it has none: $lost" $?
is "of all" "$(xml /guide 'count(//guide)')" "$(xml /coverage 'count(/page/procedure)')"
for name in $(xml /guide '//guide/name/text()' | sort -u); do
    xml /coverage "//means/path/text()" | grep -qx "/guide/$name"
    ok "/coverage has $name" $?
done

# one rule for all addresses: a slash behind a page's is that page
for path in /guide /guide/aid '/notice?q=%E6%A3%80&lang=en' /tool/draw /work; do
    fetch "$URL${path%%\?*}/$([[ $path == *\?* ]] && echo "?${path#*\?}")"
    is "a slash behind $path" "303 $path" "$status $location"
done
fetch "$URL//example.com/"
is "leads nowhere else" "404 " "$status $location"
fetch "$URL/nowhere/"
is "nor to what is not there" 404 "$status"

get "/notice?page=500"
has '没有第 500 页'; ok "a page behind the last is told" $?
html '//button[@name = "page"][@value > 0]' >/dev/null; ok "with the way to the last" $?
get "/number?year=abc"
is "a wrong year is told at its field" 1 \
    "$(html 'count(//div[@class = "field bad"]//select[@aria-invalid = "true"][@aria-describedby = "e-year"])')"
done_testing
