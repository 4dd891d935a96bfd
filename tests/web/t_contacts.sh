# P35: a centre fills in the contact form and changes it later: what it sent
# stands in the form again, and the list of contacts follows.
. "$(dirname "$0")/lib.sh"

pairs=$(printf '%s\t%s\n' title 联系人报送 year '{Y-0}' 'row[1]/key' a 'row[1]/task' 注 \
    'row[1]/title' 报送联系人信息表 'row[1]/unit' 山东知识产权保护中心 'row[1]/lead' no \
    'row[1]/kind' contact 'row[1]/from' '{D+0}' 'row[1]/due' '{D+9}')
step shandong-handler open plan
as centre-370000
get /work
row=$(html 'string(//main//a[contains(@href, "P35A")]/@href)')
CASE=${row#/case/}
[ -n "$CASE" ]; ok "the centre has it to do" $?
contacts() { # NAME of the contact
    pairs=
    local i=0 role name
    for role in leader liaison officer; do
        i=$((i + 1)) name=张立明
        [ $role != officer ] || name=$1
        pairs+=$(printf '%s\t%s\n' "contact[$i]/role" $role "contact[$i]/name" "$name" \
            "contact[$i]/post" 干部 "contact[$i]/phone" 0531-86111113)$'\n'
    done
}
contacts 王晓东
step centre-370000 move report-contacts
as shandong-handler
get /register/contact
has 王晓东; ok "the province has the contact in its list" $?

as centre-370000
get "/case/$CASE"
send /do/change-contacts
is "what was sent stands in the form" 王晓东 \
    "$(html 'string(//input[@name = "contact[3]/name"]/@value)')"
contacts 孙晓明
fill
is "changed" 200 "$status"
as shandong-handler
get /register/contact
has 孙晓明; ok "the list follows" $?
has 王晓东 && hit=1 || hit=0
is "the former one is not in it" 0 "$hit"
get /messages
has 更新了联系人信息表; ok "and the planning office is told" $?
done_testing
