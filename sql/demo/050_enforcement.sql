-- 050_enforcement: a shop of Qingdao, its city's police and the signer of the city's office, for
-- cases of enforcement; all make-believe. The code is well-formed and belongs to nobody known.
insert into kb.organ (code, name, kind, level, region) values
    ('91370202MADEM00382', '青岛栈桥电器商行（演示）', 'enterprise', 'prefecture', '370200'),
    ('DEMO-K-370200', '青岛市公安局（演示）', 'police', 'prefecture', '370200')
on conflict (code) do nothing;

create temp table someone (account text, name text, organ text, roles text[]) on commit drop;
insert into someone values
    ('qingdao-shop', '盛栈桥', '91370202MADEM00382', array['applicant', 'handler']),
    ('qingdao-police', '靳守岳', 'DEMO-K-370200', array['handler']),
    ('qingdao-signer', '岳签发', 'DEMO-O-370200', array['signer']);

\ir people.sql
