begin;
\ir data/setup.psql
select pg_temp.be('t-gov/applicant') \g /dev/null
select case_number as num from pg_temp.go('trial', '', '', '<apply><industry>x,5:y&amp;</industry><a>1</a><b>1</b></apply>') \gset
select pg_temp.go('trial', '', '', '<apply><industry>z</industry></apply>') from generate_series(1, 6) \g /dev/null
select pg_temp.be('t-prov/handler') \g /dev/null
select pg_temp.go('', 'draft', :'num', '<opinion><result>pass</result></opinion>') \g /dev/null
select pg_temp.be('t-prov/signer') \g /dev/null
select pg_temp.go('', 'recommend', :'num') \g /dev/null
select letter_id from api.letter_view where case_number = :'num' \gset
select plan(24);
-- the chain of a case
select is((select count(*) from api.audit_lines(:'num') where sha256(decode(prev_hash, 'hex') || convert_to(text, 'UTF8')) <> decode(hash, 'hex')),
    0::bigint, 'each hash is that of its text and the hash before');
select is((select count(*) from (select prev_hash, lag(hash, 1, repeat('0', 64)) over (order by seq) as before from api.audit_lines(:'num')) x
    where prev_hash <> before), 0::bigint, 'each follows the one before');
select is((select left(text, 50) from api.audit_lines(:'num') where seq = 1), left('23:' || :'num' || ',1:1,27:2026-03-02T01:00:00.000000Z,4:move,', 50), 'the text has its fields');
-- nothing can be changed
select throws_ok('update kb.case_event set note = ''x''', '42501', null, 'workers do not change the record');
reset role;
set role kb_engine;
select throws_ok('update kb.case_event set note = ''x''', '42501', null, 'nor does the engine');
select throws_ok('delete from kb.audit_leaf', '42501', null, 'nor leaves');
reset role;
-- a change behind its back is found
update kb.case_event set note = 'forged' where seq = 1 and case_id = (select case_id from kb.case_file where number = :'num');
select is((select string_agg(seq::text, ',') from api.audit_lines(:'num') where sha256(decode(prev_hash, 'hex') || convert_to(text, 'UTF8')) <> decode(hash, 'hex')),
    '1', 'a forged event is named');
-- the log: our own transaction is not sealed while it runs
select is((select added from api.seal_events() where size = 0), 0::bigint, 'what may still roll back is not sealed');
update kb.case_event set txid = '3';
select api.seal_events() \g /dev/null
update kb.audit_state set horizon = '0';
select added as n, root from api.seal_events() \gset
select ok(:n >= 8, 'then all are sealed');
select is((select added from api.seal_events()), 0::bigint, 'once');
-- an own tree over the same leaves, by the recursive definition
create function pg_temp.mth(p_from bigint, p_to bigint) returns bytea language plpgsql as $$
declare
    k bigint := 1;
begin
    if p_to - p_from = 0 then return sha256(''); end if;
    if p_to - p_from = 1 then
        return (select sha256('\x00'::bytea || e.hash) from kb.audit_leaf l join kb.case_event e using (event_id) where l.leaf_index = p_from);
    end if;
    while k * 2 < p_to - p_from loop k := k * 2; end loop;
    return sha256('\x01'::bytea || pg_temp.mth(p_from, p_from + k) || pg_temp.mth(p_from + k, p_to));
end $$;
select is((select count(*) from generate_series(0, :n) i where api.audit_root(i) <> encode(pg_temp.mth(0, i), 'hex')), 0::bigint, 'each size has the root of RFC 6962');
select is(:'root', api.audit_root(:n), 'and the head is the last');
create function pg_temp.walk(p_index bigint, p_size bigint) returns text language plpgsql as $$
declare
    h bytea := (select hash from kb.audit_leaf where leaf_index = p_index);
    fn bigint := p_index; sn bigint := p_size - 1; p text;
begin
    foreach p in array api.audit_path(p_index, p_size) loop
        if fn % 2 = 1 or fn = sn then
            h := sha256('\x01'::bytea || decode(p, 'hex') || h);
            while fn % 2 = 0 and fn <> 0 loop fn := fn / 2; sn := sn / 2; end loop;
        else
            h := sha256('\x01'::bytea || h || decode(p, 'hex'));
        end if;
        fn := fn / 2; sn := sn / 2;
    end loop;
    return encode(h, 'hex');
end $$;
select is((select count(*) from generate_series(0, :n - 1) i where pg_temp.walk(i, :n) <> :'root'), 0::bigint, 'each leaf has its inclusion proof');
select is((select array_length(api.audit_consistency(3, 7), 1)), 4, 'RFC 6962: consistency of 3 and 7 has four nodes');
select is((select array_length(api.audit_consistency(4, 7), 1)), 1, 'of 4 and 7 one');
select is((select array_length(api.audit_consistency(6, 7), 1)), 3, 'of 6 and 7 three');
select throws_ok(format('select api.store_head(%s, repeat(''00'', 32), ''00'', ''k'')', :n), 'KB409', 'error.audit-head', 'a foreign root is not stored');
select lives_ok(format('select api.store_head(%s, %L, ''00'', ''abcd'')', :n, :'root'), 'ours is');
select is((select count(*) filter (where line like 'event%') || ' ' || count(*) filter (where line like 'head%') || ' ' || max(next)
    from api.audit_export('0', false)), :n || ' 1 ' || :n, 'the export holds all');
select is((select count(*) from api.audit_export(:'n', false)), 0::bigint, 'and ends');
-- a void letter keeps its number
set role kb_worker;
select pg_temp.be('t-prov/handler') \g /dev/null
select throws_ok(format('select api.void_letter(%s, ''x'')', :letter_id), 'KB403', 'error.role', 'only a signer voids');
select pg_temp.be('t-prov/signer') \g /dev/null
select throws_ok(format('select api.void_letter(%s, '' '')', :letter_id), 'KB422', 'error.reason-missing', 'with a reason');
select api.void_letter(:letter_id, '错字') \g /dev/null
select is((select status || ' ' || void_reason from api.number_view where number = '试鲁函〔2026〕1号'), 'void 错字', 'the number stays, void');
select is((select last || ' ' || signed || ' ' || void || ' ' || missing from kb.number_series s join (select series_id as i, signed, void, missing from api.series_view) v on i = s.series_id where mark = '试鲁函'), '1 0 1 0', 'and none is missing');
select * from finish();
rollback;
