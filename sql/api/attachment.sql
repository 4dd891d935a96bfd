create or replace function api.put_attachment(p_draft uuid, p_field text, p_name text) returns uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_draft kb.draft := kb.own_draft(p_draft);
    v_id uuid;
begin
    if coalesce(btrim(p_name), '') = '' or not kb.is_name(regexp_replace(p_field, '(\[\d+\])?/', '.', 'g')) then
        perform kb.refuse('KB422', 'error.attachment', coalesce(p_field, '') || ' ' || coalesce(p_name, ''));
    end if;
    insert into kb.attachment (draft_id, person_id, form, field, name, at)
    select p_draft, v_draft.person_id, coalesce(m.form, ''), p_field, left(p_name, 255), kb.now()
    from kb.procedure_move m where m.version_id = v_draft.version_id and m.name = v_draft.move
    returning attachment_id into v_id;
    return v_id;
end $$;
comment on function api.put_attachment(uuid, text, text) is
    'Begins a file of an own draft; its bytes follow by api.put_chunk, then api.end_attachment.';

create or replace function kb.own_attachment(p_attachment uuid) returns kb.attachment
language plpgsql
as $$
declare
    v_row kb.attachment;
begin
    select * into v_row from kb.attachment a where a.attachment_id = p_attachment
        and a.person_id = kb.check_actor() and a.case_id is null for update;
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'attachment ' || p_attachment);
    end if;
    return v_row;
end $$;
comment on function kb.own_attachment(uuid) is 'A file of an own draft, locked; KB404 otherwise.';

create or replace function api.put_chunk(p_attachment uuid, p_seq int, p_bytes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if (kb.own_attachment(p_attachment)).ended then
        perform kb.refuse('KB409', 'error.attachment-ended', p_attachment::text);
    end if;
    insert into kb.attachment_chunk (attachment_id, seq, bytes) values (p_attachment, p_seq, p_bytes)
    on conflict (attachment_id, seq) do nothing;
end $$;
comment on function api.put_chunk(uuid, int, bytea) is
    'Bytes of a file, 1 to 262144, seq from 0; a chunk that is there already stays.';

create or replace function api.end_attachment(p_attachment uuid, p_type text, p_size bigint, p_sha256 text)
returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_row kb.attachment := kb.own_attachment(p_attachment);
    v_size bigint;
    v_count int;
    v_last int;
begin
    select coalesce(sum(octet_length(k.bytes)), 0), count(*), coalesce(max(k.seq) + 1, 0)
    into v_size, v_count, v_last from kb.attachment_chunk k where k.attachment_id = p_attachment;
    if v_size is distinct from p_size or v_count <> v_last or p_sha256 !~ '^[0-9a-fA-F]{64}$' then
        perform kb.refuse('KB422', 'error.attachment', v_size || ' bytes in ' || v_count || ' chunks');
    end if;
    if v_size + (select coalesce(sum(a.size), 0) from kb.attachment a where a.draft_id = v_row.draft_id
            and a.ended) > (select s.value::bigint * 1048576 from kb.setting s
            where s.name = 'draft-megabytes') then
        perform kb.refuse('KB413', 'error.draft-full', 'draft ' || v_row.draft_id, (
            select s.value from kb.setting s where s.name = 'draft-megabytes'));
    end if;
    update kb.attachment a set type = p_type, size = p_size, sha256 = lower(p_sha256), ended = true
        where a.attachment_id = v_row.attachment_id;
end $$;
comment on function api.end_attachment(uuid, text, bigint, text) is
    'Ends a file: all chunks must be there and make up its size. sha256 in hex by the worker. KB413
error.draft-full above the setting draft-megabytes for the files of a draft together.';

create or replace function api.drop_attachment(p_attachment uuid) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from kb.attachment a where a.attachment_id = p_attachment and a.person_id = kb.check_actor()
        and a.case_id is null;
end $$;
comment on function api.drop_attachment(uuid) is
    'Throws a file of an own draft away; nothing where it is gone already.';

create or replace function api.attachment(p_attachment uuid)
returns table (name text, type text, size bigint, sha256 text)
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select a.name, a.type, a.size, a.sha256 from kb.attachment a
    where a.attachment_id = p_attachment and a.ended;
end;
comment on function api.attachment(uuid) is 'A file that the asker may read (their own rights hold); no row otherwise.';

create or replace function api.chunk(p_attachment uuid, p_seq int) returns bytea
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
    select k.bytes from kb.attachment_chunk k where k.attachment_id = p_attachment and k.seq = p_seq;
end;
comment on function api.chunk(uuid, int) is 'Bytes of a readable file; null after the last.';
