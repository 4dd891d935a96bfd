create or replace function api.pending_letters(p_case_id bigint)
returns table (letter_id bigint, name text, sheet text, form text, number text, date date,
    organ_name text, mark text, signer text, code text, document xml, case_id bigint, case_number text,
    to_name text, procedure text, title text, verify_url text, seal_size text, issuer text,
    note_after text)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return query
    select l.letter_id, l.name, r.sheet, r.form, l.number, l.signed_on, l.organ_name, l.mark,
        l.signer_name, l.code, kb.case_document(l.case_id), l.case_id, c.number, l.to_name, c.procedure,
        r.title, (select s.value from kb.setting s where s.name = 'base-url') || '/verify?code=' || l.code,
        (select q.size_mm::text from kb.seal q where q.organ_id = l.organ_id),
        kb.letter_setting(l.organ_id, 'issuer'), kb.letter_setting(l.organ_id, 'note-after')
    from kb.letter l join kb.case_file c using (case_id)
        join kb.procedure_letter r on r.version_id = l.version_id and r.name = l.name
    where l.txid = pg_current_xact_id_if_assigned() and l.document is null
    order by l.case_id <> p_case_id, l.letter_id;
end $$;
comment on function api.pending_letters(bigint) is
    'Letters signed in this transaction, in all cases it moved (p_case_id first), that lack a document;
document = the case document that their sheet reads; seal_size in mm: null where the organ has no seal;
issuer and note_after: see kb.letter_setting.';

create or replace function api.store_letter(p_letter_id bigint, p_document xml, p_sha256 text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    update kb.letter l set document = p_document, sha256 = lower(p_sha256)
    where l.letter_id = p_letter_id and l.txid = pg_current_xact_id() and l.document is null
        and p_document is document and p_sha256 ~ '^[0-9a-fA-F]{64}$';
    if not found then
        perform kb.refuse('KB409', 'error.letter-stored', 'letter ' || p_letter_id);
    end if;
    perform kb.fill_notice(p_letter_id);
end $$;
comment on function api.store_letter(bigint, xml, text) is
    'Stores the letter document of a letter signed in this transaction, once; sha256 in hex is of the bytes
that C will give out.';

create or replace function api.void_letter(p_letter_id bigint, p_reason text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    v_letter kb.letter;
begin
    perform kb.check_actor();
    select * into v_letter from kb.letter l where l.letter_id = p_letter_id
        and l.organ_id = any (kb.organs());
    if not found then
        perform kb.refuse('KB404', 'error.not-found', 'letter ' || p_letter_id);
    elsif not kb.may(kb.actor(), v_letter.organ_id, 'signer') then
        perform kb.refuse('KB403', 'error.role', 'signer');
    end if;
    perform kb.check_reason(p_reason);
    perform 1 from kb.case_file c where c.case_id = v_letter.case_id for update;
    update kb.letter l set status = 'void', void_reason = p_reason
    where l.letter_id = p_letter_id and l.status = 'signed';
    if not found then
        perform kb.refuse('KB409', 'error.letter-void', v_letter.number);
    end if;
    update kb.letter_number n set status = 'void', void_reason = p_reason
    where n.series_id = v_letter.series_id and n.serial = v_letter.serial;
    perform kb.add_event(v_letter.case_id, 'void', null, null, null, v_letter.number || ': ' || p_reason,
        null, v_letter.organ_id, kb.actor());
end $$;
comment on function api.void_letter(bigint, text) is
    'Declares a letter void, with a reason; its number stays drawn. Only a signer of the organ that signed.';

create or replace function api.verify(p_code text)
returns table (number text, title text, title_en text, organ_name text, date date, to_name text, case_title text,
    case_title_en text, case_number text, sha256 text, status text, void_reason text, code text, document xml)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select l.number, r.title, r.title_en, l.organ_name, l.signed_on, case when exists (select from kb.case_party p
            join kb.procedure_party q on q.version_id = c.version_id and 'party:' || p.party = any (q.withheld)
            where p.case_id = c.case_id and p.organ_id = l.to_organ_id)
        then kb.party_label(c.case_id, l.to_organ_id) else l.to_name end, v.title, v.title_en, c.number, l.sha256,
        l.status, l.void_reason, l.code, l.document
    from kb.letter l join kb.case_file c using (case_id)
        join kb.procedure_version v on v.version_id = l.version_id
        join kb.procedure_letter r on r.version_id = l.version_id and r.name = l.name
    where l.code = regexp_replace(upper(regexp_replace(p_code, '[^0-9A-Za-z]', '', 'g')),
        '^(....)(....)(....)$', '\1-\2-\3');
end;
comment on function api.verify(text) is
    'Facts of a signed letter for anybody who holds its code (however spaced), without the name of a party that is withheld
from another; no row: no such letter.';
