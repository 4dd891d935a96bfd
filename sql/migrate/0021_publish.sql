-- 0021_publish: public versions of letters, redacted.
alter table kb.notice add column letter_id bigint references kb.letter;
alter table kb.notice add column redact jsonb;
comment on column kb.notice.letter_id is 'The letter of which the body is the public version, made when the letter is set.';
comment on column kb.notice.redact is '[[what, instead], …], longest first, until the body is made.';
create index notice_letter_idx on kb.notice (letter_id) where body is null;
grant update (body, redact) on kb.notice to kb_engine;
