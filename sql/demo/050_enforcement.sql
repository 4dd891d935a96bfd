-- 050_enforcement: a shop of Qingdao, its city's police and the signer of the city's office, for
-- cases of enforcement; all make-believe. The code is well-formed and belongs to nobody known.
insert into kb.organ (code, name, kind, level, region) values
    ('91370202MADEM00382', '青岛栈桥电器商行（演示）', 'enterprise', 'prefecture', '370200'),
    ('DEMO-K-370200', '青岛市公安局（演示）', 'police', 'prefecture', '370200')
on conflict (code) do nothing;

create temp table someone (account text, name text, organ text, roles text[]) on commit drop;
insert into someone values
    ('qingdao-shop', '盛栈桥（演示）', '91370202MADEM00382', array['applicant', 'handler']),
    ('qingdao-police', '靳守岳（演示）', 'DEMO-K-370200', array['handler']),
    ('qingdao-signer', '岳签发（演示）', 'DEMO-O-370200', array['signer']);

insert into kb.person (account, name, valid_from, password_hash)
select s.account, s.name, '2016-01-01',
    (select password_hash from kb.person where account = 'national-handler')
from someone s
on conflict (account) do nothing;
insert into kb.role (person_id, organ_id, role)
select p.person_id, o.organ_id, r
from someone s join kb.person p on p.account = s.account join kb.organ o on o.code = s.organ,
    unnest(s.roles) r
on conflict do nothing;
