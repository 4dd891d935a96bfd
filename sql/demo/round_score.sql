-- round_score: a story: every centre reports for :year, the assessor scores, ranks, the signer
-- publishes. Marks are drawn from a digest of centre and year: the same each time.
with round as (
    select c.case_id, c.number
    from kb.case_file c
    where c.procedure = 'assessment' and c.state = 'scoring'
        and (xpath('string(/record/set-up/year)', c.record))[1]::text = :'year'
), report as (
    select c.number, c.record, o.region, 'centre-' || o.region as account, round(0.58 + 0.4 *
            (('x' || substr(md5(o.region || :'year'), 1, 4))::bit(16)::int / 65535.0), 3) as part,
        o.region = '140100' or o.region = '630100' and :year = 2024 as poor,
        row_number() over (order by o.region) as n
    from round r
    join kb.case_link k on k.parent_id = r.case_id
    join kb.case_file c on c.case_id = k.child_id
    join kb.case_party p on p.case_id = c.case_id and p.party = 'centre'
    join kb.organ o on o.organ_id = p.organ_id
    where c.procedure = 'assessment-report'
), step (n, step) as (
    select n, xmlelement(name step, xmlattributes(account as "as",
            (:year + 1) || '-02-26T10:00+08' as "at", number as "number",
            'submit-report' as move),
        xmlelement(name data, xmlforest((80 + n)::int as infringement,
            (70 + n)::int as "infringement-closed", (66 + n)::int as "in-time",
            (n % 9)::int as counterfeit, (30 + n)::int as mediation, (200 + n)::int as aid,
            (900 + 10 * n)::int as accepted, (700 + 9 * n)::int as passed,
            (650 + 8 * n)::int as granted, '（演示）预审质量总体稳定。' as quality,
            (n % 5)::int as abnormal, (n % 3)::int as "out-of-field",
            '（演示）逐件核查并退回。' as measures, (20 + n % 15)::int as staff,
            (12 + n % 8)::int as examiners, (n % 4)::int as "left", (60 + n)::int as trained,
            (80000000 + n * 100000)::bigint as funds, (600 + 5 * n)::int as space,
            '（演示）与法院、仲裁、调解机构建立衔接机制。' as mechanism,
            case when :year >= 2025 then 5 + n % 5 end as "kept-years",
            case when :year >= 2025 then 30 + n % 40 end as "use-rate",
            case when :year >= 2025 then '（演示）转化运用和多元化解成效良好。' end as effect,
            '填报人' as contact, '13800000000' as phone),
            xmlelement(name report, xmlattributes('年度报告（演示）.pdf' as file))))
    from report
    union all
    select 1000 + n, xmlelement(name step, xmlattributes('national-assessor' as "as",
            (:year + 1) || '-03-15T14:00+08' as "at", number as "number",
            'score' as move),
        xmlelement(name data, (select xmlagg(xmlelement(name indicator,
                xmlforest(x.content, x.name, x.weight, x.criteria,
                    round(x.weight * case when poor then 0.5 + 0.05 * part
                        else least(part + 0.02 * (x.i % 3), 1) end, 2) as score)) order by x.i)
            from xmltable('/record/score/indicator' passing record columns i for ordinality,
                content text, name text, weight numeric, criteria text) x)))
    from report
    union all
    select 5000, xmlelement(name step, xmlattributes('national-assessor' as "as",
        (:year + 1) || '-03-25T09:00+08' as "at", number as "number", 'rank' as move)) from round
    union all
    select 6000, xmlelement(name step, xmlattributes('national-signer' as "as",
        (:year + 1) || '-03-30T09:00+08' as "at", number as "number", 'publish' as move)) from round
)
select xmlelement(name story, xmlagg(step order by n)) from step;
