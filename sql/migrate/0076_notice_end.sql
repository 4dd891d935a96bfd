-- A notice may be taken down, and may carry files of its case: for everybody while it stands.
alter table kb.notice add column ended_at timestamptz;
comment on column kb.notice.ended_at is 'When it was taken down; from then on nobody reads it.';
create index notice_case_idx on kb.notice (case_id) where ended_at is null;
grant update (ended_at) on kb.notice to kb_engine;
alter policy kb_worker_all on kb.notice using (ended_at is null);
alter policy kb_worker_all on kb.notice rename to kb_worker_public;

alter table kb.attachment add column notice_id bigint references kb.notice;
comment on column kb.attachment.notice_id is 'The public notice that it was published with.';
create index attachment_notice_idx on kb.attachment (notice_id) where notice_id is not null;
alter policy kb_worker_own on kb.attachment
    using (case when case_id is null then person_id = kb.actor() else exists (
        select from kb.case_file c where c.case_id = attachment.case_id and c.readers && kb.organs()) end
        or notice_id is not null and exists (select from kb.notice n where n.notice_id = attachment.notice_id));
