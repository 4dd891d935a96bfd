-- year_progress: a story: the province tells today how far its plan is.
select xmlelement(name story, (select xmlagg(xmlelement(name step, xmlattributes('shandong-signer' as "as",
        to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') || '+08' as "at", c.number as number,
        'report' as move)))
    from kb.case_file c where c.procedure = 'plan' and c.closed_at is null));
