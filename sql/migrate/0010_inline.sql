-- 0010_inline: functions whose names were bound when they were made need no pinned search_path;
-- without one they are written into the statements that call them.
alter function kb.actor() reset all;
alter function kb.now() reset all;
alter function kb.today() reset all;
