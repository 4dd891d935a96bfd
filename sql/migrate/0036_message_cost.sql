-- 0036_message_cost: what a message costs besides: each check of these was parsed anew for each row, and most
-- conversations begin without a case, all at one place of an index.
alter table kb.receipt drop constraint receipt_stage_check, drop constraint receipt_direction_check;
alter table kb.inbox drop constraint inbox_sequence_check;
comment on column kb.receipt.direction is 'out: ours, in: theirs.';
comment on column kb.receipt.stage is 'received, valid, rejected, accepted, delivered or dead.';
alter table kb.conversation drop constraint conversation_peer_id_case_id_key;
create unique index conversation_peer_case_idx on kb.conversation (peer_id, case_id) where case_id is not null;
