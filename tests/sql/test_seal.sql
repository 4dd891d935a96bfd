begin;
\ir data/setup.psql
select plan(11);

-- setting a seal
select pg_temp.be('t-nat/admin') \g /dev/null
select throws_ok($$ select api.set_seal('t-none', 'prov', null, '\x01') $$, 'KB404', 'error.not-found',
    'an unknown organ is told');
select throws_ok($$ select api.set_seal('t-prov', '../x', null, '\x01') $$, '23514', null,
    'a key''s name is plain');
select lives_ok($$ select api.set_seal('t-prov', 'prov', '45', '\x0102') $$, 'a seal is set');
select throws_ok('select * from kb.seal', '42501', null, 'workers do not read the table');

-- a letter of that organ
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num, case_id from pg_temp.go('trial', 'submit', '',
    '<apply><industry>水</industry><a>1</a><b>2</b></apply>') \gset
select pg_temp.be('t-prov/handler') \g /dev/null
select state from pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
select pg_temp.be('t-prov/signer') \g /dev/null
select api.begin_draft(gen_random_uuid(), '', 'recommend', :'num') as draft \gset
select letters from api.move_case(gen_random_uuid(), :'draft', null, (select revision from api.case_view)) \g /dev/null
select letter_id as id, seal_size as size, code from api.pending_letters(:case_id) \gset
select is(:'size'::text, '45.0', 'its place is kept');
select is((select key || ' ' || organ_name from api.letter_seal(:id)), 'prov 试验省局', 'its key is named');
select api.store_letter(:id, '<letter/>', repeat('ab', 32)) \g /dev/null
select throws_ok('set constraints all immediate', 'KB409', 'error.letter-without-file',
    'no letter without its sealed files');
select throws_ok(format($$ select api.store_letter_file(%s, 'pdf', repeat('0', 64), repeat('0', 64), 'x') $$, :id),
    '23514', null, 'the digest is the file''s');
select api.store_letter_file(:id, f, encode(sha256(f::bytea), 'hex'), repeat('3', 64), f::bytea)
from unnest(array['pdf', 'ofd']) f \g /dev/null
select lives_ok('set constraints all immediate', 'with both it passes');
set constraints all deferred;
select is(api.letter_file(:'code', 'ofd'), 'ofd'::bytea, 'it is given out as it was issued');
select is(api.verify_file(encode(sha256('pdf'), 'hex'), repeat('3', 64)), :'code'::text, 'the file alone finds the letter');
select * from finish();
rollback;
