create or replace function api.sessions(p_current text)
returns table (session text, address text, created_at timestamptz, expires_at timestamptz, current boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select left(s.token_hash, 16), s.address, s.created_at, s.expires_at,
        left(s.token_hash, 16) = p_current
    from kb.session s
    where s.person_id = kb.actor() and s.expires_at > clock_timestamp()
    order by s.created_at desc;
end;
comment on function api.sessions(text) is
    'Where the asker is signed in. session: the first 16 digits of the cookie''s digest, which name it and
open nothing; p_current: that of this session.';

create or replace function api.end_session(p_session text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    delete from kb.session s where s.person_id = kb.actor() and left(s.token_hash, 16) = p_session;
end;
comment on function api.end_session(text) is 'Ends one of the asker''s sessions.';

create or replace function api.end_sessions(p_current text) returns void
language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    delete from kb.session s where s.person_id = kb.actor()
        and left(s.token_hash, 16) is distinct from p_current;
end;
comment on function api.end_sessions(text) is 'Ends all sessions of the asker but the named one.';
