-- 0056_due: what falls due is found however many limits have passed that nothing is made for.
alter table kb.case_limit add acts boolean not null default true;
comment on column kb.case_limit.acts is 'Whether its procedure makes a move (auto="due:…") when it has passed.';
update kb.case_limit l set acts = false from kb.case_file c
where c.case_id = l.case_id and not exists (select from kb.procedure_move m
    where m.version_id = c.version_id and m.auto = 'due:' || l.name);
create index case_limit_acts_idx on kb.case_limit (due_on, case_limit_id)
    where status = 'running' and acts and not fired;
