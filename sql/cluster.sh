#!/bin/bash
# cluster.sh start|stop|dsn DIR: a private PostgreSQL in DIR/pg, unix socket
# only, nobody else's clusters touched. `start` makes it when absent and prints
# the owner's DSN. As root it runs as user $KB_USER (default postgres).
set -eu
usage() { echo "cluster.sh: start|stop|dsn DIR" >&2; exit 2; }
[ $# -eq 2 ] || usage
verb=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd -P)
user=${KB_USER:-postgres}

# The server's programs: the newest installed, 15 or later.
bin=$(find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null |
    sort -V | tail -n 1)
bin=${bin:-$(command -v initdb)} || {
    echo "cluster.sh: no initdb: make deps installs PostgreSQL" >&2; exit 1; }
bin=$(dirname "$bin")

# A socket's path has at most 107 bytes; a long DIR gets a short one in /tmp.
sock=$dir/run
if [ ${#sock} -gt 80 ]; then
    sock=/tmp/kb-$(printf %s "$dir" | cksum | cut -d' ' -f1)
fi
dsn="host=$sock dbname=kuaibao user=postgres"

as() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid="$user" --regid="$(id -g "$user")" --init-groups -- "$@"
    else
        "$@"
    fi
}

create() {
    as "$bin/initdb" -D "$dir/pg" -U postgres --encoding=UTF8 \
        --locale=C.UTF-8 --auth=trust --data-checksums >"$dir/log/initdb.log"
    cat >>"$dir/pg/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_permissions = 0700
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
lc_messages = 'C'
max_connections = 60
shared_buffers = 96MB
max_wal_size = 512MB
jit = off
wal_compression = lz4
commit_delay = 300
commit_siblings = 2
max_prepared_transactions = 0
autovacuum_naptime = 10s
log_line_prefix = '%m [%p] %u '
include_if_exists = 'local.conf'
CONF
    if [ -n "${KB_PGCONF:-}" ]; then
        printf '%b\n' "$KB_PGCONF" >>"$dir/pg/postgresql.conf"
    fi
}

start() {
    mkdir -p "$sock" "$dir/log"
    chmod 700 "$sock"
    [ "$(id -u)" != 0 ] || chown "$user" "$dir" "$sock" "$dir/log"
    cd "$dir"
    [ -e "$dir/pg/PG_VERSION" ] || create
    if ! as "$bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1; then
        as "$bin/pg_ctl" -D "$dir/pg" -s -w -t 60 -l "$dir/log/postgres.log" \
            -o "-c unix_socket_directories='$sock'" start >/dev/null || {
            echo "cluster.sh: PostgreSQL did not start:" >&2
            tail -n 20 "$dir/log/postgres.log" >&2; exit 1; }
    fi
    if [ -z "$(psql -XAtq "host=$sock dbname=postgres user=postgres" \
        -c "select 1 from pg_database where datname = 'kuaibao'")" ]; then
        psql -Xq "host=$sock dbname=postgres user=postgres" \
            -c 'create database kuaibao'
    fi
    echo "$dsn"
}

case $verb in
start) start ;;
stop)
    cd "$dir"
    if as "$bin/pg_ctl" -D "$dir/pg" status >/dev/null 2>&1; then
        as "$bin/pg_ctl" -D "$dir/pg" -s -w -t 60 -m fast stop
    fi ;;
dsn) echo "$dsn" ;;
*) usage ;;
esac
