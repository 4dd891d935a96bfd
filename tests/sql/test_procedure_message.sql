begin;
\ir data/setup.psql
select plan(4);

-- Whether a procedure has messages is said for each: none is forgotten.
select is((select count(distinct procedure) from api.procedure_message_view),
    (select count(distinct name) from api.procedure_view), 'every procedure is there');
select is((select string_agg(distinct procedure || ' ' || version, ', ') from api.procedure_message_view
    where (name is null) = (alone = '') or (alone = '') <> (alone_en = '')), null,
    'each has messages, or says in both languages why it has none');
-- What is sent is taken somewhere.
select is((select string_agg(v.procedure || ' ' || v.version || ' ' || v.name, ', ')
    from api.procedure_message_view v join kb.procedure_version p on p.name = v.procedure and p.version = v.version
    where v.name is not null and not exists (select from kb.procedure_move m
        where m.version_id = p.version_id and m.auto = 'message:' || v.name)), null,
    'a move takes each message');
select is((select string_agg(v.procedure || ' ' || v.version || ' ' || v.name, ', ')
    from api.procedure_message_view v join kb.procedure_version p on p.name = v.procedure and p.version = v.version
    where v.name is not null and not exists (select from kb.procedure_send m
        where m.version_id = p.version_id and m.message = v.name)), null,
    'a move sends each message');
select * from finish();
rollback;
