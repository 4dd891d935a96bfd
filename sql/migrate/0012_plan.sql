-- 0012_plan: plans are made once a connection, for whoever asks.
--
-- A policy's scalar subquery is evaluated once a statement, when it runs: the plan holds nothing of
-- the one it was made for, neither a value nor a guess at how much they may see. So it may be kept,
-- which 0001 did not allow: planning took most of the time of a page.
alter role kb_worker set plan_cache_mode = force_generic_plan;
-- what is asked often is in memory, and tables of procedures and organisations are small
alter role kb_worker set random_page_cost = 1.1;

alter policy kb_worker_reader on kb.case_file using (readers && (select kb.organs()));
alter policy kb_worker_ticket on kb.case_file using (ticket = (select kb.ticket()));
alter policy kb_worker_organ on kb.case_reader using (organ_id = any ((select kb.organs())::bigint[]));
alter policy kb_worker_organ on kb.notification using (organ_id = any ((select kb.organs())::bigint[]));
alter policy kb_worker_own on kb.draft using (person_id = (select kb.actor()));

-- Lists go by case_reader. This index must not tempt a plan that cannot know that an asker may read
-- nearly all cases.
drop index kb.case_file_readers_idx;
