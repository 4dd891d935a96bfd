begin;
\ir data/setup.psql
reset role;
create temp table vector (rule text, start text, raw text, due text, note text);
\copy vector from 'data/deadline-vectors.tsv' with (format csv, delimiter E'\t', header)
grant select on vector to kb_worker;
-- the guideline's examples, with the calendars of their years
insert into kb.calendar_notice (calendar, year, notice) select 'guide', y, '审查指南' from unnest(array[1998, 2001, 2007, 2008]) y;
insert into kb.calday (calendar, day, kind, holiday) values
    ('guide', '2007-12-29', 'work', '元旦'), ('guide', '2007-12-30', 'off', '元旦'),
    ('guide', '2007-12-31', 'off', '元旦'), ('guide', '2008-01-01', 'off', '元旦');
reset role; -- kb.deadline is not for workers
select plan(11 + 17);

select is((select row(d.raw, d.due, d.provisional)::text from api.deadline(left(v.start, 10)::date,
        rtrim(v.rule, 'dwmy')::int, right(v.rule, 1)) d),
    row(left(v.raw, 10)::date, left(v.due, 10)::date, false)::text, v.rule || ' from ' || v.start)
from vector v;

select is((select due from kb.deadline('2007-10-30', 2, 'm', '{}', 'guide')), '2008-01-02'::date, 'guideline: 2007-10-30 + 2 months');
select is((select due from kb.deadline('1998-06-01', 3, 'y', '{}', 'guide')), '2001-06-01'::date, 'guideline: 1998-06-01 + 3 years');
select is((select due from kb.deadline('2026-03-02', 10, 'd', array[row('2026-03-05', '2026-03-15', 'x')::kb.suspension])),
    '2026-03-23'::date, 'ten days with ten suspended: the 22nd is a Sunday');
select is((select raw from kb.deadline('2026-01-31', 1, 'm', array[row('2026-02-10', '2026-02-20', 'x')::kb.suspension])),
    '2026-03-10'::date, 'a month freezes with 18 days left and goes on');
select is((select due from kb.deadline('2026-03-02', 3, 'w', array[row('2026-03-03', '2026-03-05', 'x')::kb.suspension])),
    '2026-03-09'::date, 'working days: suspended ones are not counted');
select is((select raw from kb.deadline('2026-03-02', 5, 'd', array[row('2026-03-10', '2026-03-20', 'x')::kb.suspension])),
    '2026-03-07'::date, 'a suspension after the end moves nothing');
select is((select raw from kb.deadline('2026-03-02', 5, 'd', array[row('2026-03-07', '2026-03-20', 'x')::kb.suspension])),
    '2026-03-07'::date, 'nor does one that begins on the last day');
select is((select due from kb.deadline('2026-09-30', 1, 'd', '{}', 'cn', false)), '2026-10-01'::date, 'without rolling it may end on a holiday');
select is((select due || ' ' || provisional from api.deadline('2026-12-20', 20, 'w')), '2027-01-18 true', '2027 is provisional');
select is((select due || ' ' || provisional from api.deadline('2027-01-05', 1, 'm')), '2027-02-09 true', 'over the provisional Spring Festival');
select is((select due from api.deadline('2026-03-02', -1, 'd')), null, 'total: negative');
select is((select due from api.deadline('2026-03-02', 2147483647, 'y')), null, 'total: more than a hundred years');
select is((select due from api.deadline('2026-03-02', 1, 'z')), null, 'total: unknown unit');
select is((select due from api.deadline(null, 1, 'd')), null, 'total: no start');
select is((select due from api.deadline('infinity', 1, 'd')), null, 'total: no date');
select is((select string_agg(k || ' ' || d, ',' order by d) from api.deadline('2026-09-30', 1, 'd') x,
    xmltable('/trace/day' passing x.trace columns k text path '@kind', d text path '@date')),
    'holiday 2026-10-01,holiday 2026-10-02,holiday 2026-10-03,holiday 2026-10-04,holiday 2026-10-05,'
    || 'holiday 2026-10-06,holiday 2026-10-07,counted 2026-10-08', 'the trace names each skipped day');
select is((select (xpath('string(/trace/day[@date="2026-02-14"]/@kind)', trace))[1]::text
    from api.deadline('2026-02-10', 5, 'w')), 'work', 'and each make-up day');
select * from finish();
rollback;
