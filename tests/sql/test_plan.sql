begin;
\ir data/setup.psql
reset role;
-- 30,000 cases of 40 governments, one in 200 open; no statement that a page sends may read them all
set local synchronous_commit = off;
insert into kb.organ (code, name, kind, level, region)
select 'p-' || i, '市' || i, 'government', 'prefecture', '370200' from generate_series(1, 40) i;
insert into kb.case_file (number, version_id, procedure, code, state, public_state, final, subject, opener_id, region,
    holder_id, holder_party, readers, opened_at, changed_at, closed_at, due_on, ticket)
select 'P-' || i, v.version_id, v.name, v.code, s.name, s.public_state, s.final, '案' || i, o.organ_id, '370200',
    case when s.final is null then pg_temp.organ('t-prov') end, s.holder, array[o.organ_id, pg_temp.organ('t-prov'), 0, -370000],
    '2020-01-01 00:00+08'::timestamptz + i * interval '1 hour', '2020-01-01 00:00+08'::timestamptz + i * interval '1 hour',
    case when s.final is not null then now() end, '2026-03-01'::date + i % 60, 'ticket-' || i
from generate_series(1, 30000) i
    join kb.procedure_version v on v.name = 'trial'
    join kb.procedure_state s on s.version_id = v.version_id and s.name = case when i % 200 = 0 then 'check' else 'done' end
    join kb.organ o on o.code = 'p-' || (case when i % 10 < 9 then 1 + i % 4 else 5 + i % 36 end);
insert into kb.case_event (case_id, seq, at, kind, move, public_state, prev_hash, hash)
select case_id, 1, opened_at, 'move', 'submit', 'submitted', '\x00', '\x00' from kb.case_file;
insert into kb.register_entry (register, key, seq, title, data, public, valid_from, at)
select 'centre-t', lpad(i::text, 6, '0'), 1, '中心' || i, '<entry/>', true, '2020-01-01', now() from generate_series(1, 20000) i;
insert into actor select 'p-' || i, api.example_actor(pg_temp.organ('p-' || i), 'applicant', null) from unnest(array[1, 20]) i;
analyze kb.case_file, kb.case_event, kb.register_entry, kb.case_reader;
create function pg_temp.reads(p_query text) returns text language plpgsql as $$
declare
    v_line text;
    v_bad text := '';
begin
    for v_line in execute 'explain ' || p_query loop
        if v_line ~ 'Seq Scan on (case_file|case_event|case_reader|register_entry)|using case_reader_pkey' then
            v_bad := v_bad || btrim(v_line);
        end if;
    end loop;
    return v_bad;
end $$;
create function pg_temp.flat(p_who text) returns setof text language plpgsql as $$
declare
    v_row record;
begin
    perform pg_temp.be(p_who);
    for v_row in select * from (values
        ('list', 'select number, subject, due_on from api.case_newest(null, 26)'),
        ('case', 'select * from api.case_view where number = ''P-77'''),
        ('events', 'select * from api.event_view where case_number = ''P-77'' order by seq'),
        ('work', 'select number from api.case_view where holder_id = any ((select kb.organs())::bigint[]) and closed_at is null order by due_on limit 25'),
        ('register', 'select * from api.entry_view where register = ''centre-t'' and key = ''000777'''),
        ('limits', 'select * from api.limit_view where case_number = ''P-77''')) q (name, text)
    loop
        return next is(pg_temp.reads(v_row.text), '', p_who || ': ' || v_row.name);
    end loop;
end $$;
set role kb_worker;
select plan(18 + 1);
select pg_temp.flat('t-prov/handler');
select pg_temp.flat('p-1');
select pg_temp.flat('p-20');
select api.enter(null, 'ticket-777') \g /dev/null
select is(pg_temp.reads('select number from api.case_view where number = ''P-777'''), '', 'receipt: progress');
select * from finish();
rollback;
