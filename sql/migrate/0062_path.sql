-- 0062_path: those who ask from outside have the path that api functions pin, so that what is called by both keeps one
-- plan.
alter role kb_worker set search_path = pg_catalog, pg_temp;
alter role kb_exchange set search_path = pg_catalog, pg_temp;
