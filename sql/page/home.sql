-- sql/page/home.sql: page /, what people want to do, notices in force, figures.
-- <guide name title title_en summary summary_en group_name/>* <register register title title_en entries/>*
-- <notice notice_id title title_en organ_name published_at/>* <figure centres open on_time late/>

-- guide: many
select name, title, title_en, summary, summary_en, group_name
from api.procedure_view
where current and audience in ('public', 'government')
order by group_place, code;

-- register: many
select register, title, title_en, entries
from api.register_view
where entries > 0
order by entries desc, register
limit 10;

-- notice: many
select notice_id, title, title_en, organ_name, published_at
from api.notice_view
order by published_at desc, notice_id desc
limit 6;

-- figure: one kept
select (select coalesce(sum(entries), 0) from api.register_view where register = 'centre') as centres,
    (select coalesce(sum(n), 0) from api.case_count('organ')) as open,
    t.on_time, t.late
from (select coalesce(sum(met_on_time), 0) as on_time, coalesce(sum(met_late + overdue), 0) as late
    from api.on_time_view) t;
