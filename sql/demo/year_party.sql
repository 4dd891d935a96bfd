-- year_party: three cities of Shandong with a centre: their governments, offices, police and courts, forty
-- firms filed with the centres, five agencies registered there, and people for each role; all make-believe.
-- party.tsv's codes are well-formed and belong to nobody known.
create temp table city (region text, short text) on commit drop;
insert into city values ('370100', '济'), ('370300', '淄'), ('370400', '枣');
create temp table party (code text, name text, kind text, region text, account text, person text)
    on commit drop;
\copy party from 'party.tsv' with (format csv, delimiter E'\t', header)
create temp table someone (account text, name text, organ text, roles text[]) on commit drop;

insert into kb.organ (code, name, kind, level, region, parent_id, mark)
select 'DEMO-' || x.kind || '-' || r.code, r.name || x.tail, x.plays, r.level, r.code,
    case when x.plays in ('government', 'office') then p.organ_id end, c.short || x.mark
from city c join kb.region r on r.code = c.region
    join kb.organ p on p.code = 'DEMO-P-370000'
    cross join (values ('G', 'government', '人民政府', null), ('O', 'office', '知识产权局', '知演示函'),
        ('K', 'police', '公安局（演示）', '公演示字'), ('J', 'court', '中级人民法院（演示）', '中法演示字'))
        x (kind, plays, tail, mark)
on conflict (code) do nothing;
update kb.organ o set mark = m.mark
from (values ('DEMO-C-370400', '枣保演示'), ('DEMO-K-370200', '青公演示字')) m (code, mark)
where o.code = m.code and o.mark is null;

insert into kb.organ (code, name, kind, level, region)
select p.code, p.name, p.kind, r.level, p.region from party p join kb.region r on r.code = p.region
on conflict (code) do nothing;

insert into someone
select 'office-' || c.region || x.tail, c.short || x.name, 'DEMO-O-' || c.region, x.roles
from city c, (values ('', '执法', array['handler', 'reviewer']), ('-2', '经办', array['handler']),
    ('-reviewer', '审核', array['reviewer']), ('-signer', '签发', array['signer'])) x (tail, name, roles);
insert into someone
select x.account || c.region, c.short || x.name, 'DEMO-' || x.kind || '-' || c.region, x.roles
from city c, (values ('government-', '为民', 'G', array['applicant', 'handler']),
    ('police-', '卫安', 'K', array['handler']), ('court-', '明法', 'J', array['applicant', 'handler']))
    x (account, name, kind, roles);
insert into someone
select 'centre-' || c.region || x.tail, c.short || x.name, 'DEMO-C-' || c.region, x.roles
from city c, (values ('-2', '预审', array['handler', 'applicant']), ('-reviewer', '复核', array['reviewer']),
    ('-signer', '签发', array['signer'])) x (tail, name, roles);
insert into someone
select p.account, p.person, p.code, array['applicant', 'handler'] from party p;

\ir people.sql

-- Who was filed or registered before the year began.
insert into kb.register_entry (register, key, seq, title, data, organ_id, region, public, valid_from, at)
select x.register, c.organ_id || '-' || p.code, 1, p.name, xmlelement(name entry, xmlforest(
        p.name as title, p.code as code, c.name as centre, c.organ_id as "centre-id",
        case when p.kind = 'enterprise' then case when o.organ_id % 3 = 0 then 'a' else 'b' end end as tier,
        case when p.kind = 'enterprise' then 150 end as quota,
        case when p.kind = 'agency' then '37' || lpad((o.organ_id % 1000)::text, 3, '0') end as licence,
        'active' as status, d.since as since, p.region as region, o.organ_id as organ)),
    o.organ_id, p.region, true, d.since, d.since + time '10:00'
from party p join kb.organ o on o.code = p.code
    join kb.organ c on c.code in (select 'DEMO-C-' || region from city)
        and c.region = p.region
    cross join lateral (values ('enterprise', 'filed-entity'), ('agency', 'registered-agency'))
        x (kind, register)
    cross join lateral (select current_date - 500 + (o.organ_id % 90)::int as since) d
where x.kind = p.kind and p.account !~ '(firm-.*-(07|11)|agency-.*-02)$' and not exists (select from kb.register_entry e
    where e.register = x.register and e.key = c.organ_id || '-' || p.code);
