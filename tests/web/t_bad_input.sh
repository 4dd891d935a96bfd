# What hostile or broken senders do: refused with a reason, nothing lost,
# no worker hurt.
. "$(dirname "$0")/lib.sh"
as wenzhou
get /apply/designation
send /apply/designation
draft=$(here | cut -d/ -f1-3)
first=$(here)
csrf=$(xml "$first" 'string(/page/@csrf)')
revision() { xml "$first" 'string(//form/@revision)'; }
csrf_now() { csrf=$(xml "$first" 'string(/page/@csrf)'); }
[ -n "$csrf" ]; ok "the draft's page has its token" $?
post() { fetch -X POST "$@"; }
U=$URL$first

# Missing: told at the field, what stands stays.
get "$first"
send "$draft/" region-name=温州 industry=  'address=测试路1号' do=next
is "a missing field is 422" 422 "$status"
html '//*[@id="errors"]//a[@href="#i-industry"]' >/dev/null
ok "the error leads to the field" $?
has 测试路1号; ok "what was typed stays in the page" $?
is "and in the draft" 测试路1号 "$(xml "$first" 'string(//form/data/*/address)')"
get "$first?format=xml"
grep -q 测试路1号 "$page"; ok "also for programs" $?

# Doubled, unknown, oversized.
R=$(revision)
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=next&industry=a&industry=b" "$U"
is "a doubled field is 422" 422 "$status"
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=next&no-such-field=1" "$U"
is "an unknown field is 422" 422 "$status"
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=next" \
    --data-urlencode "industry=$(head -c 300 /dev/zero | tr '\0' x)" "$U"
is "a value too long is 422" 422 "$status"
head -c 400000 /dev/zero | tr '\0' x >"$T/long"
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=next" \
    --data-urlencode "address@$T/long" "$U"
case $status in 413 | 422) ok "400 kB in one field is refused" ;; *) ok "400 kB in one field is refused ($status)" 1 ;; esac
for n in 2100 100000; do
    seq -f 'f%g=1' "$n" | paste -sd '&' >"$T/many"
    post --data-binary "@$T/many" "$U"
    case $status in 413 | 422 | 401 | 403) ok "$n fields are refused" ;;
    *) ok "$n fields are refused ($status)" 1 ;; esac
done
head -c 3000000 /dev/zero >"$T/3m"
post --data-binary "@$T/3m" "$URL/track"
is "3 MB where 2 may come is 413" 413 "$status"

# Wrongly encoded.
n=0
for bytes in '%FF' '%C0%80' '%ED%A0%80' '%F5%80%80%80' '%E4%BD' '%00' '%EF%BF%BF' '%C1%81'; do
    post -d "csrf=$csrf&revision=$R&do=next&industry=$bytes" "$U"
    is "industry=$bytes is 422" 422 "$status"
    get "/search?q=$bytes"
    [ "$status" = 422 ] || [ "$status" = 200 ] || [ "$status" = 400 ]
    ok "q=$bytes is borne ($status)" $?
done
for q in '%' '%4' '%GG' '=' '&&&' 'a=1&a=2' '%u4f60'; do
    get "/search?$q"
    case $status in 200 | 400 | 422) ok "?$q is borne ($status)" ;; *) ok "?$q is borne ($status)" 1 ;; esac
done
post -H 'Content-Type: text/plain' -d x "$U"
case $status in 415 | 422) ok "a foreign kind of body is refused" ;; *) ok "a foreign kind of body is refused ($status)" 1 ;; esac
post -H 'Content-Type: application/xml' -d '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' "$U"
case $status in 415 | 422) ok "XML as a form is refused" ;; *) ok "XML as a form is refused ($status)" 1 ;; esac
! has root:; ok "and nothing of this machine is told" $?

# Markup typed is text.
get "$first"
send "$draft/" 'industry=<script>alert(1)</script>' 'address="><img src=x>' do=save
get "$first"
! grep -q '<script>alert' "$page" && ! grep -q '<img src=x' "$page"
ok "markup comes back as text" $?

# For programs: what is wrong, where, and the words that people see.
post -H 'Accept: application/xml' --data-urlencode "csrf=$csrf" \
    -d "revision=$(xml "$first" 'string(//form/@revision)')&do=next&industry=" "$U"
is "an error as XML is 422" 422 "$status"
is "with its path" /case/record/apply/industry \
    "$(xmllint --xpath 'string(//error[@field="industry"]/@xpath)' "$page")"
is "and its text in two languages" 2 \
    "$(xmllint --xpath 'count(//error[@field="industry"]/text[. != ""])' "$page")"
fetch "$URL/attachment/x?format=xml"
is "an id that is none is 404" 404 "$status"
is "said in two languages" 2 "$(xmllint --xpath 'count(/page/error/text[. != ""])' "$page")"
csrf_now

# Forged.
post -d "csrf=0000000000000000000000000000000000000000000000000000000000000000&do=next&industry=x" "$U"
case $status in 401 | 403) ok "a wrong token is refused" ;; *) ok "a wrong token is refused ($status)" 1 ;; esac
post -d "do=next&industry=x" "$U"
case $status in 401 | 403) ok "no token is refused" ;; *) ok "no token is refused ($status)" 1 ;; esac
post -H 'Origin: https://evil.example' --data-urlencode "csrf=$csrf" -d "do=next&industry=x" "$U"
is "another site's post is refused" 403 "$status"
post -H 'Sec-Fetch-Site: cross-site' --data-urlencode "csrf=$csrf" -d "do=next&industry=x" "$U"
is "also by Sec-Fetch-Site" 403 "$status"
JAR2=$JAR
as yantai
get "$first"
is "another's draft is not found" 404 "$status"
yantai_csrf=$(xml /work 'string(/page/@csrf)')
post --data-urlencode "csrf=$yantai_csrf" -d "revision=$R&do=next&industry=x" "$U"
is "nor written" 404 "$status"
JAR=$JAR2

# Two tabs: the second learns of the first.
csrf_now
R=$(revision)
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=save" --data-urlencode industry=甲 "$U"
is "the first tab saves" 303 "$status"
post --data-urlencode "csrf=$csrf" -d "revision=$R&do=save" --data-urlencode industry=乙 "$U"
is "the second is told" 409 "$status"
has 乙; ok "and keeps what it typed" $?

# Multipart torture.
B1=----x
mp() { post -H "Content-Type: multipart/form-data; boundary=$B1" --data-binary "@$1" "$U"; }
field() { printf -- '--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' "$B1" "$1" "$2"; }
head_file() { printf -- '--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: application/pdf\r\n\r\n' "$B1" "$1" "$2"; }
torture() { # NAME FILE
    mp "$2"
    case $status in 4[0-9][0-9]) ok "multipart: $1 is refused ($status)" ;;
    *) ok "multipart: $1 is refused ($status)" 1 ;; esac
}
: >"$T/m"; torture "nothing" "$T/m"
{ field csrf "$csrf"; field do next; } >"$T/m"; torture "no end" "$T/m"
{ field csrf "$csrf"; printf -- '--%s--' wrong; } >"$T/m"; torture "another boundary" "$T/m"
for i in $(seq 10000); do printf -- '--%s\r\nContent-Disposition: form-data; name="f%s"\r\n\r\nx\r\n' "$B1" "$i"; done >"$T/m"
printf -- '--%s--\r\n' "$B1" >>"$T/m"; torture "10,000 parts" "$T/m"
{ printf -- '--%s\r\nContent-Disposition: form-data; name="' "$B1"; head -c 100000 /dev/zero | tr '\0' n; printf '"\r\n\r\nx\r\n--%s--\r\n' "$B1"; } >"$T/m"
torture "a name of 100 kB" "$T/m"
{ printf -- '--%s\r\n' "$B1"; for i in $(seq 2000); do printf 'X-%s: y\r\n' "$i"; done; printf '\r\nx\r\n--%s--\r\n' "$B1"; } >"$T/m"
torture "2,000 headers" "$T/m"
{ printf -- '--%s\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\nContent-Disposition: file; filename="x"\r\n\r\nx\r\n--in--\r\n--%s--\r\n' "$B1" "$B1"; } >"$T/m"
torture "a multipart within" "$T/m"
{ printf -- '--%s\nContent-Disposition: form-data; name="csrf"\n\nx\n--%s--\n' "$B1" "$B1"; } >"$T/m"
torture "bare line feeds" "$T/m"
{ field csrf "$csrf"; head_file no-such ../../etc/passwd; printf 'x\r\n--%s--\r\n' "$B1"; } >"$T/m"
torture "a file nobody asked for" "$T/m"
B1=; printf -- '--\r\n\r\n--' >"$T/m"; torture "an empty boundary" "$T/m"
B1=$(head -c 200 /dev/zero | tr '\0' b); field a b >"$T/m"; torture "a boundary of 200" "$T/m"
B1=----x

# An address with a day that is none; also of a list without entries.
guest
for at in abc 2026-02-30 "'"; do
    get "/register/blacklist?at=$at"
    is "no day in an address: $at" 422 "$status"
    get "/register/key-product?at=$at"
    is "nor where there is nothing: $at" 422 "$status"
done
get "/register/blacklist?at="
is "none at all is today" 200 "$status"
done_testing
