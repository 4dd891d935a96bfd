-- round_open: a story: the national office opens the assessment of :year.
select xmlelement(name story, xmlelement(name step, xmlattributes('national-assessor' as "as",
        (:year + 1) || '-02-10T09:00+08' as "at", 'assessment' as "open"),
    xmlelement(name data, xmlforest(:year as year),
        (select xmlagg(xmlelement(name indicator, xmlforest(content, name, weight,
            '（演示）按考核细则逐项计分。' as criteria)) order by n)
        from (values
            (1, 'dispute', '侵权纠纷调处', 25), (2, 'pre-examination', '预审数量与质量', 30),
            (3, 'abnormal', '非正常申请与非规定领域受理', 15),
            (4, 'support', '队伍与条件保障', 15), (5, 'mechanism', '机制构建运行', 15)
        ) x (n, content, name, weight)),
        case when :year >= 2025 then xmlelement(name "low-share", 10) end)));
