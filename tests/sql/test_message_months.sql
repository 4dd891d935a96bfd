-- Messages stand by the month: months are made ahead, a month that is past goes at once, its rows untouched.
begin;
\ir data/setup.psql
reset role;
select api.peer_self('shandong'), api.peer_add('nat', '国家局', 't-nat', null, 'fetch', null, false) \g /dev/null
select peer_id as nat, changes as changed from kb.peer where code = 'nat' \gset
create function pg_temp.months() returns text language sql as $$
    select string_agg(c.relname, ' ' order by c.relname) from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'kb.inbox_bytes'::regclass $$;
create function pg_temp.name(p_months int) returns text language sql as $$
    select 'inbox_bytes_' || to_char((now() at time zone 'UTC') + make_interval(months => p_months), 'YYYYMM') $$;
create function pg_temp.holds(p_id uuid) returns text language sql as $$
    select coalesce(b.tableoid::regclass::text, 'none') from kb.inbox i
    left join kb.inbox_bytes b using (inbox_id, received_at) where i.message_id = p_id $$;
grant usage on schema tap to public;
select plan(9);

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
select set_config('test.name', pg_temp.name(-6), true) \g /dev/null
do $$ begin
    execute format('create table kb.%I (like kb.inbox_bytes including all)', current_setting('test.name'));
    execute format('alter table kb.%I owner to kb_owner', current_setting('test.name'));
    execute format('alter table kb.inbox_bytes attach partition kb.%I for values from (%L) to (%L)', current_setting('test.name'),
        date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '6 months',
        date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' - interval '5 months');
end $$;
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
select * from finish();
rollback;
