-- 020_organ: the national office, the 31 provinces' offices, some cities and counties with
-- their governments, and people for each role; all make-believe but the offices' names.
create temp table province (code text, short text, letter text) on commit drop;
insert into province values
    ('110000', '北京市', '京'), ('120000', '天津市', '津'), ('130000', '河北省', '冀'),
    ('140000', '山西省', '晋'), ('150000', '内蒙古自治区', '蒙'), ('210000', '辽宁省', '辽'),
    ('220000', '吉林省', '吉'), ('230000', '黑龙江省', '黑'), ('310000', '上海市', '沪'),
    ('320000', '江苏省', '苏'), ('330000', '浙江省', '浙'), ('340000', '安徽省', '皖'),
    ('350000', '福建省', '闽'), ('360000', '江西省', '赣'), ('370000', '山东省', '鲁'),
    ('410000', '河南省', '豫'), ('420000', '湖北省', '鄂'), ('430000', '湖南省', '湘'),
    ('440000', '广东省', '粤'), ('450000', '广西壮族自治区', '桂'), ('460000', '海南省', '琼'),
    ('500000', '重庆市', '渝'), ('510000', '四川省', '川'), ('520000', '贵州省', '黔'),
    ('530000', '云南省', '滇'), ('540000', '西藏自治区', '藏'), ('610000', '陕西省', '陕'),
    ('620000', '甘肃省', '甘'), ('630000', '青海省', '青'), ('640000', '宁夏回族自治区', '宁'),
    ('650000', '新疆维吾尔自治区', '新');

create temp table someone (account text, name text, organ text, roles text[]) on commit drop;

-- Own codes begin with DEMO-: none of them can be taken for a credit code.
insert into kb.organ (code, name, name_en, kind, level, region, mark) values
    ('DEMO-N', '国家知识产权局', 'China National Intellectual Property Administration', 'office',
        'national', '000000', '国知发保字')
on conflict (code) do nothing;

insert into kb.organ (code, name, kind, level, region, parent_id, mark)
select 'DEMO-P-' || p.code, p.short || '知识产权局', 'office', 'province', p.code, n.organ_id,
    p.letter || '知保演示函'
from province p, kb.organ n
where n.code = 'DEMO-N'
on conflict (code) do nothing;

insert into kb.organ (code, name, kind, level, region, parent_id)
select 'DEMO-PG-' || p.code, p.short || '人民政府', 'government', 'province', p.code, n.organ_id
from province p, kb.organ n
where n.code = 'DEMO-N'
on conflict (code) do nothing;

-- Cities and counties: government and office below the province's.
insert into kb.organ (code, name, kind, level, region, parent_id, mark)
select 'DEMO-' || case k.kind when 'government' then 'G-' else 'O-' end || r.code,
    r.name || k.tail, k.kind, r.level, r.code, p.organ_id,
    case when k.kind = 'office' then '演示知保函' end
from kb.region r
join kb.organ p on p.code = 'DEMO-P-' || left(r.code, 2) || '0000'
cross join (values ('government', '人民政府'), ('office', '知识产权局')) k (kind, tail)
where r.code in ('370200', '370600', '370700', '330200', '330300', '440600', '510700', '371721',
    '330782', '440605')
on conflict (code) do nothing;

insert into someone
select 'national-' || role, x.name, 'DEMO-N', array[role]
from (values ('handler', '陈一鸣'), ('reviewer', '周慎行'), ('signer', '郑国安'),
    ('assessor', '何秉公'), ('auditor', '沈明镜'), ('admin', '吴管理')) x (role, name);
insert into someone
select 'shandong-' || role, x.name, 'DEMO-P-370000', array[role]
from (values ('handler', '王岱青'), ('reviewer', '李审言'), ('signer', '孙定泰'),
    ('auditor', '马察微')) x (role, name);
insert into someone
select 'office-' || p.code, p.letter || '经办', 'DEMO-P-' || p.code,
    array['handler', 'reviewer']
from province p where p.code <> '370000';
insert into someone
select 'office-' || p.code || '-signer', p.letter || '签发', 'DEMO-P-' || p.code, array['signer']
from province p where p.code <> '370000';
insert into someone values
    ('qingdao', '刘海宁', 'DEMO-G-370200', array['applicant', 'handler']),
    ('yantai', '宋蓬莱', 'DEMO-G-370600', array['applicant', 'handler']),
    ('weifang', '韩鸢都', 'DEMO-G-370700', array['applicant', 'handler']),
    ('ningbo', '叶甬江', 'DEMO-G-330200', array['applicant', 'handler']),
    ('wenzhou', '林瓯越', 'DEMO-G-330300', array['applicant', 'handler']),
    ('caoxian', '曹木艺', 'DEMO-G-371721', array['applicant', 'handler']),
    ('yiwu', '骆商城', 'DEMO-G-330782', array['applicant', 'handler']),
    ('shandong-government', '鲁为民', 'DEMO-PG-370000', array['applicant', 'handler']),
    ('qingdao-office', '青崂山', 'DEMO-O-370200', array['handler', 'reviewer']);

\ir people.sql
