# Sign-in, lock-out, sign-out, and that nothing is open without it.
. "$(dirname "$0")/lib.sh"
for path in /work /cases /messages /account /apply/designation; do
    fetch "$URL$path"
    is "$path wants a sign-in" "303 /sign-in" "$status ${location%%\?*}"
done
get '/work?format=xml'
is "for programs it is 401" 401 "$status"

get /sign-in
send /sign-in account=qingdao password=wrong
is "a wrong password is refused" 422 "${status/401/422}"
has qingdao; ok "the account stays typed" $?
! has wrong; ok "the password does not" $?
JAR=$T/none.jar
get /sign-in
send /sign-in account=nobody-here password=wrong
r1=$(html 'string(//*[@role="alert"])')
get /sign-in
send /sign-in account=qingdao password=wrong
r2=$(html 'string(//*[@role="alert"])')
is "an unknown account is told the same" "$r1" "$r2"

as qingdao; ok "qingdao signs in" $?
get /work
is "the worklist opens" 200 "$status"
grep -i 'set-cookie' "$page.head" >/dev/null; [ $? = 1 ]
ok "no further cookie" $?
line=$(grep kb_session "$JAR")
case $line in '#HttpOnly_'*) ok "the cookie is HttpOnly" ;; *) ok "the cookie is HttpOnly" 1 ;; esac
token=$(echo "$line" | awk '{print $NF}')
is "only its hash is stored" 0 \
    "$(sql "select count(*) from kb.session where token_hash = '$token'")"
is "the hash is the cookie's" 1 "$(sql "select count(*) from kb.session
    where token_hash = encode(sha256('$token'), 'hex')")"
send /sign-out
get /work
case $(here) in /sign-in*) ok "after sign-out the worklist is closed" ;;
*) ok "after sign-out the worklist is closed" 1 ;; esac
fetch -b "kb_session=$token" "$URL/work"
is "the old cookie opens nothing" 303 "$status"

# Five failures lock the account for everybody, with the right password too.
JAR=$T/lock.jar
for _ in 1 2 3 4 5; do
    get /sign-in
    send /sign-in account=weifang password=wrong
done
get /sign-in
send /sign-in account=weifang password=kuaibao-demo
[ "$status" != 200 ] || case $(here) in /sign-in*) true ;; *) false ;; esac
ok "five failures lock the account" $?
sql "update kb.person set locked_until = null, failures = 0, locks = 0
    where account = 'weifang'" >/dev/null

# A new password ends the other sessions; a wrong old one changes nothing.
JAR=$T/thief.jar
get /sign-in
send /sign-in account=caoxian password=kuaibao-demo
as caoxian
get /account
send /account password=wrong new=a-longer-phrase do=password
is "the old password is asked" 422 "$status"
get /account
send /account password=kuaibao-demo new=短 do=password
is "a short one is refused" 422 "$status"
get /account
send /account password=kuaibao-demo new=a-longer-phrase do=password
is "a right one is taken" "200 /account?done=password" "$status $(here)"
get /work
is "who changed it stays signed in" "200 /work" "$status $(here)"
JAR=$T/thief.jar
get /work
case $(here) in /sign-in*) ok "the other session has ended" ;;
*) ok "the other session has ended" 1 ;; esac
sql "update kb.person p set password_hash = q.password_hash from kb.person q
    where p.account = 'caoxian' and q.account = 'qingdao'" >/dev/null
JAR=$T/long.jar
fetch -b "kb_session=$(head -c 6000 /dev/zero | tr '\0' a)" "$URL/work"
is "a cookie that cannot be ours is none" 303 "$status"
fetch "$URL/cases?page=2&state=open"
is "the query is kept past sign-in" \
    '/sign-in?next=/cases%3Fpage%3D2%26state%3Dopen' "$location"

# Where a sign-in leads is a page of ours.
JAR=$T/next.jar
for next in //evil.example https://evil.example/ '/\evil.example' \
    $'/\t/evil.example'; do
    get /sign-in
    fetch -X POST --data-urlencode "account=yantai" --data-urlencode "next=$next" \
        --data-urlencode password=kuaibao-demo "$URL/sign-in"
    case $location in /[!/\\]* | /) ok "next=$next stays here" ;;
    *) echo "# $status $location"; ok "next=$next stays here" 1 ;; esac
done
done_testing
