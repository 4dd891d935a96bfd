create view api.procedure_view with (security_invoker = true) as
select v.name, v.code, v.version, v.version_id, v.title, v.title_en, v.summary, v.summary_en,
    v.valid_from, v.valid_to, v.group_name, v.opens,
    case when v.opens = 'engine' then 'engine'
        when p.kinds && array['person', 'enterprise', 'agency'] then 'public'
        when 'government' = any (p.kinds) then 'government'
        else 'office' end as audience, 'person' = any (p.kinds) as anybody,
    array_position(array['aid', 'enforcement', 'filing', 'examination', 'openness', 'credit', 'designation',
        'people', 'assessment', 'oversight', 'plan'], v.group_name) as group_place,
    not exists (select from kb.procedure_version w where w.name = v.name
        and w.valid_from <= (select kb.today())
        and (w.valid_from, w.version) > (v.valid_from, v.version))
        and v.valid_from <= (select kb.today())
        and (v.valid_to is null or v.valid_to >= (select kb.today())) as current,
    v.source, v.sha256, v.loaded_at
from kb.procedure_version v
    left join lateral (select q.kinds from kb.procedure_party q
        where q.version_id = v.version_id and q.kind = 'opener' order by q.n limit 1) p on true;
comment on view api.procedure_view is
    'All versions of all procedures; current: the one that a case opened today begins with; audience: who
begins it: public (people, enterprises, agencies), government, office (and centres), engine; anybody:
without an account too; group_place: the groups as people look for them.';

create view api.register_view with (security_invoker = true) as
select distinct on (r.name) r.name as register, r.title, r.title_en, v.name as procedure, r.columns,
    (select coalesce(sum(t.n), 0)::bigint from kb.register_tally t where t.register = r.name
        and (t.public or not t.closed and kb.is_office())) as entries,
    r.public
from kb.procedure_register r join kb.procedure_version v using (version_id)
where r.title <> '' and (r.public or kb.is_office() or r.closed and exists (select from kb.register_entry e
    where e.register = r.name and e.closed and e.organ_id = any ((select kb.organs())::bigint[])))
order by r.name, v.valid_from desc, v.version_id desc;
comment on view api.register_view is
    'Registers, by the procedure that keeps them, not by those that only use them; a closed one also for a centre
that has entries in it.
entries: in force, of those that all like the asker may read. columns = <columns><column name filter kind><label xml:lang/>*</column>*</columns>.';

create or replace function api.register_regions(p_register text)
returns table (code text, name text, name_en text)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select r.code, r.name, r.name_en from kb.region r
    where r.code like '%0000' and exists (select from kb.register_entry e
        where e.register = p_register and e.region between r.code and left(r.code, 2) || '9999'
            and (e.public or not e.closed and kb.is_office()))
    order by r.code;
end;
comment on function api.register_regions(text) is
    'Provinces (000000: the country) in which a register has entries: a look into the index for each, which row
security would not let a comparison of text do.';

create view api.entry_view with (security_invoker = true) as
select e.register, e.key, e.seq, e.title, e.data, e.region, r.name as region_name,
    r.name_en as region_name_en, e.organ_id,
    o.name as organ_name, e.valid_from, e.valid_to,
    e.valid_from <= (select kb.today()) and (e.valid_to is null or e.valid_to > (select kb.today())) as current,
    c.number as case_number, e.at, e.public, e.entry_id
from kb.register_entry e
    join kb.region r on r.code = e.region
    left join kb.organ o on o.organ_id = e.organ_id
    left join kb.case_file c on c.case_id = e.case_id;
comment on view api.entry_view is
    'Register entries, each version: from valid_from up to, not with, valid_to; data = <entry>…</entry>.
case_number only where the case is readable.';

create view api.notice_view with (security_invoker = true) as
select n.notice_id, n.title, n.title_en, n.body, o.name as organ_name, n.published_at, n.case_number
from kb.notice n left join kb.organ o on o.organ_id = n.organ_id;
comment on view api.notice_view is 'Public notices that stand.';

create view api.notice_file_view with (security_invoker = true) as
select a.notice_id, a.attachment_id, a.name, a.type, a.size, a.sha256
from kb.attachment a
where a.notice_id is not null and a.ended;
comment on view api.notice_file_view is 'Files that were published with a notice.';

create view api.entry_notice_view with (security_invoker = true) as
select e.register, e.key, n.notice_id, n.title, n.title_en, n.published_at
from (select distinct x.register, x.key, x.case_id from kb.register_entry x) e
    join kb.notice n on n.case_id = e.case_id
where n.letter_id is null;
comment on view api.entry_notice_view is
    'Public notices of the cases that entered an entry; none that is a letter''s redacted version, for the entry may name
whom it does not.';

create view api.notification_view with (security_invoker = true) as
select n.notification_id, n.case_number, n.text, n.text_en, n.at, n.read_at, n.organ_id,
    o.name as organ_name
from kb.notification n join kb.organ o using (organ_id);
comment on view api.notification_view is 'Messages to the asker''s organs.';

create view api.series_view with (security_invoker = true) as
select s.series_id, s.organ_id, o.name as organ_name, s.mark, s.year, s.last,
    coalesce(n.signed, 0) as signed, coalesce(n.void, 0) as void,
    s.last - coalesce(n.signed, 0) - coalesce(n.void, 0) as missing
from kb.number_series s
    join kb.organ o using (organ_id)
    left join lateral (select count(*) filter (where x.status = 'signed') as signed,
        count(*) filter (where x.status = 'void') as void
        from kb.letter_number x where x.series_id = s.series_id) n on true
where not o.example;
comment on view api.series_view is
    'Number series of letters; missing must be 0: every number drawn is signed or void.';

create view api.number_view with (security_invoker = true) as
select o.name as organ_name, s.mark, s.year, n.serial, n.number, n.status, n.signed_on, n.void_reason,
    s.series_id, s.organ_id
from kb.letter_number n join kb.number_series s using (series_id) join kb.organ o using (organ_id);
comment on view api.number_view is 'Each number of each series, for anybody to see that none is missing.';

create view api.organ_view with (security_invoker = true) as
select o.organ_id, o.code, o.name, o.name_en, o.kind, o.level, o.region, r.name as region_name,
    r.name_en as region_name_en,
    o.parent_id, p.name as parent_name, o.mark, o.valid_from, o.valid_to, o.successor_id,
    s.name as successor_name
from kb.organ o
    join kb.region r on r.code = o.region
    left join kb.organ p on p.organ_id = o.parent_id
    left join kb.organ s on s.organ_id = o.successor_id
where not o.example;
comment on view api.organ_view is 'Organisations, former ones with their successor.';

create view api.region_view with (security_invoker = true) as
select r.code, r.name, r.name_en, r.level, r.parent, p.name as parent_name, r.valid_from, r.valid_to, r.successor
from kb.region r left join kb.region p on p.code = r.parent;
comment on view api.region_view is 'Divisions of GB/T 2260.';

create view api.person_view with (security_invoker = true) as
select p.person_id, p.account, p.name, p.phone, p.email, p.locked_until, p.valid_from, p.valid_to,
    (select string_agg(r.role, ' ' order by r.role) from kb.role r where r.person_id = p.person_id) as roles,
    (select string_agg(distinct o.name, '、') from kb.role r join kb.organ o using (organ_id)
        where r.person_id = p.person_id) as organ_name,
    p.person_id = kb.actor() as self
from kb.person p;
comment on view api.person_view is 'Oneself; for an admin, the people of the own organisation.';

create view api.calendar_view with (security_invoker = true) as
select d.day as date, d.kind, d.holiday, d.notice, d.provisional from kb.calday d where d.calendar = 'cn';
comment on view api.calendar_view is 'Holidays (off) and make-up working days (work) with their notice.';

create view api.requirement_view with (security_invoker = true) as
select q.row, q.n, q.chapter, q.term, q.term_en, q.clause, m.i, m.name,
    case when left(m.name, 1) = '/' then m.name else '/guide/' || m.name end as path, v.title, v.title_en
from kb.requirement q cross join unnest(q.means) with ordinality m (name, i)
    left join lateral (select p.title, p.title_en from kb.procedure_version p where p.name = m.name
        order by p.version desc limit 1) v on true;
comment on view api.requirement_view is
    'Rules of the sources, a row for each means; title null: a page, or a procedure that is not loaded.';

create view api.procedure_message_view with (security_invoker = true) as
select v.name as procedure, v.code, v.version, v.title as procedure_title, v.title_en as procedure_title_en,
    v.alone, v.alone_en, m.name, m.title, m.title_en, p.label as sender, p.label_en as sender_en, m.n
from kb.procedure_version v left join kb.procedure_message m using (version_id)
    left join kb.procedure_party p on p.version_id = m.version_id and p.name = m.party;
comment on view api.procedure_message_view is
    'Messages of all versions of procedures and who sends them; one without any (name null) says why: alone.';
