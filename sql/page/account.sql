-- sql/page/account.sql: page /account, oneself and who stands in.
-- <person account name phone email organ_name roles/> <session session address created_at expires_at
-- current/>* (:session, this one's name, comes from C) <substitute organ_name from_on to_on given
-- person_name stand_in_name/>* <colleague account name organ_name/>*

-- person: one
select account, name, phone, email, organ_name, roles
from api.person_view
where self;

-- session: many
select session, address, created_at, expires_at, current
from api.sessions(:session::text);

-- substitute: many
select substitute_id, organ_name, from_on, to_on, given, person_name, stand_in_name
from api.substitutes();

-- colleague: many
select account, name, organ_name
from api.colleagues()
limit 300;
