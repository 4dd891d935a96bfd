drop function if exists api.example_clock(date);
create or replace function api.example_clock(p_at text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    perform set_config('kb.clock', case when length(p_at) = 10 then p_at || ' 09:00+08' else p_at end, true);
end $$;
comment on function api.example_clock(text) is
    'Sets the clock for the rest of the transaction: a day (then it is nine) or a moment. Only where test-clock
is on.';

create or replace function api.example_entry(p_register text, p_key text, p_data xml) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    -- an example sees its own entries only: what stood before ends
    update kb.register_entry e set valid_to = greatest(kb.today(), e.valid_from)
    where e.register = p_register and e.valid_to is null
        and (e.key = p_key or e.xmin <> pg_current_xact_id()::xid);
    insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, at)
    values (p_register, p_key, (select coalesce(max(e.seq), 0) + 1 from kb.register_entry e
            where e.register = p_register and e.key = p_key),
        coalesce(nullif(kb.xpath_text('title', p_data), ''), nullif(kb.xpath_text('name', p_data), ''), p_key),
        p_data, (select o.organ_id from kb.organ o where o.organ_id::text = kb.xpath_text('organ', p_data)),
        coalesce((select r.code from kb.region r where r.code = kb.xpath_text('region', p_data)), '000000'),
        true, kb.today(), kb.now());
end $$;
comment on function api.example_entry(text, text, xml) is
    'A register entry that stands before an example begins; data as in kb.register_entry. Only where
test-clock is on.';

create or replace function api.example_open(p_procedure text, p_version int, p_move text,
    p_organ_id bigint, p_record xml, out case_number text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform kb.check_test();
    v_id := kb.open_case(p_procedure, p_move, kb.today(),
        coalesce(kb.office_for('national', p_organ_id, true), p_organ_id), p_organ_id, null, p_record, null,
        (select v.version_id from kb.procedure_version v
            where v.name = p_procedure and v.version = p_version));
    select c.number into case_number from kb.case_file c where c.case_id = v_id;
end $$;
comment on function api.example_open(text, int, text, bigint, xml) is
    'Opens a case as the engine would for another procedure''s <open>: for the national office, about the
organisation, with a prefilled record. Only where test-clock is on.';

create or replace function api.example_case(p_case text, out document xml)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    document := kb.rule_document((select c.case_id from kb.case_file c where c.number = p_case));
end $$;
comment on function api.example_case(text) is
    'The case document, whoever asks. Only where test-clock is on.';

create or replace function api.example_child(p_case text, p_procedure text, p_organ_id bigint,
    out case_number text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select c.number into case_number
    from kb.case_file f join kb.case_link k on k.parent_id = f.case_id
        join kb.case_file c on c.case_id = k.child_id
    where f.number = p_case and c.procedure = p_procedure
        and (p_organ_id is null or exists (select from kb.case_party q
            where q.case_id = c.case_id and q.organ_id = p_organ_id))
    order by c.case_id desc limit 1;
end $$;
comment on function api.example_child(text, text, bigint) is
    'Number of the newest linked case of that procedure (about that organisation). Only where test-clock
is on.';

create or replace function api.example_letter(p_case text, p_name text, out number text)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select l.number into number from kb.letter l join kb.case_file c using (case_id)
    where c.number = p_case and l.name = p_name and l.document is not null
    order by l.letter_id desc limit 1;
end $$;
comment on function api.example_letter(text, text) is
    'Number of the newest letter of that name in a case, whose document is stored. Only where test-clock
is on.';

create or replace function api.example_letters()
returns table (procedure text, version int, name text, document xml)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    return query select v.name, v.version, l.name, l.document
    from kb.letter l join kb.procedure_version v using (version_id)
    where l.txid = pg_current_xact_id() and l.document is not null order by l.letter_id;
end $$;
comment on function api.example_letters() is
    'The letters of all cases that this transaction signed, in order. Only where test-clock is on.';

create or replace function api.example_entry_data(p_register text, p_key text, out data xml)
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform kb.check_test();
    select e.data into data from kb.register_entry e
    where e.register = p_register and e.key = p_key and e.valid_to is null;
end $$;
comment on function api.example_entry_data(text, text) is
    'Data of the current entry of a register. Only where test-clock is on.';
