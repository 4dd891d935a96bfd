begin;
\ir data/setup.psql
reset role;
select api.add_account('Tester', '测试员', 'HASH', 't-prov', 'handler signer') \g /dev/null
create function pg_temp.fail(p_times int, p_account text default 'tester') returns text language plpgsql as $$
declare
    v_text text := '';
begin
    for i in 1 .. p_times loop
        v_text := v_text || ' ' || (select outcome from api.sign_in(p_account, false, '', '', 'ip'));
    end loop;
    return v_text;
end $$;
select plan(25);
select throws_ok($$ select api.add_account('tester', 'x', 'H', 't-prov', 'handler') $$, 'KB409', 'error.account-exists', 'an account is taken once');
select throws_ok($$ select api.add_account('tester2', 'x', 'H', 't-prov', 'king') $$, 'KB422', 'error.account', 'roles are known ones');
select throws_ok($$ select api.add_account('tester2', 'x', 'H', 'nowhere', 'handler') $$, 'KB404', 'error.organ', 'organisations exist');
set session authorization kb_worker;
select is((select password_hash from api.sign_in_data('Tester ')), 'HASH', 'the hash is given for the check');
select is((select count(*) from api.sign_in_data('example-1-handler')), 0::bigint, 'example people cannot sign in');
select is((select outcome from api.sign_in('tester', true, encode(sha256('tok'), 'hex'), '', 'ip')), 'ok', 'a right password opens a session');
select is((select account || ' ' || roles || ' ' || length(csrf) from api.enter('tok', null)), 'tester handler signer 32', 'the cookie is known');
select lives_ok($$ select api.set_password('HASH2') $$, 'who is signed in sets the password');
select is((select count(*) from api.enter('tok', null)), 0::bigint, 'which ends the session');
select is((select count(*) from api.enter('tok2', null)), 0::bigint, 'another is not');
select throws_ok($$ select api.add_account('tester3', 'x', 'H', 't-prov', 'handler') $$, 'KB403', 'error.denied', 'workers add accounts for admins only');
select is(pg_temp.fail(4), ' bad bad bad bad', 'four failures');
select is((select outcome || ' ' || (locked_until between now() + '14 min' and clock_timestamp() + '16 min') from api.sign_in('tester', false, '', '', 'ip')), 'locked true', 'the fifth locks for 15 minutes');
select is((select outcome from api.sign_in('tester', true, 'x', '', 'ip')), 'locked', 'also for the right password');
reset session authorization;
update kb.person set locked_until = clock_timestamp() - interval '1 s' where account = 'tester';
set session authorization kb_worker;
select is(pg_temp.fail(5), ' bad bad bad bad locked', 'again');
reset session authorization;
select ok((select locked_until > clock_timestamp() + interval '29 min' from kb.person where account = 'tester'), 'twice as long');
select is((select count(*) from kb.sign_in_attempt where account = 'tester'), 12::bigint, 'each attempt is on record');
set session authorization kb_worker;
select is((select outcome from api.sign_in('nobody', false, '', '', 'ip')), 'bad', 'an unknown account looks like a wrong password');
select is(pg_temp.fail(3, 'Nobody '), ' bad bad bad', 'and so on');
select is((select outcome || ' ' || (locked_until between now() + '14 min' and clock_timestamp() + '16 min') from api.sign_in('nobody', false, '', '', 'ip')), 'locked true', 'up to the lock');
select is((select outcome || ' ' || (locked_until is not null) from api.sign_in('nobody', true, '', '', 'ip')), 'locked true', 'which stays');
select pg_temp.be('t-prov/handler') \g /dev/null
select throws_ok($$ select api.set_substitute('tester', '2026-03-10', '2026-03-01') $$, 'KB422', 'error.substitute-dates', 'a term has an order');
select throws_ok($$ select api.set_substitute('nobody', '2026-03-01', '2026-03-10') $$, 'KB422', 'error.substitute', 'only colleagues stand in');
select lives_ok(format($$ select api.set_substitute('example-%s-auditor', '2026-03-01', '2026-03-10') $$, pg_temp.organ('t-prov')), 'a colleague stands in');
select pg_temp.be('t-prov/auditor') \g /dev/null
select ok(kb.has_role('handler'), 'and has the role in that time');
select * from finish();
rollback;
