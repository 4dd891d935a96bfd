-- The labelled set: 60 made-up applications, and of each six or seven copies as people make them, up to one that is
-- written anew around the same matter. Negatives of each other: thirty of six fields (one pair of each field has the
-- same title and another solution), and thirty of which five each fill the same words of one applicant with other
-- inventions (likeness-hard.tsv).
begin;
\ir data/setup.psql
reset role;
\set sought `cat data/sought.xml`
select api.load_procedure(:'sought') as version \gset
select plan(19);
create temp table base (n int generated always as identity, field text, title text, abstract text,
    swap text not null default '');
\copy base (field, title, abstract, swap) from 'data/likeness.tsv'
\copy base (field, title, abstract) from 'data/likeness-hard.tsv'
create function pg_temp.swap(p_text text, p_pairs text) returns text language plpgsql as $$
declare
    v text;
begin
    foreach v in array string_to_array(p_pairs, ';') loop
        p_text := replace(p_text, split_part(v, '=', 1), split_part(v, '=', 2));
    end loop;
    return p_text;
end $$;
create function pg_temp.turn(p_text text, p_by int) returns text language sql as $$
    with c as (select x, i, count(*) over () as n from regexp_split_to_table(rtrim(p_text, '。'), '，') with ordinality u (x, i))
    select string_agg(x, '，' order by (i + p_by) % n, i) || '。' from c $$;
create temp table copy as
select b.n, b.field, e.edit, e.title, e.abstract
from base b cross join lateral (values
    ('original', b.title, b.abstract),
    ('synonyms', b.title, pg_temp.swap(b.abstract, '包括=包含;通过=借助;根据=依据;检测=测定;避免=防止;减少=降低;设有=设置有;判断=判定;公开了=提供了;使=令;时=之际;进入=送入;稳定=平稳')),
    ('reordered', b.title, pg_temp.turn(b.abstract, 2)),
    ('numbers', b.title, translate(b.abstract, '0123456789两三四', '3456789012三四两')),
    ('template', pg_temp.swap(b.title, b.swap), pg_temp.swap(b.abstract, b.swap)),
    ('padded', replace(b.title, '一种', '一种新型'), '本申请涉及设备技术领域。' || rtrim(b.abstract, '。') || '，结构简单，成本低，便于推广。'),
    ('all at once', b.title, pg_temp.turn(translate(pg_temp.swap(b.abstract, '包括=包含;根据=依据;检测=测定;避免=防止;减少=降低;公开了=提供了;判断=判定'), '0123456789', '3456789012'), 1) || '结构简单，便于推广。')
    ,
    ('rewritten', pg_temp.swap(b.title, b.swap || ';一种=新式;方法=工艺;装置=机构'), '本申请涉及设备技术领域，提供' || b.title || '。'
        || pg_temp.turn(translate(pg_temp.swap(substr(b.abstract, strpos(b.abstract, '，') + 1), b.swap
            || ';包括=具有;通过=借助;根据=依据;检测=测定;避免=防止;减少=降低;设有=装有;使=令;时=之际;进入=送入;判断=识别;后=之后;并=同时;由=经;用=以;再=继而;的='),
            '0123456789', '3456789012'), 2))
    ) e (edit, title, abstract)
where b.swap <> '' or e.edit <> 'template';
insert into kb.case_file (number, version_id, procedure, code, state, public_state, opener_id, region, opened_at, changed_at, ticket)
select n || ' ' || edit, :version, 'sought', 'T07', 'check', 'reviewing', (select min(organ_id) from kb.organ), '370000', kb.now(), kb.now(), n || edit
from copy;
insert into kb.likeness (case_id, grams, bands)
select f.case_id, g.grams, kb.likeness_bands('trial', g.grams)
from copy c join kb.case_file f on f.number = c.n || ' ' || c.edit, lateral (select kb.likeness_grams(c.title || ' ' || c.abstract, (select without from kb.procedure_likeness where version_id = :version)) as grams) g;
create temp table pair as
select a.n, a.edit, b.n as n2, b.edit as edit2, k.degree
from copy a join kb.case_file f on f.number = a.n || ' ' || a.edit, kb.likeness_candidates(f.case_id) k
    join kb.case_file g on g.case_id = k.case_id join copy b on g.number = b.n || ' ' || b.edit;
\if :{?explore}
select edit, count(*), round(min(degree), 2), round(avg(degree), 2) from pair where n = n2 and edit2 = 'original' group by 1;
select least, (select count(*) from pair p where p.n = p.n2 and p.degree >= least) as right,
    (select count(*) from pair p where p.n <> p.n2 and p.degree >= least) as wrong,
    (select round(count(*) / 780.0, 3) from pair p where p.n = p.n2 and 'original' in (edit, edit2) and p.degree >= least) as recall
from unnest(array[0.3, 0.35, 0.4, 0.45, 0.5, 0.55]) least;
select a.field, b.field, round(max(x.j), 3) from (select f.case_id, k.grams, f.number from kb.likeness k join kb.case_file f using (case_id)) fa join copy a on fa.number = a.n || ' ' || a.edit and a.edit in ('original', 'padded')
    cross join (select k.grams, f.number from kb.likeness k join kb.case_file f using (case_id)) fb join copy b on fb.number = b.n || ' ' || b.edit and b.n > a.n and b.edit in ('original', 'padded')
    cross join lateral (select (select count(*) from (select unnest(fa.grams) intersect select unnest(fb.grams)) z)::numeric / (select count(*) from (select unnest(fa.grams) union select unnest(fb.grams)) z) as j) x
group by 1, 2 order by 3 desc limit 5;
\endif

-- Of pairs told alike from 50 % on, as pre-examination has it, how many are; of copies, how many are found; how many that are alike by
-- the whole comparison the bands lose.
select count(*) filter (where n = n2) as good, count(*) filter (where n <> n2) as bad,
    count(*) filter (where n = n2 and 'original' in (edit, edit2)) as found,
    count(*) filter (where n = n2 and 'original' in (edit, edit2) and 'rewritten' not in (edit, edit2)) as easy
from pair where degree >= 0.50 \gset
select diag(format('likeness from 50%%: precision %s, recall %s; without those written anew %s', round(:good::numeric / (:good + :bad), 3),
    round(:found / 780.0, 3), round(:easy / 660.0, 3)));
select diag(format('  %s%%: precision %s, recall %s', least, round(sum((p.n = p.n2)::int)::numeric / count(*), 3),
        round(sum((p.n = p.n2 and 'original' in (p.edit, p.edit2))::int) / 780.0, 3)))
from unnest(array[30, 40, 45, 50, 55, 60]) least join pair p on p.degree * 100 >= least group by least order by least;
select cmp_ok(:good::numeric / (:good + :bad), '>=', 0.98, 'of those told alike 98 of 100 are');
select cmp_ok(:found / 780.0, '>=', 0.95, '95 of 100 copies are found');
select cmp_ok(:easy / 660.0, '>=', 0.99, 'and 99 of those that are not written anew');
create temp table truth as
select f.case_id, g.case_id as other, x.both::numeric / (cardinality(f.grams) + cardinality(g.grams) - x.both) as degree
from kb.likeness f join kb.likeness g on g.case_id > f.case_id
    cross join lateral (select count(*) as both from (select unnest(f.grams) intersect select unnest(g.grams)) y) x;
select cmp_ok((select count(*) filter (where exists (select from kb.likeness a join kb.likeness b on a.bands && b.bands
        where a.case_id = t.case_id and b.case_id = t.other))::numeric / count(*) from truth t where t.degree >= 0.50),
    '>=', 0.95, 'the bands lose few of those that are alike');
select cmp_ok((select count(*) filter (where exists (select from kb.likeness a join kb.likeness b on a.bands && b.bands
        where a.case_id = t.case_id and b.case_id = t.other))::numeric / count(*) from truth t where t.degree < 0.3),
    '<=', 0.1, 'and let few in that are not');
select is(kb.likeness_bands('a', '{}'), '{}', 'nothing is like nothing');
select ok(not kb.likeness_bands('a', '{1,2,3}') && kb.likeness_bands('b', '{1,2,3}'), 'names are kept apart');
select is(kb.likeness_grams('本发明冷藏、柜A1', '本发明'), kb.likeness_grams('冷藏。柜ａ１'), 'stops, case, width and phrases that all have do not count');
select is(kb.likeness_marks('一种<冷藏>柜', '一种冰冷柜'), '一种<ins>&lt;冷藏&gt;柜</ins>', 'what the other has not is marked');

-- on a case: who sees what of whom
insert into kb.organ (code, name, kind, level, region) values ('t-prov3', '试验省局三', 'office', 'province', '330000'),
    ('t-gov3', '试验市政府三', 'government', 'prefecture', '330100');
insert into actor select o.code || '/' || r, api.example_actor(o.organ_id, r, r) from kb.organ o, unnest(array['applicant', 'handler']) r where o.code like 't-%3';
select abstract from base where n = 1 \gset
create function pg_temp.likes(p_number text) returns text language sql as
    $$ select string_agg(concat_ws(' ', degree, coalesce(number, '-'), known, earlier), ', ' order by degree desc, number) from api.likeness(p_number) $$;
set role kb_worker;
select pg_temp.be('t-gov3/applicant') \g /dev/null
select case_number as far from pg_temp.go('sought', '', '', format('<apply><title>一种冷藏柜</title><abstract>%s再说一句。</abstract></apply>', :'abstract')::xml) \gset
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as first from pg_temp.go('sought', '', '', format('<apply><title>一种冷藏柜</title><abstract>%s</abstract></apply>', :'abstract')::xml) \gset
select case_number as second from pg_temp.go('sought', '', '', format('<apply><title>一种冷藏柜</title><abstract>%s</abstract></apply>', replace(:'abstract', '3毫米', '5毫米'))::xml) \gset
select case_number as third from pg_temp.go('sought', '', '', '<apply><title>一种完全无关的灯具</title><abstract>灯罩可以折叠。</abstract></apply>') \gset
select is((select count(*) from api.likeness(:'second')), 0::bigint, 'who applied is told nothing');
select pg_temp.be('t-prov/signer') \g /dev/null
reset role;
update kb.procedure_likeness set least = 60 where version_id = :version;
delete from kb.likeness k using kb.case_file f where f.case_id = k.case_id and f.number like '% %';
set role kb_worker;
select matches(pg_temp.likes(:'second'), '^9[0-9] ' || :'first' || ' t, [89][0-9] - t$', 'the office sees its own by number, of another only that there is one');
select pg_temp.go('', 'finish', :'first') \g /dev/null
select matches(pg_temp.likes(:'second'), '^9[0-9] ' || :'first' || ' 名录 t, [89][0-9] - t$', 'and that it stands in a register');
select is((select texts::text from api.likeness(:'second') where number = :'first'), format('<x><text field="apply/title"><own>一种冷藏柜</own><other>一种冷藏柜</other></text><text field="apply/abstract"><own>%s</own><other>%s</other></text></x>',
    replace(:'abstract', '3毫米', '<ins>5</ins>毫米'), replace(:'abstract', '3毫米', '<ins>3</ins>毫米')), 'with both texts side by side');
select is((select count(*) from api.likeness(:'second') where number is null and (texts is not null or state_title is not null)), 0::bigint, 'and no text of the other');
select is(pg_temp.likes(:'third'), null, 'another thing is like nothing');
select pg_temp.be('t-nat/auditor') \g /dev/null
select is(pg_temp.likes(:'second'), null, 'auditors are not told');
select is((select count(*) from api.likeness(:'far')) , 0::bigint, 'of no case');
select throws_ok('select * from kb.likeness', '42501', null, 'nor may anybody look');
-- cases of before the comparison are put in by the keeper
reset role;
select count(*) as kept from kb.likeness \gset
delete from kb.likeness;
delete from kb.job where name = 'search';
select api.fill_search(1000) from generate_series(1, 6) \g /dev/null
select is((select count(*) from kb.likeness), :kept::bigint, 'what was there before is compared too');
select * from finish();
rollback;
