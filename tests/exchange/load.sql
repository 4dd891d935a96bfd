-- Makes `n` cases like the one numbered `like` (with files and letters), each recommended and then
-- withdrawn: two messages in order. As owner, by the engine.
create temp table file (old uuid, new uuid);
do $$
declare
    v_like kb.case_file;
    v_data xml;
    v_file record;
    v_new uuid;
    v_id bigint;
    v_text text;
begin
    select * into v_like from kb.case_file where number = current_setting('load.model');
    for i in 1 .. current_setting('load.n')::int loop
        v_text := kb.xpath_xml('apply', v_like.record);
        delete from file;
        for v_file in select * from kb.attachment where case_id = v_like.case_id and form = 'apply' loop
            v_new := gen_random_uuid();
            insert into file values (v_file.attachment_id, v_new);
            v_text := replace(v_text, v_file.attachment_id::text, v_new::text);
        end loop;
        v_data := v_text::xml;
        v_id := kb.open_case(null, 'submit', kb.today(), v_like.opener_id, null, null, '<record/>', null,
            v_like.version_id, v_data);
        update kb.case_file set record = kb.put_element(record, v_data) where case_id = v_id;
        insert into kb.attachment (attachment_id, case_id, person_id, form, field, name, type, size, sha256, ended)
        select f.new, v_id, a.person_id, a.form, a.field, a.name, a.type, a.size, a.sha256, true
        from file f join kb.attachment a on a.attachment_id = f.old;
        insert into kb.attachment_chunk select f.new, k.seq, k.bytes
        from file f join kb.attachment_chunk k on k.attachment_id = f.old;
        update kb.case_file set record = kb.put_element(record, kb.xpath_xml('draft-recommendation', v_like.record)::xml)
        where case_id = v_id;
        perform kb.make_move(v_id, 'accept-province', null, null, null);
        perform kb.make_move(v_id, 'draft-recommendation', null, null, null);
        perform kb.make_move(v_id, 'sign-recommendation', null, null, null);
        update kb.letter l set document = t.document, sha256 = t.sha256 from kb.letter t
        where l.case_id = v_id and t.case_id = v_like.case_id and t.name = l.name and t.document is not null;
        update kb.case_file set record = kb.put_element(record, '<withdraw><reason>市里决定重新论证建设规模，待论证完成后再行申报。</reason></withdraw>')
        where case_id = v_id;
        perform kb.make_move(v_id, 'withdraw', null, null, null);
    end loop;
end $$;
