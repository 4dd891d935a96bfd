-- 0061_many_cases: what millions of cases need of the planner and the disk.

-- Open ones are little of what there is: a sample of 30,000 cases may hold none, and then any index of open cases is
-- taken for a worklist.
alter table kb.case_file alter closed_at set statistics 1000;
analyze kb.case_file;

-- The rows of a search lie far apart: they are read ahead.
alter role kb_worker set effective_io_concurrency = 64;

-- A list takes of each organisation those that changed last, in the order of the index: a key that began with the
-- organisation too was taken where few were expected, and all of them sorted.
alter table kb.case_reader drop constraint case_reader_pkey, add primary key (case_id, organ_id);
