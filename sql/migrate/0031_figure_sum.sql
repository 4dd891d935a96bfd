-- 0031_figure_sum: figures are folded once, not each hour anew, and reports read sums of them.
create table kb.figure_sum (
    by text not null constraint figure_sum_by_check check (by in ('procedure', 'state', 'month', 'organ', 'limit')),
    key text not null,
    n bigint not null default 0,
    on_time bigint not null default 0,
    late bigint not null default 0,
    primary key (by, key)
);
comment on table kb.figure_sum is
    'Cases (n) and time limits met, by procedure, state, month of opening (YYYY-MM), organisation or limit (PROCEDURE
LIMIT): what api.fold_tally() has folded of kb.case_tally and kb.limit_tally. The rest stands in these, not folded.';
select kb.guard_table('kb.figure_sum', 'select, insert, update');

-- folded: added up already; the others are changes since.
alter table kb.case_tally add column folded boolean not null default false;
alter table kb.limit_tally add column folded boolean not null default false;
alter table kb.measure_tally add column folded boolean not null default false;
alter table kb.rating_tally add column folded boolean not null default false;
create unique index case_tally_folded_idx on kb.case_tally (procedure, state, month) where folded;
create unique index limit_tally_folded_idx on kb.limit_tally (organ_id, month, procedure, limit_name)
    nulls not distinct where folded;
create unique index measure_tally_folded_idx on kb.measure_tally (procedure, measure, month, organ_id, field, value)
    nulls not distinct where folded;
create unique index rating_tally_folded_idx on kb.rating_tally (organ_id, month, procedure, level)
    nulls not distinct where folded;
create index case_tally_fresh_idx on kb.case_tally (month) where not folded;
create index limit_tally_fresh_idx on kb.limit_tally (month) where not folded;
create index measure_tally_fresh_idx on kb.measure_tally (month) where not folded;
create index rating_tally_fresh_idx on kb.rating_tally (month) where not folded;
grant update on kb.case_tally, kb.limit_tally, kb.measure_tally, kb.rating_tally to kb_engine;

create table kb.measure_sum (
    procedure text not null,
    measure text not null,
    month date not null,
    field text not null,
    value numeric not null,
    n bigint not null,
    primary key (procedure, measure, month, field, value)
);
comment on table kb.measure_sum is 'What is folded of kb.measure_tally, of all organisations together.';
select kb.guard_table('kb.measure_sum', 'select, insert, update');
