-- sql/page/case.sql: page /case/NUMBER, one case; <procedure>, the file it runs on, comes from C.
-- <case … document/> <event/>* <limit … trace/>* <letter/>* <move/>* <attachment/>* <link/>*
-- <done text text_en/>? of ?done=MOVE <like degree number … texts/>* <message/>* <received/>* <payload/>*
-- <receipt query_code may_rate/>? <rating level comment at/>? <name code name name_en?/>*

-- case: one
select case_id, number, procedure, version, version_id, code, title, title_en, state, state_title,
    state_title_en, public_state, final, revision, subject, organ_id, organ_name, region,
    region_name, holder_id, holder_name, holder_party, opened_at, changed_at, closed_at, due_on,
    due_name, due_name_en, due_provisional, days_left, parent_number, parent_title, parent_title_en, parent_subject,
    reader, document,
    (select r.claimed_name from api.case_row r where r.case_id = v.case_id) as claimed_name,
    (select r.claimed_by = kb.actor() from api.case_row r where r.case_id = v.case_id) as claimed
from api.case_view v
where number = upper(:number::text);

-- event: many
select seq, at, kind, move, move_title, move_title_en, to_title, to_title_en, person_name,
    organ_name, note
from api.event_view
where case_number = upper(:number::text)
order by seq desc
limit 200;

-- limit: many
select name, title, title_en, round, start_on, amount, unit, due_on, raw_on, provisional, status,
    days_left, trace
from (
    select *, row_number() over (partition by name, status order by due_on desc) as k
    from api.limit_view
    where case_number = upper(:number::text)) l
where status <> 'cancelled' or k = 1 -- what begins anew each day was cancelled each day
order by status <> 'running', due_on desc
limit 200;

-- letter: many
select letter_id, name, title, title_en, number, organ_name, signed_on, signer_name, code, status,
    void_reason, organ_id = any (kb.organs()) and status = 'signed' and kb.has_role('signer') as may_void
from api.letter_view
where case_number = upper(:number::text)
order by signed_at desc;

-- move: many
select name, title, title_en, help, help_en, form, letter, party, permitted, why
from api.move_view
where case_number = upper(:number::text)
order by n;

-- done: many
select text, text_en
from api.done_view
where case_number = upper(:number::text) and move = :done::text;

-- like: many
select degree, number, opened_on, earlier, state_title, state_title_en, known, known_en, texts
from api.likeness(upper(:number::text));

-- attachment: many
select a.attachment_id, a.form, a.field, a.name, a.type, a.size, a.sha256, a.at
from api.attachment_view a
where a.case_number = upper(:number::text) and a.form <> 'letter'
order by a.at;

-- message: many
select direction, message_id, message, title, title_en, peer, peer_name, at, state, stages, problem
from api.message_view
where case_number = upper(:number::text)
order by at;

-- received: many
select name, title, number, organ_name, signed_on, attachment_id, file, type, size
from api.letter_received_view
where case_number = upper(:number::text)
order by signed_on, number, file;

-- payload: many
with here as materialized (
    select c.case_id, array(select x.name from xmltable('/record/*' passing kb.visible_record(c.case_id)
            columns name text path 'name()') x) as forms,
        array(select l.name from api.letter_view l where l.case_id = c.case_id) as letters
    from api.case_row c
    where c.number = upper(:number::text))
select m.name, m.title, m.title_en
from here join api.message_kind_view m using (case_id)
where m.forms && here.forms or m.letters && here.letters
order by m.n;

-- link: many
select child_number, title, title_en, subject, state_title, state_title_en, closed_at, organ_name,
    organ_name_en, due_on, late
from api.link_view
where parent_number = upper(:number::text)
order by child_number
limit 200;

-- board: many
select organ_name, organ_name_en, count(*) as n, count(closed_at) as done, count(*) filter (where late) as late,
    min(due_on) filter (where closed_at is null) as due_on
from api.link_view
where parent_number = upper(:number::text)
group by 1, 2
having (select count(*) from api.link_view where parent_number = upper(:number::text)) > 12
order by 1;

-- receipt: many
select query_code, may_rate, rated
from api.receipt(upper(:number::text));

-- rating: many
select level, comment, at
from api.rating(upper(:number::text))
where comment <> '';

-- name: many
with leaf as materialized (
    select distinct x.v
    from api.case_view c,
        xmltable('/record//*[not(*) and string-length(.) < 40]' passing kb.visible_record(c.case_id)
            columns v text path '.') x
    where c.number = upper(:number::text))
select r.code, r.name, r.name_en from api.region_view r where r.code in (select v from leaf)
union
select o.code, o.name, null from api.organ_view o where o.code in (select v from leaf)
union
select e.key, e.title, null from api.entry_view e where e.current and e.key in (select v from leaf);
