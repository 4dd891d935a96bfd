create or replace function api.set_seal(p_organ text, p_key text, p_size text, p_bytes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_organ bigint := (select o.organ_id from kb.organ o where o.code = p_organ);
begin
    perform kb.check_operator();
    if v_organ is null then
        perform kb.refuse('KB404', 'error.not-found', 'organ ' || p_organ);
    end if;
    insert into kb.seal as s (organ_id, key, size_mm, bytes)
    values (v_organ, p_key, coalesce(p_size::numeric, 42), p_bytes)
    on conflict (organ_id) do update
        set key = excluded.key, size_mm = excluded.size_mm, bytes = excluded.bytes,
            set_at = clock_timestamp();
end $$;
comment on function api.set_seal(text, text, text, bytea) is
    'Gives the organ of that code its seal (.esl or PNG; size in mm, for a PNG) and names its key at the
signing agent. For an operator. KB404 no such organ.';

create or replace function api.letter_seal(p_letter_id bigint)
returns table (organ_name text, key text, size_mm text, sha256 text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select l.organ_name, s.key, s.size_mm::text, s.sha256
    from kb.letter l join kb.seal s using (organ_id)
    where l.letter_id = p_letter_id and l.txid = pg_current_xact_id_if_assigned();
end $$;
comment on function api.letter_seal(bigint) is
    'Seal and key for a letter signed in this transaction; no row: its organ has none.';

create or replace function api.seal_bytes(p_sha256 text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select s.bytes from kb.seal s where s.sha256 = p_sha256 limit 1;
end;
comment on function api.seal_bytes(text) is 'The seal of that digest, for the worker that seals with it.';

create or replace function api.store_letter_file(p_letter_id bigint, p_format text, p_sha256 text,
    p_sm3 text, p_bytes bytea) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.letter_file (letter_id, format, sha256, sm3, bytes)
    select l.letter_id, p_format, p_sha256, p_sm3, p_bytes from kb.letter l
    where l.letter_id = p_letter_id and l.txid = pg_current_xact_id();
    if not found then
        perform kb.refuse('KB409', 'error.letter-stored', 'letter ' || p_letter_id);
    end if;
end $$;
comment on function api.store_letter_file(bigint, text, text, text, bytea) is
    'Keeps a letter signed in this transaction as it is issued, format pdf or ofd, once; digests in hex.';

create or replace function api.letter_file(p_code text, p_format text) returns bytea
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select f.bytes from kb.letter_file f join kb.letter l using (letter_id)
        join kb.case_file c using (case_id)
    where l.code = p_code and f.format = p_format
        and (c.readers && kb.organs() or l.to_organ_id = any (kb.organs())
            or l.organ_id = any (kb.organs()));
end;
comment on function api.letter_file(text, text) is
    'A letter as issued, for those whom api.letter_document admits; null: not kept, or not theirs.';

create or replace function api.verify_file(p_sha256 text, p_sm3 text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select l.code from kb.letter_file f join kb.letter l using (letter_id)
    where f.sha256 = p_sha256 and f.sm3 = p_sm3
    union all
    select l.code from kb.letter l where l.sha256 = p_sha256
    limit 1;
end;
comment on function api.verify_file(text, text) is
    'The code of the letter that was issued as the file of these two digests, or whose document it is: who
has the whole file may see its facts. Null: no such letter.';
