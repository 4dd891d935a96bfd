-- sql/page/register_list.sql: page /register, the registers that the asker may see.
-- <register register title title_en procedure entries/>*

-- register: many
select register, title, title_en, procedure, entries
from api.register_view
order by register;
