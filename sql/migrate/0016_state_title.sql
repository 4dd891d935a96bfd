-- 0016_state_title: a state knows its procedure's title: a row of a list asks one table less.
alter table kb.procedure_state
    add column procedure_title text not null default '',
    add column procedure_title_en text not null default '';
update kb.procedure_state s set procedure_title = v.title, procedure_title_en = v.title_en
from kb.procedure_version v where v.version_id = s.version_id;
comment on column kb.procedure_state.procedure_title is
    'Of kb.procedure_version, kept by trigger; a published version never changes.';

create function kb.keep_title() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    select v.title, v.title_en into new.procedure_title, new.procedure_title_en
    from kb.procedure_version v where v.version_id = new.version_id;
    return new;
end $$;
comment on function kb.keep_title() is 'Gives a state its procedure''s title.';
create trigger procedure_state_title before insert on kb.procedure_state
    for each row execute function kb.keep_title();
