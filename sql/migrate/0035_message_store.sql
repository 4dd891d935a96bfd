-- 0035_message_store: messages as they came stand by the month, so that what need be kept no longer goes
-- without a row being touched; and a message costs less.
insert into kb.setting (name, value, public, note) values ('keep-message-months', '', false,
    'months after its own for which a message''s bytes are kept; empty: for ever. Its id, digests, files and receipts stay');

create table kb.inbox_month (
    inbox_id bigint not null,
    received_at timestamptz not null,
    bytes bytea not null,
    constraint inbox_month_pkey primary key (inbox_id, received_at)
) partition by range (received_at);
comment on table kb.inbox_month is
    'The messages as they came, byte for byte, by the month of kb.inbox.received_at (kb.message_months).';
select kb.guard_table('kb.inbox_month', 'select, insert');
create table kb.inbox_bytes_other partition of kb.inbox_month default;
comment on table kb.inbox_bytes_other is 'Messages of a month that has no table yet: a clock had jumped.';
select kb.guard_table('kb.inbox_bytes_other', 'select, delete');

-- XML shrinks to a third at little cost, and its pieces are what storing it costs
do $$
begin
    if exists (select from pg_settings where name = 'default_toast_compression' and 'lz4' = any (enumvals)) then
        alter table kb.inbox_month alter bytes set compression lz4;
        alter table kb.inbox_bytes_other alter bytes set compression lz4;
    end if;
end $$;

insert into kb.inbox_month select b.inbox_id, i.received_at, b.bytes from kb.inbox_bytes b join kb.inbox i using (inbox_id);
drop table kb.inbox_bytes;
alter table kb.inbox_month rename to inbox_bytes;

-- A receipt is larger than a row commonly is, yet not worth two pieces elsewhere.
alter table kb.receipt alter bytes set storage main, set (toast_tuple_target = 8160);

-- Rows of kb.peer are never deleted, and each of these is made from one; to say so for each message cost a
-- fifth of its time, and a lock on one row for all workers.
alter table kb.inbox drop constraint inbox_peer_id_fkey;
alter table kb.conversation drop constraint conversation_peer_id_fkey;
alter table kb.receipt drop constraint receipt_peer_id_fkey;
drop index kb.inbox_conversation_idx;
drop index kb.conversation_case_idx;
create index conversation_case_idx on kb.conversation (case_id) where case_id is not null;
