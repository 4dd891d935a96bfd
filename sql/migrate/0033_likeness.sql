-- 0033_likeness: which earlier cases say nearly the same.
--
-- Texts are compared by the set of their pairs of neighbouring characters; how alike two are is
-- Jaccard's index of the sets. A signature of 96 minima (MinHash by one permutation, empty bins filled
-- from others: Shrivastava, ICML 2017) is cut into 24 bands of 4, hashed; whoever shares a band is a
-- candidate: of pairs alike by 0.5 that is 79 of 100, by 0.6 96, by 0.1 2 of 1,000.
create table kb.procedure_likeness (
    version_id bigint primary key references kb.procedure_version,
    name text not null,
    fields text not null,
    party text not null,
    least int not null constraint procedure_likeness_least_check check (least between 30 and 100),
    without text,
    register text,
    key text
);
comment on table kb.procedure_likeness is
    '<likeness> of a version: fields is an XPath of the texts compared; without, a regular
expression of phrases that do not count; cases of one name are compared with each
other; people of party see what is alike by least per cent or more; in register stands, by the value at key below the
record, what is known of a case that is alike.';
select kb.guard_table('kb.procedure_likeness', 'select, insert');
select kb.publish_table('kb.procedure_likeness');

create table kb.likeness (
    case_id bigint primary key references kb.case_file,
    grams int[] not null,
    bands bigint[] not null
);
comment on table kb.likeness is
    'Cases that can be compared, kept in the transaction of their moves. No policy lets anybody read it: what
is alike is told by api.likeness.';
create index likeness_bands_idx on kb.likeness using gin (bands) with (fastupdate = off);
select kb.guard_table('kb.likeness', 'select, insert, update');
