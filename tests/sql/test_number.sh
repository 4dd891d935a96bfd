#!/bin/sh
# Numbers of cases and letters have no gap and no double, whoever signs at once and whoever rolls back.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
q() { psql "$KB_TEST_DSN" -qXAt -v ON_ERROR_STOP=1 "$@"; }
echo "1..4"
q >/dev/null <<'SQL'
set client_min_messages = warning;
\set trial `cat data/trial.xml`
\set trial_child `cat data/trial-child.xml`
update kb.setting set value = 'on' where name = 'test-clock';
select api.load_procedure(:'trial'), api.load_procedure(:'trial_child');
insert into kb.organ (code, name, kind, level, region, mark) values
    ('n-nat', '号国家局', 'office', 'national', '000000', '号国字'),
    ('n-prov', '号省局', 'office', 'province', '370000', '号鲁字'),
    ('n-gov', '号市政府', 'government', 'prefecture', '370200', null);
create table public.n_token as select o.code || '/' || r as name, api.example_actor(o.organ_id, r, r) as token
from kb.organ o, unnest(array['applicant', 'handler', 'signer']) r where o.code like 'n-%';
grant select on public.n_token to kb_worker;
SQL
cat >"$work/one.sql" <<'SQL'
set role kb_worker;
begin;
select api.enter((select token from public.n_token where name = 'n-gov/applicant'), null) \g /dev/null
select case_number as num from api.move_case(gen_random_uuid(), api.begin_draft(gen_random_uuid(), 'trial', '', ''),
    '<apply><industry>x</industry><a>1</a><b>1</b></apply>', 0) \gset
:end;
begin;
select api.enter((select token from public.n_token where name = 'n-prov/handler'), null) \g /dev/null
select api.move_case(gen_random_uuid(), api.begin_draft(gen_random_uuid(), '', 'draft', :'num'),
    '<opinion><result>pass</result></opinion>', 0) \g /dev/null
commit;
begin;
select api.enter((select token from public.n_token where name = 'n-prov/signer'), null) \g /dev/null
select api.move_case(gen_random_uuid(), api.begin_draft(gen_random_uuid(), '', 'recommend', :'num'), null, 0) \g /dev/null
select api.store_letter(letter_id, '<letter/>', repeat('a', 64)) from api.pending_letters(0) \g /dev/null
:letter;
SQL
worker() {
	i=0
	while [ $i -lt 12 ]; do
		case $((i % 4)) in
		1) psql "$KB_TEST_DSN" -qXAt -v end=rollback -v letter=commit -f "$work/one.sql" ;;
		2) psql "$KB_TEST_DSN" -qXAt -v end=commit -v letter=rollback -f "$work/one.sql" ;;
		*) psql "$KB_TEST_DSN" -qXAt -v end=commit -v letter=commit -f "$work/one.sql" ;;
		esac >/dev/null 2>&1 || true
		i=$((i + 1))
	done
}
# one person has one open draft of a thing, so each worker waits or fails: what counts is the numbers
worker &
worker &
worker &
worker &
wait
ok() { # ok N QUERY TEXT: the query says t
	if [ "$(q -c "$2")" = t ]; then echo "ok $1 - $3"; else echo "not ok $1 - $3"; fi
}
ok 1 "select count(*) >= 12 and count(*) = max(substr(number, 17, 5)::int) and count(*) = max(s.last)
    from kb.case_file join kb.case_series s on s.code = 'T01' and s.region = '370200'
    where number like '370200-%-T01-%'" "case numbers have no gap"
ok 2 "select count(*) >= 8 and count(*) = max(serial) and count(*) = max(s.last) and count(*) = count(distinct number)
    from kb.letter_number n join kb.number_series s using (series_id) where s.mark = '号鲁函'" "letter numbers have no gap"
ok 3 "select count(*) = 0 from kb.letter where document is null" "each letter has its document"
ok 4 "select count(*) = 0 from api.series_view where missing <> 0" "the series proof says so"
