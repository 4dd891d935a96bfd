-- 0037_evidence: receipts, and by their digests the messages they are about, stand in the Merkle log too.
alter table kb.receipt add txid xid8 not null default pg_current_xact_id();
create unique index receipt_txid_idx on kb.receipt (txid, n);
comment on column kb.receipt.txid is 'The transaction that stored it: sealing goes by that, as with events.';
alter table kb.audit_leaf alter event_id drop not null;
alter table kb.audit_leaf add receipt_txid xid8, add receipt_n bigint;
alter table kb.audit_leaf add constraint audit_leaf_what_check
    check (num_nonnulls(event_id, receipt_n) = 1 and (receipt_n is null) = (receipt_txid is null));
create unique index audit_leaf_receipt_idx on kb.audit_leaf (receipt_txid, receipt_n) where receipt_n is not null;
comment on table kb.audit_leaf is
    'Leaves in commit order: hash = sha256(0x00 || hash of the event, or sha256 of kb.receipt_text).';
