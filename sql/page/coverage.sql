-- sql/page/coverage.sql: page /coverage, what the sources ask for and what answers it.
-- <rule row chapter term term_en clause/>* <means row path title title_en/>*
-- <procedure name title title_en alone alone_en/>* <message procedure title title_en sender sender_en/>*

-- rule: many
select distinct row, chapter, term, term_en, clause, n from api.requirement_view order by n;

-- means: many
select row, path, title, title_en from api.requirement_view order by n, i;

-- procedure: many
select distinct on (code, procedure) procedure as name, procedure_title as title, procedure_title_en as title_en, alone, alone_en
from api.procedure_message_view order by code, procedure, version desc;

-- message: many
select procedure, title, title_en, sender, sender_en
from api.procedure_message_view m
where name is not null and version = (select max(n.version) from api.procedure_message_view n where n.procedure = m.procedure)
order by procedure, n;
