-- 0022_local: parameters that differ by region, as each province's or city's rules set them.
create table kb.procedure_local (
    version_id bigint not null references kb.procedure_version,
    name text not null,
    n int not null,
    party text not null,
    prefix text not null,
    parameter xml not null,
    title text not null,
    title_en text not null,
    source text not null,
    primary key (version_id, name)
);
comment on table kb.procedure_local is
    'Sets of parameters for cases in which that party''s region begins with prefix; the longest wins.';
comment on column kb.procedure_local.parameter is 'The whole <parameter> of a case, the set''s values in it.';
select kb.guard_table('kb.procedure_local', 'select, insert');
select kb.publish_table('kb.procedure_local');
