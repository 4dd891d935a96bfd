-- Owners and grants of everything in sql/api; the last file of each deployment.
do $$
declare
    v_row record;
begin
    for v_row in
        select p.oid::regprocedure as name, p.proname, p.prosecdef, n.nspname,
            p.prorettype = 'trigger'::regtype as trigger
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('kb', 'api') and p.prokind = 'f'
    loop
        execute format('alter function %s owner to %I', v_row.name,
            case when v_row.prosecdef and v_row.proname <> 'message_months' then 'kb_engine'
                else 'kb_owner' end);
        -- as the caller's plans are kept, see 0012_plan
        execute format('alter function %s reset plan_cache_mode', v_row.name);
        execute format('revoke all on function %s from public', v_row.name);
        execute format('grant execute on function %s to kb_engine', v_row.name);
        if v_row.nspname = 'api' then
            execute format('grant execute on function %s to %I', v_row.name,
                case when v_row.proname like 'exchange\_%' then 'kb_exchange' else 'kb_worker' end);
        end if;
    end loop;
    for v_row in select c.oid::regclass as name from pg_class c
        where c.relnamespace = 'api'::regnamespace and c.relkind = 'v'
    loop
        execute format('alter view %s owner to kb_owner', v_row.name);
        execute format('grant select on %s to kb_worker, kb_engine', v_row.name);
    end loop;
end $$;
-- what the exchange needs besides its own functions: to say that nobody asks, procedures, and to
-- set the letters that a message's move signed
grant execute on function api.enter(text, text), api.procedure_sources(text), api.schema_difference(text),
    api.pending_letters(bigint), api.store_letter(bigint, xml, text) to kb_exchange;
-- what policies and views call with the asker's rights
grant execute on function kb.actor(), kb.organs(), kb.ticket(), kb.is_office(), kb.has_role(text),
    kb.test_clock(), kb.now(), kb.today(), kb.xml_escape(text), kb.party_xml(text, bigint),
    kb.party_element(text, kb.organ, text),
    kb.case_document(bigint, xml, text), kb.move_why(bigint, text),
    kb.may_act(bigint, bigint, text), kb.on_time() to kb_worker;
-- tables of months that this deployment needs
select kb.message_months(null, null);
