-- 0050_entry_key: what the codes in a record are called, in whichever register they stand.
create index register_entry_key_idx on kb.register_entry (key);
-- before 0048 it had other arguments
drop function if exists kb.search_window(text, text, bigint[], bigint[], text[], bigint, bigint, boolean, int);
