-- million_begin.sql: makes ready for million.sql: 2,000 firms, what each procedure's cases begin and end as, no
-- indexes but those of keys.
\set ON_ERROR_STOP on
begin;
insert into kb.organ (code, name, kind, level, region)
select 'B-F-' || i, '压力测试' || substr('海云山川江河湖泉石木', 1 + i % 10, 1) || substr('达盛华泰安信诚远新宏', 1 + i / 10 % 10, 1)
        || i || '公司', 'enterprise', null, (array['370200', '330100', '440300'])[1 + i % 3]
from generate_series(0, 1999) i
union all select 'B-S', '压力测试小公司', 'enterprise', null, '370200';

create schema bench;
-- Indexes that no key needs come back when the rows are there.
create table bench.index as
select x.indexrelid::regclass::text as name, pg_get_indexdef(x.indexrelid) as again, null::text as gone
from pg_index x
where x.indrelid in ('kb.case_file'::regclass, 'kb.case_reader'::regclass, 'kb.case_party'::regclass,
        'kb.case_event'::regclass, 'kb.case_limit'::regclass, 'kb.register_entry'::regclass,
        'kb.search_item'::regclass)
    and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
union all
select k.conname, format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname,
    pg_get_constraintdef(k.oid)), format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname)
from pg_constraint k where k.conrelid = 'kb.case_file'::regclass and k.contype = 'u';
select coalesce(gone, 'drop index ' || name) from bench.index \gexec

create table bench.kind as
select row_number() over (order by v.name) - 1 as k, v.version_id, v.name, v.code, v.title,
    s.name as final_state, s.public_state, s.final, p.name as opener, h.name as holder, w.name as open_state,
    w.public_state as open_public, (select x.name from kb.procedure_limit x where x.version_id = v.version_id
        order by x.n limit 1) as limit_name
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
create table bench.holder as
select row_number() over (order by o.region <> '370100', o.organ_id) - 1 as k, o.*
from kb.organ o where o.kind = 'centre' and not o.example;
create table bench.opener as
select row_number() over (order by o.organ_id) - 1 as k, o.*
from kb.organ o where o.code like 'B-F-%';
create table bench.register as
select row_number() over (order by x.name) - 1 as k, x.name
from (select distinct name from kb.procedure_register where title <> '' and public) x;
analyze bench.kind, bench.holder, bench.opener, bench.register;
commit;
