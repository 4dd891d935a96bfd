-- likeness.sql: made-up applications :from to :to, of 60 fields with 128 words each, as kb.likeness has them.
create function pg_temp.pair(p_h bigint) returns text language sql immutable as
    $$ select substr('冷热温压气液固电磁光声波力机械轮轴承泵阀管道箱柜门窗板架座杆弹簧刀具模锻铸焊接切割磨钻孔槽沟缝隙网格膜片线圈芯绳索链齿皮', 1 + (p_h & 63)::int, 1)
        || substr('控制测量检传感器驱动转换调节输送供给存储取料混合分离过滤清洗干燥加却凝结晶体粉末颗粒纤维织物涂层布纸张盒袋瓶罐桶杯壶', 1 + (p_h >> 6 & 63)::int, 1) $$;
create function pg_temp.text(p_i bigint) returns text language sql immutable as $$
    select format('一种%s%s装置 本发明公开了一种%1$s%2$s装置，包括%s和%s%s，%4$s设有%s，通过%s%s检测%s，当%s超过%s毫米时%s%s，使%s不超过%s度。',
        w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10], p_i % 97, w[11], w[12], w[13], p_i % 41)
    from (select array_agg(pg_temp.pair((p_i % 60) * 67 + (hashint8extended(p_i * 16 + k, 6) & 127)) order by k) as w
        from generate_series(1, 13) k) x $$;
insert into kb.likeness (case_id, grams, bands)
select i, g.grams, kb.likeness_bands('application', g.grams)
from generate_series(:from, :to) i, lateral (select kb.likeness_grams(pg_temp.text(i),
    (select without from kb.procedure_likeness limit 1)) as grams offset 0) g;
-- each hundred-thousandth has a copy: other words in four places, other figures
insert into kb.likeness (case_id, grams, bands)
select i + 1000000000, g.grams, kb.likeness_bands('application', g.grams)
from generate_series(:from, :to, 2500) i, lateral (select kb.likeness_grams(replace(replace(replace(replace(pg_temp.text(i), '包括', '带有'),
    '通过', '凭借'), '超过', '大于'), '使', '让') || '便于推广。', (select without from kb.procedure_likeness limit 1)) as grams offset 0) g;
