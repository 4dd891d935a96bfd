#!/bin/bash
# cluster.sh DIR: a private test database in DIR, with schema, reference data
# and procedures but no demonstration; prints its owner's DSN. Stop it with
# sql/cluster.sh stop DIR.
set -eu
dir=${1:?cluster.sh DIR}
cd "$(dirname "$0")/.."
# Tests lose nothing when the machine goes down.
dsn=$(KB_PGCONF='fsync = off\nsynchronous_commit = off\nfull_page_writes = off' \
    sql/cluster.sh start "$dir")
export KB_DSN=$dsn KB_ROOT=$PWD
"${B:-build}/kuaibao" migrate >&2
psql -Xq "$dsn" -c "update kb.setting set value = 'on' where name = 'test-clock'"
"${B:-build}/kuaibao" procedure load sql/procedure/*.xml >&2
echo "$dsn"
