-- 0001_base: roles, schemas, the actor and the clock.
--
-- Who may see what. Three roles:
--   kb_owner   owns schemas, tables, views and plain functions; cannot sign in. Row security
--              is forced on every table and no policy names kb_owner, so it sees no row.
--   kb_engine  owns the security definer functions; cannot sign in. Its policy
--              kb_engine_all on each table (made by kb.guard_table) is the one way to see more than
--              the asker: only inside functions whose text is in sql/api. Grants keep it
--              append-only where the record must stay (events, leaves, heads, versions).
--   kb_worker  signs in; select on the tables that views need, held by the policies
--              `to kb_worker`; execute on schema api. It writes through functions only.
-- Views in schema api are security_invoker: the asker's policies hold below them.
-- Who asks is set by api.enter() at the start of each transaction, in settings local to it:
--   kb.actor   person id       kb.organs  array of organ ids     kb.roles  role names
--   kb.office  'on' for staff of an office                       kb.ticket case capability
-- Without it nothing but public facts is visible.
do $$
begin
    if not exists (select from pg_roles where rolname = 'kb_owner') then
        create role kb_owner nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'kb_engine') then
        create role kb_engine nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'kb_worker') then
        create role kb_worker login;
    end if;
end $$;
-- one connection serves many people: a plan made for one must not serve another
alter role kb_worker set plan_cache_mode = force_custom_plan;
alter role kb_worker set jit = off;

create schema if not exists kb;
create schema if not exists api;
alter schema kb owner to kb_owner;
grant usage on schema kb, api to kb_engine, kb_worker;

create table if not exists kb.migration (
    name text primary key,
    sha256 text not null,
    at timestamptz not null default clock_timestamp()
);
comment on table kb.migration is 'Migrations applied; written by the installer only.';

-- Row security on a new table: enabled, forced, open to kb_engine's functions.
create or replace function kb.guard_table(p_table regclass, p_grant text) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('alter table %s owner to kb_owner', p_table);
    execute format('alter table %s enable row level security', p_table);
    execute format('alter table %s force row level security', p_table);
    execute format('create policy kb_engine_all on %s to kb_engine using (true) with check (true)',
        p_table);
    execute format('grant %s on %s to kb_engine', p_grant, p_table);
end $$;
comment on function kb.guard_table(regclass, text) is
    'Gives a table its owner, forced row security and the engine''s grants (a grant list).';

-- Public facts: readable by everybody.
create or replace function kb.publish_table(p_table regclass) returns void
language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    execute format('create policy kb_worker_all on %s for select to kb_worker using (true)', p_table);
    execute format('grant select on %s to kb_worker', p_table);
end $$;
comment on function kb.publish_table(regclass) is 'Lets every asker read a table of public facts.';

select kb.guard_table('kb.migration', 'select');

create table kb.setting (
    name text primary key,
    value text not null,
    public boolean not null default false,
    note text not null default ''
);
comment on table kb.setting is 'Settings of the installation; public ones show on every page.';
select kb.guard_table('kb.setting', 'select, insert, update, delete');
create policy kb_worker_public on kb.setting for select to kb_worker using (public);
grant select on kb.setting to kb_worker;

insert into kb.setting (name, value, public, note) values
    ('name', '知识产权快速协同保护系统', true, 'name of the site'),
    ('sponsor', '', true, 'the office that runs it'),
    ('contact', '', true, 'address'),
    ('phone', '12330', true, 'telephone'),
    ('code', '', true, 'site code 网站标识码'),
    ('icp', '', true, 'ICP record number'),
    ('police', '', true, 'police record number'),
    ('base-url', 'http://127.0.0.1:8080', true, 'address for links on letters'),
    ('demo', 'no', true, 'yes: make-believe data, a banner says so'),
    ('test-clock', 'off', false, 'on: the setting kb.clock sets today; tests and demonstration'),
    ('session-hours', '12', false, 'life of a session'),
    ('lock-after', '5', false, 'failed sign-ins before an account is locked'),
    ('lock-minutes', '15', false, 'first lock; doubles with each further one, at most a day');

create table kb.secret (
    name text primary key,
    value bytea not null
);
comment on table kb.secret is 'Keys made at installation: query-code (query codes of cases).';
select kb.guard_table('kb.secret', 'select');
insert into kb.secret values ('query-code',
    sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

create or replace function kb.actor() returns bigint
language sql stable parallel safe set search_path = pg_catalog, pg_temp
return nullif(current_setting('kb.actor', true), '')::bigint;
comment on function kb.actor() is 'Person who asks; null for a guest.';

create or replace function kb.organs() returns bigint[]
language sql stable parallel safe
return coalesce(nullif(current_setting('kb.organs', true), ''), '{}')::bigint[];
comment on function kb.organs() is
    'Organs in which the asker has a role or substitutes today. No pinned path: it must inline into
policies, and names nothing outside pg_catalog.';

create or replace function kb.ticket() returns text
language sql stable parallel safe
return nullif(current_setting('kb.ticket', true), '');
comment on function kb.ticket() is 'Capability of a receipt: hex sha256 of case number and query code.';

create or replace function kb.is_office() returns boolean
language sql stable parallel safe
return coalesce(current_setting('kb.office', true), '') = 'on';
comment on function kb.is_office() is 'Whether the asker works in an office.';

create or replace function kb.has_role(p_role text) returns boolean
language sql stable parallel safe
return p_role = any (string_to_array(coalesce(current_setting('kb.roles', true), ''), ' '));
comment on function kb.has_role(text) is 'Whether the asker holds the role in any organ.';

create or replace function kb.test_clock() returns boolean
language sql stable security definer parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select exists (select from kb.setting where name = 'test-clock' and value = 'on');
end;
comment on function kb.test_clock() is 'Whether kb.clock and the example functions are honoured.';

create or replace function kb.now() returns timestamptz
language sql stable parallel safe set search_path = pg_catalog, pg_temp
return case when nullif(current_setting('kb.clock', true), '') is not null and kb.test_clock()
    then current_setting('kb.clock', true)::timestamptz else transaction_timestamp() end;
comment on function kb.now() is
    'The one clock: the transaction''s time, or the setting kb.clock where test-clock is on.';

create or replace function kb.today() returns date
language sql stable parallel safe set search_path = pg_catalog, pg_temp
return (kb.now() at time zone 'Asia/Shanghai')::date;
comment on function kb.today() is 'Today in China.';
