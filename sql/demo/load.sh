#!/bin/bash
# load.sh: the demonstration, once a database: make-believe people, offices,
# centres and cases. Needs KB_DSN (owner); B names where the programs are.
set -eu
cd "$(dirname "$0")"
sql() { psql -Xq -v ON_ERROR_STOP=1 -1 "$KB_DSN" "$@"; }
[ "$(sql -At -c "select value from kb.setting where name = 'demo'")" != done ] ||
    exit 0
for f in [0-9]*.sql; do
    echo "demo: $f"
    sql -f "$f"
done
