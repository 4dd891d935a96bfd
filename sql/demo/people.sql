-- people.sql: accounts and roles of those named in the temporary table someone (account, name, organ, roles), by
-- each file of people at its end. All have the password kuaibao-demo (argon2id, 19 MiB, 2 rounds).
insert into kb.person (account, name, valid_from, password_hash, phone)
select account, name || '（演示）', '2016-01-01',
    '$argon2id$v=19$m=19456,t=2,p=1$NbigLzrAohl8u/+wrD40oA$mOBCikbnqUDByGTAumJtsbi9K19GC28V5faufJG87WU',
    '010-00000000'
from someone
on conflict (account) do nothing;
insert into kb.role (person_id, organ_id, role)
select p.person_id, o.organ_id, r
from someone s join kb.person p using (account) join kb.organ o on o.code = s.organ, unnest(s.roles) r
on conflict do nothing;
