# Row security as another organisation sees it, through the pages and as the
# workers' role in the database.
. "$(dirname "$0")/lib.sh"
number=$(sql "select c.number from kb.case_file c join kb.organ o
    on o.organ_id = c.opener_id where o.region = '370200' order by 1 limit 1")
[ -n "$number" ]; ok "there is a case of Qingdao" $?
for who in yantai ningbo office-330000 centre-510000; do
    as "$who"
    for path in "/case/$number" "/case/$number/record"; do
        get "$path"
        is "$who: $path is not found" 404 "$status"
    done
    get "/cases?q=$number"
    ! grep -q "href=\"/case/$number" "$page"; ok "$who: no list names it" $?
    get "/search?q=$number"
    ! grep -q "href=\"/case/$number" "$page"; ok "$who: search finds nothing" $?
done
guest
fetch "$URL/case/$number"
is "a guest is asked to sign in" 303 "$status"
worker=${KB_DSN/user=postgres/user=kb_worker}
as_worker() { psql -XAtq "$worker" -c "$1" 2>&1; }
for t in $(sql "select format('%I.%I', schemaname, tablename) from pg_tables
    where schemaname = 'kb' order by 1"); do
    forced=$(sql "select relrowsecurity and relforcerowsecurity from pg_class
        where oid = '$t'::regclass")
    is "$t has forced row security" t "$forced"
done
is "nobody set, no case is seen" 0 \
    "$(as_worker 'select count(*) from api.case_view')"
for t in kb.case_file kb.case_event kb.letter kb.draft kb.attachment kb.notification; do
    is "nobody set, $t is empty" 0 "$(as_worker "select count(*) from $t")"
done
for t in kb.session kb.secret kb.request; do
    as_worker "select count(*) from $t" | grep -qE 'denied|^0$'
    ok "$t is closed to workers" $?
done
for s in "delete from kb.case_event" "update kb.letter set number = 'x'" \
    "insert into kb.role values (1, 1, 'admin')" "truncate kb.case_event" \
    "alter table kb.person disable row level security" \
    "set role kb_owner" "set session_replication_role = replica"; do
    as_worker "$s" | grep -qE 'denied|permission|must be owner|cannot'
    ok "a worker may not: $s" $?
done
done_testing
