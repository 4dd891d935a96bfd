-- 010_setting: the installation says that its data is make-believe, and lets
-- the demonstration set the clock.
insert into kb.setting (name, value, public) values
    ('demo', 'yes', true),
    ('name-en', 'Rapid IP Protection System', true),
    ('sponsor', '国家知识产权局（演示）', true),
    ('organiser', '国家知识产权局知识产权保护司（演示）', true),
    ('contact', '演示地址，非真实联系方式', true),
    ('phone', '12330（演示）', true),
    ('code', 'bm00000000（演示）', true),
    ('icp', '京ICP备00000000号（演示）', true),
    ('police', '京公网安备00000000000000号（演示）', true),
    ('test-clock', 'on', false)
on conflict (name) do update set value = excluded.value;
