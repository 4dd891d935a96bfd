# start.sh: sourced by run.sh. From exec to the first page, the database being
# up: a portal of its own behind an nginx of its own, asked every 10 ms.
start_port=$(free_port)
program=$(readlink "/proc/$portal/exe")
root=$(tr '\0' '\n' <"/proc/$portal/cmdline" | grep -A 1 -x -e -r | tail -n 1)
mkdir -p "$T/start"
chown "$user" "$T/start" 2>/dev/null
cat >"$T/start.conf" <<CONF
daemon off;
pid $T/start/nginx.pid;
error_log $T/start/nginx.log;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path $T/start/b; fastcgi_temp_path $T/start/f;
    proxy_temp_path $T/start/p; uwsgi_temp_path $T/start/u; scgi_temp_path $T/start/s;
    server {
        listen 127.0.0.1:$start_port;
        location / { include $KB_VAR/nginx/fastcgi.conf; fastcgi_pass unix:$T/start/sock; }
    }
}
CONF
aside "$T/start.nginx" nginx -e "$T/start/nginx.log" -c "$T/start.conf"
sleep 0.5
for n in 1 2 3; do
    rm -f "$T/start/sock"
    t0=$(date +%s%N)
    KB_DSN=$worker_dsn KB_FONTS=$B/fonts aside "$T/start/log" "$program" \
        -s "$T/start/sock" -n 8 -r "$root"
    for i in $(seq 1000); do
        curl -sf "http://127.0.0.1:$start_port/" | grep -q '<h1' && break
        sleep 0.01
    done
    if [ "$i" = 1000 ]; then
        echo "! no page came:"
        tail -n 3 "$T/start/log"
    fi
    echo $((($(date +%s%N) - t0) / 1000000)) >>"$T/start/ms"
    kill -- "-${pids##* }" 2>/dev/null
    wait "${pids##* }" 2>/dev/null
done
figure "start to the first page" "$(median "$T/start/ms")" ms "<= 2000"
