-- 0048_search_common: which keys of the search narrow nothing.
create table kb.search_common (
    key bigint primary key,
    share real not null
);
comment on table kb.search_common is
    'Keys (kb.search_keys) that more than half of what is searched has, by a sample: such a key costs the index more
than it spares, so rows are found by the others and read. Kept by api.sample_search(); an old one makes a search slower
or faster, and finds the same.';
select kb.guard_table('kb.search_common', 'select, insert, delete');
