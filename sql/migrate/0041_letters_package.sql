-- 0041_letters_package: how many letters one package holds.
insert into kb.setting (name, value, public, note) values
    ('letters-package', '500', true, 'letters in one package to print');
