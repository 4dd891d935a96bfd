-- sql/page/account.sql: page /account, oneself and who stands in.
-- <person account name phone email organ_name roles/> <substitute organ_name from_on to_on given
-- person_name stand_in_name/>* <colleague account name organ_name/>*

-- person: one
select account, name, phone, email, organ_name, roles
from api.person_view
where self;

-- substitute: many
select substitute_id, organ_name, from_on, to_on, given, person_name, stand_in_name
from api.substitutes();

-- colleague: many
select account, name, organ_name
from api.colleagues()
limit 300;
