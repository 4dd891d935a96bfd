-- 0003_calendar: holiday notices and their days.
create table kb.calendar_notice (
    calendar text not null default 'cn',
    year int not null,
    notice text not null,
    loaded_at timestamptz not null default clock_timestamp(),
    primary key (calendar, year)
);
comment on table kb.calendar_notice is
    'Official holiday notices loaded, one a year. Years without one are provisional (暂定).';
select kb.guard_table('kb.calendar_notice', 'select, insert, update, delete');
select kb.publish_table('kb.calendar_notice');

create table kb.calday (
    calendar text not null default 'cn',
    day date not null,
    kind text not null constraint calday_kind_check check (kind in ('off', 'work')),
    holiday text not null,
    notice text not null default '',
    provisional boolean not null default false,
    primary key (calendar, day)
);
comment on table kb.calday is
    'Days that differ from the week: off = holiday, work = a Saturday or Sunday to work.
Provisional days stand in until the year''s notice is loaded.';
select kb.guard_table('kb.calday', 'select, insert, update, delete');
select kb.publish_table('kb.calday');

create type kb.suspension as (from_on date, to_on date, reason text);
alter type kb.suspension owner to kb_owner;
comment on type kb.suspension is
    'A time limit stands still: suspended on from_on, resumed on to_on. The days after from_on up to
and with to_on are not counted; counting goes on the day after to_on.';
