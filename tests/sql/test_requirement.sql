begin;
\ir data/setup.psql
select plan(2);

select is((select count(distinct row) from api.requirement_view), 101::bigint, 'rows 1 to 99, 55a and 97a');
select is((select string_agg(g::text, ' ') from generate_series(1, 99) g
    where not exists (select from api.requirement_view r where r.row = g::text)), null, 'no row is missing');
select * from finish();
rollback;
