#!/bin/bash
# cluster.sh start|stop|dsn DIR: three PostgreSQL under Patroni, with etcd, on
# this machine: what the README's guide puts on three hosts. Ports from $HA_PORT
# (9200) on: etcd, its peers, then PostgreSQL and Patroni of each node. A node
# is started again by its loop, as systemd does it; DIR/nN/pid: the loop's.
set -eu
verb=$1 dir=$2 base=${HA_PORT:-9200} user=${KB_USER:-postgres}
bin=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -n 1)")
export PATH=$bin:$PATH
dsn() {
    echo "host=127.0.0.1,127.0.0.1,127.0.0.1" \
        "port=$((base + 3)),$((base + 5)),$((base + 7)) dbname=${1:-kuaibao}" \
        "user=postgres target_session_attrs=read-write connect_timeout=3"
}

conf() { # N
    local port=$((base + 1 + 2 * $1))
    cat <<YML
scope: kuaibao
name: n$1
restapi: {listen: "127.0.0.1:$((port + 1))", connect_address: "127.0.0.1:$((port + 1))"}
etcd3: {hosts: "127.0.0.1:$base"}
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 3
    retry_timeout: 5
    synchronous_mode: true
    synchronous_mode_strict: true
    postgresql:
      use_pg_rewind: true
      use_slots: true
      parameters:
        synchronous_commit: 'on'
        max_connections: 100
        wal_keep_size: 256MB
  initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
postgresql:
  listen: 127.0.0.1:$port
  connect_address: 127.0.0.1:$port
  data_dir: $dir/n$1/pg
  bin_dir: $bin
  pgpass: $dir/n$1/pgpass
  remove_data_directory_on_rewind_failure: true
  remove_data_directory_on_diverged_timelines: true
  authentication:
    superuser: {username: postgres}
    replication: {username: postgres}
    rewind: {username: postgres}
  pg_hba:
    - local all all trust
    - host all all 127.0.0.1/32 trust
    - host replication all 127.0.0.1/32 trust
  parameters:
    unix_socket_directories: $dir/n$1
    shared_buffers: 64MB
    timezone: Asia/Shanghai
    jit: 'off'
    fsync: 'off'
YML
}

# begin NAME COMMAND...: in a session of its own, in DIR/NAME.
begin() {
    local name=$1
    shift
    (
        cd "$dir/$name"
        [ "$(id -u)" != 0 ] || set -- setpriv --reuid="$user" \
            --regid="$(id -g "$user")" --init-groups -- "$@"
        exec setsid "$@"
    ) >>"$dir/$name/log" 2>&1 </dev/null &
    echo $! >"$dir/$name/pid"
}

start() {
    local n
    mkdir -p "$dir"/{etcd,n1,n2,n3}
    [ "$(id -u)" != 0 ] || chown "$user" "$dir"/{etcd,n1,n2,n3}
    chmod 700 "$dir/etcd"
    begin etcd etcd --name e1 --data-dir "$dir/etcd/data" \
        --listen-client-urls "http://127.0.0.1:$base" \
        --advertise-client-urls "http://127.0.0.1:$base" \
        --listen-peer-urls "http://127.0.0.1:$((base + 1))" \
        --initial-advertise-peer-urls "http://127.0.0.1:$((base + 1))" \
        --initial-cluster "e1=http://127.0.0.1:$((base + 1))"
    for n in 1 2 3; do
        conf $n >"$dir/n$n/patroni.yml"
        begin n$n bash -c 'trap "kill \$c; wait \$c; exit" TERM
            while :; do "$@" & c=$!; wait $c; sleep 2; done' \
            loop patroni "$dir/n$n/patroni.yml"
    done
    n=0
    until [ "$(psql -XAtq "$(dsn postgres)" -c "select count(*)
        from pg_stat_replication where sync_state = 'sync'" 2>/dev/null)" = 1 ]; do
        n=$((n + 1))
        [ $n -lt 300 ] || { tail -n 5 "$dir"/*/log >&2; exit 1; }
        sleep 1
    done
    psql -Xq "$(dsn postgres)" -c 'create database kuaibao'
    dsn
}

stop() {
    local n
    for n in n1 n2 n3; do
        # Patroni ends its PostgreSQL
        kill "$(cat "$dir/$n/pid")" 2>/dev/null || true
    done
    for _ in $(seq 30); do
        cat "$dir"/n?/pg/postmaster.pid >/dev/null 2>&1 || break
        sleep 1
    done
    for n in n1 n2 n3 etcd; do
        kill -KILL -- "-$(cat "$dir/$n/pid")" 2>/dev/null || true
        [ ! -s "$dir/$n/pg/postmaster.pid" ] ||
            kill -QUIT "$(head -n 1 "$dir/$n/pg/postmaster.pid")" || true
    done
}

case $verb in
start) start ;;
stop) stop ;;
dsn) dsn ;;
*) echo "cluster.sh: start|stop|dsn DIR" >&2; exit 2 ;;
esac
