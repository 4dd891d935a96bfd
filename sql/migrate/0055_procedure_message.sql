-- 0055_procedure_message: why a procedure has no messages, and to whom each goes.
alter table kb.procedure_version add column alone text not null default '',
    add column alone_en text not null default '';
comment on column kb.procedure_version.alone is
    'Why no other installation takes part in it; empty: it has messages.';

create table kb.procedure_send (
    version_id bigint not null references kb.procedure_version,
    message text not null,
    receiver text not null,
    guard text not null default '',
    primary key (version_id, message, receiver, guard)
);
comment on table kb.procedure_send is
    'To whom the moves of a version send a message (a party, or *) and when: who receives it passes it on.';
select kb.guard_table('kb.procedure_send', 'select, insert');
select kb.publish_table('kb.procedure_send');
