-- Schema api is made anew at each deployment; only functions and views live in it.
drop schema if exists api cascade;
create schema api authorization kb_owner;
grant usage on schema api to kb_engine, kb_worker, kb_exchange;
comment on schema api is 'What workers may read (views) and call (functions).';
