-- 0049_list_index: lists that would look through all closed cases, or all entries in force, to find few.
create index case_file_due_idx on kb.case_file (due_on, case_id) where closed_at is null;
create index register_entry_ended_idx on kb.register_entry (register, region, key, valid_from desc)
    where valid_to is not null;
