#!/bin/bash
# load.sh: the demonstration, once a database: make-believe people, offices,
# centres and cases. Needs KB_DSN (owner); B names where the programs are.
# load.sh year: after it the year, about a minute; pages may be read
# meanwhile. Broken off, it stays as far as it came.
#   NNN_name.sql   rows, as owner; people.sql makes accounts of its people
#   NNN_name.xml   a story: moves of people, through the workers' own door
#   round_*.sql    SQL whose answer is a story: a yearly assessment
#   year_party.sql, year.xml   who and how many cases make a year of all
#                  procedures, see kuaibao year
# DEMO: people (no cases).
set -eu
B=$(cd "${B:-build}" && pwd -P)
export KB_ROOT=${KB_ROOT:-$PWD}
cd "$(dirname "$0")"
owner=$KB_DSN
demo=${DEMO:-}
worker=${owner/user=postgres/user=kb_worker}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sql() { psql -Xq -v ON_ERROR_STOP=1 -1 "$owner" "$@"; }
story() { KB_DSN=$worker "$B/kuaibao" story "$1"; }

had() { [ -n "$(sql -At -c "select 1 from kb.setting where name = '$1'")" ]; }
note() { sql -c "insert into kb.setting (name, value) values ('$1', now())"; }

if [ "${1:-}" = year ]; then
    ! had year-ended || exit 0
    n=$(nproc)
    if ! had year-begun; then
        note year-begun
        echo "demo: three cities, forty firms"
        sql -f year_party.sql
        sql -At -f year_plan.sql >"$tmp/story.xml"
        story "$tmp/story.xml"
        # what is searched is put in once for each case, not with each move
        sql -c "alter table kb.case_file disable trigger case_file_search"
        KB_DSN=$worker "$B/kuaibao" year year.xml "${KB_YEAR:-100}" $((n < 16 ? n : 16))
    fi
    sql -At -f year_progress.sql >"$tmp/story.xml"
    story "$tmp/story.xml"
    echo "demo: what can be searched"
    sql -c "alter table kb.case_file enable trigger case_file_search"
    # of many rows at once the index takes the keys in their order
    sql -c "alter index kb.search_item_keys_idx set (fastupdate = on)"
    parts=
    for i in $(seq "$n"); do
        sql -c "select kb.search_case(case_id), kb.keep_likeness(case_id)
            from kb.case_file where case_id % $n = $i - 1" >/dev/null &
        parts="$parts $!"
    done
    for i in $parts; do wait "$i"; done
    sql -c "alter index kb.search_item_keys_idx set (fastupdate = off)"
    sql -c "select gin_clean_pending_list('kb.search_item_keys_idx')" >/dev/null
    sql -c "insert into kb.job values ('search', now(), 'case 0')
        on conflict (name) do update set result = excluded.result"
    sql -c "update kb.notification set read_at = at where at < now() - interval '3 days'"
    note year-ended
    echo "demo: the year is there"
    psql -Xq "$owner" -c "vacuum analyze"
    exit
fi
! had demo-loaded || exit 0
for f in [0-9]*; do
    echo "demo: $f"
    case $f in
    *.sql) sql -f "$f" ;;
    *.xml) [ "$demo" = people ] || story "$f" ;;
    esac
done
[ "$demo" != people ] || rounds=
# The assessments of three years, all 77 centres each.
for year in ${rounds-2023 2024 2025}; do
    for part in open score; do
        echo "demo: assessment of $year, $part"
        sql -At -v year="$year" -f "round_$part.sql" >"$tmp/story.xml"
        story "$tmp/story.xml"
    done
done
sql -c "delete from kb.session"
psql -Xq "$owner" -c "vacuum analyze"
note demo-loaded
