begin;
set client_min_messages = warning;
select plan(13);
create function pg_temp.none(p_query text, p_what text) returns text language plpgsql as $$
declare
    v_bad text;
begin
    execute format('select string_agg(x.name, '', '') from (%s) x (name)', p_query) into v_bad;
    return is(v_bad, null, p_what);
end $$;

select pg_temp.none($$ select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace in ('api'::regnamespace, 'kb'::regnamespace)
        and obj_description(p.oid, 'pg_proc') is null $$, 'every function has a comment');
select pg_temp.none($$ select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace in ('api'::regnamespace, 'kb'::regnamespace)
        and (p.prosecdef or p.pronamespace = 'api'::regnamespace and p.prosqlbody is null)
        and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false) $$,
    'what is called from outside has a pinned search_path: what it calls runs under the same');
select pg_temp.none($$ select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace in ('api'::regnamespace, 'kb'::regnamespace) and p.prosecdef
        and p.proowner <> case p.proname when 'message_months' then 'kb_owner' else 'kb_engine' end::regrole $$,
    'definer functions belong to kb_engine, the one that makes tables to their owner');
select pg_temp.none($$ select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace in ('api'::regnamespace, 'kb'::regnamespace)
        and has_function_privilege('public', p.oid, 'execute') $$, 'no function is open to all roles');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'kb'::regnamespace and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity) $$, 'row security is forced on every table');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'kb'::regnamespace and c.relkind in ('r', 'p')
        and c.relowner <> 'kb_owner'::regrole $$, 'tables belong to kb_owner');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'kb'::regnamespace and c.relkind in ('r', 'p')
        and obj_description(c.oid, 'pg_class') is null $$, 'every table has a comment');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'api'::regnamespace and c.relkind = 'v'
        and obj_description(c.oid, 'pg_class') is null $$, 'every view has a comment');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c
    where c.relnamespace = 'api'::regnamespace and c.relkind = 'v' and c.relname <> 'on_time_view'
        and not coalesce('security_invoker=true' = any (c.reloptions), false) $$,
    'views hold the asker''s rights (but the public figures)');
select pg_temp.none($$ select c.oid::regclass::text from pg_class c, unnest(array['insert', 'update',
        'delete', 'truncate']) p
    where c.relnamespace in ('kb'::regnamespace, 'api'::regnamespace) and c.relkind in ('r', 'v')
        and has_any_column_privilege('kb_worker', c.oid, case p when 'insert' then 'insert' else 'update' end)
$$, 'workers write no table');
select pg_temp.none($$ select t from unnest(array['kb.secret', 'kb.session', 'kb.request', 'kb.rating',
        'kb.sign_in_attempt']) t where has_table_privilege('kb_worker', t, 'select') $$,
    'workers do not read secrets, sessions, raters');
select ok(not has_column_privilege('kb_worker', 'kb.person', 'password_hash', 'select'),
    'workers do not read password hashes');
select pg_temp.none($$ select t || ' ' || p from unnest(array['kb.case_event', 'kb.audit_leaf', 'kb.audit_node',
        'kb.audit_head', 'kb.procedure_version']) t, unnest(array['update', 'delete', 'truncate']) p
    where has_table_privilege('kb_engine', t, p) $$, 'the record is append-only for the engine too');
select * from finish();
rollback;
