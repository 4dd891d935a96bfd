-- 0042_mark: rows of lists give their case, no cursor ready as text: functions of other results.
drop function if exists api.case_newest(text, int), api.case_sought(text, text, text, text, text, int) cascade; -- api: made anew
