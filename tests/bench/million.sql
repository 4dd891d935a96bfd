-- million.sql: closed cases from :from, :step of them, of :n of ten years, as rows, over the demonstration's centres, 2,000 firms
-- and all procedures, with what hangs on them (readers, parties, events, limits, a register entry for every tenth,
-- figures, what search looks through); those after :n, 2,000 of them, are open. Made up, and marked so:
-- 压力测试. Words of two characters out of 4,096, each in 1 of some 500 cases, 装置 in every second, 节能 in 1 of 16,
-- 罕见 in 1 of 100,000; firm B-S opened 1 of 50,000. Half of the register entries stand in one register, and each
-- seventh ended, so that pages of it are full however few cases there are.
\set ON_ERROR_STOP on
select exists (select from kb.case_file where case_id = :from) as done \gset
\if :done
\quit
\endif
set synchronous_commit = off;
set work_mem = '256MB';
set session_replication_role = replica; -- no triggers: what they keep is made below
create function pg_temp.pair(p_h bigint) returns text language sql immutable as
    $$ select substr('冷热温压气液固电磁光声波力机械轮轴承泵阀管道箱柜门窗板架座杆弹簧刀具模锻铸焊接切割磨钻孔槽沟缝隙网格膜片线圈芯绳索链齿皮', 1 + (p_h & 63)::int, 1)
        || substr('控制测量检传感器驱动转换调节输送供给存储取料混合分离过滤清洗干燥加却凝结晶体粉末颗粒纤维织物涂层布纸张盒袋瓶罐桶杯壶', 1 + (p_h >> 6 & 63)::int, 1) $$;
select (select count(*) from bench.kind) as kinds, (select count(*) from bench.holder) as holders,
    (select count(*) from bench.opener) as openers, (select count(*) from bench.register) as registers \gset
begin;
create temp table bench_case as
select i as case_id, i, x.h, t.version_id, t.name as procedure, t.code, t.opener, t.holder, t.title, t.limit_name,
    i > :n as open, case i % 20 when 0 then :registers - 1 else i / 10 % :registers end as register,
    case when i > :n then t.open_state else t.final_state end as state,
    case when i > :n then t.open_public else t.public_state end as public_state,
    case when i > :n then null else t.final end as final,
    '压力测试' || i || '号：一种' || case when x.h >> 60 & 15 = 0 then '节能' else '' end || pg_temp.pair(x.h)
        || pg_temp.pair(x.h >> 12) || case when x.h & 1 = 0 then '装置' else '方法' end as subject,
    o.organ_id as opener_id, o.name as firm, h.organ_id as holder_id, h.region,
    array[0, -(left(h.region, 2) || '0000')::bigint, o.organ_id, h.organ_id] as readers, x.at,
    date_trunc('month', x.at at time zone 'Asia/Shanghai') as month,
    extract(year from x.at at time zone 'Asia/Shanghai')::int as year
from (select i, hashint8extended(i, 7) as h, (case when i > :n then now() - (i - :n) * interval '20 minutes'
        else now() - interval '40 days' - (:n - i) * (interval '3600 days' / :n) end)::timestamptz as at
        from generate_series(:from, least(:from + :step - 1, :n + 2000)) i) x
    join bench.kind t on t.k = x.i % :kinds
    join bench.holder h on h.k = x.i / 3 % :holders
    join bench.opener f on f.k = (x.h >> 40 & 2047) % :openers
    cross join (select * from kb.organ where code = 'B-S') s
    cross join lateral (select case when x.i % 50000 = 49 then s.organ_id else f.organ_id end as organ_id,
        case when x.i % 50000 = 49 then s.name else f.name end as name) o;

insert into kb.case_file (case_id, number, version_id, procedure, code, state, public_state, final, subject,
    opener_id, region, holder_id, holder_party, readers, record, opened_at, changed_at, closed_at, due_on, ticket)
overriding system value
select c.case_id, c.region || '-' || c.year || '-' || c.code || '-' || lpad((c.i % 100000)::text, 5, '0') || '-' || c.i % 10,
    c.version_id, c.procedure, c.code, c.state, c.public_state, c.final, c.subject, c.opener_id,
    c.region, case when c.open then c.holder_id end, c.holder, c.readers,
    ('<record><apply><title>' || c.subject || '</title></apply></record>')::xml, c.at, c.at + interval '9 days',
    case when not c.open then c.at + interval '9 days' end, case when c.open then c.at::date + 20 end,
    md5('bench' || c.i)
from bench_case c;
insert into kb.case_reader (organ_id, case_id, changed_at)
select o, c.case_id, c.at + interval '9 days' from bench_case c cross join unnest(c.readers) o;
insert into kb.case_party (case_id, party, organ_id)
select c.case_id, p.party, p.organ_id from bench_case c
    cross join lateral (values (c.opener, c.opener_id), (c.holder, c.holder_id)) p (party, organ_id);
insert into kb.case_event (case_id, seq, at, kind, move, from_state, to_state, public_state, organ_id, prev_hash,
    hash)
select c.case_id, s, c.at + (s - 1) * interval '9 days', 'move', 'bench', null, c.state, c.public_state,
    case s when 1 then c.opener_id else c.holder_id end, ''::bytea, ''::bytea
from bench_case c cross join generate_series(1, 2) s where s = 1 or not c.open;
insert into kb.case_limit (case_id, name, start_on, amount, unit, roll, raw_on, due_on, status, met_on)
select c.case_id, c.limit_name, c.at::date, 20, 'd', true, c.at::date + 20, c.at::date + 20,
    case when c.open then 'running' else 'met' end, case when not c.open then c.at::date + 9 end
from bench_case c where c.limit_name is not null;
insert into kb.register_entry (entry_id, register, key, seq, title, data, organ_id, region, public, valid_from,
    valid_to, case_id, at)
overriding system value
select c.i / 10 + 1000, r.name, 'bench-' || c.i, 1, c.subject, ('<entry><title>' || c.subject || '</title><code>' || c.i
        || '</code><status>active</status></entry>')::xml, c.opener_id, c.region, true, c.at::date,
    case when c.i % 70 = 0 then c.at::date + 30 end, c.case_id, c.at
from bench_case c join bench.register r on r.k = c.register
where c.i % 10 = 0 and not c.open;

-- What triggers and moves keep.
insert into kb.search_item (kind, id, seen, tags, text)
select 'case', c.case_id, c.readers, array['procedure:' || c.procedure, 'state:' || c.public_state,
        'organ:' || c.opener_id, 'year:' || c.year] || kb.region_tags(c.region),
    concat_ws(e'\n', c.region || '-' || c.year || '-' || c.code || '-' || lpad((c.i % 100000)::text, 5, '0') || '-' || c.i % 10,
        c.title, c.subject, c.firm, '本申请公开一种' || pg_temp.pair(c.h) || '，包括' || pg_temp.pair(c.h >> 24) || '、'
            || pg_temp.pair(c.h >> 36) || '和' || pg_temp.pair(c.h >> 48) || '，涉及' || pg_temp.pair(c.h >> 5) || '的'
            || pg_temp.pair(c.h >> 17) || '，能够' || pg_temp.pair(c.h >> 29) || '。'
            || case when c.i % 100000 = 7 then '发明人欧阳罕见' || c.i else '' end,
        c.year || '1' || lpad((c.i % 10000000)::text, 7, '0') || '.X')
from bench_case c;
insert into kb.search_item (kind, id, seen, tags, text)
select 'entry', c.i / 10 + 1000, array[-1, -2, c.opener_id], array['register:' || r.name] || kb.region_tags(c.region),
    c.subject || e'\nbench-' || c.i || e'\n' || c.i
from bench_case c join bench.register r on r.k = c.register
where c.i % 10 = 0 and not c.open;
insert into kb.case_tally (procedure, state, month, n)
select procedure, state, month, count(*) from bench_case group by 1, 2, 3;
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late)
select procedure, limit_name, holder_id, month, count(*), 0
from bench_case where not open and limit_name is not null group by 1, 2, 3, 4;
insert into kb.rating_tally (procedure, organ_id, month, level, n)
select procedure, holder_id, month, 5 - i % 3, count(*)
from bench_case where not open and i % 2 = 0 group by 1, 2, 3, 4;
insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n)
select c.procedure, m.name, c.month, c.holder_id, '', case m.kind when 'count' then 1 else c.i end, sum(c.n)
from (select procedure, version_id, month, holder_id, 1 + i % 4 as i, count(*) as n from bench_case where not open
        group by 1, 2, 3, 4, 5) c
    join kb.procedure_measure m on m.version_id = c.version_id and m.kind in ('count', 'sum', 'median')
group by 1, 2, 3, 4, 6;
drop table bench_case;
commit;
