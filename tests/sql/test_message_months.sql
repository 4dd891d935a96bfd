-- Messages stand by the month: months are made ahead, a month that is past goes at once, its rows untouched.
begin;
\ir data/setup.psql
reset role;
select api.peer_self('shandong'), api.peer_add('nat', '国家局', 't-nat', null, 'fetch', null, false) \g /dev/null
select peer_id as nat, changes as changed from kb.peer where code = 'nat' \gset
create function pg_temp.months() returns text language sql as $$
    select string_agg(c.relname, ' ' order by c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'kb.inbox_bytes'::regclass $$;
create function pg_temp.month(p_parent text, p_months int) returns regclass language plpgsql as $$
-- a month's table that stood then
declare
    v_from timestamptz := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => p_months))
        at time zone 'UTC';
    v_name text := p_parent || to_char(v_from at time zone 'UTC', '_YYYYMM');
begin
    execute format('create table kb.%I (like kb.%I including all)', v_name, p_parent);
    execute format('alter table kb.%I owner to kb_owner', v_name);
    execute format('alter table kb.%I attach partition kb.%I for values from (%L) to (%L)', p_parent, v_name,
        v_from, v_from + interval '1 month');
    return ('kb.' || v_name)::regclass;
end $$;
create function pg_temp.name(p_months int) returns text language sql as $$
    select 'inbox_bytes_' || to_char((now() at time zone 'UTC') + make_interval(months => p_months), 'YYYYMM') $$;
create function pg_temp.holds(p_id uuid) returns text language sql as $$
    select coalesce(b.tableoid::regclass::text, 'none') from kb.inbox i
    left join kb.inbox_bytes b using (inbox_id, received_at) where i.message_id = p_id $$;
grant usage on schema tap to public;
select plan(14);

select is(pg_temp.months(), pg_temp.name(0) || ' ' || pg_temp.name(1) || ' ' || pg_temp.name(2) || ' inbox_bytes_other',
    'a deployment makes this month and two ahead');
select t.inbox_id as now from api.exchange_take(:nat, :changed, '01900000-0000-7000-8000-000000000001',
    '01900000-0000-7000-8000-0000000000aa', 1, 'business', null, 'urn:x', now(), now(), repeat('0', 64),
    repeat('0', 64), 'now') t \gset
select is(pg_temp.holds('01900000-0000-7000-8000-000000000001'), 'kb.' || pg_temp.name(0), 'a message goes to its month');

-- a message of half a year ago, with the month that stood then
select t.inbox_id as old from api.exchange_take(:nat, :changed, '01900000-0000-7000-8000-000000000002',
    '01900000-0000-7000-8000-0000000000bb', 1, 'business', null, 'urn:x', now(), now(), encode(sha256('old'), 'hex'),
    repeat('0', 64), 'old') t \gset
update kb.inbox set received_at = received_at - interval '6 months' where inbox_id = :old;
select api.exchange_put_receipt(:old, 'accepted', null, 'receipt'), api.exchange_put_receipt(:now, 'accepted', null, 'receipt') \g /dev/null
select pg_temp.month('inbox_bytes', -6) \g /dev/null
insert into kb.inbox_bytes select inbox_id, received_at, 'old' from kb.inbox where inbox_id = :old;
select is(pg_temp.holds('01900000-0000-7000-8000-000000000002'), 'kb.' || pg_temp.name(-6), 'and an old one stands in its own');

set role kb_worker;
select api.prune() \g /dev/null
reset role;
select is(pg_temp.holds('01900000-0000-7000-8000-000000000002'), 'kb.' || pg_temp.name(-6), 'without a setting all is kept');
update kb.setting set value = '6' where name = 'keep-message-months';
set role kb_worker;
select api.prune() \g /dev/null
reset role;
select is(pg_temp.holds('01900000-0000-7000-8000-000000000002'), 'kb.' || pg_temp.name(-6), 'six months keep the sixth');
update kb.setting set value = '5' where name = 'keep-message-months';
set role kb_worker;
select api.prune() \g /dev/null
reset role;
select is(to_regclass('kb.' || pg_temp.name(-6)), null, 'five drop it, table and all');
select is(pg_temp.holds('01900000-0000-7000-8000-000000000001'), 'kb.' || pg_temp.name(0), 'and no other');
select is((select outcome from api.exchange_take(:nat, :changed, '01900000-0000-7000-8000-000000000002',
    '01900000-0000-7000-8000-0000000000bb', 1, 'business', null, 'urn:x', now(), now(), encode(sha256('old'), 'hex'),
    repeat('0', 64), 'old')), 'duplicate', 'what is gone is still known as taken');
select is((select bytes from api.exchange_receipt(:nat, '01900000-0000-7000-8000-000000000002', 'out', null)),
    'receipt'::bytea, 'and still answered with its receipt');
-- ours, half a year old too: one is settled, one may have to be sent again
select pg_temp.month('outbox_bytes', -6) as theirs \gset
insert into kb.outbox (peer_id, message_id, conversation, sequence, kind, state, at, born, due, sha256, sm3)
select :nat, ('02900000-0000-7000-8000-00000000000' || n)::uuid, gen_random_uuid(), 1, 'business', s,
    now() - interval '6 months', 0, 0, repeat('a', 64), repeat('b', 64)
from (values (1, 'done'), (2, 'dead')) v (n, s);
insert into kb.outbox_bytes select o.outbox_id, o.at, 'ours' from kb.outbox o where o.message_id::text like '029%';
create function pg_temp.ours() returns bytea language sql as $$
    select api.exchange_message_bytes((select peer_id from kb.peer where code = 'nat'),
        '02900000-0000-7000-8000-000000000001', 'out') $$;
select is((select count(*)::int from pg_inherits where inhparent = 'kb.outbox_bytes'::regclass), 5,
    'this month of ours and two ahead, one that is past, one for clocks that jumped');
set role kb_worker;
select api.prune() \g /dev/null
reset role;
select is(pg_temp.ours(), 'ours', 'a month of ours stays while one of it may have to be sent');
update kb.outbox set state = 'skipped' where state = 'dead';
set role kb_worker;
select api.prune() \g /dev/null
reset role;
select is(to_regclass(:'theirs'), null, 'and goes when all are settled');
select is(pg_temp.ours(), null, 'its bytes with it');
select is((select s.sha256 from api.exchange_status(:nat, '02900000-0000-7000-8000-000000000001') s), repeat('a', 64),
    'its digest stays');
select * from finish();
rollback;
