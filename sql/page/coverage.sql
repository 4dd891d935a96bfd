-- sql/page/coverage.sql: page /coverage, what the sources ask for and what answers it.
-- <rule row chapter term term_en clause/>* <means row path title title_en/>*

-- rule: many
select distinct row, chapter, term, term_en, clause, n from api.requirement_view order by n;

-- means: many
select row, path, title, title_en from api.requirement_view order by n, i;
