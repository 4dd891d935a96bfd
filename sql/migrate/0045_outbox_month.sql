-- 0045_outbox_month: the bytes of messages of ours stand by the month too, as 0035 did it with those that
-- came; their digests stay with the message, for as long as the record does.
alter table kb.outbox add sha256 text, add sm3 text;
comment on column kb.outbox.sha256 is 'Of the sealed bytes, hex, as sm3; null: not sealed yet.';
update kb.outbox o set sha256 = b.sha256, sm3 = b.sm3 from kb.outbox_bytes b where b.outbox_id = o.outbox_id;

create table kb.outbox_month (
    outbox_id bigint not null,
    at timestamptz not null,
    bytes bytea not null,
    constraint outbox_month_pkey primary key (outbox_id, at)
) partition by range (at);
comment on table kb.outbox_month is
    'Messages as they are sent, sealed once, by the month of kb.outbox.at (kb.message_months).';
select kb.guard_table('kb.outbox_month', 'select, insert');
create table kb.outbox_bytes_other partition of kb.outbox_month default;
comment on table kb.outbox_bytes_other is 'Messages of a month that has no table yet: a clock had jumped.';
select kb.guard_table('kb.outbox_bytes_other', 'select, delete');
do $$
begin
    if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
        alter table kb.outbox_month alter bytes set compression lz4;
        alter table kb.outbox_bytes_other alter bytes set compression lz4;
    end if;
end $$;
insert into kb.outbox_month select b.outbox_id, o.at, b.bytes from kb.outbox_bytes b join kb.outbox o using (outbox_id);
drop table kb.outbox_bytes cascade; -- functions of sql/api that read it: they are made again at once
alter table kb.outbox_month rename to outbox_bytes;
