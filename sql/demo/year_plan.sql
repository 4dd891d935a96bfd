-- year_plan: a story: the province hands out a plan for the year, each of the 76 tasks of 国知办发管字〔2017〕27号
-- (plan.tsv: names and who leads them) at its units, for a quarter, half a year or most of it; and the contact
-- forms that are due on 15 June. Who does what and when is left to kuaibao year (<follow>).
create temp table task (task int, title text, lead text);
\copy task from 'plan.tsv' with (format csv, delimiter E'\t', header)
with day as (select (now() at time zone 'Asia/Shanghai')::date as today),
unit as (
    select o.name, o.kind, row_number() over (partition by o.kind order by o.code) as n
    from kb.organ o where o.code ~ '^DEMO-[OC]-370[134]00$'),
june as (select max(d::date) as day from day, generate_series(today - 330, today - 1, interval '1 day') d
    where to_char(d, 'MM-DD') = '06-15'),
row as (
    select t.task::text, t.title, u.name as unit, case t.lead when 'nation' then 'no' else 'yes' end as lead,
        'task' as kind, today - 350 + t.task * 37 % 210 as "from",
        today - 350 + t.task * 37 % 210 + (array[90, 180, 300])[1 + t.task % 3] as due
    from day, task t join unit u on case t.lead when 'city' then u.kind = 'office' when 'centre' then u.kind = 'centre'
        when 'nation' then u.kind = 'office' and u.n = 1 + t.task % 3 end
    union all
    select t.task::text, t.title, o.name, 'yes', 'task', today - 340, today - 70
    from day, task t, kb.organ o where t.lead = 'province' and o.code = 'DEMO-P-370000'
    union all
    select '注', '报送联系人信息表', u.name, 'no', 'contact', j.day - 14, j.day from unit u, june j)
select xmlelement(name story, xmlelement(name step, xmlattributes('shandong-handler' as "as",
        today - 352 || 'T09:00+08' as "at", 'plan' as "open"),
    xmlelement(name data, xmlforest(extract(year from today - 300) || '年专利执法维权任务分工方案（演示）' as title,
            extract(year from today - 300) as year),
        (select xmlagg(xmlelement(name row, xmlforest(r.task || '-' || r.unit as key, r.task, r.title, r.unit, r.lead,
            r.kind, r."from", r.due)) order by r."from", r.task, r.unit) from row r))))
from day;
