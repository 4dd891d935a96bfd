-- 0030_register_tally: how many entries a register has, without counting them; lists in their order.
create table kb.register_tally (
    register text not null,
    public boolean not null,
    closed boolean not null,
    n bigint not null
);
comment on table kb.register_tally is
    'Entries in force by register and by who may read them; sum(n). Appended by triggers, api.fold_tally() adds up.';
create index register_tally_idx on kb.register_tally (register);
select kb.guard_table('kb.register_tally', 'select, insert, delete');
select kb.publish_table('kb.register_tally');

create function kb.tally_entered() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.register_tally (register, public, closed, n)
    select f.register, f.public, f.closed, count(*) from fresh f where f.valid_to is null group by 1, 2, 3;
    return null;
end $$;
comment on function kb.tally_entered() is 'Counts new entries.';
create trigger register_entry_added after insert on kb.register_entry referencing new table as fresh
    for each statement execute function kb.tally_entered();

create function kb.tally_ended() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    insert into kb.register_tally (register, public, closed, n)
    values (new.register, new.public, new.closed, case when new.valid_to is null then 1 else -1 end);
    return null;
end $$;
comment on function kb.tally_ended() is 'Counts an entry that ended.';
create trigger register_entry_ended after update of valid_to on kb.register_entry
    for each row when ((old.valid_to is null) <> (new.valid_to is null)) execute function kb.tally_ended();

insert into kb.register_tally (register, public, closed, n)
select e.register, e.public, e.closed, count(*) from kb.register_entry e where e.valid_to is null group by 1, 2, 3;

-- the list of a register, in its order, from the index
create index register_entry_list_idx on kb.register_entry (register, region, key, valid_from desc);
drop index kb.register_entry_region_idx;
