create or replace function kb.draw_number(p_organ_id bigint, p_mark text, out series_id bigint,
    out serial int, out number text)
language plpgsql
as $$
declare
    v_year int := extract(year from kb.today());
begin
    insert into kb.number_series as s (organ_id, mark, year, last) values (p_organ_id, p_mark, v_year, 1)
    on conflict (organ_id, mark, year) do update set last = s.last + 1
    returning s.series_id, s.last into series_id, serial;
    number := p_mark || '〔' || v_year || '〕' || serial || '号';
    insert into kb.letter_number (series_id, serial, number, signed_on)
    values (series_id, serial, number, kb.today());
end $$;
comment on function kb.draw_number(bigint, text) is
    'Next number of the series (organ, mark, year). The row lock is held to the transaction''s end, so no
number is lost or given twice.';

create or replace function kb.letter_mark(p_organ_id bigint, p_series text) returns text
language plpgsql stable
as $$
begin
    return (select case when p_series is null then o.mark else regexp_replace(o.mark, '[字函]$', '') || p_series end
    from kb.organ o where o.organ_id = p_organ_id);
end $$;
comment on function kb.letter_mark(bigint, text) is
    '机关代字 of a letter: the organ''s mark; a series word of the letter (函, 验字 …) stands in place of
its last 字 or 函.';

create or replace function kb.sign_letter(p_case_id bigint, p_event_id bigint, p_attr jsonb,
    p_person_id bigint) returns bigint
language plpgsql
as $$
declare
    v_rule kb.procedure_letter;
    v_organ kb.organ;
    v_to kb.organ;
    v_mark text;
    v record;
    v_id bigint;
begin
    select t.* into v_rule from kb.procedure_letter t join kb.case_file c using (version_id)
        where c.case_id = p_case_id and t.name = p_attr ->> 'name';
    select o.* into v_organ from kb.organ o join kb.case_party p using (organ_id)
        where p.case_id = p_case_id and p.party = v_rule.party;
    if p_person_id is null and kb.peer_for(v_organ.organ_id) is not null then
        return null; -- the same clock runs where its people work
    end if;
    select o.* into v_to from kb.organ o join kb.case_party p using (organ_id)
        where p.case_id = p_case_id and p.party = p_attr ->> 'to';
    v_mark := kb.letter_mark(v_organ.organ_id, v_rule.series);
    if coalesce(v_mark, '') = '' then
        perform kb.refuse('KB422', 'error.letter-mark', 'no number mark: organ ' || coalesce(v_organ.name, ''),
            v_organ.name);
    end if;
    select * into v from kb.draw_number(v_organ.organ_id, v_mark);
    insert into kb.letter (case_id, event_id, version_id, name, series_id, serial, number, organ_id,
        organ_name, mark, to_organ_id, to_name, signer_id, signer_name, signed_at, signed_on, code)
    values (p_case_id, p_event_id, v_rule.version_id, v_rule.name, v.series_id, v.serial, v.number,
        v_organ.organ_id, v_organ.name, v_mark, v_to.organ_id, v_to.name, p_person_id,
        coalesce((select p.name from kb.person p where p.person_id = p_person_id), ''),
        kb.now(), kb.today(), kb.random_code())
    returning letter_id into v_id;
    perform kb.add_event(p_case_id, 'letter', null, null, null, v.number, null, v_organ.organ_id, p_person_id);
    return v_id;
end $$;
comment on function kb.sign_letter(bigint, bigint, jsonb, bigint) is
    'Signs a letter of the case: draws its number and code. Its document must follow by api.store_letter
in the same transaction. KB422 error.letter-mark where the organ has no number mark.
The clock signs nothing for an organisation whose people work at another installation.';
