#!/bin/bash
# search.sh [CASES]: how long a search takes over CASES cases (1000000), in a
# cluster of its own below KB_BENCH (kept when named: a second run measures
# only). Each row: 20 searches as that asker, each of another word, with the
# page's three statements: find, rows, facets. Milliseconds of the wall clock.
set -eu
cd "$(dirname "$0")/../.."
n=${1:-1000000}
dir=${KB_BENCH:-$(mktemp -d)}
mkdir -p "$dir"
chmod 755 "$dir"
dsn=$(KB_PGCONF='fsync = off\nfull_page_writes = off\nmaintenance_work_mem = 2GB\nmax_wal_size = 8GB\nshared_buffers = 1GB' \
    sql/cluster.sh start "$dir")
end() {
    [ -n "${KB_BENCH:-}" ] || { sql/cluster.sh stop "$dir"; rm -rf "$dir"; }
}
trap end EXIT
export PGOPTIONS="-c client_min_messages=warning"
q() { psql -XAtq -v ON_ERROR_STOP=1 "$dsn" "$@"; }
if [ -z "$(q -c "select to_regclass('kb.search_item')")" ]; then
    tests/sql/install.sh "$dsn"
    q -c "select api.load_procedure(pg_read_file('$PWD/sql/procedure/pre-examination.xml')::xml)" >/dev/null
    echo "search: making $n cases"
    q -v n="$n" -f tests/bench/search.sql
fi
q -c "select 'search: ' || count(*) || ' cases, index ' || pg_size_pretty(pg_relation_size('kb.search_item_keys_idx'))
        || ', table ' || pg_size_pretty(pg_table_size('kb.search_item')) || ', load $(cut -d' ' -f1 /proc/loadavg)'
    from kb.search_item"
q -f tests/bench/search_ask.sql
