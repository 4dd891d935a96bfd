-- Begins `n` cases of note.xml, which then go to and fro until `rounds` messages of each have taken
-- effect. As owner of the province's database, by the engine.
do $$
declare
    v_city bigint := (select o.organ_id from kb.organ o where o.code = 'DEMO-G-370200');
    v_version bigint := (select v.version_id from kb.procedure_version v where v.name = 'note');
begin
    for i in 1 .. current_setting('load.n')::int loop
        perform kb.open_case(null, 'begin', kb.today(), v_city, null, null, format(
            '<record><note><round>1</round><rounds>%s</rounds><text>第%s件</text></note></record>',
            current_setting('load.rounds'), i)::xml, null, v_version);
    end loop;
end $$;
