#!/bin/sh
# run.sh [FILE...]: runs the SQL tests in a fresh database of the server that KB_DSN names (superuser).
set -eu
cd "$(dirname "$0")"
: "${KB_DSN:?KB_DSN names a PostgreSQL server as superuser}"
name=kb_test_$$
cleanup() { psql "$KB_DSN" -qX -c "drop database if exists $name" >/dev/null 2>&1 || true; }
trap cleanup EXIT INT TERM
psql "$KB_DSN" -qX -v ON_ERROR_STOP=1 -c "create database $name encoding 'UTF8' template template0"
dsn="$KB_DSN dbname=$name"
case $KB_DSN in postgres*://*) dsn=$(printf '%s' "$KB_DSN" | sed "s|\(//[^/?]*\)\(/[^?]*\)\{0,1\}|\1/$name|") ;; esac
./install.sh "$dsn"
psql "$dsn" -qX -v ON_ERROR_STOP=1 -c "set client_min_messages = warning; create schema tap;
    create extension pgtap schema tap; grant usage on schema tap to public;
    alter database $name set search_path = public, tap"
export KB_TEST_DSN="$dsn"
cat >"${TMPDIR:-/tmp}/$name.sh" <<'IN'
#!/bin/sh
case $1 in
*.sh) exec sh "$1" ;;
*) exec psql "$KB_TEST_DSN" -qXAt -v ON_ERROR_STOP=1 -f "$1" ;;
esac
IN
chmod +x "${TMPDIR:-/tmp}/$name.sh"
[ $# -gt 0 ] || set -- test_*.sql test_*.sh
status=0
prove --failures --comments --exec "${TMPDIR:-/tmp}/$name.sh" "$@" || status=1
rm -f "${TMPDIR:-/tmp}/$name.sh"
exit $status
