-- Registers whose entries are public while they stand, and no longer.
alter table kb.procedure_register add column fades boolean not null default false;
comment on column kb.procedure_register.fades is 'Entries that ended are read by offices only.';

create or replace function kb.tally_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.register_tally (register, region, public, closed, n)
    values (old.register, old.region, old.public, old.closed, case when new.valid_to is null then 1 else -1 end);
    return null;
end $$;
