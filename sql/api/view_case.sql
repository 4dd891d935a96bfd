create view api.site with (security_invoker = true) as
select s.name, s.value from kb.setting s;
comment on view api.site is 'Public settings.';

create view api.case_view with (security_invoker = true) as
select c.case_id, c.number, c.procedure, v.version, c.version_id, c.code,
    v.title, v.title_en, case when not s.draft or kb.sees_draft(c.holder_id) then c.state end as state,
    case when not s.draft or kb.sees_draft(c.holder_id) then s.title end as state_title,
    case when not s.draft or kb.sees_draft(c.holder_id) then s.title_en end as state_title_en,
    c.public_state, c.final, c.revision, c.subject, case when not u.hidden then c.opener_id end as organ_id,
    case when u.hidden then kb.party_label(c.case_id, c.opener_id) else o.name end as organ_name,
    c.region, r.name as region_name, case when not s.unnamed or c.holder_id <> all (kb.unnamed(c.case_id)) then c.holder_id end as holder_id,
    case when s.unnamed then kb.known_name(c.case_id, c.holder_id, h.name) else h.name end as holder_name, c.holder_party,
    c.opened_at, c.changed_at, c.closed_at, c.due_on, l.name as due_limit, pl.title as due_name,
    pl.title_en as due_name_en, c.due_provisional,
    case when c.closed_at is null then c.due_on - (select kb.today()) end as days_left,
    c.claimed_by, (select x.name from kb.person x where x.person_id = c.claimed_by) as claimed_name,
    p.number as parent_number, p.procedure as parent_procedure, p.subject as parent_subject,
    pv.title as parent_title, pv.title_en as parent_title_en,
    case when c.closed_at is null and c.readers && kb.organs()
        then kb.may_act(c.case_id, c.version_id, c.state) else false end as mine,
    c.readers && kb.organs() as reader,
    case when c.readers && kb.organs()
        then kb.visible_document(c.case_id) end as document
from kb.case_file c
    join kb.procedure_version v on v.version_id = c.version_id
    join kb.procedure_state s on s.version_id = c.version_id and s.name = c.state
    join kb.organ o on o.organ_id = c.opener_id
    join kb.region r on r.code = c.region
    left join kb.organ h on h.organ_id = c.holder_id
    left join kb.case_limit l on l.case_limit_id = c.due_limit_id
    left join kb.procedure_limit pl on pl.version_id = c.version_id and pl.name = l.name
    left join kb.case_file p on p.case_id = c.parent_id
    left join kb.procedure_version pv on pv.version_id = p.version_id
    cross join lateral (select s.unnamed and c.opener_id = any (kb.unnamed(c.case_id)) as hidden offset 0) u;
comment on view api.case_view is
    'Cases that the asker may read, or the one of the ticket (then document is null). mine: the asker
may make a move now. The state is null where it would tell a decision that is not signed yet. For long lists use api.case_page.';

create view api.event_view with (security_invoker = true) as
select c.number as case_number, e.seq, e.at, case when d.hidden then 'inner' else e.kind end as kind,
    m.name as move, m.title as move_title, m.title_en as move_title_en, f.name as from_state,
    t.name as to_state, f.title as from_title, f.title_en as from_title_en, t.title as to_title,
    t.title_en as to_title_en, e.public_state,
    case when c.readers && kb.organs() and not u.hidden then e.person_name end as person_name,
    case when u.hidden then kb.party_label(c.case_id, e.organ_id) else e.organ_name end as organ_name,
    case when c.readers && kb.organs()
        and (e.kind = 'letter' or h.seq is null or e.seq <= h.seq or e.organ_id is distinct from c.holder_id)
        then e.note end as note,
    case when c.readers && kb.organs()
        and (h.seq is null or e.seq <= h.seq or e.organ_id is distinct from c.holder_id) and e.data is not null
        then kb.form_without(e.data, kb.withheld(c.case_id)) end as data,
    encode(e.hash, 'hex') as hash, encode(e.prev_hash, 'hex') as prev_hash, e.case_id
from kb.case_event e
    join kb.case_file c on c.case_id = e.case_id
    cross join lateral (select kb.hidden_after(c.case_id) as seq offset 0) h
    cross join lateral (select coalesce(e.seq > h.seq and e.organ_id = c.holder_id and exists (
        select from kb.procedure_state x where x.version_id = c.version_id
            and x.name in (e.from_state, e.to_state) and x.draft), false) as hidden) d
    cross join lateral (select e.organ_id is not null and exists (select from kb.procedure_state x
            where x.version_id = c.version_id and x.name = c.state and x.unnamed)
        and e.organ_id = any (kb.unnamed(c.case_id)) as hidden offset 0) u
    left join kb.procedure_move m on m.version_id = c.version_id and m.name = e.move and not d.hidden
    left join kb.procedure_state f on f.version_id = c.version_id and f.name = e.from_state and not d.hidden
    left join kb.procedure_state t on t.version_id = c.version_id and t.name = e.to_state and not d.hidden;
comment on view api.event_view is
    'Events of readable cases, in order of seq. A ticket shows no person, note or data; what the holder
wrote since the case came to it shows neither note nor data to others (kb.hidden_after); its draft
decisions and their return not even their name: kind inner.';

create view api.limit_view with (security_invoker = true) as
select c.number as case_number, l.name, pl.title, pl.title_en, l.round, l.start_on, l.amount, l.unit,
    l.due_on, l.raw_on, l.provisional,
    case when l.status = 'running' and l.due_on < (select kb.today()) then 'missed' else l.status end as status,
    l.met_on, pl.clause, coalesce(q.source || q.ref, pl.clause) as clause_ref, q.text as clause_text,
    pl.warn, pl.open,
    case when l.status = 'running' then l.due_on - (select kb.today()) end as days_left, l.trace, l.case_id
from kb.case_limit l
    join kb.case_file c on c.case_id = l.case_id
    join kb.procedure_limit pl on pl.version_id = c.version_id and pl.name = l.name
    left join kb.procedure_clause q on q.version_id = c.version_id and q.clause_id = pl.clause;
comment on view api.limit_view is
    'Time limits of readable cases; status running suspended met missed cancelled; trace as api.deadline.';

create view api.letter_view with (security_invoker = true) as
select t.letter_id, c.number as case_number, t.name, pl.title, pl.title_en, pl.sheet, pl.form, t.number,
    t.organ_id, t.organ_name, t.mark, case when not u.hidden then t.to_organ_id end as to_organ_id,
    case when u.hidden then kb.party_label(t.case_id, t.to_organ_id) else t.to_name end as to_name, t.signed_at, t.signed_on, t.signer_name, t.code, t.sha256,
    t.status, t.void_reason, t.document, t.case_id
from kb.letter t
    left join kb.case_file c on c.case_id = t.case_id
    join kb.procedure_letter pl on pl.version_id = t.version_id and pl.name = t.name
    cross join lateral (select t.to_organ_id is not null and exists (select from kb.procedure_state x
            where x.version_id = c.version_id and x.name = c.state and x.unnamed)
        and t.to_organ_id = any (kb.unnamed(c.case_id)) as hidden offset 0) u;
comment on view api.letter_view is
    'Letters that the asker''s organs signed or got, or of readable cases; document: the letter document.';

create view api.link_view with (security_invoker = true) as
select p.number as parent_number, c.number as child_number, v.title, v.title_en, c.procedure,
    case when d.seen then c.state end as state, case when d.seen then s.title end as state_title,
    case when d.seen then s.title_en end as state_title_en, c.subject, c.closed_at, k.parent_id, k.child_id,
    case when s.unnamed then kb.known_name(c.case_id, c.opener_id, o.name) else o.name end as organ_name,
    case when s.unnamed then kb.known_name(c.case_id, c.opener_id, coalesce(o.name_en, o.name))
        else coalesce(o.name_en, o.name) end as organ_name_en, c.due_on,
    c.closed_at is null and (c.due_on < kb.today() or exists (select from kb.case_limit l
        where l.case_id = c.case_id and l.fired)) as late
from kb.case_link k
    left join kb.case_file p on p.case_id = k.parent_id
    join kb.case_file c on c.case_id = k.child_id
    join kb.procedure_version v on v.version_id = c.version_id
    join kb.procedure_state s on s.version_id = c.version_id and s.name = c.state
    join kb.organ o on o.organ_id = c.opener_id
    cross join lateral (select not s.draft or kb.sees_draft(c.holder_id) as seen) d;
comment on view api.link_view is
    'Cases opened by cases, where the child is readable. organ: whose it is; late: open, and a deadline is over or
was, so that a reminder went out.';

create view api.party_view with (security_invoker = true) as
select c.number as case_number, p.party, q.label, q.label_en, case when not u.hidden then p.organ_id end as organ_id,
    case when u.hidden then q.label else o.name end as organ_name, case when not u.hidden then o.kind end as kind,
    case when not u.hidden then o.level end as level, o.region, r.name as region_name, q.n, p.case_id
from kb.case_party p
    join kb.case_file c on c.case_id = p.case_id
    join kb.procedure_party q on q.version_id = c.version_id and q.name = p.party
    join kb.organ o on o.organ_id = p.organ_id
    join kb.region r on r.code = o.region
    cross join lateral (select p.organ_id = any (kb.unnamed(c.case_id)) as hidden offset 0) u;
comment on view api.party_view is 'Parties of readable cases.';

create view api.move_view with (security_invoker = true) as
select c.number as case_number, m.name, m.title, m.title_en, m.help, m.help_en, m.done, m.done_en, m.form,
    (select string_agg(x.name, ' ') from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
        '/p:move/p:letter' passing m.source columns name text path '@name') x) as letter,
    m.role, m.party, w.why is null as permitted, w.why, m.unlike, m.n, c.case_id
from kb.case_file c
    join kb.procedure_move m on m.version_id = c.version_id and c.state = any (m.from_states)
        and m.auto is null
    join kb.procedure_state s on s.version_id = c.version_id and s.name = c.state
    cross join lateral (select kb.move_why(c.case_id, m.name) as why) w
where m.party is not null
    and (w.why is distinct from 'error.not-your-move' or not s.draft or kb.sees_draft(c.holder_id));
comment on view api.move_view is
    'Moves from the state of readable cases; permitted, or why not (text key). letter: names, spaced.';

create view api.done_view with (security_invoker = true) as
select c.number as case_number, m.name as move, t.texts[1] as text, t.texts[2] as text_en
from kb.case_file c
    join kb.procedure_move m on m.version_id = c.version_id
    cross join lateral (select kb.fill(array[m.done, m.done_en],
        kb.visible_document(c.case_id)) as texts offset 0) t
where c.readers && kb.organs() and m.done is not null;
comment on view api.done_view is
    'What is said to whoever made a move of a readable case, with days and names of the case filled in.';

create view api.attachment_view with (security_invoker = true) as
select a.attachment_id, c.number as case_number, a.draft_id, a.form, a.field, a.name, a.type, a.size,
    a.sha256, a.at, a.case_id
from kb.attachment a left join kb.case_file c on c.case_id = a.case_id
where a.ended;
comment on view api.attachment_view is 'Files of own drafts and readable cases.';

create view api.draft_view with (security_invoker = true) as
select d.draft_id, v.name as procedure, v.title, v.title_en, d.move, m.title as move_title,
    m.title_en as move_title_en, m.form, c.number as case_number, d.page, d.revision, d.created_at, d.updated_at,
    d.organ_id, o.name as organ_name, d.data
from kb.draft d
    join kb.procedure_version v on v.version_id = d.version_id
    join kb.procedure_move m on m.version_id = d.version_id and m.name = d.move
    join kb.organ o on o.organ_id = d.organ_id
    left join kb.case_file c on c.case_id = d.case_id;
comment on view api.draft_view is 'Own drafts.';
