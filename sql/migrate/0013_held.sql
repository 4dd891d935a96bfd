-- 0013_held: what waits for an organisation is read from the index alone, in the order of the page.
drop index kb.case_file_work_idx;
create index case_file_work_idx on kb.case_file (holder_id, due_on, case_id) include (claimed_by)
    where closed_at is null;
