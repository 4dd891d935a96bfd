-- million.sql: :n closed cases of ten years, as rows, over the demonstration's centres and applicants and all
-- procedures, with what hangs on them (readers, parties, events, limits, a register entry for every tenth,
-- figures), and 2,000 open ones however large n is. Made up, and marked so: 压力测试. kb.search_item is left
-- out: tests/bench/search.sh makes its own.
\set ON_ERROR_STOP on
set synchronous_commit = off;
set maintenance_work_mem = '1GB';
set work_mem = '256MB';
set session_replication_role = replica; -- no triggers: what they keep is made below
begin;
-- Indexes that no key needs come back when the rows are there.
create temp table bench_index as
select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as again, null::text as gone
from pg_index x
where x.indrelid in ('kb.case_file'::regclass, 'kb.case_reader'::regclass, 'kb.case_party'::regclass,
        'kb.case_event'::regclass, 'kb.case_limit'::regclass, 'kb.register_entry'::regclass)
    and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
union all
select k.conname, format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname,
    pg_get_constraintdef(k.oid)), format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname)
from pg_constraint k where k.conrelid = 'kb.case_file'::regclass and k.contype = 'u';
select coalesce(gone, 'drop index ' || name) from bench_index \gexec

create temp table bench_kind as
select row_number() over (order by v.name) - 1 as k, count(*) over () as of, v.version_id, v.name, v.code,
    s.name as final_state, s.public_state, s.final, p.name as opener, h.name as holder, w.name as open_state,
    w.public_state as open_public
from kb.procedure_version v
    cross join lateral (select x.* from kb.procedure_state x where x.version_id = v.version_id
        and x.final is not null order by x.n limit 1) s
    cross join lateral (select x.* from kb.procedure_party x where x.version_id = v.version_id
        and x.kind = 'opener' and x.kinds && array['enterprise', 'person'] order by x.n limit 1) p
    cross join lateral (select x.* from kb.procedure_state x join kb.procedure_party q
        on q.version_id = x.version_id and q.name = x.holder and q.kind = 'field'
        where x.version_id = v.version_id and x.final is null order by x.n limit 1) w
    cross join lateral (select x.* from kb.procedure_party x where x.version_id = v.version_id
        and x.name = w.holder) h;
create temp table bench_holder as
select row_number() over (order by o.region <> '370100', o.organ_id) - 1 as k, count(*) over () as of, o.*
from kb.organ o where o.kind = 'centre' and not o.example;
create temp table bench_opener as
select row_number() over (order by o.organ_id) - 1 as k, count(*) over () as of, o.*
from kb.organ o where o.kind in ('enterprise', 'agency') and not o.example;
analyze bench_kind, bench_holder, bench_opener;

create temp table bench_case as
select (select coalesce(max(case_id), 0) from kb.case_file) + i as case_id, i, t.version_id, t.name as procedure,
    t.code, t.opener, t.holder, i > :n as open,
    case when i > :n then t.open_state else t.final_state end as state,
    case when i > :n then t.open_public else t.public_state end as public_state,
    case when i > :n then null else t.final end as final,
    o.organ_id as opener_id, h.organ_id as holder_id, h.region,
    (case when i > :n then now() - (i - :n) * interval '20 minutes'
        else now() - interval '40 days' - (:n - i) * (interval '3600 days' / :n) end)::timestamptz as at
from generate_series(1, :n + 2000) i
    join bench_kind t on t.k = i % t.of
    join bench_opener o on o.k = i / 7 % o.of
    join bench_holder h on h.k = i / 3 % h.of;

insert into kb.case_file (case_id, number, version_id, procedure, code, state, public_state, final, subject,
    opener_id, region, holder_id, holder_party, readers, record, opened_at, changed_at, closed_at, due_on, ticket)
overriding system value
select c.case_id, c.region || '-' || extract(year from c.at) || '-' || c.code || '-9' || lpad(c.i::text, 8, '0'),
    c.version_id, c.procedure, c.code, c.state, c.public_state, c.final, '压力测试' || c.i || '号事项', c.opener_id,
    c.region, case when c.open then c.holder_id end, c.holder,
    array[0, -(left(c.region, 2) || '0000')::bigint, c.opener_id, c.holder_id],
    ('<record><apply><title>压力测试' || c.i || '号事项</title></apply></record>')::xml, c.at, c.at + interval '9 days',
    case when not c.open then c.at + interval '9 days' end, case when c.open then c.at::date + 20 end,
    encode(sha256(convert_to('bench' || c.i, 'UTF8')), 'hex')
from bench_case c;
select setval(pg_get_serial_sequence('kb.case_file', 'case_id'), max(case_id)) as cases from kb.case_file;

insert into kb.case_reader (organ_id, case_id, changed_at)
select o, c.case_id, c.at + interval '9 days' from bench_case c
    cross join unnest(array[0, -(left(c.region, 2) || '0000')::bigint, c.opener_id, c.holder_id]) o;
insert into kb.case_party (case_id, party, organ_id)
select c.case_id, p.party, p.organ_id from bench_case c
    cross join lateral (values (c.opener, c.opener_id), (c.holder, c.holder_id)) p (party, organ_id);
insert into kb.case_event (case_id, seq, at, kind, move, from_state, to_state, public_state, organ_id, prev_hash,
    hash)
select c.case_id, s, c.at + (s - 1) * interval '9 days', 'move', 'bench', null, c.state, c.public_state,
    case s when 1 then c.opener_id else c.holder_id end, ''::bytea, ''::bytea
from bench_case c cross join generate_series(1, 2) s where s = 1 or not c.open;
insert into kb.case_limit (case_id, name, start_on, amount, unit, roll, raw_on, due_on, status, met_on)
select c.case_id, l.name, c.at::date, 20, 'd', true, c.at::date + 20, c.at::date + 20,
    case when c.open then 'running' else 'met' end, case when not c.open then c.at::date + 9 end
from bench_case c cross join lateral (select x.name from kb.procedure_limit x
    where x.version_id = c.version_id order by x.n limit 1) l;

insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, case_id, at)
select r.name, 'bench-' || c.i, 1, '压力测试' || c.i || '号主体',
    ('<entry><title>压力测试' || c.i || '号主体</title><code>' || c.i || '</code><status>active</status></entry>')::xml,
    c.opener_id, c.region, true, c.at::date, c.case_id, c.at
from bench_case c
    join (select row_number() over (order by x.name) - 1 as k, count(*) over () as of, x.name
        from (select distinct name from kb.procedure_register where title <> '' and public) x) r
        on r.k = c.i / 10 % r.of
where c.i % 10 = 0 and not c.open;

-- What triggers and moves keep as figures.
insert into kb.register_tally (register, public, closed, n)
select register, public, closed, count(*) from kb.register_entry where key like 'bench-%' group by 1, 2, 3;
insert into kb.case_tally (procedure, state, month, n)
select procedure, state, date_trunc('month', at at time zone 'Asia/Shanghai'), count(*) from bench_case group by 1, 2, 3;
insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late)
select c.procedure, l.name, c.holder_id, date_trunc('month', c.at at time zone 'Asia/Shanghai'), count(*), 0
from bench_case c cross join lateral (select x.name from kb.procedure_limit x
    where x.version_id = c.version_id order by x.n limit 1) l
where not c.open group by 1, 2, 3, 4;
insert into kb.rating_tally (procedure, organ_id, month, level, n)
select procedure, holder_id, date_trunc('month', at at time zone 'Asia/Shanghai'), 5 - i % 3, count(*)
from bench_case where not open and i % 2 = 0 group by 1, 2, 3, 4;
insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n)
select c.procedure, m.name, date_trunc('month', c.at at time zone 'Asia/Shanghai'), c.holder_id, '', 1, count(*)
from bench_case c join kb.procedure_measure m on m.version_id = c.version_id and m.kind = 'count'
where not c.open group by 1, 2, 3, 4;
insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n)
select c.procedure, m.name, date_trunc('month', c.at at time zone 'Asia/Shanghai'), c.holder_id, '', 1 + c.i % 40,
    count(*)
from bench_case c join kb.procedure_measure m on m.version_id = c.version_id and m.kind in ('sum', 'median')
where not c.open group by 1, 2, 3, 4, 6;

drop table bench_case;
select again from bench_index \gexec
select api.fold_tally();
commit;
vacuum analyze;
