-- sql/page/tool_needs.sql: page /tool/needs?type=design|invention|all&cities=N, staff, money and
-- premises by the standards of the designation procedure.
-- <needs person_years build_cost_wan run_cost_wan space_m2 formula/>

-- needs: many
select n.*
from api.needs(:type::text, substring(:cities::text from '^\d{1,3}$')::int) n
where :type::text in ('design', 'invention', 'all')
    and (coalesce(:cities::text, '') = '' or :cities::text ~ '^\d{1,3}$');
