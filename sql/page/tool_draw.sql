-- sql/page/tool_draw.sql: page /tool/draw?list=&value=&take=&without=; list and without: keys, one
-- a line, what stands behind a tab is not read. <draw hash n key score out place/>*: in the order of
-- the draw; out: passed over by `without`; place: its place among those that are not.

-- draw: many
select d.hash, d.n, d.key, d.score, d.out,
    case when not d.out then count(*) filter (where not d.out) over (order by d.n) end as place
from (select r.*, r.key in (select btrim(split_part(w, E'\t', 1))
            from regexp_split_to_table(coalesce(:without::text, ''), E'[\r\n]+') w) as out
        from api.redraw(:list::text, :value::text) r) d
where btrim(:value::text) <> ''
order by d.n;
