-- 0051_effect: what a move does, read out of the file once instead of with every move.
create table kb.procedure_effect (
    version_id bigint not null references kb.procedure_version,
    move text not null,
    n int not null,
    name text not null,
    attr jsonb not null,
    text text,
    text_en text,
    reads text not null constraint procedure_effect_reads_check check (reads in ('nothing', 'case', 'facts')),
    el xml not null,
    primary key (version_id, move, n)
);
comment on table kb.procedure_effect is
    'Effects of a version''s moves, in order. attr: attributes; text: <text> or <title> in both languages; reads:
what of the case document it needs; el: the element, for who needs more of it.';
select kb.guard_table('kb.procedure_effect', 'select, insert');
select kb.publish_table('kb.procedure_effect');
