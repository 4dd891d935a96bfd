-- The exchange: who may call, leases and their fence, order, duplicates, receipts, effects.
begin;
\ir data/setup.psql
reset role;
\set designation `cat ../../sql/procedure/designation.xml`
select api.load_procedure(:'designation') \g /dev/null
select api.peer_self('shandong'), api.peer_add('nat', '国家局', 't-nat', null, 'push', 'http://127.0.0.1:1', false),
    api.peer_add('other', '别处', null, '330000', 'fetch', null, false) \g /dev/null
select peer_id as nat, changes as changed from kb.peer where code = 'nat' \gset
select peer_id as other, changes as changed_other from kb.peer where code = 'other' \gset
create function pg_temp.seconds(p_more double precision) returns void language sql security definer as
    $$ update kb.exchange_time set seconds = seconds + p_more $$;
create function pg_temp.took(p_peer bigint, p_changed int, p_id uuid, p_conversation uuid, p_sequence int, p_bytes text,
    p_profile text default 'urn:kuaibao:message:approval:1') returns text language sql as $$
    select t.outcome from api.exchange_take(p_peer, p_changed, p_id, p_conversation, p_sequence, 'business', null,
        p_profile, now(), now(), encode(sha256(p_bytes::bytea), 'hex'), repeat('0', 64), p_bytes::bytea) t $$;
create function pg_temp.inbox(p_id uuid) returns bigint language sql security definer as
    $$ select inbox_id from kb.inbox where message_id = p_id $$;
create function pg_temp.count(p_sql text) returns bigint language plpgsql security definer as
    $$ declare n bigint; begin execute p_sql into n; return n; end $$;
grant execute on function pg_temp.seconds(double precision) to public;
grant usage on schema tap to public;
set role kb_worker;
select plan(50);

select throws_ok($$ select api.exchange_claim(60) $$, '42501', null, 'the portal''s role claims nothing');
select throws_ok($$ select * from kb.receipt $$, '42501', null, 'reads no receipts');
select throws_ok($$ select * from kb.inbox_bytes $$, '42501', null, 'nor messages');
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num, case_id from pg_temp.go('designation', '', '', '<apply><title>某中心</title></apply>') \gset
select pg_temp.be('t-prov/handler') \g /dev/null
select pg_temp.go('', 'accept-province', :'num') \g /dev/null
select pg_temp.be('t-prov/reviewer') \g /dev/null
select pg_temp.go('', 'draft-recommendation', :'num', '<draft-recommendation><opinion>好</opinion></draft-recommendation>') \g /dev/null
reset role;
update kb.procedure_party set withheld = '{draft-recommendation/opinion,party:applicant}' where name = 'national'
    and version_id = (select version_id from kb.case_file where number = :'num');
set role kb_worker;
select pg_temp.be('t-prov/signer') \g /dev/null
select pg_temp.go('', 'sign-recommendation', :'num') \g /dev/null
select is((select state || ' ' || message from api.message_view where case_number = :'num'), 'waiting recommendation', 'the move sends');
select is(pg_temp.count($$ select count(*) from kb.outbox where document is not null $$), 1::bigint, 'once, with what it says');
select is(pg_temp.count($$ select count(*) from kb.outbox where xpath_exists('/case/record/apply/title', document)
    and xpath_exists('/case/record/draft-recommendation', document) and not xpath_exists('//opinion', document)
    and not xpath_exists('//@*[. = "试验市政府"]', document) and xpath_exists('/case/party/applicant[@kind = "person"][@name != ""]', document) $$),
    1::bigint, 'but for what is withheld from its receiver, and who');
select pg_temp.be('t-nat/handler') \g /dev/null
select is((select why from api.move_view where case_number = :'num' and name = 'accept-national'), 'error.elsewhere',
    'who works elsewhere does not act here');

reset role;
set role kb_exchange;
select throws_ok($$ select * from kb.outbox $$, '42501', null, 'the exchange''s role reads no table');
select throws_ok($$ select api.message_skip('x', 'y') $$, '42501', null, 'nor does it what operators do');
select * from api.exchange_claim(60) \gset c_
select is(:'c_message'::text, 'recommendation', 'the message is claimed');
select is((select outbox_id from api.exchange_claim(60)), null::bigint, 'nobody else has it then');
select throws_ok(format($$ select api.exchange_seal(%s, %s, repeat('a', 64), repeat('b', 64), 'x') $$, :c_outbox_id, :c_fence - 1),
    'KB409', 'error.lease', 'an older fence seals nothing');
select lives_ok(format($$ select api.exchange_seal(%s, %s, repeat('a', 64), repeat('b', 64), 'sealed') $$, :c_outbox_id, :c_fence), 'its lease does');
select is(api.exchange_tried(:c_outbox_id, :c_fence, 'unknown', null, 5, 'cut', 0), 'waiting', 'an unknown end waits');
select throws_ok(format($$ select api.exchange_tried(%s, %s, 'unknown', null, 5, 'cut', 0) $$, :c_outbox_id, :c_fence),
    'KB409', 'error.lease', 'and is told once');
select pg_temp.seconds(6);
select * from api.exchange_claim(60) \gset d_
select is(:d_fence, :c_fence + 1, 'it is claimed again, with the next fence');
select pg_temp.seconds(61);
select * from api.exchange_claim(60) \gset e_
select is(:e_fence, :c_fence + 2, 'and when its lease ended');
select throws_ok(format($$ select api.exchange_tried(%s, %s, 'receipt', 200, 5, '', 0) $$, :d_outbox_id, :d_fence),
    'KB409', 'error.lease', 'who came too late says nothing');
select is(api.exchange_tick(-5), api.exchange_tick(0), 'time of the exchange does not run backwards');
select pg_temp.seconds(72 * 3600);
select is(api.exchange_tried(:e_outbox_id, :e_fence, 'unknown', null, 5, 'cut', 0), 'dead', 'past its life it is dead');
select is(pg_temp.count($$ select count(*) from kb.alarm where kind = 'exchange-dead' $$), 1::bigint, 'and an alarm');
reset role;
select throws_ok(format($$ select api.message_retry(%L, ' ') $$, :'c_message_id'), 'KB422', 'error.reason-missing', 'a retry needs a reason');
select lives_ok(format($$ select api.message_retry(%L, '对方已恢复') $$, :'c_message_id'), 'with one it waits again');
set role kb_exchange;
select is(api.exchange_take_receipt(:nat, :'c_message_id', 'accepted', '', '', 'receipt one'), 'stored', 'a receipt settles it');
select is(api.exchange_take_receipt(:nat, :'c_message_id', 'accepted', '', '', 'receipt one'), 'same', 'the same again is the same');
select is(api.exchange_take_receipt(:nat, :'c_message_id', 'accepted', '', '', 'receipt two'), 'differs', 'another differs');
select is(api.exchange_take_receipt(:other, :'c_message_id', 'accepted', '', '', 'receipt one'), 'unknown', 'of another peer it is none of ours');
select is((select outbox_id from api.exchange_claim(60)), null::bigint, 'nothing is left to send');

-- a peer whose database was restored to an earlier point has it no more
reset role;
select throws_ok(format($$ select api.message_retry(%L, '再发') $$, :'c_message_id'), 'KB409', 'error.message-settled',
    'what is settled is not sent again');
insert into kb.reconciliation (peer_id, direction, day, count, root, differences)
values (:nat, 'out', '2026-03-01', 1, '', array[:'c_message_id' || ':here']);
select lives_ok(format($$ select api.message_retry(%L, '对方恢复到较早时点') $$, :'c_message_id'),
    'unless a comparison found that the peer lost it');
set role kb_exchange;
select is(api.exchange_take_receipt(:nat, :'c_message_id', 'accepted', '', '', 'receipt two'), 'differs',
    'its new receipt is another');
select is((select outbox_id from api.exchange_claim(60)), null::bigint, 'and settles it');

-- what comes
select '01900000-0000-7000-8000-000000000001' as m1, '01900000-0000-7000-8000-000000000002' as m2,
    '01900000-0000-7000-8000-000000000003' as m3, '01900000-0000-7000-8000-000000000004' as m4 \gset
select is(pg_temp.took(:nat, :changed + 1, :'m1', :'c_conversation', 1, 'a'), 'stale', 'what was verified by other settings is stale');
select is(pg_temp.took(:nat, :changed, :'m1', :'c_conversation', 1, 'a'), 'new', 'the first is new');
select throws_ok($$ set constraints all immediate $$, 'KB409', 'error.message-without-receipt', 'nothing is kept without a receipt');
set constraints all deferred;
select is(pg_temp.took(:nat, :changed, :'m1', :'c_conversation', 1, 'a'), 'duplicate', 'again: a duplicate');
select is(pg_temp.took(:nat, :changed, :'m1', :'c_conversation', 1, 'z'), 'conflict', 'other bytes: a conflict');
select * from api.exchange_target(pg_temp.inbox(:'m1'), 'designation', 1, '<parties/>', '<record/>') \gset t_
select is(:'t_move' || ' ' || :'t_case_number'::text, 'receive-approval ' || :'num'::text, 'it is for the case of its conversation');
select is(case_number, :'num', 'and takes effect there') from api.exchange_effect(pg_temp.inbox(:'m1'), :t_version_id, :t_case_id, :'t_move',
    null, :t_party_organ_id, '<record><draft-approval><title>某中心</title></draft-approval></record>',
    '<letters><letter name="approval" number="国知〔2026〕1号" date="2026-03-02" organ="国家局"/></letters>', 'R-1');
select lives_ok(format($$ select api.exchange_put_receipt(%s, 'accepted', '', 'our receipt') $$, pg_temp.inbox(:'m1')), 'its receipt is kept');
select throws_ok(format($$ select api.exchange_put_receipt(%s, 'accepted', '', 'another') $$, pg_temp.inbox(:'m1')), '23505', null, 'once');
select lives_ok($$ set constraints all immediate $$, 'now it may be committed');
set constraints all deferred;
select is((select convert_from(bytes, 'UTF8') from api.exchange_receipt(:nat, :'m1', 'out', null)), 'our receipt', 'byte for byte');
select is(pg_temp.took(:nat, :changed, :'m2', :'c_conversation', 3, 'b'), 'early', 'a message before its time is early');
select is(pg_temp.took(:nat, :changed, :'m3', :'c_conversation', 1, 'c'), 'late', 'a place that is taken');
select is(pg_temp.took(:other, :changed_other, :'m4', gen_random_uuid(), 1, 'd', 'urn:kuaibao:message:recommendation:1'), 'new', 'another peer opens');
select throws_ok(format($$ select api.exchange_target(%s, 'designation', 1,
    '<parties><party name="applicant" code="t-gov" title="x" kind="government" level="prefecture" region="370200"/></parties>',
    '<record/>') $$, pg_temp.inbox(:'m4')), 'KB422', 'error.message-sender', 'but only for whom it speaks');
reset role;
set role kb_worker;
select pg_temp.be('t-gov/applicant') \g /dev/null
select is((select state from api.case_view where number = :'num'), 'approved', 'the city sees the approval');
select is((select number from api.letter_received_view where case_number = :'num'), '国知〔2026〕1号', 'and its letter');
reset role;
select is(pg_temp.count($$ select count(*) from pg_roles where rolname = 'kb_exchange' and (rolsuper or rolcreatedb or rolbypassrls) $$),
    0::bigint, 'the exchange''s role is no more than it must be');
select * from finish();
rollback;
