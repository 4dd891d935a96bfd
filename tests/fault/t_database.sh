# PostgreSQL stops and starts under load: 503 with Retry-After, then normal,
# no worker stuck, nothing promised that is not kept.
. "$(dirname "$0")/../web/lib.sh"
cd "$web/../.." || exit 2
load() { # SECONDS: requests one after the other; codes into the file
    local end=$((SECONDS + $1))
    while [ $SECONDS -lt $end ]; do
        curl -s -o /dev/null -m 20 -w '%{http_code}\n' "$URL/track?n=$RANDOM" || echo none
    done
}
as wenzhou
for i in 1 2 3 4; do load 14 >"$T/codes.$i" & done
sleep 2
sql/cluster.sh stop "$KB_VAR"; ok "the database stops under load" $?
sleep 1
fetch "$URL/track?x=1"
is "then a page is 503" 503 "$status"
[ -n "$(header retry-after)" ]; ok "and says when to come back" $?
html '//h1' >/dev/null || [ -s "$page" ]; ok "with a text" $?
fetch "$URL/health"
is "health is 503" 503 "$status"
fetch -X POST -d 'account=wenzhou&password=kuaibao-demo' "$URL/sign-in"
is "a post is 503" 503 "$status"
fetch "$URL/static/kuaibao.css"
is "static files are served" 200 "$status"
sql/cluster.sh start "$KB_VAR" >/dev/null; ok "the database starts" $?
t0=$SECONDS
for _ in $(seq 100); do
    fetch "$URL/health"
    [ "$status" = 200 ] && break
    sleep 0.1
done
is "health is 200 again" 200 "$status"
[ $((SECONDS - t0)) -le 5 ]; ok "within five seconds ($((SECONDS - t0)))" $?
wait $(jobs -p) 2>/dev/null
codes=$(cat "$T"/codes.* | sort | uniq -c | sort -rn | tr -s ' \n' ' ')
echo "# answers under load:$codes"
! cat "$T"/codes.* | grep -qvE '^(200|503)$'
ok "only 200 and 503 were given" $?
n=0
for i in $(seq 40); do
    fetch "$URL/track?again=$i"
    [ "$status" = 200 ] && n=$((n + 1))
done
is "forty requests later no worker is stuck" 40 "$n"
get /work
is "the session lives on" 200 "$status"
left=$(sql "select count(*) from pg_stat_activity where usename = 'kb_worker'
    and state like 'idle in transaction%'")
is "no transaction is left open" 0 "$left"
# A connection that is cut while a page is made.
sql "select count(pg_terminate_backend(pid)) from pg_stat_activity
    where usename = 'kb_worker'" >/dev/null
good=0
for i in $(seq 40); do
    fetch "$URL/track?cut=$i"
    case $status in 200) good=$((good + 1)) ;; 503) ;; *) echo "# $status" ;; esac
    sleep 0.05
done
[ "$good" -ge 20 ]; ok "cut connections heal ($good of 40 were 200)" $?
fetch "$URL/health"
is "and all is well" 200 "$status"
done_testing
