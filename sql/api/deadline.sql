create or replace function api.deadline(p_start date, p_amount int, p_unit text,
    out due date, out raw date, out provisional boolean, out trace xml)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select d.due, d.raw, d.provisional, d.trace from kb.deadline(p_start, p_amount, p_unit) d;
end;
comment on function api.deadline(date, int, text) is
    'End of a time limit under the loaded calendar; see kb.deadline for units and the trace. due is null
where it cannot be computed.';
