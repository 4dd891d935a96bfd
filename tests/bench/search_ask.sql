-- search_ask.sql: searches as several askers, and how long they take; see million.sh.
create function pg_temp.pair(p_i int) returns text language sql immutable as
    $$ select substr('冷热温压气液固电磁光声波力机械轮', 1 + p_i % 16, 1) || substr('控制测量检传感器驱动转换调节', 1 + p_i / 3 % 14, 1) $$;
-- Milliseconds of the processor that this backend has had.
create function pg_temp.cpu() returns numeric language sql security definer as
    $$ select split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::numeric / 1e6 $$;
create function pg_temp.took(p_what text, p_who text, p_organs bigint[], p_q text[], p_state text default '')
returns text language plpgsql as $$
declare
    v_ms numeric[] := '{}';
    v_at timestamptz;
    v_n int[] := '{}';
    v record;
    v_q text;
    v_late int := 0;
    v_cpu numeric;
begin
    perform set_config('kb.organs', p_organs::text, true), set_config('role', 'kb_worker', true);
    foreach v_q in array p_q[1:3] || p_q loop
        if cardinality(v_ms) = 3 then
            v_cpu := pg_temp.cpu();
        end if;
        v_at := clock_timestamp();
        select * into v from api.search(v_q, '', p_state, '', '', '', '', '', 26);
        perform * from api.search_case(v_q);
        perform * from api.search_facet('');
        v_ms := v_ms || extract(epoch from clock_timestamp() - v_at) * 1000;
        v_n := v_n || v.n;
        v_late := v_late + (v.until is not null)::int;
    end loop;
    v_ms := v_ms[4:];
    perform set_config('role', 'none', true);
    v_cpu := (pg_temp.cpu() - v_cpu) / 20;
    return (select format('%-22s %-15s p50 %s  p95 %s ms, processor %s ms, hits %s..%s%s', p_what, p_who,
        to_char(percentile_cont(0.5) within group (order by m), '9990.0'),
        to_char(percentile_cont(0.95) within group (order by m), '9990.0'), to_char(v_cpu, '990.0'),
        (select min(x) from unnest(v_n) x), (select max(x) from unnest(v_n) x),
        case when v_late > 0 then ', broken off ' || v_late else '' end) from unnest(v_ms) m);
end $$;
-- as the workers' role has it
set plan_cache_mode = force_generic_plan;
set random_page_cost = 1.1;
set effective_io_concurrency = 64;
set jit = off;
begin;
select pg_temp.took(w.what, a.who, a.organs, w.q, w.state)
from (values ('frequent word', array(select '装置' from generate_series(1, 20)), ''),
        ('word in 1 of 400', array(select pg_temp.pair(i * 7) from generate_series(1, 20) i), ''),
        ('two words', array(select pg_temp.pair(i * 7) || ' ' || pg_temp.pair(i * 11 + 5) from generate_series(1, 20) i), ''),
        ('frequent and another', array(select '装置 ' || pg_temp.pair(i * 7) from generate_series(1, 20) i), ''),
        ('long phrase', array(select '本申请公开一种' || pg_temp.pair(i * 7) from generate_series(1, 20) i), ''),
        ('frequent phrase', array(select '本申请公开一种' from generate_series(1, 20)), ''),
        ('rare name', array(select '欧阳罕见' from generate_series(1, 20)), ''),
        ('number', array(select 'ZL 2023 1 ' || lpad((i * 17)::text, 7, '0') || '.X' from generate_series(1, 20) i), ''),
        ('nothing found', array(select '不存在' || pg_temp.pair(i) from generate_series(1, 20) i), ''),
        ('frequent, no state', array(select '装置' from generate_series(1, 20)), 'correcting')) w (what, q, state)
    cross join (select 'national' as who, '{0}'::bigint[] as organs
        union all select 'centre', array[organ_id] from kb.organ where code = 'DEMO-C-370100'
        union all select 'province', '{-370000}'
        union all select 'firm, few cases', array[organ_id] from kb.organ where code = 'B-S') a;
rollback;
