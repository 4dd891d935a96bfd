-- 040_entity: firms, agencies and the people of three Shandong centres who file and review them;
-- all make-believe. Their codes are well-formed and belong to nobody known.
update kb.organ o set mark = m.mark
from (values ('DEMO-C-370100', '济保演示'), ('DEMO-C-370300', '淄保演示'), ('DEMO-C-370000', '鲁保演示'))
    m (code, mark)
where o.code = m.code and o.mark is null;

insert into kb.organ (code, name, kind, level, region) values
    ('91370102MADEM00115', '济南冷泉纺织有限公司（演示）', 'enterprise', 'prefecture', '370100'),
    ('91370102MADEM002XW', '济南泺源专利代理事务所（演示）', 'agency', 'prefecture', '370100')
on conflict (code) do nothing;

create temp table someone (account text, name text, organ text, roles text[]) on commit drop;
insert into someone values
    ('jinan-firm', '孙海', '91370102MADEM00115', array['applicant', 'handler']),
    ('jinan-agency', '林岸', '91370102MADEM002XW', array['applicant', 'handler']);
insert into someone
select 'centre-' || r || '-' || x.role, x.name, 'DEMO-C-' || r, array[x.role]
from unnest(array['370100', '370300', '370000']) r,
    (values ('reviewer', '高复核'), ('signer', '严签发')) x (role, name);

\ir people.sql
