-- 0015_seal: seals and keys of organs, letters as issued.
create table kb.seal (
    organ_id bigint primary key references kb.organ,
    key text not null constraint seal_key_check check (key ~ '^[A-Za-z0-9._-]{1,63}$'),
    size_mm numeric(3, 1) not null default 42 constraint seal_size_check check (size_mm between 20 and 60),
    bytes bytea not null constraint seal_bytes_check check (octet_length(bytes) between 1 and 1048576),
    sha256 text not null generated always as (encode(sha256(bytes), 'hex')) stored,
    set_at timestamptz not null default clock_timestamp()
);
alter table kb.seal alter bytes set storage external;
comment on table kb.seal is
    'The seal of an organ: its letters are sealed and signed from then on, or not issued at all.';
comment on column kb.seal.key is 'Name of the signing key at the agent (kuaibao signer).';
comment on column kb.seal.bytes is 'SESeal of GB/T 38540 (.esl), or a PNG: then OFD bears it as an image.';
select kb.guard_table('kb.seal', 'select, insert, update, delete');

create table kb.letter_file (
    letter_id bigint not null references kb.letter,
    format text not null constraint letter_file_format_check check (format in ('pdf', 'ofd')),
    sha256 text not null constraint letter_file_sha256_check check (sha256 ~ '^[0-9a-f]{64}$'),
    sm3 text not null constraint letter_file_sm3_check check (sm3 ~ '^[0-9a-f]{64}$'),
    bytes bytea not null constraint letter_file_bytes_check
        check (octet_length(bytes) between 1 and 16777216 and encode(sha256(bytes), 'hex') = sha256),
    primary key (letter_id, format)
);
alter table kb.letter_file alter bytes set storage external;
comment on table kb.letter_file is
    'Letters as issued, sealed and signed: what is downloaded and what a file is compared with. Written once.';
create index letter_file_sha256_idx on kb.letter_file (sha256);
create index letter_file_sm3_idx on kb.letter_file (sm3);
select kb.guard_table('kb.letter_file', 'select, insert');

create or replace function kb.check_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from kb.letter where letter_id = new.letter_id and document is null) then
        raise exception 'error.letter-without-document' using errcode = 'KB409',
            detail = 'letter ' || new.number;
    elsif exists (select from kb.seal s where s.organ_id = new.organ_id)
        and (select count(*) from kb.letter_file f where f.letter_id = new.letter_id) < 2 then
        raise exception 'error.letter-without-file' using errcode = 'KB409',
            detail = 'letter ' || new.number;
    end if;
    return null;
end $$;
comment on function kb.check_letter() is
    'Refuses COMMIT while a signed letter lacks its document, or the sealed files where its organ has a seal.';
