-- 0054_exchange_region: which division works here, where a peer speaks for all around it.
insert into kb.setting (name, value, public, note) values
    ('exchange-region', '', false, 'division whose organisations work here, though a peer speaks for a larger one');
