create or replace function kb.case_check(p_digits text) returns text
language plpgsql immutable
as $$
declare
    v_sum int := 0;
    v_check int;
begin
    for i in 1 .. length(p_digits) loop
        v_sum := (v_sum + substr(p_digits, i, 1)::int) * 2 % 11;
    end loop;
    v_check := (12 - v_sum) % 11;
    return case v_check when 10 then 'X' else v_check::text end;
end $$;
comment on function kb.case_check(text) is 'ISO 7064 MOD 11-2 check character of digits.';

create or replace function kb.draw_case_number(p_region text, p_code text) returns text
language plpgsql
as $$
declare
    v_year int := extract(year from kb.today());
    v_last int;
    v_number text;
begin
    insert into kb.case_series as s (region, year, code, last) values (p_region, v_year, p_code, 1)
    on conflict (region, year, code) do update set last = s.last + 1 returning last into v_last;
    v_number := p_region || '-' || v_year || '-' || p_code || '-' || lpad(v_last::text, 5, '0');
    return v_number || '-' || kb.case_check(regexp_replace(v_number, '\D', '', 'g'));
end $$;
comment on function kb.draw_case_number(text, text) is
    'Next case number: region-year-code-serial-check, the check over all digits before it. Under row
lock, so that a rolled back case leaves no gap.';

create or replace function kb.code_text(p_bytes bytea, p_length int) returns text
language plpgsql immutable
as $$
declare
    v_text text := '';
begin
    for i in 0 .. p_length - 1 loop
        v_text := v_text || substr('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', get_byte(p_bytes, i) % 32 + 1, 1);
    end loop;
    return v_text;
end $$;
comment on function kb.code_text(bytea, int) is 'Characters without I O 0 1, one from each byte.';

create or replace function kb.code_check(p_code text) returns text
language plpgsql immutable
as $$
declare
    c_alphabet constant text := 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
    v_sum int := 0;
    v_value int;
begin
    for i in 1 .. length(p_code) loop
        v_value := position(substr(p_code, i, 1) in c_alphabet) - 1;
        if i % 2 = length(p_code) % 2 then
            v_value := v_value * 2;
            v_value := v_value / 32 + v_value % 32;
        end if;
        v_sum := v_sum + v_value;
    end loop;
    return substr(c_alphabet, (32 - v_sum % 32) % 32 + 1, 1);
end $$;
comment on function kb.code_check(text) is 'Check character of a query code: Luhn modulo 32.';

create or replace function kb.query_code(p_number text) returns text
language plpgsql stable
as $$
declare
    v_code text;
begin
    select kb.code_text(sha256(s.value || sha256(s.value || convert_to(p_number, 'UTF8'))), 10)
    into v_code from kb.secret s where s.name = 'query-code';
    return v_code || kb.code_check(v_code);
end $$;
comment on function kb.query_code(text) is
    'Query code of a case: 10 characters by a keyed nested digest of its number, and a check character.';

create or replace function kb.ticket_for(p_number text, p_code text) returns text
language sql stable
return encode(sha256(convert_to(p_number || ':' || p_code, 'UTF8')), 'hex');
comment on function kb.ticket_for(text, text) is 'Hex sha256 of "NUMBER:QUERYCODE".';

create or replace function kb.random_code() returns text
language plpgsql volatile
as $$
declare
    v_code text := kb.code_text(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 12);
begin
    return substr(v_code, 1, 4) || '-' || substr(v_code, 5, 4) || '-' || substr(v_code, 9, 4);
end $$;
comment on function kb.random_code() is 'A letter''s code XXXX-XXXX-XXXX, 60 random bits.';
