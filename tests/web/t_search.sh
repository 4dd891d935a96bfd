# The search page: what is found, narrowed, turned over and told, by whom.
. "$(dirname "$0")/lib.sh"
enc() { printf %s "$1" | od -An -tx1 | tr -d '\n' | sed 's/ /%/g'; }
word=$(enc 知识产权保护中心)
guest
get "/search?q=$word"
html "//section[h2[@id='entry']]//mark" >/dev/null ||
    html "//section[h2[@id='entry']]//li/a" >/dev/null
ok "a guest finds register entries" $?
! html "//h2[@id='case']" >/dev/null; ok "no cases" $?
html "//button[@name='kind' and @value='entry']" >/dev/null
ok "the way to all of a kind" $?
get "/search?q=$word&kind=entry"
is "25 of them on a page" 25 "$(html "count(//section[h2[@id='entry']]//li)")"
after=$(html "string(//nav[@class='pager']//input[@name='after']/@value)")
first=$(html "string((//section[h2[@id='entry']]//li/a)[1]/@href)")
get "/search?q=$word&kind=entry&after=$after"
other=$(html "string((//section[h2[@id='entry']]//li/a)[1]/@href)")
[ -n "$other" ] && [ "$other" != "$first" ]; ok "and others on the next" $?

as shandong-handler
get "/search?q=$word"
n=$(html "count(//section[h2[@id='case']]//li)")
[ "$n" -ge 2 ]; ok "an office finds its cases" $?
total=$(html "sum(//form[@class='facet'][.//button[@name='procedure']]//span)")
is "each is counted once among procedures" "$n" $((total > 25 ? 25 : total))
year=$(html "string((//button[@name='year'])[1]/@value)")
get "/search?q=$word&year=$year&state=done&lang=en"
is "narrowed by two, each can go" 2 "$(html "count(//ul[@class='chosen']/li)")"
get "/search?q=$word&year=1999"
html "//div[@class='empty']//button" >/dev/null
ok "nothing in that year, and the way back" $?
number=$(sql "select number from kb.case_file where region = '370200'
    order by case_id limit 1")
get "/search?q=$(printf %s "$number" | tr -d -)"
is "a number without hyphens finds the case" "/case/$number" \
    "$(html "string(//section[h2[@id='case']]//li/a/@href)")"
digit=${number##*-}
get "/search?q=${number%-*}-$(((${digit/X/10} + 1) % 10))&lang=en"
has "should be $digit"; ok "a wrong last digit is told" $?
html "//section[h2[@id='case']]//li" >/dev/null; ok "and the case is found" $?
get "/search?q=$(enc 'ZL 2023 1 0123456.7')&lang=en"
has "check digit"; ok "a wrong check digit of a patent is told" $?
get "/search?q=$(enc 冷)&lang=en"
has "at least two"; ok "a lone character is too short" $?
fetch "$URL/search?q=$word&format=csv"
is "the cases as CSV" "$((total + 1))" "$(wc -l <"$page")"
! grep -q 'hit' "$page"; ok "without marks" $?
get "/search?q=$word&format=xml"
is "and as XML, one more where there are more" $((total > 25 ? 26 : total)) \
    "$(xmllint --xpath 'count(//case)' "$page")"
for q in "%25" "'" '%3Cb%3E' '%5C' '(((' "$(enc '，。')" '*' '%5B' 'a%7Cb'; do
    get "/search?q=$q"
    is "$q is only text" 200 "$status"
done
get "/search?q=$word&region=x&organ=%27&procedure=-&year=a&after=b&sort=c&kind=d"
is "nor does nonsense elsewhere hurt" 200 "$status"
get "/search?q=%20$(enc '　')"
! has '“' && ! has 太短; ok "spaces ask for nothing" $?
is "signs of patterns are signs" 0 "$(xml '/search?q=%25%25' 'count(//guide)')"

# a register is counted up to 100 and turned over behind that
sql "insert into kb.register_entry (register, key, seq, title, data, public, valid_from, at)
    select 'centre', 'turn-' || i, 1, '翻页试验' || i, '<entry/>', true, '2026-01-01', now()
    from generate_series(1, 230) i" >/dev/null
turn=$(enc 翻页试验)
guest
get "/register/centre?q=$turn&lang=en"
has "more than 100"; ok "more than are counted" $?
get "/register/centre?q=$turn&page=8&lang=en"
is "the entered last come first" 翻页试验55 "$(html "string(//tbody/tr[1]/th/a)")"
is "the way on behind what was counted" 9 \
    "$(html "string(//nav[@class='pager']/button[last()]/@value)")"
get "/register/centre?q=$turn&page=10&lang=en"
is "and so to the end" "5 9" "$(html "count(//tbody/tr)") \
$(html "string(//nav[@class='pager']/button[last()]/@value)")"
get "/register/centre?q=$turn&region=370000&lang=en"
is "none of a division in which there are none" "200 0" "$status $(html "count(//tbody/tr)")"
done_testing
