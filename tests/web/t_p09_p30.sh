# P09 and P30 whole: a company asks to be filed with a centre and is put on the
# blacklist meanwhile: it is not filed, nor may it try again or have anything
# pre-examined (P12), and reads at the field by which decision and until when;
# until that is revoked, or ends.
. "$(dirname "$0")/lib.sh"
firm=济南冷泉纺织有限公司
part() { sed -n "/^> $1/,/^> /p" "$web/flow/entity-filing.flow" | grep -v '^>'; }
told() { html '//*[@id = "errors"]' | sed 's/<[^>]*>//g' | tr -d '\n'; }

pairs=$(part 'jinan-firm open')
step jinan-firm open entity-filing
ok "a company asks to be filed" $?
FILING=$CASE
pairs=
step centre-370100 move accept

flow blacklist
is "P30 lists it" listed "$(xml "/case/$CASE" 'string(//case/state)')"
LISTING=$CASE
number=$(xml "/case/$CASE" 'string(//letter[name = "blacklist-decision"]/number)')
until=$(xml "/case/$CASE" 'string(//document/case/record/decision/until)')
[[ -n $number && -n $until ]]; ok "by a decision, until a day" $?
get /register/blacklist
has "$firm"
ok "the public register has it" $?

# what it has asked for already
CASE=$FILING
pairs=$(part 'centre-370100 move draft-decision')
step centre-370100 move draft-decision >"$T/out"
is "the centre cannot pass its filing" 422 "$status"
told | grep -q 在提交以后列入了失信黑名单; ok "and is told why" $?

# what it tries anew
as jinan-firm
get /apply/entity-filing
send /apply/entity-filing
[ "$(html 'string(//*[@name = "listed"]/@value)')$(html '//main' | grep -c "$number")" != 0 ]
ok "it reads of it before it begins" $?
pairs=$(part 'jinan-firm open')
STOP=check fill >/dev/null 2>&1
is "it cannot ask to be filed" 422 "$status"
for what in 失信黑名单 "$number" "$until" 济南; do
    told | grep -qF "$what"; ok "and is told: ${what/$number/the decision}" $?
done
get "$(here)?lang=en"
has 'Decision on the blacklist' && has "$number"; ok "in English too" $?
preexamine() {
    as jinan-firm
    get /apply/pre-examination
    send /apply/pre-examination
    pairs=$(part 'jinan-firm open' | sed -n '/^centre/p'
        printf '%s\t%s\n' code 91370102MADEM00115 type invention title 一种织造设备的控制方法 ipc 'D03D 15/00' \
            inventors 孙海 ready yes abstract 本申请公开一种织造设备的控制方法，能够按张力调整转速。 \
            documents @申请文件 contact 孙海 phone 13800001234 email ip@example.cn)
    STOP=check fill >/dev/null 2>&1
}
preexamine
is "nor have an application pre-examined" 422 "$status"
for what in 失信黑名单 "$number" "$until"; do
    told | grep -qF "$what"; ok "and is told: ${what/$number/the decision}" $?
done

# the decision is revoked
CASE=$LISTING
pairs=$(printf '%s\t%s\n' reason 所依据的决定已经撤销，原认定不能成立。 evidence @撤销决定 contact 赵立新 phone 0531-80700000)
step centre-370100 move propose-revocation && pairs= && step centre-370100-signer move sign-revocation
is "the listing is revoked" revoked "$(xml "/case/$CASE" 'string(//case/state)')"
CASE=$FILING
pairs=$(part 'centre-370100 move draft-decision')
step centre-370100 move draft-decision && pairs= && step centre-370100-signer move sign-pass
is "now it is filed" filed "$(xml "/case/$CASE" 'string(//case/state)')"
as jinan-firm
fetch "$URL/case/$CASE/archive.zip"
is "its e-archive" "200 application/zip" "$status $(header content-type)"
as centre-370300
fetch "$URL/case/$CASE/archive.zip"
is "not for others" 404 "$status"
get /register/filed-entity
has "$firm"
ok "the register of filed entities has it" $?
preexamine
[[ $status = 200 && $(here) == /draft/*/check* ]]
ok "and may have an application pre-examined" $?

# listed again, until its day is over
flow blacklist >/dev/null
preexamine
is "listed again, it may not" 422 "$status"
sql "update kb.case_limit l set due_on = current_date - 1 from kb.case_file c
    where c.case_id = l.case_id and c.number = '$CASE' and l.name = 'term'"
for _ in {1..100}; do
    state=$(sql "select state from kb.case_file where number = '$CASE'")
    [ "$state" != expired ] || break
    sleep 0.2
done
is "its day is over" expired "$state"
preexamine
[[ $status = 200 && $(here) == /draft/*/check* ]]
ok "it may again" $?
done_testing
