create or replace function kb.receipt_stages(p_direction text, p_peer_id bigint, p_message_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
return (select string_agg(r.stage, ' ' order by r.n) from kb.receipt r
    where r.direction = p_direction and r.peer_id = p_peer_id and r.message_id = p_message_id);
comment on function kb.receipt_stages(text, bigint, uuid) is
    'Stages of the receipts for a message: ours (out) for one that came, theirs (in) for one of ours.';
grant execute on function kb.receipt_stages(text, bigint, uuid) to kb_worker;

create view api.message_view with (security_invoker = true) as
select c.number as case_number, m.direction, m.message_id, m.message, coalesce(q.title, m.message) as title,
    coalesce(q.title_en, m.message) as title_en, p.code as peer, p.name as peer_name, m.at, m.state,
    kb.receipt_stages(case m.direction when 'in' then 'out' else 'in' end, m.peer_id, m.message_id) as stages,
    m.problem, m.case_id
from (select 'in' as direction, i.peer_id, i.message_id, i.message, i.received_at as at,
            case i.stage when 'rejected' then 'rejected' else 'done' end as state, '' as problem, i.case_id
        from kb.inbox i where i.kind = 'business'
    union all
    select 'out', o.peer_id, o.message_id, o.message, o.at, o.state, o.problem, o.case_id
        from kb.outbox o where o.kind = 'business') m
    join kb.case_file c using (case_id)
    join kb.peer p using (peer_id)
    left join kb.procedure_message q on q.version_id = c.version_id and q.name = m.message;
comment on view api.message_view is
    'Messages about readable cases, to (out) and from (in) other installations, with the stages of their
receipts.';

create view api.message_kind_view with (security_invoker = true) as
select c.number as case_number, m.name, m.title, m.title_en, m.profile, m.n, c.case_id, m.forms || m.parts as forms, m.letters
from kb.procedure_message m join kb.case_file c using (version_id);
comment on view api.message_kind_view is 'Messages that a readable case can be told as.';

create view api.letter_received_view with (security_invoker = true) as
select c.number as case_number, r.name, r.title, r.number, r.organ_name, r.signed_on, a.attachment_id,
    a.name as file, a.type, a.size, r.case_id
from kb.letter_received r join kb.case_file c using (case_id)
    left join kb.message_file f on f.inbox_id = r.inbox_id
    left join kb.attachment a on a.attachment_id = f.attachment_id and a.form = 'letter' and a.field = r.name;
comment on view api.letter_received_view is 'Letters that came with messages about readable cases, a row for each file.';

create or replace function api.message_source(p_case text, p_name text)
returns table (message text, profile text, sheet text, forms text, document xml)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select m.name, m.profile, m.sheet, array_to_string(m.forms || m.parts, ' '),
        kb.visible_document(c.case_id)
    from kb.case_file c join kb.procedure_message m using (version_id)
    where c.number = upper(p_case) and m.name = p_name and c.readers && kb.organs();
end;
comment on function api.message_source(text, text) is
    'What the payload of a message about a readable case is made of, as the asker sees the case.';
