-- 0019_pages: saved views of lists; how long requests and sign-in attempts are kept.
create table kb.saved_view (
    view_id bigint generated always as identity primary key,
    person_id bigint not null references kb.person,
    page text not null constraint saved_view_page_check check (page in ('work', 'cases')),
    name text not null constraint saved_view_name_check check (length(name) between 1 and 30),
    query text not null constraint saved_view_query_check check
        (length(query) between 1 and 600 and query ~ '^[!-~]+$' and query !~ '[<>"]'),
    unique (person_id, page, name)
);
comment on table kb.saved_view is 'Conditions of a list that a person keeps by a name: the query of its address.';
select kb.guard_table('kb.saved_view', 'select, insert, update, delete');
create policy kb_worker_own on kb.saved_view for select to kb_worker using (person_id = kb.actor());
grant select on kb.saved_view to kb_worker;

create index sign_in_attempt_at_idx on kb.sign_in_attempt (at);
grant delete on kb.sign_in_attempt to kb_engine;
insert into kb.setting (name, value, public, note) values
    ('keep-request-days', '30', false, 'days that a done request answers a second try'),
    ('keep-attempt-days', '190', false, 'days that sign-ins and their addresses are kept');
