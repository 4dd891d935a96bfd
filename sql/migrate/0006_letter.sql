-- 0006_letter: drafts, attachments, number series, letters.
create table kb.draft (
    draft_id uuid primary key default gen_random_uuid(),
    request_id uuid not null unique,
    person_id bigint not null references kb.person,
    organ_id bigint not null references kb.organ,
    version_id bigint not null references kb.procedure_version,
    move text not null,
    case_id bigint references kb.case_file,
    data xml not null,
    page text not null default '',
    revision int not null default 1,
    case_revision int not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
comment on table kb.draft is 'Forms being filled in; gone when the move is made.';
create unique index draft_one_idx on kb.draft (person_id, version_id, move, coalesce(case_id, 0));
select kb.guard_table('kb.draft', 'select, insert, update, delete');
create policy kb_worker_own on kb.draft for select to kb_worker using (person_id = kb.actor());
grant select on kb.draft to kb_worker;

create table kb.attachment (
    attachment_id uuid primary key default gen_random_uuid(),
    draft_id uuid references kb.draft on delete set null,
    case_id bigint references kb.case_file,
    person_id bigint not null references kb.person,
    form text not null,
    field text not null,
    name text not null constraint attachment_name_check check (name <> ''),
    type text,
    size bigint,
    sha256 text,
    ended boolean not null default false,
    at timestamptz not null default clock_timestamp()
);
comment on table kb.attachment is 'Files of drafts and cases; ended: all chunks are there.';
create index attachment_draft_idx on kb.attachment (draft_id) where draft_id is not null;
create index attachment_case_idx on kb.attachment (case_id) where case_id is not null;
select kb.guard_table('kb.attachment', 'select, insert, update, delete');
create policy kb_worker_own on kb.attachment for select to kb_worker
    using (case when case_id is null then person_id = kb.actor() else exists (
        select from kb.case_file c where c.case_id = attachment.case_id and c.readers && kb.organs()) end);
grant select on kb.attachment to kb_worker;

create table kb.attachment_chunk (
    attachment_id uuid not null references kb.attachment on delete cascade,
    seq int not null,
    bytes bytea not null constraint attachment_chunk_bytes_check
        check (octet_length(bytes) between 1 and 262144),
    primary key (attachment_id, seq)
);
alter table kb.attachment_chunk alter bytes set storage external;
comment on table kb.attachment_chunk is 'Bytes of attachments, at most 256 KiB a row, seq from 0.';
select kb.guard_table('kb.attachment_chunk', 'select, insert, delete');
create policy kb_worker_own on kb.attachment_chunk for select to kb_worker
    using (exists (select from kb.attachment a where a.attachment_id = attachment_chunk.attachment_id));
grant select on kb.attachment_chunk to kb_worker;

create table kb.number_series (
    series_id bigint generated always as identity primary key,
    organ_id bigint not null references kb.organ,
    mark text not null,
    year int not null,
    last int not null default 0,
    unique (organ_id, mark, year)
);
comment on table kb.number_series is '文号 series: one for organ, mark and year; drawn under row lock.';
select kb.guard_table('kb.number_series', 'select, insert, update');
select kb.publish_table('kb.number_series');

create table kb.letter_number (
    series_id bigint not null references kb.number_series,
    serial int not null,
    number text not null,
    signed_on date not null,
    status text not null default 'signed'
        constraint letter_number_status_check check (status in ('signed', 'void')),
    void_reason text,
    primary key (series_id, serial),
    constraint letter_number_void_check check ((status = 'void') = (void_reason is not null))
);
comment on table kb.letter_number is
    'Every number drawn; a void one keeps its reason. Public, to show that a series has no gap.';
select kb.guard_table('kb.letter_number', 'select, insert, update');
select kb.publish_table('kb.letter_number');

create table kb.letter (
    letter_id bigint generated always as identity primary key,
    case_id bigint not null references kb.case_file,
    event_id bigint references kb.case_event,
    version_id bigint not null,
    name text not null,
    series_id bigint not null,
    serial int not null,
    number text not null,
    organ_id bigint not null references kb.organ,
    organ_name text not null,
    mark text not null,
    to_organ_id bigint references kb.organ,
    to_name text,
    signer_id bigint references kb.person,
    signer_name text not null,
    signed_at timestamptz not null,
    signed_on date not null,
    code text not null unique,
    document xml,
    sha256 text,
    status text not null default 'signed'
        constraint letter_status_check check (status in ('signed', 'void')),
    void_reason text,
    txid xid8 not null default pg_current_xact_id(),
    foreign key (series_id, serial) references kb.letter_number,
    foreign key (version_id, name) references kb.procedure_letter,
    unique (series_id, serial)
);
comment on table kb.letter is 'Signed letters; code proves one to anybody (api.verify).';
create index letter_case_idx on kb.letter (case_id);
create index letter_organ_idx on kb.letter (organ_id, signed_at desc);
create index letter_to_idx on kb.letter (to_organ_id, signed_at desc);
create index letter_sha256_idx on kb.letter (sha256);
create index letter_pending_idx on kb.letter (txid) where document is null;
select kb.guard_table('kb.letter', 'select, insert, update');
create policy kb_worker_case on kb.letter for select to kb_worker
    using (organ_id = any (kb.organs()) or to_organ_id = any (kb.organs()) or exists (
        select from kb.case_file c where c.case_id = letter.case_id
            and (c.readers && kb.organs() or letter.to_organ_id = c.opener_id)));
grant select on kb.letter to kb_worker;

create function kb.check_letter() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from kb.letter where letter_id = new.letter_id and document is null) then
        raise exception 'error.letter-without-document' using errcode = 'KB409',
            detail = 'letter ' || new.number;
    end if;
    return null;
end $$;
comment on function kb.check_letter() is 'Refuses COMMIT while a signed letter lacks its document.';
create constraint trigger letter_document after insert on kb.letter
    deferrable initially deferred for each row execute function kb.check_letter();
