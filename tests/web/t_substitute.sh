# Who is away is stood in for: the colleague may make the steps meanwhile, under
# the colleague's own name, and no longer when it is taken back.
. "$(dirname "$0")/lib.sh"
pairs=$(sed -n '/^> shandong-government open/,/^> /p' \
    "$web/flow/designation-province.flow" | grep -v '^>')
step shandong-government open designation-province
ok "a case is submitted ($CASE)" $?
may() { get "/case/$CASE"; html "//form[contains(@action, '/do/$1')]" >/dev/null; }

as national-reviewer
! may accept-national; ok "a reviewer may not accept" $?
as national-handler
may accept-national; ok "a handler may" $?
get /account
send /account do=substitute substitute=national-reviewer from= to=
is "days are asked for" 422 "$status"
get /account
send /account do=substitute substitute=qingdao "from=$(typed '{D+0}')" \
    "to=$(typed '{D+3}')"
is "only colleagues can stand in" 422 "$status"
is "the days typed stand there" "$(typed '{D+3}')" \
    "$(html 'string(//input[@name="to"]/@value)')"
get /account
send /account do=substitute substitute=national-reviewer \
    "from=$(typed '{D+0}')" "to=$(typed '{D+3}')"
is "a colleague is named" 200 "$status"
has 周慎行; ok "and shown" $?

as national-reviewer
get /account
has 陈一鸣; ok "the colleague sees for whom" $?
may accept-national; ok "and may accept" $?
pairs=
step national-reviewer move accept-national; ok "which works" $?
is "under the own name" 周慎行（演示） "$(sql "select e.person_name
    from kb.case_event e join kb.case_file c using (case_id)
    where c.number = '$CASE' and e.move = 'accept-national'")"

as national-handler
get /account
button=$(html 'string((//button[starts-with(@value, "drop:")])[1]/@value)')
send /account "do=$button"
is "it is taken back" 200 "$status"
as national-reviewer
! may request-national-correction
ok "and the colleague's rights end" $?
done_testing
