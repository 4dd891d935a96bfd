-- 0039_message_part: parts of the record that a message carries as they are.
alter table kb.procedure_message add column parts text[] not null default '{}';
comment on column kb.procedure_message.parts is
    'Parts of the record that it carries unchecked: what the sender''s engine or rules made.';
