-- Closed registers that the offices above an entry's organisation read, and closed ones that a centre keeps.
alter table kb.procedure_register add column above boolean not null default false;
comment on column kb.procedure_register.above is 'Closed, but read by the offices above too.';
alter table kb.register_entry add column above bigint[] not null default '{}';
comment on column kb.register_entry.above is
    'Offices over the division of the organisation that a closed entry names, which read it too.';
alter policy kb_worker_public on kb.register_entry
    using (public or not closed and kb.is_office() or organ_id = any ((select kb.organs())::bigint[])
        or above && (select kb.organs())::bigint[]);
create index register_entry_closed_idx on kb.register_entry (register, organ_id) where closed;
