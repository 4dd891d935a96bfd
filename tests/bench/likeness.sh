#!/bin/bash
# likeness.sh [CASES]: how long it takes to find what is like a case among CASES
# (1000000), in a cluster of its own below KB_BENCH (kept when named). 40 copies
# with words changed are asked for; milliseconds of the wall clock, and of the
# processor.
set -eu
cd "$(dirname "$0")/../.."
n=${1:-1000000}
dir=${KB_BENCH:-$(mktemp -d)}
mkdir -p "$dir"
chmod 755 "$dir"
dsn=$(KB_PGCONF='fsync = off\nfull_page_writes = off\nmax_wal_size = 4GB\nshared_buffers = 1GB' \
    sql/cluster.sh start "$dir")
end() {
    [ -n "${KB_BENCH:-}" ] || { sql/cluster.sh stop "$dir"; rm -rf "$dir"; }
}
trap end EXIT
export PGOPTIONS="-c client_min_messages=warning"
q() { psql -XAtq -v ON_ERROR_STOP=1 "$dsn" "$@"; }
if [ -z "$(q -c "select to_regclass('kb.likeness')")" ]; then
    tests/sql/install.sh "$dsn"
    q -c "select api.load_procedure(pg_read_file('$PWD/sql/procedure/pre-examination.xml')::xml)" >/dev/null
    q -c 'alter table kb.likeness drop constraint likeness_case_id_fkey' -c 'drop index kb.likeness_bands_idx'
fi
have=$(q -c 'select coalesce(max(case_id), 0) from kb.likeness where case_id < 1000000000')
for ((i = have; i < n; i += 50000)); do
    q -1 -v from=$((i + 1)) -v to=$((i + 50000)) -f tests/bench/likeness.sql
done
q -c "set maintenance_work_mem = '1GB'" \
    -c 'create index if not exists likeness_bands_idx on kb.likeness using gin (bands) with (fastupdate = off)' \
    -c 'vacuum analyze kb.likeness'
q <<'SQL'
select 'likeness: ' || count(*) || ' cases, index ' || pg_size_pretty(pg_relation_size('kb.likeness_bands_idx')) from kb.likeness;
create function pg_temp.cpu() returns numeric language sql as
    $$ select split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric / 1e6 $$;
set plan_cache_mode = force_generic_plan; -- as the workers' role has it
set random_page_cost = 1.1;
create temp table took (ms numeric, cpu numeric, found boolean, others int);
do $$
declare
    v_at timestamptz;
    v_cpu numeric;
    v_id bigint;
    v record;
begin
    for v_id in select case_id from kb.likeness where case_id > 1000000000 order by hashint8(case_id) limit 45 loop
        v_cpu := pg_temp.cpu();
        v_at := clock_timestamp();
        select coalesce(bool_or(c.case_id = v_id - 1000000000), false) as found,
            count(*) filter (where c.case_id <> v_id - 1000000000) as others
        into v from kb.likeness_candidates(v_id) c where c.degree >= 0.50;
        insert into took values (extract(epoch from clock_timestamp() - v_at) * 1000, pg_temp.cpu() - v_cpu, v.found, v.others);
    end loop;
end $$;
select format('p50 %s ms  p95 %s ms  processor %s ms; originals found %s of %s, others told alike %s',
    round(percentile_cont(0.5) within group (order by ms)::numeric, 1), round(percentile_cont(0.95) within group (order by ms)::numeric, 1),
    round(avg(cpu), 1), count(*) filter (where found), count(*), sum(others)) from (select * from took offset 5) t;
SQL
