-- 0005_case: cases, their events, time limits and links.
create table kb.case_series (
    region text not null,
    year int not null,
    code text not null,
    last int not null default 0,
    primary key (region, year, code)
);
comment on table kb.case_series is 'Last serial of case numbers, drawn under row lock.';
select kb.guard_table('kb.case_series', 'select, insert, update');

create table kb.case_file (
    case_id bigint generated always as identity primary key,
    number text not null unique,
    version_id bigint not null references kb.procedure_version,
    procedure text not null,
    code text not null,
    state text not null,
    public_state text not null,
    final text,
    revision int not null default 1,
    subject text not null default '',
    opener_id bigint not null references kb.organ,
    region text not null,
    holder_id bigint references kb.organ,
    holder_party text,
    readers bigint[] not null default '{}',
    record xml not null default '<record/>',
    opened_by bigint references kb.person,
    opened_at timestamptz not null,
    changed_at timestamptz not null,
    closed_at timestamptz,
    due_limit_id bigint,
    due_on date,
    due_provisional boolean not null default false,
    claimed_by bigint references kb.person,
    parent_id bigint references kb.case_file,
    ticket text not null unique
);
comment on table kb.case_file is 'Cases. record holds <record><FORM>…</FORM>*</record>.';
comment on column kb.case_file.readers is 'Organs that may read: each holder so far, and parties that always see.';
comment on column kb.case_file.ticket is 'Hex sha256 of number and query code, see kb.ticket().';
create index case_file_changed_idx on kb.case_file (changed_at desc, case_id);
create index case_file_readers_idx on kb.case_file using gin (readers) with (fastupdate = off);
create index case_file_work_idx on kb.case_file (holder_id, due_on) where closed_at is null;
create index case_file_parent_idx on kb.case_file (parent_id) where parent_id is not null;
create index case_file_claimed_idx on kb.case_file (claimed_by)
    where claimed_by is not null and closed_at is null;
select kb.guard_table('kb.case_file', 'select, insert, update');
create policy kb_worker_reader on kb.case_file for select to kb_worker
    using (readers && kb.organs());
create policy kb_worker_ticket on kb.case_file for select to kb_worker
    using (ticket = kb.ticket());
grant select on kb.case_file to kb_worker;

create table kb.case_reader (
    organ_id bigint not null references kb.organ,
    case_id bigint not null references kb.case_file,
    changed_at timestamptz not null,
    primary key (organ_id, case_id)
);
comment on table kb.case_reader is
    'readers of case_file turned round, kept by trigger: an organ''s cases, last changed first.';
create index case_reader_changed_idx on kb.case_reader (organ_id, changed_at desc, case_id desc);
select kb.guard_table('kb.case_reader', 'select, insert, update, delete');
create policy kb_worker_organ on kb.case_reader for select to kb_worker
    using (organ_id = any (kb.organs()));
grant select on kb.case_reader to kb_worker;

create function kb.keep_readers() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.case_reader (organ_id, case_id, changed_at)
    select distinct o, new.case_id, new.changed_at from unnest(new.readers) o
    on conflict (organ_id, case_id) do update set changed_at = excluded.changed_at
        where case_reader.changed_at <> excluded.changed_at;
    return null;
end $$;
comment on function kb.keep_readers() is 'Keeps kb.case_reader beside case_file.readers.';
create trigger case_file_readers after insert or update of readers, changed_at on kb.case_file
    for each row execute function kb.keep_readers();

create table kb.case_party (
    case_id bigint not null references kb.case_file,
    party text not null,
    organ_id bigint not null references kb.organ,
    primary key (case_id, party)
);
comment on table kb.case_party is 'Parties of a case, resolved when it was opened.';
create index case_party_organ_idx on kb.case_party (organ_id);
select kb.guard_table('kb.case_party', 'select, insert, update');
create policy kb_worker_case on kb.case_party for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = case_party.case_id));
grant select on kb.case_party to kb_worker;

create table kb.case_event (
    event_id bigint generated always as identity primary key,
    case_id bigint not null references kb.case_file,
    seq int not null,
    at timestamptz not null,
    kind text not null constraint case_event_kind_check check
        (kind in ('move', 'auto', 'rank', 'limit', 'letter', 'void', 'claim', 'rate', 'link')),
    move text,
    from_state text,
    to_state text,
    public_state text not null,
    person_id bigint references kb.person,
    person_name text not null default '',
    organ_id bigint references kb.organ,
    organ_name text not null default '',
    note text not null default '',
    data xml,
    prev_hash bytea not null,
    hash bytea not null,
    txid xid8 not null default pg_current_xact_id(),
    unique (case_id, seq)
);
comment on table kb.case_event is
    'What was done, append-only; hash chains the events of a case, see kb.event_text.';
create index case_event_txid_idx on kb.case_event (txid);
select kb.guard_table('kb.case_event', 'select, insert');
create policy kb_worker_case on kb.case_event for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = case_event.case_id));
grant select on kb.case_event to kb_worker;

create table kb.case_limit (
    case_limit_id bigint generated always as identity primary key,
    case_id bigint not null references kb.case_file,
    name text not null,
    round int not null default 1,
    start_on date not null,
    amount int not null,
    unit text not null constraint case_limit_unit_check check (unit in ('d', 'w', 'm', 'y')),
    roll boolean not null,
    raw_on date,
    due_on date,
    provisional boolean not null default false,
    status text not null default 'running' constraint case_limit_status_check
        check (status in ('running', 'suspended', 'met', 'cancelled')),
    met_on date,
    fired boolean not null default false,
    trace xml,
    unique (case_id, name, round)
);
comment on table kb.case_limit is
    'Time limits of cases; fired: the move auto="due:…" was made. Missed = running past due_on.';
create index case_limit_running_idx on kb.case_limit (due_on) where status = 'running';
create index case_limit_case_idx on kb.case_limit (case_id);
select kb.guard_table('kb.case_limit', 'select, insert, update');
create policy kb_worker_case on kb.case_limit for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id = case_limit.case_id));
grant select on kb.case_limit to kb_worker;

create table kb.case_suspension (
    case_limit_id bigint not null references kb.case_limit,
    from_on date not null,
    to_on date,
    reason text not null default '',
    primary key (case_limit_id, from_on)
);
comment on table kb.case_suspension is 'Suspensions of a time limit; to_on null: still suspended.';
select kb.guard_table('kb.case_suspension', 'select, insert, update');
create policy kb_worker_case on kb.case_suspension for select to kb_worker
    using (exists (select from kb.case_limit l where l.case_limit_id = case_suspension.case_limit_id));
grant select on kb.case_suspension to kb_worker;

create table kb.case_link (
    parent_id bigint not null references kb.case_file,
    child_id bigint not null references kb.case_file,
    kind text not null default 'opened',
    primary key (parent_id, child_id)
);
comment on table kb.case_link is 'Cases opened by cases.';
create index case_link_child_idx on kb.case_link (child_id);
select kb.guard_table('kb.case_link', 'select, insert');
create policy kb_worker_case on kb.case_link for select to kb_worker
    using (exists (select from kb.case_file c where c.case_id in (case_link.child_id, case_link.parent_id)));
grant select on kb.case_link to kb_worker;

create table kb.request (
    request_id uuid primary key,
    person_id bigint,
    function text not null,
    input_sha256 text not null,
    result jsonb,
    at timestamptz not null default clock_timestamp()
);
comment on table kb.request is 'Requests done, so that a second try gives the first answer.';
create index request_at_idx on kb.request (at);
select kb.guard_table('kb.request', 'select, insert, update, delete');
