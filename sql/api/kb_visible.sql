create or replace function kb.held_since(p_case_id bigint) returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint;
    v_party text;
begin
    select c.version_id, c.holder_party into v_version, v_party from kb.case_file c
        where c.case_id = p_case_id and c.closed_at is null and c.holder_id is not null;
    if not found then
        return null;
    end if;
    return coalesce((select max(e.seq) from kb.case_event e
        left join kb.procedure_state s on s.version_id = v_version and s.name = e.from_state
        where e.case_id = p_case_id and e.to_state is not null
            and s.holder is distinct from v_party), 0);
end $$;
comment on function kb.held_since(bigint) is
    'The event by which a case came to the organisation that has it; null: it is closed, or with nobody.';

create or replace function kb.hidden_after(p_case_id bigint) returns int
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if kb.has_role('auditor') or exists (select from kb.case_file c
            where c.case_id = p_case_id and c.holder_id = any (kb.organs())) then
        return null;
    end if;
    return kb.held_since(p_case_id);
end $$;
comment on function kb.hidden_after(bigint) is
    'What the organisation that has the case wrote since it came to it (a draft decision, before it is
signed) is for its own eyes: events after this seq, for everybody else. Null: the asker sees all, being of
that organisation or an auditor, or the case is closed.';

create or replace function kb.record_until(p_case_id bigint, p_after int) returns xml
language plpgsql stable
as $$
declare
    v_record xml;
    v_holder bigint;
    v_hidden text[];
begin
    select c.record, c.holder_id into v_record, v_holder from kb.case_file c where c.case_id = p_case_id;
    if p_after is not null then
        v_hidden := array(select kb.xpath_text('name()', e.data) from kb.case_event e
            where e.case_id = p_case_id and e.seq > p_after and e.organ_id = v_holder
                and e.data is not null);
    end if;
    if v_record is null or coalesce(v_hidden, '{}') = '{}' then
        return v_record;
    end if;
    return ('<record>' || coalesce((select string_agg(x.el::text, '' order by x.n)
        from xmltable('/record/*' passing v_record
            columns n for ordinality, name text path 'name()', el xml path '.') x
        where x.name <> all (v_hidden)), '') || '</record>')::xml;
end $$;
comment on function kb.record_until(bigint, int) is
    'The record without the forms that the holder wrote after that event, see kb.held_since; null: all of it.';

create or replace function kb.form_without(p_form xml, p_withheld text[]) returns xml
language plpgsql immutable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_form text;
begin
    if p_withheld = '{}' then
        return p_form;
    end if;
    v_form := kb.xpath_text('name(/*)', p_form);
    if not exists (select from unnest(p_withheld) w where split_part(w, '/', 1) = v_form) then
        return p_form;
    end if;
    return format('<%s>%s</%1$s>', v_form, (select string_agg(x.el::text, '' order by x.n)
        from xmltable('/*/*' passing p_form columns n for ordinality, name text path 'name()', el xml path '.') x
        where v_form || '/' || x.name <> all (p_withheld)))::xml;
end $$;
comment on function kb.form_without(xml, text[]) is 'A form''s data without these fields (FORM/FIELD).';

create or replace function kb.record_without(p_record xml, p_withheld text[]) returns xml
language plpgsql immutable
as $$
begin
    if p_record is null or p_withheld = '{}' then
        return p_record;
    end if;
    return ('<record>' || coalesce((select string_agg(kb.form_without(x.el, p_withheld)::text, '' order by x.n)
        from xmltable('/record/*' passing p_record columns n for ordinality, el xml path '.') x), '') || '</record>')::xml;
end $$;
comment on function kb.record_without(xml, text[]) is 'A record without these fields (FORM/FIELD).';

create or replace function kb.withheld(p_case_id bigint) returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_version bigint := (select c.version_id from kb.case_file c where c.case_id = p_case_id);
begin
    if not exists (select from kb.procedure_party q where q.version_id = v_version and q.withheld <> '{}') then
        return '{}';
    end if;
    return array(with mine as (select q.withheld from kb.case_party p join kb.procedure_party q
                on q.version_id = v_version and q.name = p.party
            where p.case_id = p_case_id and p.organ_id = any (kb.organs()))
        select w from mine, unnest(mine.withheld) w group by w having count(*) = (select count(*) from mine));
end $$;
comment on function kb.withheld(bigint) is
    'Fields (FORM/FIELD) that the asker may not read of a case: those withheld from each party as which it reads it.';
grant execute on function kb.form_without(xml, text[]), kb.withheld(bigint) to kb_worker;

create or replace function kb.unnamed_of(p_case_id bigint, p_withheld text[]) returns bigint[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from unnest(p_withheld) w where w ^@ 'party:') then
        return '{}';
    end if;
    return array(select p.organ_id from kb.case_party p where p.case_id = p_case_id
        group by p.organ_id having bool_and('party:' || p.party = any (p_withheld)));
end $$;
comment on function kb.unnamed_of(bigint, text[]) is
    'Organisations of a case that who may not read these fields and parties is not to know by name: not one that is also a party whom it
knows.';

create or replace function kb.unnamed(p_case_id bigint) returns bigint[]
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select kb.unnamed_of(p_case_id, kb.withheld(p_case_id));
end;
comment on function kb.unnamed(bigint) is 'Organisations of a case whom the asker is not to know by name.';

create or replace function kb.party_label(p_case_id bigint, p_organ_id bigint) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (select q.label from kb.case_party p join kb.case_file c using (case_id)
            join kb.procedure_party q on q.version_id = c.version_id and q.name = p.party
        where p.case_id = p_case_id and p.organ_id = p_organ_id order by q.n limit 1);
end $$;
comment on function kb.party_label(bigint, bigint) is
    'What an organisation is called where its name is withheld: the label of the party it is.';

create or replace function kb.known_name(p_case_id bigint, p_organ_id bigint, p_name text) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return case when p_organ_id = any (kb.unnamed(p_case_id)) then kb.party_label(p_case_id, p_organ_id)
        else p_name end;
end $$;
comment on function kb.known_name(bigint, bigint, text) is
    'An organisation''s name as the asker may know it: what it is in the case where its name is withheld.';

create or replace function kb.known_parties(p_case_id bigint, p_unnamed bigint[]) returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if p_unnamed = '{}' then
        return null;
    end if;
    return (select kb.party_list(c.version_id, jsonb_object_agg(p.party, p.organ_id), p_unnamed)
        from kb.case_file c join kb.case_party p using (case_id) where c.case_id = p_case_id group by c.version_id);
end $$;
comment on function kb.known_parties(bigint, bigint[]) is
    'The elements of a case''s parties, as kb.party_list, without the names of these; null: all may be named.';

create or replace function kb.visible_document(p_case_id bigint) returns xml
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return kb.case_document(p_case_id, kb.visible_record(p_case_id),
        kb.known_parties(p_case_id, kb.unnamed(p_case_id)));
end $$;
comment on function kb.visible_document(bigint) is 'The case document as the asker may see it.';
grant execute on function kb.unnamed(bigint), kb.known_name(bigint, bigint, text), kb.visible_document(bigint),
    kb.party_label(bigint, bigint) to kb_worker;

create or replace function kb.visible_record(p_case_id bigint) returns xml
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (select kb.record_without(kb.record_until(c.case_id, kb.hidden_after(c.case_id)), kb.withheld(c.case_id))
        from kb.case_file c
        where c.case_id = p_case_id and c.readers && kb.organs());
end $$;
comment on function kb.visible_record(bigint) is
    'The record without the forms that the asker may not see yet, see kb.hidden_after, and the fields that are
withheld from it.';

create or replace function kb.sees_draft(p_holder bigint) returns boolean
language sql stable
begin atomic
    select p_holder = any (kb.organs()) or kb.has_role('auditor');
end;
comment on function kb.sees_draft(bigint) is
    'Whether the asker may know in which draft state (kb.procedure_state.draft) the holder has a case.';
grant execute on function kb.sees_draft(bigint) to kb_worker;
grant execute on function kb.hidden_after(bigint), kb.visible_record(bigint) to kb_worker;
