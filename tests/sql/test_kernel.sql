begin;
\ir data/setup.psql
\set kernel `cat data/kernel.xml`
reset role;
select api.load_procedure(:'kernel') \g /dev/null
select set_config('kb.clock', '2026-03-02 09:00+08', true) \g /dev/null
insert into kb.register_entry (register, key, seq, title, data, organ_id, public, valid_from, valid_to, at)
select r, k, s, k, d::xml, o, false, f::date, t::date, now() from (values
    ('black-t', 'BAD', 1, '<entry><ground>x</ground><secret>y</secret></entry>', null::bigint, '2026-01-01', null),
    ('black-t', 'GONE', 1, '<entry><ground>x</ground></entry>', null, '2025-01-01', '2026-01-01'),
    ('field-t', pg_temp.organ('t-prov') || ' H04L', 1, '<entry/>', null, '2025-01-01', null),
    ('field-t', pg_temp.organ('t-nat') || ' A01B', 1, '<entry/>', null, '2025-01-01', null),
    ('found-t', '1', 1, '<entry><grave>yes</grave></entry>', pg_temp.organ('t-gov'), '2025-04-01', '2025-05-01'),
    ('found-t', '2', 1, '<entry><grave>yes</grave></entry>', pg_temp.organ('t-gov'), '2025-02-01', null),
    ('found-t', '3', 1, '<entry><grave>no</grave></entry>', pg_temp.organ('t-gov'), '2026-02-01', null),
    ('found-t', '4', 1, '<entry><grave>yes</grave></entry>', pg_temp.organ('t-gov2'), '2026-02-01', null)
) v (r, k, s, d, o, f, t);
create function pg_temp.apply(p_code text, p_centre text, p_pages int) returns xml language sql as $$
    select format('<apply><code>%s</code><centre>%s</centre><type>a</type><pages>%s</pages><class>H04L 9/40</class>'
        '<row><key>b</key><name>乙</name><from>2026-03-03</from></row><row><key>a</key><name>甲</name><from>2026-03-02</from></row>'
        '<row><key>c</key><name>丙</name><from>2026-06-01</from></row></apply>', p_code, p_centre, p_pages)::xml $$;
set role kb_worker;
select plan(50);

select pg_temp.be('t-gov/applicant') \g /dev/null
select throws_ok($$ select pg_temp.go('kernel', '', '', pg_temp.apply('BAD', '试验省局', 1)) $$, 'KB422', 'error.guard', 'an entry in force stops the opening');
select throws_ok($$ select pg_temp.go('kernel', '', '', pg_temp.apply('OK', '没有的单位', 1)) $$, 'KB422', 'error.guard', 'the party must exist');
select throws_ok($$ select pg_temp.go('kernel', '', '', pg_temp.apply('OK', '试验市政府', 1)) $$, 'KB422', 'error.guard', 'and be of the kind');
select api.begin_draft(gen_random_uuid(), 'kernel', '', '') as draft \gset
select api.save_draft(:'draft', pg_temp.apply('BAD', '试验省局', 1), 'page', 1) \g /dev/null
select is((select (xpath('concat(/x/fact/listed/@count, /x/fact/listed/entry/ground, /x/fact/listed/entry/secret, /x/party/centre/@name, /x/party/province/@name, count(/x/fact/*))', f.facts))[1]::text
    from api.draft(:'draft') d, api.draft_facts(d.draft_id, d.data) f), '1x试验省局试验省局2', 'a draft knows the facts that its form names and named parties; only the columns that were asked for');
select is((select (xpath('string(/x/fact/listed/@count)', api.draft_facts(:'draft', pg_temp.apply('GONE', 't-prov', 1))))[1]::text), '0',
    'and those of what was typed just now; an entry that ended is none');
select case_number as num from pg_temp.go('kernel', '', '', pg_temp.apply('GONE', '试验省局', 5)) \gset
select is((select (xpath('count(/case/fact)', document))[1]::text from api.case_view where number = :'num'), '0', 'readers of a case do not get facts');
select case_number as num2 from pg_temp.go('kernel', '', '', pg_temp.apply('OK', '试验省局', 7)) \gset
select case_number as num3 from pg_temp.go('kernel', '', '', pg_temp.apply('OK', '试验省局', 9)) \gset
select throws_ok($$ select pg_temp.go('kernel', '', '', pg_temp.apply('OK', '试验省局', 1)) $$, 'KB422', 'error.guard', 'a quota of three a year is used up');
select pg_temp.be('t-prov/handler') \g /dev/null
select is((select holder_name from api.case_view where number = :'num'), '试验省局', 'the party that the form names has the case');
select pg_temp.go('', 'accept', :'num') \g /dev/null
select is((select (xpath('string(/case/record/seen)', document))[1]::text from api.case_view where number = :'num'), 'true116',
    'scope by prefix; one grave finding within 12 months; the sum of the others');
select is((select string_agg(key || title, ' ' order by key) from api.entry_view where register = 'row-t'), null,
    'a closed register is not for offices');
reset role;
select is((select string_agg(replace(key, :'num', '') || title, ' ' order by key) from kb.register_entry where register = 'row-t'),
    ' a甲  b乙  c丙', 'an entry for each item');
select is((select (xpath('concat(/record/sample/count, " ", /record/sample/hash)', record))[1]::text from kb.case_file where number = :'num'),
    '3 ' || encode(sha256(convert_to(E'a\nb\nc\n', 'UTF8')), 'hex'), 'the list of a draw and its digest');
set role kb_worker;
select pg_temp.go('', 'draw', :'num', '<reveal><value>8.2 6.9</value></reveal>') \g /dev/null
select is((select array_agg(x.key order by x.n) from api.case_view v, xmltable('/case/record/sample-drawn/drawn' passing v.document
        columns n int path 'n', key text path 'key') x where v.number = :'num'),
    (select array_agg(k) from (select k from unnest(array['a', 'b', 'c']) k order by encode(sha256(convert_to(
        encode(sha256(convert_to(E'a\nb\nc\n', 'UTF8')), 'hex') || ':8.2 6.9:' || k, 'UTF8')), 'hex') limit 2) x), 'anybody reckons the same draw');
select (xpath('string(/case/record/sample-drawn/drawn[1]/key)', document))[1]::text as first from api.case_view where number = :'num' \gset
select pg_temp.go('', 'draw', :'num', format('<reveal><value>8.2 6.9</value><recuse>%s</recuse></reveal>', :'first')::xml) \g /dev/null
select is((select (xpath(format('concat(count(/case/record/sample-drawn/drawn), count(/case/record/sample-drawn/drawn[key = "%s"]))', :'first'), document))[1]::text
    from api.case_view where number = :'num'), '20', 'who is recused is passed over');

-- recurring: what is due opens once
select pg_temp.clock('2026-03-04 09:00+08') \g /dev/null
select is((select count(*) from api.run_due()), 1::bigint, 'the keeper opens what is due');
reset role;
select is((select (xpath('concat(/case/child/*[1]/@key, /case/child/*[2]/@key)', api.example_case(:'num')))[1]::text), 'ba', 'by its key');
select is((select count(*) from api.run_due()), 0::bigint, 'not before the next day');
select pg_temp.clock('2026-03-06 09:00+08') \g /dev/null
select is((select count(*) from api.run_due()), 1::bigint, 'and again');
select is((select (xpath('count(/case/child/*)', api.example_case(:'num')))[1]::text), '2', 'but nothing twice');
select pg_temp.clock('2026-06-02 09:00+08') \g /dev/null
select is((select count(*) from api.run_due()), 1::bigint, 'when a later one is due');
select is((select (xpath('count(/case/child/*)', api.example_case(:'num')))[1]::text), '3', 'it opens');
set role kb_worker;

-- confidential
select pg_temp.be('t-nat/auditor') \g /dev/null
select is((select count(*) from api.case_view where procedure = 'kernel'), 0::bigint, 'an auditor above does not read confidential cases');
select is((select count(*) from api.event_view where case_number = :'num'), 0::bigint, 'nor their record');
select pg_temp.be('t-prov/handler') \g /dev/null
select is((select count(*) from api.case_view where procedure = 'kernel'), 3::bigint, 'parties do');

-- figures
select pg_temp.go('', 'accept', :'num2'), pg_temp.go('', 'accept', :'num3'), pg_temp.go('', 'end', :'num') \g /dev/null
select pg_temp.be('nobody') \g /dev/null
select is((select string_agg(measure || '=' || value, ' ') from api.measures('kernel', '2026-01-01', '2026-12-31', '')),
    'accepted=3 ended=1 pages=21 median-pages=7 end-rate=33.3', 'count, sum, median, rate');
select is((select string_agg(key || '=' || value, ' ') from api.measures('kernel', '2026-01-01', '2026-12-31', 'month') where measure = 'accepted'),
    '2026-03=1 2026-06=2', 'by month');
select is((select string_agg(label || '=' || value, ' ') from api.measures('kernel', '2026-01-01', '2026-12-31', 'organ') where measure = 'end-rate'),
    '试验省局=33.3', 'by organisation');
select is((select string_agg(key || '=' || value, ' ') from api.measures('kernel', '2026-01-01', '2026-12-31', 'field') where measure = 'pages'),
    'a=21', 'by field');
create function pg_temp.year_of(p_year int) returns text language sql as $$
    select string_agg(concat_ws('=', measure, value, value_before), ' ') from api.organ_year(pg_temp.organ('t-prov'), p_year) $$;
select is(pg_temp.year_of(2026), 'accepted=3 ended=1 pages=21 median-pages=7 end-rate=33.3', 'a year''s report');
select api.fold_tally() \g /dev/null
select is(pg_temp.year_of(2026), 'accepted=3 ended=1 pages=21 median-pages=7 end-rate=33.3', 'the same when folded');
select is(pg_temp.year_of(2027), 'accepted=3 ended=1 pages=21 median-pages=7 end-rate=33.3', 'beside the next year');
select is((select string_agg(measure || '=' || value, ' ') from api.measures('kernel', '2026-01-01', '2026-12-31', null)),
    'accepted=3 ended=1 pages=21 median-pages=7 end-rate=33.3', 'the same when folded');
select pg_temp.be('t-gov/applicant') \g /dev/null
select api.begin_draft(gen_random_uuid(), 'kernel', '', '') as draft \gset
select is((select (xpath('string(/x/fact/figure/@count)', api.draft_facts(:'draft',
    pg_temp.apply('OK', '试验省局', 1))))[1]::text), '2', 'a figure as a fact: this month and the two before');
select throws_ok($$ select api.draft_facts(gen_random_uuid(), '<apply/>') $$, 'KB404', 'error.not-found', 'facts of one''s own drafts only');

-- published: what is filled in is text, dates as each language writes them, a row for each item
reset role;
select is(kb.notice_body('<notice xmlns="urn:kuaibao:procedure:1"><p xml:lang="zh-CN">{who}，{on}</p><p xml:lang="en">{who}, {on}</p><table each="pool/item"><column title="号" title-en="No.">{key}</column><column title="名" title-en="Name">{name} &amp; {@n}</column></table><table each="none"><column title="a" title-en="b">{x}</column></table></notice>',
    '<case><who>甲&amp;乙 &lt;p&gt;</who><on>2026-03-02</on><pool><item><key>b</key><name>乙&lt;</name></item><item><key>a</key></item></pool></case>')::text,
    '<body><p xml:lang="zh-CN">甲&amp;乙 &lt;p&gt;，2026年3月2日</p><p xml:lang="en">甲&amp;乙 &lt;p&gt;, 2 Mar 2026</p><table><thead><tr><th xml:lang="zh-CN">号</th><th xml:lang="en">No.</th><th xml:lang="zh-CN">名</th><th xml:lang="en">Name</th></tr></thead><tbody><tr><td>b</td><td>乙&lt; &amp; 1</td></tr><tr><td>a</td><td> &amp; 2</td></tr></tbody></table></body>',
    'the body of a notice: text, dates of each language, a table with a row for each node');

-- published, redacted
select is((select string_agg(title || '|' || title_en || '|' || (body is not null) || '|' || (redact is null), ' ') from kb.notice where letter_id is not null),
    '关于某甲单位的结果|On 某甲单位|true|true', 'a public version of a letter, made when it is set');
select is(kb.public_letter('<letter xmlns="urn:kuaibao:letter:1"><head><number>试鲁字〔2026〕1号</number></head><title>关于青岛甲公司的决定</title><to>青岛甲公司：</to><body><h1>一、事实</h1><p>青岛甲公司张三（身份证11010519491231002X，电话13800001234）&amp;甲。</p></body><sign><organ>试验省局</organ><date>2026-06-02</date></sign></letter>',
    '[["青岛甲公司", "某甲公司"], ["张三", "张某"]]')::text,
    '<body><p>试鲁字〔2026〕1号</p><h2>关于某甲公司的决定</h2><p>某甲公司：</p><h3>一、事实</h3><p>某甲公司张某（身份证110105***********X，电话138****1234）&amp;甲。</p><p>试验省局 2026年6月2日</p></body>',
    'names, organisations, numbers');
-- anybody
select api.load_procedure(replace(replace(replace(:'kernel', 'name="kernel" code="T03"', 'name="anyone" code="T04"'), 'kinds="government"', 'kinds="person government"'), 'confidential="yes"', '')::xml) \g /dev/null
set role kb_worker;
select pg_temp.be('nobody') \g /dev/null
select throws_ok($$ select api.begin_guest('kernel', repeat('a', 64), '') $$, 'KB401', 'error.sign-in', 'only what is open to anybody begins without an account');
select api.begin_guest('anyone', encode(sha256('guest1'), 'hex'), '') \g /dev/null
select account as who from api.enter('guest1', null) \gset
select case_number as gnum, query_code as gcode from pg_temp.go('anyone', '', '', pg_temp.apply('OK', '试验省局', 1)) \gset
select is((select count(*) from api.case_view), 1::bigint, 'who began sees that case and no other');
select pg_temp.be('nobody') \g /dev/null
select throws_ok(format('select api.resume_guest(%L, %L, %L, %L)', :'gnum', '22222222222', repeat('b', 64), ''), 'KB404', 'error.track', 'coming back takes the query code');
select api.resume_guest(:'gnum', :'gcode', encode(sha256('guest2'), 'hex'), '') \g /dev/null
select is((select account from api.enter('guest2', null)), :'who', 'with it the same person comes back');
select is((select number from api.case_view), :'gnum', 'to their case');
reset role;
select is(kb.xpath_texts('{@a,b,count(c),x,boolean(c)}', '<r a="1"><b>2 &amp; 3</b><c/></r>'), '{1,2 & 3,1,"",true}'::text[], 'several paths over one parsed document');
select is(kb.xpath_texts('{b,@a}', ('<r a="1"><b>x' || chr(64976) || 'y</b></r>')::xml), array['x' || chr(64976) || 'y', '1'], 'whatever its texts hold');
select is(kb.record_without('<record><a><x>1</x><y>2</y></a><b><x>3</x></b></record>', '{a/x}')::text,
    '<record><a><y>2</y></a><b><x>3</x></b></record>', 'a record without what is withheld');
select is(kb.form_without('<a><x>1</x></a>', '{a/x,b/y}')::text, '<a></a>', 'a form with nothing left');
-- what spares reading most cases never leaves one out
reset role;
select is(kb.fact_needle('record/complaint/target = ''甲 & 乙公司'' and state = ''x'''), '乙公司', 'the longest part that stands as it is');
select is(kb.fact_needle('@number = ''2026-1'''), null, 'nothing of what is no part of the record');
select is(kb.fact_needle('record/a = ''x'' or record/b = ''y'''), null, 'nor where another condition may hold');
select is(kb.fact_needle('record/a = '''''), null, 'nor of an empty value');
select * from finish();
rollback;
