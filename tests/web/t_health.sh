# The instance answers, safely labelled.
. "$(dirname "$0")/lib.sh"
get /health
is "health is 200" 200 "$status"
get /
is "home is 200" 200 "$status"
is "home is HTML" "text/html; charset=utf-8" "$(header content-type)"
grep -q "default-src 'self'" "$page.head"; ok "a strict policy for content" $?
is "no sniffing" nosniff "$(header x-content-type-options)"
[ -z "$(header set-cookie)" ]; ok "no cookie before sign-in" $?
! grep -qi 'nginx/' "$page.head"; ok "no version of the server" $?
tag=$(header etag)
[ -n "$tag" ]; ok "a public page has an ETag" $?
get / -H "If-None-Match: $tag"
is "who has the page gets 304" 304 "$status"
get /no/such/page
is "an unknown page is 404" 404 "$status"
html '//h1' >/dev/null; ok "and is a page" $?
get '/?lang=en'
html '//html[@lang="en"]' >/dev/null; ok "English is spoken" $?
get '/?format=xml'
is "any page as XML" "application/xml; charset=utf-8" "$(header content-type)"
xmllint --noout "$page" 2>/dev/null; ok "which is well-formed" $?
get / -H 'Accept: application/xml'
is "also by Accept" "application/xml; charset=utf-8" "$(header content-type)"
fetch -X DELETE "$URL/"
is "other methods are refused" 405 "$status"
get /sign-out
is "so is a form's address that is opened" "405 1" "$status $(html 'count(//h1)')"
html '//main//a[@href="/"]' >/dev/null; ok "which says where to go on" $?
for p in /exchange /attachment/x /case/x/letter/y.pdf; do
    fetch "$URL$p"
    is "a guest is asked to sign in for $p" "303 /sign-in?next=$p" \
        "$status $location"
done
fetch --head "$URL/"
is "HEAD is answered" 200 "$status"
get /static/kuaibao.css
is "static files come from nginx" 200 "$status"
get /static/../sql/install.sql --path-as-is
[ "$status" != 200 ]; ok "nothing above static is served" $?
# What the parent loaded is not in each worker's own memory; one at least has
# hardly worked yet.
if [ -n "${KB_VAR:-}" ]; then
    least=$(for w in $(pgrep -P "$(cat "$KB_VAR/run/portal.pid")"); do
        awk '$1 == "RssAnon:" { print $2 }' "/proc/$w/status"; done | sort -n | head -n 1)
    [ "${least:-9999}" -lt 6144 ]
    ok "a worker has less than 6 MB of its own" $?
fi
# Before other walks make one leave.
is "77 centres in the register" 77 \
    "$(xml /register/centre 'string(//found/n)')"
done_testing
