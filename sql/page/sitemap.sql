-- sql/page/sitemap.sql: page /sitemap, every public page.
-- <guide name title title_en/>* <register register title title_en/>*

-- guide: many
select name, title, title_en
from api.procedure_view
where current
order by code;

-- register: many
select register, title, title_en
from api.register_view
order by register;
