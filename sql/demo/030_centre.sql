-- 030_centre: the 77 centres of the register. Eleven stand in the article's table 1 (names and
-- fields; nothing else is known of them here); the others are made up and marked （演示）.
create temp table centre (region text, title text, fields text, type text, made_up text)
    on commit drop;
\copy centre from 'centre.tsv' with (format csv, delimiter E'\t', header)

insert into kb.organ (code, name, kind, level, region, parent_id)
select 'DEMO-C-' || c.region, c.title, 'centre', r.level, c.region, p.organ_id
from centre c
join kb.region r on r.code = c.region
join kb.organ p on p.code = 'DEMO-P-' || left(c.region, 2) || '0000'
on conflict (code) do nothing;

insert into kb.person (account, name, valid_from, password_hash, phone)
select 'centre-' || c.region, r.name || '中心填报人（演示）', '2016-01-01',
    (select password_hash from kb.person where account = 'national-handler'), '010-00000000'
from centre c join kb.region r on r.code = c.region
on conflict (account) do nothing;

insert into kb.role (person_id, organ_id, role)
select p.person_id, o.organ_id, r
from centre c
join kb.person p on p.account = 'centre-' || c.region
join kb.organ o on o.code = 'DEMO-C-' || c.region
cross join unnest(array['applicant', 'handler']) r
on conflict do nothing;

insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public,
    valid_from, at)
select 'centre', c.title, 1, c.title, xmlelement(name entry,
        xmlforest(c.title as title,
            case when r.level = 'province' then 'provincial' else 'protection' end as kind,
            o.organ_id as organ, c.region as region,
            split_part(c.fields, '、', 1) as industry, c.fields as fields,
            nullif(c.type, '') as type,
            case when c.made_up = 'yes' then '（演示）' || r.name || '示范路1号' end as address,
            case when c.made_up = 'yes' then d.approved end as "approved-on",
            case when c.made_up = 'yes' then d.approved + 400 end as "operating-since",
            'operating' as status)),
    o.organ_id, c.region, true, d.approved + 400, d.approved + 400 + time '09:00'
from centre c
join kb.region r on r.code = c.region
join kb.organ o on o.code = 'DEMO-C-' || c.region
cross join lateral (select date '2017-06-01' + c.region::int % 1500 as approved) d
where not exists (select from kb.register_entry e
    where e.register = 'centre' and e.key = c.title);

-- What the made-up ones are approved for, by subclass of IPC or class of Locarno.
create temp table field (field text, name text, class text) on commit drop;
\copy field from 'field.tsv' with (format csv, delimiter E'\t', header)

insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, at)
select 'centre-field', o.organ_id || ' ' || f.class, 1, f.name, xmlelement(name entry, xmlforest(f.name as title,
        f.class as class, c.title as centre, c.region as region, o.organ_id as organ)),
    o.organ_id, c.region, true, e.valid_from, e.at
from centre c
join kb.organ o on o.code = 'DEMO-C-' || c.region
join kb.register_entry e on e.register = 'centre' and e.key = c.title and e.seq = 1
join field f on f.field = any (string_to_array(c.fields, '、'))
    and c.type in ('all', case when f.class ~ '^\d' then 'design' else 'invention-utility' end)
where c.made_up = 'yes' and not exists (select from kb.register_entry x
    where x.register = 'centre-field' and x.key = o.organ_id || ' ' || f.class);
