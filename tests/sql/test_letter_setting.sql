begin;
\ir data/setup.psql
reset role;
insert into kb.setting (name, value) values ('letter-note-after', 'blank'), ('letter-issuer:t-prov', '试验省局综合处');
select plan(3);
select is(kb.letter_setting(pg_temp.organ('t-prov'), 'issuer'), '试验省局综合处', 'an organ has its own');
select is(kb.letter_setting(pg_temp.organ('t-nat'), 'issuer'), null, 'another organ has none');
select is(kb.letter_setting(pg_temp.organ('t-nat'), 'note-after'), 'blank', 'the installation''s holds for all');
select * from finish();
rollback;
