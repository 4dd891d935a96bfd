-- 0008_audit: the Merkle log over all events (RFC 6962), alarms, jobs.
create table kb.audit_leaf (
    leaf_index bigint primary key,
    event_id bigint not null unique references kb.case_event,
    hash bytea not null
);
comment on table kb.audit_leaf is 'Leaves in commit order: hash = sha256(0x00 || hash of the event).';
create table kb.audit_node (
    level int not null,
    node_index bigint not null,
    hash bytea not null,
    primary key (level, node_index)
);
comment on table kb.audit_node is
    'Roots of full subtrees of 2^level leaves: hash = sha256(0x01 || left || right).';
create table kb.audit_head (
    size bigint primary key,
    root bytea not null,
    signature bytea not null,
    key_id text not null default '',
    at timestamptz not null default clock_timestamp()
);
comment on table kb.audit_head is 'Signed heads of the log.';
create table kb.audit_state (
    one boolean primary key default true constraint audit_state_one_check check (one),
    horizon xid8 not null,
    size bigint not null
);
comment on table kb.audit_state is
    'All events of transactions older than horizon are sealed; its row is the sealing lock.';
insert into kb.audit_state values (true, '0', 0);
create table kb.alarm (
    alarm_id bigint generated always as identity primary key,
    kind text not null,
    detail text not null,
    at timestamptz not null default clock_timestamp(),
    closed_at timestamptz
);
comment on table kb.alarm is 'What an operator must look at.';
create table kb.job (
    name text primary key,
    ran_at timestamptz,
    result text not null default ''
);
comment on table kb.job is 'Last run of each background step.';
select kb.guard_table('kb.audit_leaf', 'select, insert');
select kb.guard_table('kb.audit_node', 'select, insert');
select kb.guard_table('kb.audit_head', 'select, insert');
select kb.guard_table('kb.audit_state', 'select, update');
select kb.guard_table('kb.alarm', 'select, insert, update');
select kb.guard_table('kb.job', 'select, insert, update');
select kb.publish_table('kb.audit_head');
