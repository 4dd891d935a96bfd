-- 0007_register: registers, notices, notifications, ratings.
create table kb.register_entry (
    entry_id bigint generated always as identity primary key,
    register text not null,
    key text not null,
    seq int not null,
    title text not null default '',
    data xml not null,
    organ_id bigint references kb.organ,
    region text not null default '000000',
    public boolean not null,
    valid_from date not null,
    valid_to date,
    case_id bigint references kb.case_file,
    at timestamptz not null,
    unique (register, key, seq)
);
comment on table kb.register_entry is
    'Register entries with their history: a version holds from valid_from up to, not with, valid_to.
data = <entry><NAME>…</NAME>*</entry>.';
create unique index register_entry_current_idx on kb.register_entry (register, key)
    where valid_to is null;
create index register_entry_title_idx on kb.register_entry (register, title) where valid_to is null;
create index register_entry_region_idx on kb.register_entry (register, region) where valid_to is null;
create index register_entry_case_idx on kb.register_entry (case_id);
select kb.guard_table('kb.register_entry', 'select, insert, update');
create policy kb_worker_public on kb.register_entry for select to kb_worker
    using (public or kb.is_office() or organ_id = any (kb.organs()));
grant select on kb.register_entry to kb_worker;

create table kb.notice (
    notice_id bigint generated always as identity primary key,
    title text not null,
    title_en text not null default '',
    body xml,
    organ_id bigint references kb.organ,
    case_id bigint references kb.case_file,
    case_number text,
    published_at timestamptz not null
);
comment on table kb.notice is 'Public notices.';
create index notice_published_idx on kb.notice (published_at desc);
select kb.guard_table('kb.notice', 'select, insert');
select kb.publish_table('kb.notice');

create table kb.notification (
    notification_id bigint generated always as identity primary key,
    organ_id bigint not null references kb.organ,
    case_id bigint references kb.case_file,
    case_number text,
    text text not null,
    text_en text not null default '',
    at timestamptz not null,
    read_at timestamptz,
    read_by bigint references kb.person
);
comment on table kb.notification is
    'Message box of an organisation: read when the first of its people has read it.';
create index notification_organ_idx on kb.notification (organ_id, at desc);
create index notification_unread_idx on kb.notification (organ_id) where read_at is null;
select kb.guard_table('kb.notification', 'select, insert, update');
create policy kb_worker_organ on kb.notification for select to kb_worker
    using (organ_id = any (kb.organs()));
grant select on kb.notification to kb_worker;

create table kb.rating (
    case_id bigint primary key references kb.case_file,
    level int not null constraint rating_level_check check (level between 1 and 5),
    efficiency int constraint rating_efficiency_check check (efficiency between 1 and 5),
    guide int constraint rating_guide_check check (guide between 1 and 5),
    ease int constraint rating_ease_check check (ease between 1 and 5),
    platform int constraint rating_platform_check check (platform between 1 and 5),
    reasons text not null default '',
    comment text not null default '',
    at timestamptz not null,
    person_id bigint references kb.person
);
comment on table kb.rating is
    '好差评: 5 非常满意 … 1 非常不满意, one for each case. No policy lets staff see the rater.';
select kb.guard_table('kb.rating', 'select, insert');
