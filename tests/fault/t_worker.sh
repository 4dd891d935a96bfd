# Workers killed, also in the middle of a request; reload and drain.
. "$(dirname "$0")/../web/lib.sh"
cd "$web/../.." || exit 2
parent=$(cat "$KB_VAR/run/portal.pid")
workers() { pgrep -P "$1" | sort -n; }
n=$(workers "$parent" | wc -l)
[ "$n" -ge 2 ]; ok "there are workers ($n)" $?
kill -KILL $(workers "$parent" | head -n 1)
sleep 1.5
is "a killed worker is replaced" "$n" "$(workers "$parent" | wc -l)"
for i in $(seq 20); do fetch "$URL/track?k=$i"; [ "$status" = 200 ] || break; done
is "requests go on" 200 "$status"

# In the middle: the database holds the worker while it is killed.
sql "begin; lock table kb.notice in access exclusive mode; select pg_sleep(6); commit" >/dev/null &
sleep 0.5
curl -s -o "$T/mid" -m 30 -w '%{http_code}' "$URL/notice?mid=1" >"$T/mid.code" &
mid=$!
sleep 1
pid=$(sql "select pid from pg_stat_activity where usename = 'kb_worker'
    and wait_event_type = 'Lock' limit 1")
[ -n "$pid" ]; ok "a worker waits" $?
kill -KILL $(workers "$parent")
wait $mid
is "who waited is told 503" 503 "$(cat "$T/mid.code")"
wait
for _ in $(seq 50); do
    fetch "$URL/health"
    [ "$status" = 200 ] && break
    sleep 0.1
done
is "all workers killed: they are back" 200 "$status"

# A half-sent request holds nothing for long; others are served.
exec 5<>"/dev/tcp/127.0.0.1/${URL##*:}"
printf 'POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf' >&5
for i in $(seq 20); do fetch "$URL/track?h=$i"; [ "$status" = 200 ] || break; done
is "a half request holds up nobody" 200 "$status"
exec 5>&- 5<&-
# Many half-sent ones.
for i in $(seq 40); do
    { exec 6<>"/dev/tcp/127.0.0.1/${URL##*:}"
        printf 'POST /draft/x/y HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nhalf' >&6
        sleep 4; } &
done
sleep 1
fetch "$URL/track?many=1"
is "nor do forty" 200 "$status"
wait

# SIGHUP under load drops nothing.
(for i in $(seq 150); do
    curl -s -o /dev/null -m 20 -w '%{http_code}\n' "$URL/track?r=$i"
done >"$T/reload") &
sleep 0.3
kill -HUP "$parent"
sleep 1
kill -HUP "$(cat "$KB_VAR/run/portal.pid")" 2>/dev/null
wait
is "a reload drops no request" 150 "$(grep -c '^200$' "$T/reload")"
fetch "$URL/health"
is "after it all is well" 200 "$status"
done_testing
