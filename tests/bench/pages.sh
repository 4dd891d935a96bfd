# pages.sh: sourced by run.sh. The list of 25 cases beside what else could serve
# it. In each round every one has its turn, so that the machine's moods are the
# same for all; medians are told. What each does for a page:
#   list      api.enter and the page's statements in one trip, sheet, frame
#   ext-xsl   the same statements, one after another; the same page by a sheet
#             that is parsed for each request, as PHP must; but for name, tokens
#             and cursor the frame is text in it, without language or choices
#   plain     the same statements and page; PHP's own templates, such a frame
# Who does not answer with the list's very rows is not measured.
#   constant  FastCGI by libfcgi, the list's bytes, nothing done
#   static    nginx, the list's bytes as a file
rival_port=$(free_port)
rival=http://127.0.0.1:$rival_port
mkdir -p "$T/www" "$T/tmp"
cp "$T/list.html" "$T/www/list.html"
cp -r tests/bench/php "$T/php"
tests/bench/php/frame.sh "$T/list.html" "$T/php" || echo "! no frame for PHP"
# The page's own statements for a list without filters, parameters null.
for name in view case; do
    awk -v name="$name" '$0 ~ "^-- " name ": many( unless|$)" { on = 1; next }
        /^-- [a-z_]+: (one|many)/ { on = 0 } on' sql/page/cases.sql |
        sed -E 's/:[a-z_]+::/null::/g; s/;[[:space:]]*$//' >"$T/$name.sql"
done
chown -R "$user" "$T" 2>/dev/null
cp "$B/tests/bench/constant" "$T/"
aside "$T/constant.log" "$T/constant" "$T/constant.sock" 8 "$T/list.html"

fpm=$(ls /usr/sbin/php-fpm* 2>/dev/null | sort -V | tail -n 1)
rivals="constant static"
if [ -n "$fpm" ]; then
    rivals="xsl plain $rivals"
    cat >"$T/fpm.conf" <<CONF
[global]
error_log = $T/fpm.log
pid = $T/fpm.pid
daemonize = no
[www]
listen = $T/fpm.sock
listen.backlog = 1024
pm = static
pm.max_children = 8
clear_env = no
catch_workers_output = yes
CONF
    BENCH_DSN="$worker_dsn" BENCH_SQL="$T" aside "$T/fpm.out" \
        "$fpm" -y "$T/fpm.conf" -F -d opcache.enable=1
else
    echo "php-fpm is not installed: no comparison"
fi
cat >"$T/nginx.conf" <<CONF
worker_processes 2;
daemon off;
pid $T/nginx.pid;
error_log $T/nginx.log;
events { worker_connections 1024; }
http {
    include /etc/nginx/mime.types;
    access_log $T/access.log combined buffer=64k flush=1s;
    sendfile on;
    keepalive_requests 100000;
    client_body_temp_path $T/tmp/b; fastcgi_temp_path $T/tmp/f;
    proxy_temp_path $T/tmp/p; uwsgi_temp_path $T/tmp/u; scgi_temp_path $T/tmp/s;
    fastcgi_buffers 16 16k; fastcgi_buffer_size 16k;
    server {
        listen 127.0.0.1:$rival_port backlog=1024;
        root $T/www;
        location = /static { alias $T/www/list.html; default_type text/html; }
        location = /constant { include /etc/nginx/fastcgi_params; fastcgi_pass unix:$T/constant.sock; }
        location ~ ^/(xsl|plain)$ {
            include /etc/nginx/fastcgi_params;
            fastcgi_param SCRIPT_FILENAME $T/php\$uri.php;
            fastcgi_pass unix:$T/fpm.sock;
        }
    }
}
CONF
aside "$T/nginx.out" nginx -e "$T/nginx.log" -c "$T/nginx.conf"

answers() { # URL NAME: 200, and the same 25 rows
    local n=0 code
    for n in $(seq 50); do
        code=$(curl -s -b "$cookie" -o "$T/$2.html" -w '%{http_code}' "$1")
        [ "$code" = 200 ] && break
        sleep 0.1
    done
    tr -d '\n' <"$T/$2.html" | sed 's/.*<tbody>//; s/<\/tbody>.*//' >"$T/$2.rows"
    [ "$code" = 200 ] && cmp -s "$T/$2.rows" "$T/own.rows"
}
answers "$KB_URL/cases" own
good=
for r in $rivals; do
    if answers "$rival/$r" "$r"; then
        good="$good $r"
    else
        echo "! $r gives other rows than ours: not measured"
        head -c 300 "$T/$r.html"
    fi
done
for r in own $good; do
    printf '%s %s bytes, ' "$r" "$(wc -c <"$T/$r.html")"
done
echo "25 rows each"

nginx_pid=$(cat "$KB_VAR/run/nginx.pid")
postmaster=$(head -n 1 "$KB_VAR/pg/postmaster.pid")
# turn NAME SERVERS PROXY LOAD-ARGUMENTS: a round, with the time of each part.
turn() {
    local name=$1 servers=$2 proxy=$3 w n p v
    shift 3
    w=$(jiffies $(pgrep -P "$servers")) n=$(jiffies $(pgrep -P "$proxy"))
    p=$(jiffies $(pgrep -P "$postmaster"))
    load "$name" "$@"
    w=$(($(jiffies $(pgrep -P "$servers")) - w)) n=$(($(jiffies $(pgrep -P "$proxy")) - n))
    p=$(($(jiffies $(pgrep -P "$postmaster")) - p))
    for v in worker=$w nginx=$n backend=$p all=$((w + n + p)); do
        echo $((${v#*=} * 10000 / (served > 0 ? served : 1))) >>"$T/cpu.$name.${v%=*}"
    done
}
round() {
    turn list "$portal" "$nginx_pid" 16 "$KB_URL/cases" -H "Cookie: $cookie"
    for r in $good; do
        case $r in
        xsl | plain) turn "$r" "$(cat "$T/fpm.pid")" "$(cat "$T/nginx.pid")" \
            16 "$rival/$r" -H "Cookie: $cookie" ;;
        *) load "$r" 16 "$rival/$r" -H "Cookie: $cookie" ;;
        esac
    done
    load list64 64 "$KB_URL/cases" -H "Cookie: $cookie"
    load cached 16 "$KB_URL/guide"
}
secs=1 round # plans, caches
rm -f "$T"/rps.* "$T"/p99.* "$T"/cpu.*
for n in $(seq "$rounds"); do
    round
done

told list "list of 25 of $cases, 16 connections"
told list64 "the same, 64 connections"
for r in $good; do
    told "$r" "$r"
done
told cached "public page through nginx's cache"
echo
figure "list" "$(rps list)" /s ">= 2400 on two cores of their own"
figure "worker's time of a list page" "$(median "$T/cpu.list.worker")" us "<= 400"
figure "nginx's" "$(median "$T/cpu.list.nginx")" us "-"
figure "the backend's" "$(median "$T/cpu.list.backend")" us "-"
figure "p99 at 64 connections" "$(p99 list64)" ms "< 30"
spent() { median "$T/cpu.$1.all"; }
for r in list xsl plain; do
    [[ " list $good " != *" $r "* ]] || printf '%-44s %8s us    worker %s, nginx %s, backend %s\n' \
        "$r: processor time of a request" "$(spent "$r")" $(for v in worker nginx backend; do
            median "$T/cpu.$r.$v"
        done)
done
[[ " $good " != *" xsl "* ]] || ratio "ext-xsl's time / the list's" "$(spent xsl)" "$(spent list)" "-"
[[ " $good " != *" plain "* ]] || ratio "plain PHP's time / the list's" "$(spent plain)" "$(spent list)" "-"
[[ " $good " != *" xsl "* ]] || ratio "list / PHP with ext-xsl" "$(rps list)" "$(rps xsl)" ">= 4"
[[ " $good " != *" plain "* ]] || ratio "list / plain PHP" "$(rps list)" "$(rps plain)" ">= 1.5"
ratio "list / constant FastCGI" "$(rps list)" "$(rps constant)" "-"
ratio "cached public page / static" "$(rps cached)" "$(rps static)" ">= 0.5"
