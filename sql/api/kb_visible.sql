create or replace function kb.hidden_after(p_case_id bigint) returns int
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select case when c.closed_at is not null or c.holder_id is null or c.holder_id = any (kb.organs())
            or kb.has_role('auditor') then null
        else coalesce((select max(e.seq) from kb.case_event e
            left join kb.procedure_state s on s.version_id = c.version_id and s.name = e.from_state
            where e.case_id = c.case_id and e.to_state is not null
                and s.holder is distinct from c.holder_party), 0) end
    from kb.case_file c where c.case_id = p_case_id;
end;
comment on function kb.hidden_after(bigint) is
    'What the organisation that has the case wrote since it came to it (a draft decision, before it is
signed) is for its own eyes: events after this seq, for everybody else. Null: the asker sees all, being of
that organisation or an auditor, or the case is closed.';

create or replace function kb.visible_record(p_case_id bigint) returns xml
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select case when kb.hidden_after(p_case_id) is null then c.record
        else ('<record>' || coalesce((select string_agg(x.el::text, '' order by x.n)
            from xmltable('/record/*' passing c.record
                columns n for ordinality, name text path 'name()', el xml path '.') x
            where not exists (select from kb.case_event e where e.case_id = c.case_id
                and e.seq > kb.hidden_after(p_case_id) and e.organ_id = c.holder_id
                and e.data is not null and kb.xpath_text('name()', e.data) = x.name)), '')
            || '</record>')::xml end
    from kb.case_file c where c.case_id = p_case_id and c.readers && kb.organs();
end;
comment on function kb.visible_record(bigint) is
    'The record without the forms that the asker may not see yet, see kb.hidden_after.';

create or replace function kb.sees_draft(p_holder bigint) returns boolean
language sql stable
begin atomic
    select p_holder = any (kb.organs()) or kb.has_role('auditor');
end;
comment on function kb.sees_draft(bigint) is
    'Whether the asker may know in which draft state (kb.procedure_state.draft) the holder has a case.';
grant execute on function kb.sees_draft(bigint) to kb_worker;
grant execute on function kb.hidden_after(bigint), kb.visible_record(bigint) to kb_worker;
