-- 0014_draft_limit: what one draft's files may come to.
insert into kb.setting (name, value, public, note) values
    ('draft-megabytes', '1024', false, 'files of one draft together, in MiB');
