-- 0025_root: what a peer signed about a day's messages is kept beside what we hold.
alter table kb.reconciliation add answer bytea;
comment on column kb.reconciliation.answer is 'The peer''s signed answer that tells its root, byte for byte.';
comment on column kb.reconciliation.differences is
    'ID:here (the peer lacks it), ID:there (we lack it), ID:other (other bytes under the id).';
