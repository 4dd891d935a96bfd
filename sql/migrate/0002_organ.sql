-- 0002_organ: divisions, organisations, people, sessions.
create table kb.region (
    code text primary key constraint region_code_check check (code ~ '^\d{6}$'),
    name text not null,
    name_en text,
    level text not null
        constraint region_level_check check (level in ('national', 'province', 'prefecture', 'county')),
    parent text references kb.region (code) deferrable initially deferred,
    valid_from date,
    valid_to date,
    successor text
);
comment on table kb.region is 'Divisions of GB/T 2260; 000000 is the whole country.';
create index region_parent_idx on kb.region (parent);
create index region_name_idx on kb.region (name);
select kb.guard_table('kb.region', 'select, insert, update');
select kb.publish_table('kb.region');
insert into kb.region (code, name, name_en, level) values ('000000', '全国', 'China', 'national');

create table kb.organ (
    organ_id bigint generated always as identity primary key,
    code text unique,
    name text not null constraint organ_name_check check (name <> ''),
    name_en text,
    kind text not null constraint organ_kind_check check
        (kind in ('office', 'government', 'centre', 'enterprise', 'agency', 'court', 'police')),
    level text constraint organ_level_check
        check (level in ('national', 'province', 'prefecture', 'county')),
    region text not null default '000000' references kb.region (code),
    parent_id bigint references kb.organ (organ_id),
    mark text,
    valid_from date not null default '1949-10-01',
    valid_to date,
    successor_id bigint references kb.organ (organ_id),
    example boolean not null default false
);
comment on table kb.organ is 'Organisations with their history; a dissolved one names its successor.';
comment on column kb.organ.code is 'Unified social credit code, or an own code.';
comment on column kb.organ.mark is '机关代字 of its letters, such as 国知发保字 or 鲁市监知保函.';
comment on column kb.organ.example is 'Made for a worked example; never resolved for real cases.';
create index organ_office_idx on kb.organ (region, level) where kind = 'office';
create index organ_name_idx on kb.organ (name);
create index organ_parent_idx on kb.organ (parent_id);
select kb.guard_table('kb.organ', 'select, insert, update');
select kb.publish_table('kb.organ');

create table kb.person (
    person_id bigint generated always as identity primary key,
    account text not null unique
        constraint person_account_check check (account ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
    name text not null constraint person_name_check check (name <> ''),
    password_hash text,
    phone text,
    email text,
    failures int not null default 0,
    locks int not null default 0,
    locked_until timestamptz,
    valid_from date not null default current_date,
    valid_to date,
    example boolean not null default false,
    created_at timestamptz not null default clock_timestamp()
);
comment on table kb.person is 'Accounts of people. password_hash (argon2id) is read by api.sign_in_data alone.';
select kb.guard_table('kb.person', 'select, insert, update');

create table kb.role (
    person_id bigint not null references kb.person,
    organ_id bigint not null references kb.organ,
    role text not null constraint role_role_check check (role in
        ('applicant', 'handler', 'reviewer', 'signer', 'auditor', 'admin', 'assessor')),
    valid_from date not null default '2000-01-01',
    valid_to date,
    primary key (person_id, organ_id, role)
);
comment on table kb.role is 'Roles of people in organisations, with their term.';
create index role_organ_idx on kb.role (organ_id);
select kb.guard_table('kb.role', 'select, insert, update, delete');
create policy kb_worker_own on kb.role for select to kb_worker
    using (person_id = kb.actor() or organ_id = any (kb.organs()));
grant select on kb.role to kb_worker;
create policy kb_worker_own on kb.person for select to kb_worker
    using (person_id = kb.actor() or (kb.has_role('admin') and exists (
        select from kb.role r where r.person_id = person.person_id
            and r.organ_id = any (kb.organs()))));
grant select (person_id, account, name, phone, email, locked_until, valid_from, valid_to, example,
    created_at) on kb.person to kb_worker;

create table kb.substitute (
    substitute_id bigint generated always as identity primary key,
    person_id bigint not null references kb.person,
    stand_in_id bigint not null references kb.person,
    organ_id bigint not null references kb.organ,
    from_on date not null,
    to_on date not null,
    created_at timestamptz not null default clock_timestamp(),
    constraint substitute_person_check check (person_id <> stand_in_id),
    constraint substitute_to_check check (to_on >= from_on)
);
comment on table kb.substitute is
    'stand_in_id acts with the roles of person_id in organ_id from from_on to to_on, both included.';
create index substitute_stand_in_idx on kb.substitute (stand_in_id, to_on);
select kb.guard_table('kb.substitute', 'select, insert, update, delete');
create policy kb_worker_own on kb.substitute for select to kb_worker
    using (kb.actor() in (person_id, stand_in_id));
grant select on kb.substitute to kb_worker;

create table kb.session (
    token_hash text primary key,
    person_id bigint not null references kb.person,
    csrf text not null,
    address text,
    created_at timestamptz not null default clock_timestamp(),
    expires_at timestamptz not null
);
comment on table kb.session is 'Sessions; token_hash = hex sha256 of the cookie. Read by api.enter alone.';
create index session_person_idx on kb.session (person_id);
create index session_expires_idx on kb.session (expires_at);
select kb.guard_table('kb.session', 'select, insert, update, delete');

create table kb.sign_in_attempt (
    attempt_id bigint generated always as identity primary key,
    account text not null,
    address text,
    outcome text not null,
    at timestamptz not null default clock_timestamp()
);
comment on table kb.sign_in_attempt is 'Each sign-in and its outcome: ok, bad, locked.';
create index sign_in_attempt_account_idx on kb.sign_in_attempt (account, at);
select kb.guard_table('kb.sign_in_attempt', 'select, insert');
