-- 0023_requirement: what the source documents ask for, and by what the site answers it.
create table kb.requirement (
    row text primary key,
    n int not null unique,
    chapter text not null,
    term text not null,
    term_en text not null,
    clause text not null,
    means text[] not null,
    constraint requirement_means_check check (cardinality(means) > 0)
);
comment on table kb.requirement is
    'Rules of the source documents; means: names of procedures, or paths of pages, that carry each out.';
select kb.guard_table('kb.requirement', 'select, insert, update, delete');
select kb.publish_table('kb.requirement');
