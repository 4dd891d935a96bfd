-- sql/page/register_list.sql: page /register, the public registers.
-- <register register title title_en procedure entries/>*

-- register: many
select register, title, title_en, procedure, entries
from api.register_view
where public
order by register;
