# A closed register: read by the office that an entry names and, where the
# register says so, by those above it; by no other office, nor in a search.
. "$(dirname "$0")/lib.sh"

pairs=$(printf '%s\t%s\n' list risk name 示范风险贸易公司 reason 一年内三次被认定侵犯专利权。 \
    office 青岛市知识产权局)
step qingdao-office open listing
pairs=
step qingdao-signer move list
is "a city lists a risk" 200 "$status"
reads() { # how often it stands in the list, how many are counted
    get /register/risk
    echo "$(html 'string(//main//table)' | grep -c 示范风险贸易公司) $(xml /register/risk 'string(//found/n)')"
}
for who in qingdao-office shandong-handler national-handler; do
    as $who
    is "$who reads it" "1 1" "$(reads)"
    get "/search?q=示范风险贸易公司"
    html "//main//a[contains(@href, '/register/risk/')]" >/dev/null
    ok "$who finds it" $?
done
as office-330000
is "another province does not" "0 0" "$(reads)"
get "/search?q=示范风险贸易公司"
html "//main//a[contains(@href, '/register/risk/')]" >/dev/null && hit=1 || hit=0
is "nor finds it" 0 "$hit"
as centre-370000
get /register/risk
is "a centre without entries does not see the register" 404 "$status"
pairs=$(printf '%s\t%s\n' list risk name 示范风险网店 reason 多次被投诉侵权，经核实。 \
    office 山东知识产权保护中心)
step centre-370000 open listing
pairs=
step centre-370000-signer move list
as centre-370000
get /register/risk
has 示范风险网店; ok "but with one its own" $?
has 示范风险贸易公司 && hit=1 || hit=0
is "and no other's" 0 "$hit"
done_testing
