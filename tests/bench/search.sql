-- search.sql: :n cases that can be searched, as rows, in a database with reference data and procedures only.
-- Made-up texts: words of two characters out of 4,096, each in 1 of 400 cases; 装置 in every second, 罕见 in one of
-- 100,000. 2,000 firms of 3 provinces and 30 centres; the firm small-firm has one case of 50,000.
set synchronous_commit = off;
begin;
insert into kb.organ (code, name, kind, level, region)
select 'B-F-' || i, '试算' || substr('海云山川江河湖泉石木', 1 + i % 10, 1) || substr('达盛华泰安信诚远新宏', 1 + i / 10 % 10, 1) || i || '公司',
    'enterprise', null, (array['370200', '330100', '440300'])[1 + i % 3]
from generate_series(0, 1999) i
union all select 'B-C-' || i, '试算保护中心' || i, 'centre', null, '370200' from generate_series(0, 29) i
union all select 'B-N', '试算国家局', 'office', 'national', '000000'
union all select 'B-S', '试算小公司', 'enterprise', null, '370200';
create function pg_temp.pair(p_h bigint) returns text language sql immutable as
    $$ select substr('冷热温压气液固电磁光声波力机械轮轴轴承泵阀管道箱柜门窗板架座杆弹簧刀具模锻铸焊接切割磨钻孔槽沟缝隙网格膜片线圈芯', 1 + (p_h & 63)::int, 1)
        || substr('控制测量检传感器驱动转换调节输送供给存储取料混合分离过滤清洗干燥加冷却凝结晶体粉末颗粒纤维织物涂层膜布纸张盒袋瓶罐桶杯', 1 + (p_h >> 6 & 63)::int, 1) $$;
create temp table made as
select i, h, case when i % 50000 = 49 then s.organ_id else f.organ_id end as opener, c.organ_id as centre,
    case when i % 50000 = 49 then s.region else f.region end as region,
    case when i % 50000 = 49 then s.name else f.name end as firm
from (select i, hashint8extended(i, 7) as h from generate_series(1, :n) i) g
    join kb.organ f on f.code = 'B-F-' || (g.h & 2047) % 2000
    join kb.organ c on c.code = 'B-C-' || (g.h >> 20 & 31) % 30
    cross join (select * from kb.organ where code = 'B-S') s;
insert into kb.case_file (number, version_id, procedure, code, state, public_state, final, subject, opener_id, region,
    readers, opened_at, changed_at, closed_at, ticket)
select m.region || '-' || 2016 + m.i * 10 / (:n + 1) || '-P12-' || lpad(m.i::text, 8, '0') || '-0', v.version_id,
    v.name, v.code, s.name, s.public_state, s.final,
    '一种' || pg_temp.pair(m.h) || pg_temp.pair(m.h >> 12) || case when m.h & 1 = 0 then '装置' else '方法' end, m.opener,
    m.region, array[m.opener, m.centre, 0, -(left(m.region, 2) || '0000')::bigint],
    timestamptz '2016-01-01' + interval '10 years' * m.i / :n, timestamptz '2016-01-02' + interval '10 years' * m.i / :n,
    timestamptz '2016-01-02' + interval '10 years' * m.i / :n, 'bench ' || m.i
from made m
    cross join (select * from kb.procedure_version where name = 'pre-examination' order by version desc limit 1) v
    join (select *, row_number() over (order by n) - 1 as k, count(*) over () as of from kb.procedure_state
        where final is not null) s on s.version_id = v.version_id
        and s.name = (select name from kb.procedure_state z where z.version_id = v.version_id and z.final is not null order by n limit 1)
order by m.i;
drop index kb.search_item_keys_idx;
insert into kb.search_item (kind, id, seen, tags, text)
select 'case', c.case_id, c.readers, array['procedure:' || c.procedure, 'state:' || c.public_state, 'organ:' || c.opener_id,
        'year:' || extract(year from c.opened_at)] || kb.region_tags(c.region),
    concat_ws(e'\n', c.number, '专利快速预审', c.subject, m.firm,
        '本申请公开' || c.subject || '，包括' || pg_temp.pair(m.h >> 24) || '、' || pg_temp.pair(m.h >> 36) || '和'
            || pg_temp.pair(m.h >> 48) || '，涉及' || pg_temp.pair(m.h >> 5) || '的' || pg_temp.pair(m.h >> 17)
            || '，能够' || pg_temp.pair(m.h >> 29) || '。' || case when m.i % 100000 = 7 then '发明人欧阳罕见' || m.i else '' end,
        2016 + m.i * 10 / (:n + 1) || '1' || lpad((m.i % 10000000)::text, 7, '0') || '.X')
from made m join kb.case_file c on c.ticket = 'bench ' || m.i
order by c.case_id;
drop table made;
\timing on
create index search_item_keys_idx on kb.search_item
    using gin (kb.search_keys(kind, id, seen, tags, text)) with (fastupdate = off);
alter index kb.search_item_keys_idx alter column 1 set statistics 0;
\timing off
commit;
vacuum analyze kb.search_item;
vacuum analyze kb.case_file;
