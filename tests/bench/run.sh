#!/bin/bash
# run.sh: measures all in one run, on one machine, and prints ratios beside the
# figures. From outside: CASES (1000000), SECS (a measurement's seconds, 6),
# KB_BENCH (a folder to keep, so that the cases are made once).
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
cases=${CASES:-1000000} secs=${SECS:-6}
. tests/instance.sh
export KB_PGCONF= KB_TEMPLATE= # durable as in life
dir=${KB_BENCH:-/tmp/kb-bench.$$}
[ -z "${KB_BENCH:-}" ] || export KB_KEEP=yes
instance_start "$dir" || exit 1
T=$(mktemp -d)
chmod 755 "$T"
pids=
trap 'kill $pids 2>/dev/null; instance_stop; rm -rf "$T"' EXIT
user=$(stat -c %U "$KB_VAR/run/portal.sock")
run_as() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid="$user" --regid="$(id -gn "$user")" --init-groups -- "$@"
    else
        "$@"
    fi
}
sql() { psql -XAtq -v ON_ERROR_STOP=1 "$KB_DSN" "$@"; }
portal=$(cat "$KB_VAR/run/portal.pid")
workers() { pgrep -P "$portal"; }

have=$(sql -c "select count(*) from kb.case_file where number like 'BENCH-%'")
if [ "$have" = 0 ]; then
    echo "bench: making $cases cases"
    sql -v n="$cases" -f tests/bench/seed.sql || exit 1
    sql -c 'vacuum analyze kb.case_file' -c 'vacuum analyze kb.case_reader'
fi

jar=$T/jar
sign_in() { # ACCOUNT: its cookie
    rm -f "$jar"
    curl -sS -o /dev/null -c "$jar" --data-urlencode "account=$1" \
        -d password=kuaibao-demo "$KB_URL/sign-in"
    awk '$6 == "kb_session" { print "kb_session=" $7 }' "$jar"
}

# load NAME CONNECTIONS URL [WRK-ARGUMENTS]: requests a second into $rps, the
# 99th percentile in ms into $p99; anything but success is shouted.
load() {
    local name=$1 c=$2 url=$3
    shift 3
    wrk -t2 -c"$c" -d1s "$@" "$url" >/dev/null 2>&1
    wrk -t2 -c"$c" -d"${secs}s" --latency "$@" "$url" >"$T/wrk"
    rps=$(awk '/^Requests\/sec/ { print int($2) }' "$T/wrk")
    p99=$(awk '$1 == "99%" { v = $2; if (v ~ /us$/) v = v / 1000
        else if (v ~ /[0-9]s$/) v = v * 1000; print v + 0 }' "$T/wrk")
    if grep -qE 'Non-2xx|Socket errors' "$T/wrk"; then
        grep -E 'Non-2xx|Socket errors' "$T/wrk" | sed "s/^/! $name: /"
    fi
    printf '%-44s %8s /s   p99 %s ms at %s\n' "$name" "$rps" "$p99" "$c"
}
ratio() { # NAME A B WANTED: A/B
    awk -v n="$1" -v a="$2" -v b="$3" -v w="$4" 'BEGIN {
        r = b ? a / b : 0
        printf "%-44s %8.2f      wanted %s\n", n, r, w }'
}
cpu() { # jiffies of all workers
    local p s=0 l
    for p in $(workers); do
        l=$(cut -d')' -f2- "/proc/$p/stat")
        set -- $l
        s=$((s + ${12} + ${13}))
    done
    echo $s
}

cookie=$(sign_in shandong-handler)
curl -sS -b "$cookie" -o "$T/list.html" "$KB_URL/cases"
size=$(wc -c <"$T/list.html")
echo "bench: $(nproc) cores, $(sql -c 'select count(*) from kb.case_file') cases, list page $size bytes"
rows=$(grep -o 'href="/case/[^"?]*"' "$T/list.html" | sort -u | wc -l)
[ "$rows" = 25 ] || echo "! the list shows $rows rows, not 25"

# A private nginx for the rivals: static, constant FastCGI, PHP.
port=$(free_port)
mkdir -p "$T/www" "$T/tmp"
cp "$T/list.html" "$T/www/list.html"
cp -r tests/bench/php "$T/php"
awk '/^-- case: many unless/ { on = 1; next } /^-- [a-z_]+: (one|many)/ { on = 0 } on' \
    sql/page/cases.sql | sed -E 's/:[a-z_]+::/null::/g; s/;[[:space:]]*$//' >"$T/list.sql"
chown -R "$user" "$T" 2>/dev/null
run_as "$B/tests/bench/constant" "$T/constant.sock" 8 "$T/list.html" &
pids="$pids $!"
fpm=$(ls /usr/sbin/php-fpm* 2>/dev/null | sort -V | tail -n 1)
if [ -n "$fpm" ]; then
    cat >"$T/fpm.conf" <<CONF
[global]
error_log = $T/fpm.log
daemonize = no
[www]
listen = $T/fpm.sock
listen.backlog = 1024
pm = static
pm.max_children = 8
clear_env = no
catch_workers_output = yes
CONF
    worker=${KB_DSN/user=postgres/user=kb_worker}
    BENCH_DSN=$worker BENCH_SQL=$T/list.sql run_as "$fpm" -y "$T/fpm.conf" -F \
        -d opcache.enable=1 >"$T/fpm.out" 2>&1 &
    pids="$pids $!"
fi
cat >"$T/nginx.conf" <<CONF
$([ "$(id -u)" = 0 ] && echo "user $user;")
worker_processes 2;
daemon off;
pid $T/nginx.pid;
error_log $T/nginx.log;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path $T/tmp/b; fastcgi_temp_path $T/tmp/f;
    proxy_temp_path $T/tmp/p; uwsgi_temp_path $T/tmp/u; scgi_temp_path $T/tmp/s;
    fastcgi_buffers 16 16k; fastcgi_buffer_size 16k;
    server {
        listen 127.0.0.1:$port backlog=1024;
        root $T/www;
        location /constant { include /etc/nginx/fastcgi_params; fastcgi_pass unix:$T/constant.sock; }
        location ~ ^/(xsl|plain)\.php$ {
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $T/php\$uri;
            fastcgi_pass unix:$T/fpm.sock;
        }
    }
}
CONF
nginx -e "$T/nginx.log" -c "$T/nginx.conf" &
pids="$pids $!"
sleep 1
rival=http://127.0.0.1:$port

echo
load "nginx static, the same bytes" 16 "$rival/list.html"
static=$rps
load "constant FastCGI answer" 16 "$rival/constant"
constant=$rps
c0=$(cpu)
load "list of 25 of $cases, through libxslt" 16 "$KB_URL/cases" -H "Cookie: $cookie"
c1=$(cpu)
list=$rps
served=$(awk '/requests in/ { print $1 }' "$T/wrk")
# the warm-up's second belongs to the CPU too
per=$(awk -v j=$((c1 - c0)) -v s="$secs" -v n="$served" -v hz="$(getconf CLK_TCK)" \
    'BEGIN { printf "%d", j / hz * 1e6 / (n * (s + 1) / s) }')
load "the same at 64 connections" 64 "$KB_URL/cases" -H "Cookie: $cookie"
p99_64=$p99
load "public page through the cache" 16 "$KB_URL/guide"
cached=$rps
xsl=0 plain=0
if [ -n "$fpm" ]; then
    load "PHP-FPM, ext-xsl" 16 "$rival/xsl.php" -H "Cookie: $cookie"
    xsl=$rps
    load "PHP-FPM, plain PHP" 16 "$rival/plain.php" -H "Cookie: $cookie"
    plain=$rps
    n=$(curl -sS -b "$cookie" "$rival/xsl.php" | grep -o 'href="/case/' | wc -l)
    [ "$n" -ge 25 ] || echo "! PHP's list shows $n rows"
else
    echo "php-fpm is not installed: no comparison"
fi

# A form's page of 12 fields, checked and durable, against pgbench making the
# same transaction.
: >"$T/posts"
for i in $(seq 32); do
    k=$(sign_in "bench-$i")
    page=$(curl -sS -b "$k" "$KB_URL/apply/designation?format=xml")
    csrf=$(printf %s "$page" | sed -n 's/.*csrf="\([0-9a-f]*\)".*/\1/p' | head -n 1)
    id=$(cat /proc/sys/kernel/random/uuid)
    at=$(curl -sS -b "$k" -o /dev/null -w '%{redirect_url}' -d "csrf=$csrf&request=$id" \
        "$KB_URL/apply/designation")
    draft=$(printf %s "$at" | sed -n 's,.*/draft/\([^/]*\)/.*,\1,p')
    y=$(date +%Y)
    body="csrf=$csrf&do=save&output%5B1%5D%2Fyear=$((y - 3))&output%5B1%5D%2Flocal=800000&output%5B1%5D%2Fnational=6000000"
    body="$body&output%5B2%5D%2Fyear=$((y - 2))&output%5B2%5D%2Flocal=860000&output%5B2%5D%2Fnational=6500000"
    body="$body&output%5B3%5D%2Fyear=$((y - 1))&output%5B3%5D%2Flocal=910000&output%5B3%5D%2Fnational=6800000"
    body="$body&output-rank=2&output-note=$(printf '数据取自统计年鉴' | od -An -tx1 | tr -d '\n' | sed 's/ /%/g')"
    printf '/draft/%s/page/output\t%s\t%s\n' "$draft" "$k" "$body" >>"$T/posts"
    printf '%s %s\n' "$draft" "${k#kb_session=}" >>"$T/drafts"
done
POSTS=$T/posts load "POST of a form's page, durable" 16 "$KB_URL" -s tests/bench/post.lua
post=$rps
{
    i=0
    while read -r draft token; do
        i=$((i + 1))
        echo "\\if :c = $i"
        cat <<SQL
begin;
select * from api.enter('$token', null);
select * from api.draft('$draft');
select api.save_draft('$draft', (select data from kb.draft where draft_id = '$draft'), 'output', (select revision from kb.draft where draft_id = '$draft'));
commit;
\\endif
SQL
    done <"$T/drafts"
} >"$T/body"
{ echo '\set c random(1, 32)'; cat "$T/body"; } |
    sed 's/^\\if :c = \([0-9]*\)/\\set on :c = \1\n\\if :on/' >"$T/pgbench.sql"
pgbench -n -c 8 -j 2 -T "$secs" -M prepared -f "$T/pgbench.sql" \
    "${KB_DSN/user=postgres/user=kb_worker}" >"$T/pgbench" 2>"$T/pgbench.err"
tps=$(awk '/^tps/ { print int($3) }' "$T/pgbench")
printf '%-44s %8s /s\n' "pgbench, the same transaction" "${tps:-0}"

pss() { # PROGRAM-PATTERN: kB, shared pages counted once
    local p s=0 v
    for p in $*; do
        v=$(awk '/^Pss:/ { s += $2 } END { print s + 0 }' "/proc/$p/smaps_rollup" 2>/dev/null)
        s=$((s + ${v:-0}))
    done
    echo $s
}
pg=$(head -n 1 "$KB_VAR/pg/postmaster.pid")
memory_pg=$(pss "$pg" $(pgrep -P "$pg"))
memory_kb=$(pss "$portal" $(workers))
largest=$(for p in $(workers); do awk '/^VmRSS/ { print $2 }' "/proc/$p/status"; done | sort -n | tail -n 1)
t0=$(date +%s%N)
start=-
if [ -x "$B/portal" ]; then
    KB_DSN=${KB_DSN/user=postgres/user=kb_worker} run_as "$B/portal" -s "$T/start.sock" -n 8 \
        -r "$PWD" >"$T/start.log" 2>&1 &
    pids="$pids $!"
    for _ in $(seq 400); do
        SCRIPT_NAME= REQUEST_METHOD=GET REQUEST_URI=/ DOCUMENT_URI=/ PATH_INFO=/ QUERY_STRING= \
            run_as cgi-fcgi -bind -connect "$T/start.sock" 2>/dev/null | grep -q '<h1' && break
        sleep 0.02
    done
    start=$((($(date +%s%N) - t0) / 1000000))
fi
# Start-up cancels out: a run of 20 pages less one of 10.
instructions=-
if [ -x "$B/tests/bench/page" ] && command -v valgrind >/dev/null; then
    count() {
        valgrind --tool=callgrind --callgrind-out-file="$T/callgrind" \
            "$B/tests/bench/page" xslt/page/cases.xsl zh-CN xslt/common/text.zh-CN.xml "$1" \
            >"$T/page.out" 2>"$T/page.err"
        awk '/^(summary|totals):/ { v = $2 } END { print v + 0 }' "$T/callgrind"
    }
    instructions=$((($(count 20) - $(count 10)) / 10))
fi

echo
printf '%-44s %8s us   wanted <= 400\n' "worker CPU of a list page" "$per"
printf '%-44s %8s      wanted < 30 ms\n' "p99 at 64 connections" "$p99_64"
ratio "list / PHP ext-xsl" "$list" "$xsl" ">= 4"
ratio "list / plain PHP" "$list" "$plain" ">= 1.5"
ratio "list / constant FastCGI" "$list" "$constant" "-"
ratio "cached public page / static" "$cached" "$static" ">= 0.5"
ratio "POST / pgbench" "$post" "${tps:-0}" ">= 0.7"
printf '%-44s %8s      wanted <= 2000000\n' "instructions of a list page (callgrind)" "$instructions"
printf '%-44s %8s kB   wanted <= 20480\n' "largest worker, resident" "$largest"
printf '%-44s %8s kB\n' "portal and workers, shared counted once" "$memory_kb"
printf '%-44s %8s kB   wanted <= 307200 with the portal\n' "PostgreSQL, shared counted once" "$memory_pg"
printf '%-44s %8s ms   wanted <= 2000\n' "start to first page" "$start"

echo
SECS=$((secs / 2)) tests/bench/letter.sh || echo "! letters were not measured"

# Flat over a million requests: SOAK=yes, some ten minutes.
if [ -n "${SOAK:-}" ]; then
    before=$largest
    wrk -t2 -c16 -d$((1000000 / (list > 0 ? list : 1) + 1))s -H "Cookie: $cookie" \
        "$KB_URL/cases" | grep 'requests in'
    after=$(for p in $(workers); do awk '/^VmRSS/ { print $2 }' "/proc/$p/status"; done |
        sort -n | tail -n 1)
    printf '%-44s %8s kB   before %s\n' "largest worker after them" "$after" "$before"
fi
