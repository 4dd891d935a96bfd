-- seed.sql: :n closed and running cases of Shandong's applicants, as rows: they are there to be
-- many, not to be moved.
set synchronous_commit = off;
begin;
alter table kb.case_file disable trigger case_file_readers;
insert into kb.case_file (number, version_id, procedure, code, state, public_state, final, subject,
    opener_id, region, holder_id, holder_party, readers, record, opened_at, changed_at, closed_at,
    due_on, ticket)
select 'BENCH-' || i, v.version_id, v.name, v.code, s.name, s.public_state, s.final,
    '压力测试案件' || i || '号：中国（' || o.name || '）知识产权保护中心', o.organ_id, o.region, n.organ_id,
    s.holder, array[o.organ_id, p.organ_id, n.organ_id], '<record/>',
    timestamptz '2020-01-01 09:00+08' + i * interval '3 minutes',
    timestamptz '2020-01-02 09:00+08' + i * interval '3 minutes',
    case when s.final is not null then timestamptz '2020-01-02 09:00+08' + i * interval '3 minutes' end,
    date '2020-02-01' + i / 480, encode(sha256(convert_to('bench' || i, 'UTF8')), 'hex')
from generate_series(1, :n) i
join (select row_number() over (order by organ_id) - 1 as k, count(*) over () as of, *
    from kb.organ where kind = 'government' and region like '37%') o on o.k = i % o.of
join kb.organ p on p.kind = 'office' and p.region = '370000' and not p.example
join kb.organ n on n.kind = 'office' and n.level = 'national' and not n.example
cross join (select * from kb.procedure_version where name = 'designation'
    order by version desc limit 1) v
join kb.procedure_state s on s.version_id = v.version_id
    and s.name = case when i % 1000 = 0 then 'province-check' else 'approved' end;
alter table kb.case_file enable trigger case_file_readers;
insert into kb.case_reader (organ_id, case_id, changed_at)
select distinct o, c.case_id, c.changed_at
from kb.case_file c cross join unnest(c.readers) o
where c.number like 'BENCH-%';
-- the parties of those that are open: who may move them is told by these
insert into kb.case_party (case_id, party, organ_id)
select c.case_id, p.name, case p.name when 'applicant' then c.opener_id else o.organ_id end
from kb.case_file c
    join kb.procedure_party p on p.version_id = c.version_id and p.name in ('applicant', 'province', 'national')
    join kb.organ o on o.kind = 'office' and not o.example
        and o.level = case p.name when 'province' then 'province' else 'national' end
        and (o.level = 'national' or o.region = '370000')
where c.number like 'BENCH-%' and c.closed_at is null;
commit;
analyze kb.case_file;
analyze kb.case_reader;

-- People of several governments, each to fill in a draft of their own.
insert into kb.person (account, name, valid_from, password_hash)
select 'bench-' || i, '压测人员' || i, '2016-01-01',
    (select password_hash from kb.person where account = 'qingdao')
from generate_series(1, 32) i;
insert into kb.role (person_id, organ_id, role)
select p.person_id, o.organ_id, 'applicant'
from kb.person p
join kb.organ o on o.code = 'DEMO-G-370200'
where p.account like 'bench-%';
