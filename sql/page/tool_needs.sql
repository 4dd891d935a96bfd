-- sql/page/tool_needs.sql: page /tool/needs?type=design|invention-utility|all&cities=N, staff,
-- money and premises by the standards in the parameters of the designation procedure; without
-- cities the least for one city. No row: the question cannot be answered.
-- <needs person_years build_cost_wan run_cost_wan space_m2 formula/>?

-- needs: many
select n.*
from api.needs(:type::text, substring(:cities::text from '^\d{1,3}$')::int) n
where :type::text is not null
    and (coalesce(:cities::text, '') = '' or :cities::text ~ '^\d{1,3}$');
