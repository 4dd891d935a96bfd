create or replace function kb.mask(p_text text, p_as text, p_n int) returns text
language sql immutable parallel safe
return case p_as
    when 'name' then left(p_text, 1) || repeat('某', greatest(1, least(char_length(p_text) - 1, 2)))
    when 'organ' then '某' || substr('甲乙丙丁戊己庚辛壬癸', 1 + (p_n - 1) % 10, 1)
        || coalesce(substring(p_text from '(公司|中心|事务所|研究院|研究所|大学|学院|医院|银行|商店|厂|店|局|政府)$'), '单位')
    when 'id' then left(p_text, 3) || repeat('*', greatest(char_length(p_text) - 5, 1)) || right(p_text, 2)
    else '（略）' end;
comment on function kb.mask(text, text, int) is
    'What stands for a text in a public version: name 张某某, organ 某甲公司 (p_n: the how-manieth), id 370****12, text （略）.';

create or replace function kb.redact(p_text text, p_pairs jsonb) returns text
language plpgsql immutable
as $$
declare
    v record;
    v_text text := p_text;
begin
    -- first to characters of private use, so that nothing is replaced in a replacement
    for v in select x ->> 0 as what, chr(57344 + u.n::int) as sign
        from jsonb_array_elements(coalesce(p_pairs, '[]')) with ordinality u (x, n) order by u.n
    loop
        v_text := replace(v_text, kb.xml_escape(v.what), v.sign);
    end loop;
    for v in select x ->> 1 as instead, chr(57344 + u.n::int) as sign
        from jsonb_array_elements(coalesce(p_pairs, '[]')) with ordinality u (x, n)
    loop
        v_text := replace(v_text, v.sign, kb.xml_escape(v.instead));
    end loop;
    v_text := regexp_replace(v_text, '(?<![0-9])([1-9][0-9]{5})(18|19|20)[0-9]{9}([0-9Xx])(?![0-9])', '\1***********\3', 'g');
    return regexp_replace(v_text, '(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])', '\1****\2', 'g');
end $$;
comment on function kb.redact(text, jsonb) is
    'Serialised text with each pair''s first replaced by its second; numbers of identity cards and mobile
telephones are masked whatever the pairs say.';

create or replace function kb.public_letter(p_document xml, p_pairs jsonb) returns xml
language plpgsql stable
as $$
declare
    v record;
    v_body text;
begin
    select * into v from xmltable(xmlnamespaces('urn:kuaibao:letter:1' as l), '/l:letter' passing p_document
        columns number text path 'normalize-space(l:head/l:number)', title text path 'normalize-space(l:title)',
        addressee text path 'normalize-space(l:to)', body xml path 'l:body',
        organ text path 'normalize-space(l:sign/l:organ)', signed date path 'normalize-space(l:sign/l:date)') x;
    v_body := format('<p>%s</p><h2>%s</h2><p>%s</p>', kb.xml_escape(v.number), kb.xml_escape(v.title),
            kb.xml_escape(v.addressee))
        || regexp_replace(regexp_replace(regexp_replace(coalesce(v.body::text, ''), '^\s*<body[^>]*>|</body>\s*$', '', 'g'),
            ' xmlns="urn:kuaibao:letter:1"', '', 'g'), '<(/?)h[1-4]', '<\1h3', 'g')
        || format('<p>%s %s</p>', kb.xml_escape(v.organ),
            to_char(v.signed, 'FMYYYY"年"FMMM"月"FMDD"日"'));
    v_body := regexp_replace(regexp_replace(v_body, '<(/?)row', '<\1tr', 'g'), '<(/?)cell', '<\1td', 'g');
    return ('<body>' || kb.redact(v_body, p_pairs) || '</body>')::xml;
end $$;
comment on function kb.public_letter(xml, jsonb) is
    'The body of a public notice out of a letter document: number, title, addressee, text, who signed and when,
redacted.';

drop function if exists kb.effect_publish(bigint, jsonb, xml);
create or replace function kb.effect_publish(p_case_id bigint, p_effect kb.procedure_effect, p_doc xml) returns void
language plpgsql
as $$
declare
    v_texts text[] := kb.fill(array[p_effect.text, p_effect.text_en], p_doc);
    v_pairs jsonb := '[]';
    v_values jsonb;
    v_row record;
    v_letter kb.letter;
    v_lost text;
begin
    select * into v_letter from kb.letter l where l.case_id = p_case_id and l.name = p_effect.attr ->> 'letter'
        order by l.letter_id desc limit 1;
    if v_letter.letter_id is null then
        perform kb.refuse('KB422', 'error.procedure', 'publish: no letter ' || (p_effect.attr ->> 'letter'));
    end if;
    for v_row in
        select x.expr, x.kind, x.typed from xmltable(xmlnamespaces('urn:kuaibao:procedure:1' as p),
            '/p:publish/p:redact' passing p_effect.el columns expr text path '@select', kind text path '@as', typed text path '@typed') x
    loop
        select coalesce(jsonb_agg(t.v order by t.n), '[]') into v_values
        from (select min(x.n * 1000 + w.n) as n, l.v from xmltable(('/*/' || v_row.expr) passing p_doc
                columns n for ordinality, v text path '.') x,
            regexp_split_to_table(x.v, E'[\\r\\n]+') with ordinality w (v, n),
            btrim(regexp_replace(w.v, '\s+', ' ', 'g')) l (v)
            where l.v <> '' group by l.v) t;
        select min(e.v) into v_lost from jsonb_array_elements_text(v_values) e (v)
        where v_row.typed = 'yes' and strpos(v_letter.document::text, kb.xml_escape(e.v)) = 0;
        if v_lost is not null then
            perform kb.refuse('KB422', 'error.redact-lost', 'not in the letter', v_lost);
        end if;
        select v_pairs || coalesce(jsonb_agg(jsonb_build_array(e.v, kb.mask(e.v, v_row.kind,
                (jsonb_array_length(v_pairs) + e.n)::int)) order by e.n), '[]')
        into v_pairs from jsonb_array_elements_text(v_values) with ordinality e (v, n);
    end loop;
    select coalesce(jsonb_agg(e.x order by char_length(e.x ->> 0) desc), '[]') into v_pairs
    from jsonb_array_elements(v_pairs) e (x);
    insert into kb.notice (title, title_en, body, organ_id, case_id, case_number, published_at, letter_id, redact)
    values (kb.redact(v_texts[1], v_pairs), kb.redact(v_texts[2], v_pairs),
        case when v_letter.document is not null then kb.public_letter(v_letter.document, v_pairs) end,
        v_letter.organ_id, p_case_id, null, kb.now(), v_letter.letter_id,
        case when v_letter.document is null then v_pairs end);
end $$;
comment on function kb.effect_publish(bigint, kb.procedure_effect, xml) is
    'publish: a public notice that is a letter''s redacted version. A letter signed by the same move is not set
yet: kb.fill_notice makes the body when it is stored.';

create or replace function kb.fill_notice(p_letter_id bigint) returns void
language plpgsql
as $$
begin
    update kb.notice n set body = kb.public_letter(l.document, n.redact), redact = null
    from kb.letter l
    where n.letter_id = p_letter_id and n.body is null and l.letter_id = p_letter_id;
end $$;
comment on function kb.fill_notice(bigint) is 'The public version of a letter that has just been stored.';
