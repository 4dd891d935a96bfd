begin;
\ir data/setup.psql
reset role;
\set sought `cat data/sought.xml`
\set secret `sed 's/name="sought" code="T07"/name="secret" code="T08"/; s/confidential="no"/confidential="yes"/' data/sought.xml`
select api.load_procedure(:'sought'), api.load_procedure(:'secret') \g /dev/null
select plan(96);
-- Numbers of the cases that are found, and what was said of the search.
create function pg_temp.find(p_q text, p_procedure text default '', p_state text default '', p_year text default '',
    p_region text default '', p_sort text default '', p_after text default '', p_limit int default 26)
returns text language plpgsql as $$
begin
    perform api.search(p_q, p_procedure, p_state, p_year, p_region, '', p_sort, p_after, p_limit);
    return (select string_agg(c.subject, ' ') from api.search_case(p_q) c);
end $$;

-- one form of a number, however it is written
select is(kb.number_key(x), '202310123456', 'one form: ' || x) from unnest(array['ZL 2023 1 0123456.6', '202310123456.6',
    'CN202310123456', '２０２３１０１２３４５６．６', '202310123456', '2023101234566', 'zl2023-1-0123456.6']) x;
select is(kb.number_key(x), '03102344', 'an old one: ' || x) from unnest(array['ZL 03 1 02344.5', '031023445', '03102344']) x;
select is(kb.number_key('370200 2026 P12 00001 6'), '3702002026P1200001', 'a case without hyphens');
select is(kb.number_key('91350100m000100y43'), '91350100M000100Y43', 'a credit code in small letters');
select is(kb.number_key('CN 110123456 A'), 'CN110123456', 'a publication is another thing');
select is(kb.number_key(x), null, 'no number: ' || x) from unnest(array['冰箱', '2023', '202340123456', '12345']) x;
select set_eq($$ select unnest(kb.number_keys('专利ZL 2023 1 0123456.6、ZL200310102344.5,案370200-2026-P12-00001-6号,91350100M000100Y43公司,公布CN 110123456 A')) $$,
    array['202310123456', '200310102344', '3702002026P1200001', '91350100M000100Y43', 'CN110123456'], 'numbers in running text');
select is(kb.number_keys('电话053280700000,2026-03-02,金额1234567.8'), '{}', 'and what is none');
select is(kb.search_text('ＺＬ２，。'), 'ZL2，。', 'letters and figures in half width');
select is(cardinality(kb.search_words('专利权ABC-12 A2345')), 6, 'pairs of characters, runs of letters and figures or each four of them');

-- cases as they are opened and moved
set role kb_worker;
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num from pg_temp.go('sought', '', '', '<apply><title>冷藏柜的除霜方法</title><abstract>本方法按温度控制压缩机，涉及ZL 2023 1 0123456.6。</abstract><patent>200310102344.5</patent><phone>13812345678</phone><inner>绝不外传</inner><grade>gold</grade><row><firm>青岛冰山公司</firm></row></apply>') \gset
select pg_temp.go('sought', '', '', '<apply><title>冷藏柜的门铰链</title><abstract>一种门铰链</abstract></apply>') \g /dev/null
select case_number as hush from pg_temp.go('secret', '', '', '<apply><title>机密压缩机</title><abstract>压缩机</abstract></apply>') \gset
select is(pg_temp.find('冷藏'), '冷藏柜的门铰链 冷藏柜的除霜方法', 'two characters, the newest first');
select is(pg_temp.find('冷藏', p_sort => 'oldest'), '冷藏柜的除霜方法 冷藏柜的门铰链', 'or the oldest');
select is(pg_temp.find('冷藏 除霜'), '冷藏柜的除霜方法', 'all words are wanted');
select is(pg_temp.find('藏柜除霜'), null, 'side by side as typed, not only its pairs');
select is(pg_temp.find(x), '冷藏柜的除霜方法', 'a number: ' || x) from unnest(array['202310123456', 'ZL２００３ 1 ０１０２３４４.5',
    '200310102344', '青岛冰山', 'GOLD', '压缩机 202310123456.6']) x;
select is(pg_temp.find(x), '冷藏柜的除霜方法', 'a part of a number: ' || x) from unnest(array['20031010', '010234', '2344.5', '2344',
    right(:'num', 7), '除霜 0234']) x;
select is(pg_temp.find('0324'), null, 'not what it only seems to hold');
select is(pg_temp.find(replace(:'num', '-', '')), '冷藏柜的除霜方法', 'a case number without hyphens');
select is(pg_temp.find('13812345678') || pg_temp.find('绝不外传'), null, 'telephones and what the file keeps out are not searched');
select is(pg_temp.find('冷藏', p_procedure => 'secret'), null, 'narrowed by procedure');
select is(pg_temp.find('冷藏', p_year => '2026', p_region => '370000', p_state => 'reviewing'), '冷藏柜的门铰链 冷藏柜的除霜方法', 'by year, division above, state');
select is(pg_temp.find('冷藏', p_region => '370600') || pg_temp.find('冷藏', p_state => 'done'), null, 'and not by others');
select is((select n || ' ' || too_short from api.search('冷', '', '', '', '', '', '', '', 26)), '0 true', 'a lone character is too short, and says so');
select is((select n || ' ' || more from api.search('冷藏', '', '', '', '', '', '', '', 26)), '2 false', 'and how many there are');
select is((select string_agg(facet || '=' || value || ':' || n, ' ') from api.search_facet('')),
    format('procedure=sought:2 state=reviewing:2 year=2026:2 region=370000:2 organ=%s:2', pg_temp.organ('t-gov')), 'counted by what narrows');
select is(pg_temp.find('冷藏', p_limit => 1), '冷藏柜的门铰链', 'a page');
select is(pg_temp.find('冷藏', p_limit => 1, p_after => (select case_id::text from api.case_view where subject = '冷藏柜的门铰链')), '冷藏柜的除霜方法', 'and the next');
select api.search('铰链', '', '', '', '', '', '', '', 26) \g /dev/null
select is((select snippet::text from api.search_case('铰链')), '<x>一种门<hit>铰链</hit></x>', 'with the hit marked');
select api.search('除霜 <b>', '', '', '', '', '', '', '', 26), api.search('压缩机', '', '', '', '', '', '', '', 26) \g /dev/null
select is((select string_agg(snippet::text, ' ' order by number) from api.search_case('压缩机')), '<x>本方法按温度控制<hit>压缩机</hit>，涉及ZL 2023 1 0123456.6。</x> <x><hit>压缩机</hit></x>', 'in any case');
select pg_temp.go('', 'change', (select number from api.case_view where subject = '冷藏柜的门铰链'), '<apply><title>保温箱的门铰链</title></apply>') is not null \g /dev/null

-- who sees what
select pg_temp.be('t-gov2/applicant') \g /dev/null
select is(pg_temp.find('冷藏') || pg_temp.find(:'num') || pg_temp.find('202310123456'), null, 'another organisation finds nothing');
select is((select count(*) from kb.search_item where kind = 'case'), 0::bigint, 'nor in the table');
select api.enter(null, null) \g /dev/null
select is(pg_temp.find('冷藏'), null, 'nor a guest');
reset role;
select set_config('kb.ticket', (select ticket from kb.case_file where number = :'num'), true) \g /dev/null
set role kb_worker;
select is((select count(*) from api.case_view) || ' ' || (select count(*) from kb.search_item where kind = 'case'), '1 0', 'a receipt shows the progress, not the text');
select pg_temp.be('t-nat/auditor') \g /dev/null
select is(pg_temp.find('压缩机'), '冷藏柜的除霜方法', 'an auditor above finds what is not confidential');
select pg_temp.be('t-prov/handler') \g /dev/null
select is(pg_temp.find('压缩机'), '机密压缩机 冷藏柜的除霜方法', 'the office that has them finds both');
select pg_temp.go('', 'draft', :'num', '<opinion><text>拟不予支持</text></opinion>') \g /dev/null
select is(pg_temp.find('不予支持'), null, 'a draft decision is found by nobody');
select pg_temp.be('t-gov/applicant') \g /dev/null
select is(pg_temp.find('不予支持'), null, 'least of all by whom it concerns');
select pg_temp.be('t-prov/signer') \g /dev/null
select pg_temp.go('', 'finish', :'num') \g /dev/null
select pg_temp.be('t-gov/applicant') \g /dev/null
select is(pg_temp.find('不予支持'), '冷藏柜的除霜方法', 'until it is given out');

-- lists by words and filters look through the same
create function pg_temp.listed(p_q text, p_procedure text default '', p_state text default '', p_sort text default '',
    p_after text default '', p_limit int default 26) returns text language sql as
    $$ select n from api.case_sought_count(p_q, p_procedure, p_state, p_sort);
    select string_agg(subject, ' ') from api.case_sought(p_q, p_procedure, p_state, p_sort, p_after, p_limit) $$;
select is(pg_temp.listed('除霜'), '冷藏柜的除霜方法', 'a list by words');
select is(pg_temp.listed('压缩机 202310123456'), '冷藏柜的除霜方法', 'as many as are typed');
select is(pg_temp.listed('门铰链'), '保温箱的门铰链', 'with what a case says now');
select is(pg_temp.listed('', 'sought', 'done'), '冷藏柜的除霜方法', 'by procedure and state');
select is(pg_temp.listed('', 'sought'), '保温箱的门铰链 冷藏柜的除霜方法', 'the last opened first');
select is(pg_temp.listed('', 'sought', p_limit => 1, p_after => (select changed_at || '~' || case_id from api.case_sought('', 'sought', '', '', '', 1))),
    '冷藏柜的除霜方法', 'and on behind the last one seen');
select is(pg_temp.listed('', p_sort => 'due'), pg_temp.listed('铰链', p_sort => 'due'), 'open ones by due date, with words or without');
select is((select n || ' ' || more || ' ' || too_short from api.case_sought_count('除霜', '', '', '')), '1 false false', 'and how many');
select is((select n || ' ' || too_short from api.case_sought_count('霜', '', '', '')), '0 true', 'a lone character is too short there too');
select pg_temp.be('t-gov2/applicant') \g /dev/null
select is(concat(pg_temp.listed('除霜'), pg_temp.listed('', 'sought'), pg_temp.listed('', p_sort => 'due')), '', 'another organisation is shown none of it');

-- registers and notices
select api.enter(null, null) \g /dev/null
select is((select string_agg(register, ' ') from api.search_entry('除霜', '', 26)), 'known', 'anybody finds public entries, not inner ones');
select is((select string_agg(snippet::text, ' ') from api.search_entry('不予支持', '', 26)), '<x>拟<hit>不予支持</hit></x>', 'by the columns that are shown');
select is((select count(*) from api.search_entry('绝不外传', '', 26)), 0::bigint, 'not by others');
select is((select title from api.search_notice('除霜', '', 26)), '办结冷藏柜的除霜方法', 'and notices');
reset role;
insert into kb.notice (title, title_en, published_at, body) values ('抽查结果', 'Drawn: 抽查结果', now(), '<body><p xml:lang="zh-CN">名单如下，甲乙丙代理在其中。</p>
    <p xml:lang="en">Listed below: 甲乙丙代理.</p><table><tr><td>戊己庚代理</td><td>Z1</td></tr></table></body>');
set role kb_worker;
select is((select title || ' ' || coalesce(snippet::text, '-') from api.search_notice('drawn', '', 26)), '抽查结果 -', 'found by its English too, which is not shown');
select is((select string_agg(snippet::text, ' ') from api.search_notice('甲乙丙代理', '', 26)), '<x>名单如下，<hit>甲乙丙代理</hit>在其中。</x>', 'but the Chinese line');
select is((select string_agg(snippet::text, ' ') from api.search_notice('戊己庚代理', '', 26)), '<x><hit>戊己庚代理</hit></x>', 'or the cell');
select is((select n || ' ' || more from api.register_count('known', '除霜', '', '', '', null)), '1 false', 'a register by words: how many');
select is((select string_agg(title, ' ') from api.register_entry('known', '除霜', '', '', '', null, 25, 0)), '冷藏柜的除霜方法', 'and which');
select is((select count(*) from api.register_entry('known', '除霜', '', '', '', null, 25, 25)), 0::bigint, 'no second page');
select is((select n from api.register_count('known', '除霜', '', 'ended', '', null)), 0::bigint, 'none that ended');
select is((select count(*) from api.register_entry('known', '除霜', '', 'ended', '', null, 25, 0)), 0::bigint, 'nor is one shown');
select is((select n || ' ' || too_short from api.register_count('known', '霜', '', '', '', null)), '0 true', 'nor by a lone character');

-- a frequent word among many windows stops early, a rare one comes through
reset role;
insert into kb.search_item (kind, id, seen, tags, text)
select 'notice', 1000000 + i * 700, '{-1}', '{}', case when i % 2 = 0 then '常见词语' else '其他词语' end || case when i = 3 then '罕见' else '' end
from generate_series(0, 1500) i;
select is((select string_agg(x::text, ' ') from (select unnest(ids) as x from kb.search_find('notice', '罕见', '{}', false, null, 9)) y), '1002100', 'a rare one');
select is((select ids[1] || ' ' || ids[9] from kb.search_find('notice', '常见', '{}', false, null, 9)), '2050000 2038800', 'a frequent one');
select is((select cardinality(ids) from kb.search_find('notice', '词语', '{}', p_up, null, 2000)), 1501, 'all of them') from unnest(array[true, false]) p_up;
select is((select array_agg(i order by n) from (select * from unnest((select ids from kb.search_find('notice', '词语', '{}', true, null, 2000))) with ordinality u (i, n)) y),
    (select array_agg(s.id order by s.id) from kb.search_item s where s.kind = 'notice' and s.text like '%词语%'), 'each once, in order');
-- few are expected behind the first windows, and there are more than are looked at at once
insert into kb.search_item (kind, id, seen, tags, text)
select 'notice', i, '{-1}', '{}', '扎堆词语' from generate_series(100001, 105000) i;
select is((select ids[1] || ' ' || ids[2] || ' ' || ids[1001] || ' ' || cardinality(ids) from kb.search_find('notice', '扎堆', '{}', false, null, 1001)),
    '105000 104999 104000 1001', 'the last of those that lie close together');
select is((select ids[1] || ' ' || ids[1001] || ' ' || cardinality(ids) from kb.search_find('notice', '扎堆', '{}', true, null, 1001)),
    '100001 101001 1001', 'and the first');
delete from kb.search_item where text = '扎堆词语';
-- what all have narrows nothing, and is not asked of the index
select api.sample_search() \g /dev/null
select cmp_ok((select count(*) from kb.search_common), '>', 0::bigint, 'some keys are common');
select is((select string_agg(x::text, ' ') from (select unnest(ids) as x from kb.search_find('notice', '词语 罕见', '{}', false, null, 9)) y), '1002100', 'a rare one among common ones');
select is((select cardinality(ids) from kb.search_find('notice', '词语', '{}', p_up, null, 2000)), 1501, 'all of them still') from unnest(array[true, false]) p_up;
select is((select ids from kb.search_find('notice', '语词', '{}', false, null, 9)), '{}', 'nothing else');
-- what was there before the search is put in by the keeper
select count(*) as items from kb.search_item where id < 1000000 \gset
delete from kb.search_item;
select ok(api.fill_search(2) > 0 and api.fill_search(1000) + api.fill_search(1000) + api.fill_search(1000) + api.fill_search(1000) + api.fill_search(1000) > 0 and api.fill_search(1000) = 0, 'in rounds');
select is((select count(*) from kb.search_item), :items::bigint, 'all of it');
select * from finish();
rollback;
