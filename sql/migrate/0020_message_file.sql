-- 0020_message_file: the files of a letter that came are read with their case.
create policy kb_worker_case on kb.message_file for select to kb_worker
    using (exists (select from kb.attachment a where a.attachment_id = message_file.attachment_id));
grant select (file_id, inbox_id, outbox_id, attachment_id, name) on kb.message_file to kb_worker;
