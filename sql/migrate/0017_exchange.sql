-- 0017_exchange: messages with other installations and agencies: peers, what came in, what goes
-- out, receipts. EXCHANGE: the functions of sql/api/exchange_*.sql, called as role kb_exchange,
-- which may do nothing else.
do $$
begin
    if not exists (select from pg_roles where rolname = 'kb_exchange') then
        create role kb_exchange login;
    end if;
end $$;
alter role kb_exchange set plan_cache_mode = force_generic_plan;
alter role kb_exchange set jit = off;
alter role kb_exchange set random_page_cost = 1.1;
grant usage on schema api to kb_exchange;

insert into kb.setting (name, value, public, note) values
    ('exchange-code', '', false, 'own code in messages; empty: no exchange'),
    ('exchange-bytes', '16777216', false, 'largest message, bytes'),
    ('exchange-attachments', '1073741824', false, 'attachments of one message together, bytes');

create table kb.peer (
    peer_id bigint generated always as identity primary key,
    code text not null unique constraint peer_code_check check (code ~ '^[A-Za-z0-9][A-Za-z0-9.-]{1,63}$'),
    name text not null constraint peer_name_check check (name <> ''),
    organ_id bigint references kb.organ,
    region text references kb.region (code),
    way text not null constraint peer_way_check check (way in ('push', 'fetch', 'files')),
    url text constraint peer_url_check check (url ~ '^https?://[^ ]+$'),
    pull boolean not null default false,
    algorithms text[] not null default '{sm2-sm3,ecdsa-p256-sha256,rsa-sha256}'
        constraint peer_algorithms_check check (algorithms <> '{}'
            and algorithms <@ '{sm2-sm3,ecdsa-p256-sha256,rsa-sha256}'),
    c14n text not null default 'exclusive'
        constraint peer_c14n_check check (c14n in ('exclusive', 'inclusive')),
    rate int not null default 600 constraint peer_rate_check check (rate > 0),
    quota bigint not null default 10737418240 constraint peer_quota_check check (quota > 0),
    max_bytes bigint,
    max_attachments bigint,
    ttl interval not null default '72 hours'
        constraint peer_ttl_check check (ttl > '0' and ttl <= '1 year'),
    enabled boolean not null default true,
    changes int not null default 0,
    constraint peer_way_url_check check (url is not null or way <> 'push' and not pull)
);
comment on table kb.peer is
    'Installations and agencies with which messages are exchanged. Written by operators, api.peer_add.';
comment on column kb.peer.organ_id is 'The organisation that it speaks for.';
comment on column kb.peer.region is 'It speaks for every organisation of that division too; null: for none.';
comment on column kb.peer.way is
    'How our messages go there: push (we post to url), fetch (they take them from our outbox), files.';
comment on column kb.peer.pull is 'We take theirs from the outbox at url.';
comment on column kb.peer.changes is 'Counts the changes of this row and of its certificates.';
comment on column kb.peer.rate is 'Messages that it may send in a minute.';
comment on column kb.peer.quota is 'Bytes that it may send in a day.';
comment on column kb.peer.ttl is 'How long a message to it is tried, in time of the exchange.';
create unique index peer_organ_idx on kb.peer (organ_id);
select kb.guard_table('kb.peer', 'select, insert, update');

create table kb.peer_certificate (
    peer_id bigint not null references kb.peer,
    fingerprint text not null constraint peer_certificate_fingerprint_check check (fingerprint ~ '^[0-9a-f]{64}$'),
    certificate text not null,
    subject text not null,
    algorithm text not null,
    valid_from timestamptz not null,
    valid_to timestamptz not null,
    revoked_at timestamptz,
    reason text,
    added_at timestamptz not null default clock_timestamp(),
    primary key (peer_id, fingerprint),
    constraint peer_certificate_revoked_check check ((revoked_at is null) = (reason is null))
);
comment on table kb.peer_certificate is
    'Certificates pinned for a peer (PEM); only what they prove is believed. Never removed: they prove old
messages. revoked_at: nothing that came later is believed.';
select kb.guard_table('kb.peer_certificate', 'select, insert, update');

create table kb.peer_use (
    peer_id bigint primary key references kb.peer,
    tokens double precision not null,
    at double precision not null,
    day date not null,
    bytes bigint not null default 0
) with (fillfactor = 50);
comment on table kb.peer_use is 'Token bucket and bytes of the day of each peer that sends.';
select kb.guard_table('kb.peer_use', 'select, insert, update');

create table kb.exchange_time (
    one boolean primary key default true constraint exchange_time_one_check check (one),
    seconds double precision not null default 0,
    wall timestamptz not null default clock_timestamp()
) with (fillfactor = 50);
comment on table kb.exchange_time is
    'Time of the exchange: seconds for which a courier has run, by a clock that nobody can set. Leases,
waits and lives of messages are counted in it, so that neither a clock that jumps nor a courier that stood
still makes a message die that was not tried.';
insert into kb.exchange_time default values;
select kb.guard_table('kb.exchange_time', 'select, update');

create table kb.conversation (
    conversation uuid not null default gen_random_uuid(),
    peer_id bigint not null references kb.peer,
    case_id bigint references kb.case_file,
    remote_number text not null default '',
    sent int not null default 0,
    received int not null default 0,
    primary key (conversation, peer_id),
    unique (peer_id, case_id)
);
comment on table kb.conversation is
    'The messages about one case with one peer; sent, received: the last sequence of either direction.';
create index conversation_case_idx on kb.conversation (case_id);
select kb.guard_table('kb.conversation', 'select, insert, update');
create policy kb_worker_case on kb.conversation for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = conversation.case_id));
grant select on kb.conversation to kb_worker;

create table kb.inbox (
    inbox_id bigint generated always as identity primary key,
    peer_id bigint not null references kb.peer,
    message_id uuid not null,
    conversation uuid not null,
    sequence int not null constraint inbox_sequence_check check (sequence >= 0),
    kind text not null,
    refers_to uuid,
    profile text not null default '',
    created timestamptz,
    expires timestamptz,
    sha256 text not null,
    sm3 text not null,
    size bigint not null,
    received_at timestamptz not null default clock_timestamp(),
    case_id bigint references kb.case_file,
    event_id bigint references kb.case_event,
    message text not null default '',
    stage text not null default '',
    unique (peer_id, message_id)
);
comment on table kb.inbox is
    'Messages received, for ever: (peer, message_id) decides what is a duplicate.';
comment on column kb.inbox.stage is 'What we answered last: accepted, rejected, later delivered.';
create index inbox_conversation_idx on kb.inbox (peer_id, conversation, sequence);
create index inbox_case_idx on kb.inbox (case_id) where case_id is not null;
create index inbox_received_idx on kb.inbox (received_at);
select kb.guard_table('kb.inbox', 'select, insert, update');
create policy kb_worker_case on kb.inbox for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = inbox.case_id));
grant select on kb.inbox to kb_worker;

create table kb.inbox_bytes (
    inbox_id bigint primary key references kb.inbox,
    bytes bytea not null
);
alter table kb.inbox_bytes alter bytes set storage external;
comment on table kb.inbox_bytes is 'The messages as they came, byte for byte.';
select kb.guard_table('kb.inbox_bytes', 'select, insert');

create table kb.outbox (
    outbox_id bigint generated always as identity primary key,
    peer_id bigint not null references kb.peer,
    message_id uuid not null unique,
    conversation uuid not null,
    sequence int not null,
    kind text not null constraint outbox_kind_check check (kind in ('business', 'receipt')),
    message text not null default '',
    profile text not null default '',
    refers_to uuid,
    case_id bigint references kb.case_file,
    event_id bigint references kb.case_event,
    document xml,
    stage text not null default '',
    state text not null default 'waiting' constraint outbox_state_check
        check (state in ('waiting', 'done', 'rejected', 'dead', 'skipped')),
    at timestamptz not null default clock_timestamp(),
    born double precision not null,
    due double precision not null,
    attempts int not null default 0,
    fence bigint not null default 0,
    leased double precision,
    problem text not null default '',
    ended_at timestamptz,
    constraint outbox_sequence_check check ((kind = 'receipt') = (sequence = 0))
) with (fillfactor = 70);
comment on table kb.outbox is
    'Messages to peers. The transaction that makes a move fixes what its message says (document); the courier
seals it once into kb.outbox_bytes and sends those bytes until it has a receipt.';
comment on column kb.outbox.document is 'The case document at the moment of the move; null: sealed elsewhere.';
comment on column kb.outbox.sequence is
    'Place in the conversation, from 1; receipts stand outside of the order, 0. What an operator skipped gives
its place to a message that says so and takes the negative of its id.';
comment on column kb.outbox.stage is 'Of a receipt: what it says.';
comment on column kb.outbox.born is 'With due and leased in time of the exchange, kb.exchange_time.';
comment on column kb.outbox.fence is 'Counts the leases: what comes with an older number is too late.';
create unique index outbox_sequence_idx on kb.outbox (peer_id, conversation, sequence)
    where kind = 'business';
create index outbox_due_idx on kb.outbox (due) where state = 'waiting';
create index outbox_head_idx on kb.outbox (peer_id, conversation, sequence) where state in ('waiting', 'dead') and kind = 'business';
create index outbox_case_idx on kb.outbox (case_id) where case_id is not null;
create index outbox_at_idx on kb.outbox (at);
select kb.guard_table('kb.outbox', 'select, insert, update');
create policy kb_worker_case on kb.outbox for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = outbox.case_id));
grant select (outbox_id, peer_id, message_id, conversation, sequence, kind, message, profile, refers_to,
    case_id, event_id, stage, state, at, attempts, problem, ended_at) on kb.outbox to kb_worker;

create table kb.outbox_bytes (
    outbox_id bigint primary key references kb.outbox,
    sha256 text not null,
    sm3 text not null,
    sealed_at timestamptz not null default clock_timestamp(),
    bytes bytea not null
);
alter table kb.outbox_bytes alter bytes set storage external;
comment on table kb.outbox_bytes is 'Messages as they are sent, sealed once.';
select kb.guard_table('kb.outbox_bytes', 'select, insert');

create table kb.outbox_act (
    outbox_id bigint not null references kb.outbox,
    n int not null,
    at timestamptz not null default clock_timestamp(),
    act text not null constraint outbox_act_act_check check (act in ('try', 'dead', 'retry', 'skip')),
    outcome text not null default '',
    status int,
    ms int,
    detail text not null default '',
    by text not null default '',
    primary key (outbox_id, n)
);
comment on table kb.outbox_act is
    'What was done with a message to send: attempts with their outcome (receipt, busy, refused, unknown), its
death, and the retries and skips of operators with their reason (detail).';
select kb.guard_table('kb.outbox_act', 'select, insert');

create table kb.message_file (
    file_id bigint generated always as identity primary key,
    inbox_id bigint references kb.inbox,
    outbox_id bigint references kb.outbox,
    attachment_id uuid not null references kb.attachment,
    name text not null,
    type text not null,
    size bigint not null,
    sha256 text not null,
    sm3 text not null,
    constraint message_file_owner_check check ((inbox_id is null) <> (outbox_id is null)),
    unique (inbox_id, name),
    unique (outbox_id, name)
);
comment on table kb.message_file is
    'Attachments of messages: name is that of the envelope, unique in it; the bytes are an attachment''s.';
create index message_file_attachment_idx on kb.message_file (attachment_id);
select kb.guard_table('kb.message_file', 'select, insert');
-- files that came with a message were put there by nobody of this house
alter table kb.attachment alter person_id drop not null;

create table kb.receipt (
    direction text not null constraint receipt_direction_check check (direction in ('out', 'in')),
    peer_id bigint not null references kb.peer,
    message_id uuid not null,
    stage text not null constraint receipt_stage_check
        check (stage in ('received', 'valid', 'rejected', 'accepted', 'delivered', 'dead')),
    n bigint generated always as identity,
    code text not null default '',
    sha256 text not null,
    bytes bytea not null,
    at timestamptz not null default clock_timestamp(),
    primary key (direction, peer_id, message_id, stage)
);
comment on table kb.receipt is
    'Signed receipts, byte for byte, never changed: ours for messages that came (out), theirs for ours (in).';
select kb.guard_table('kb.receipt', 'select, insert');

create table kb.refusal (
    refusal_id bigint generated always as identity primary key,
    peer text not null default '',
    message_id text not null default '',
    sha256 text not null default '',
    code text not null,
    detail text not null default '',
    line int,
    xpath text,
    address text not null default '',
    times int not null default 1,
    at timestamptz not null default clock_timestamp(),
    last_at timestamptz not null default clock_timestamp()
);
comment on table kb.refusal is
    'What was turned away before it became a message; the same again within a minute counts in times.';
create index refusal_at_idx on kb.refusal (last_at desc);
select kb.guard_table('kb.refusal', 'select, insert, update');

create table kb.peer_head (
    peer_id bigint not null references kb.peer,
    size bigint not null,
    root text not null,
    at timestamptz,
    seen_at timestamptz not null default clock_timestamp(),
    primary key (peer_id, size, root)
);
comment on table kb.peer_head is
    'Heads of a peer''s record as its messages told them: we are their witness. Two roots of one size are an
alarm.';
select kb.guard_table('kb.peer_head', 'select, insert');

create table kb.reconciliation (
    peer_id bigint not null references kb.peer,
    direction text not null constraint reconciliation_direction_check check (direction in ('out', 'in')),
    day date not null,
    count bigint not null,
    root text not null,
    peer_count bigint,
    peer_root text,
    differences text[] not null default '{}',
    at timestamptz not null default clock_timestamp(),
    primary key (peer_id, direction, day)
);
comment on table kb.reconciliation is
    'What we and the peer hold of a day''s messages: number and Merkle root of either side, and the ids that
one side lacks or holds otherwise.';
select kb.guard_table('kb.reconciliation', 'select, insert, update');

create table kb.letter_received (
    letter_received_id bigint generated always as identity primary key,
    case_id bigint not null references kb.case_file,
    inbox_id bigint not null references kb.inbox,
    name text not null,
    title text not null,
    number text not null,
    organ_name text not null,
    signed_on date,
    unique (case_id, inbox_id, name)
);
comment on table kb.letter_received is
    'Letters that came with messages; their files are attachments with form letter and the name as field.';
select kb.guard_table('kb.letter_received', 'select, insert');
create policy kb_worker_case on kb.letter_received for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = letter_received.case_id));
grant select on kb.letter_received to kb_worker;

create table kb.procedure_message (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    profile text not null,
    sheet text not null,
    party text not null,
    forms text[] not null,
    letters text[] not null,
    title text not null,
    title_en text not null,
    primary key (version_id, name),
    unique (version_id, profile)
);
comment on table kb.procedure_message is
    'Messages of a version: who sends them (party), the forms and letters they carry.';
select kb.guard_table('kb.procedure_message', 'select, insert');
select kb.publish_table('kb.procedure_message');

alter table kb.case_event drop constraint case_event_kind_check;
alter table kb.case_event add constraint case_event_kind_check check
    (kind in ('move', 'auto', 'rank', 'limit', 'letter', 'void', 'claim', 'rate', 'link', 'message'));
-- which peer speaks for an organisation is no secret: it says who cannot act here
create policy kb_worker_all on kb.peer for select to kb_worker using (true);
grant select (peer_id, code, name, organ_id, region, way, enabled) on kb.peer to kb_worker;

create function kb.check_inbox() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from kb.receipt r where r.direction = 'out' and r.peer_id = new.peer_id
            and r.message_id = new.message_id) then
        raise exception 'error.message-without-receipt' using errcode = 'KB409',
            detail = 'message ' || new.message_id;
    end if;
    return null;
end $$;
comment on function kb.check_inbox() is 'Refuses COMMIT while a message that came has no receipt of ours.';
create constraint trigger inbox_receipt after insert on kb.inbox
    deferrable initially deferred for each row execute function kb.check_inbox();
