# Attachments: 100 MB with flat memory, more refused early, types by content.
. "$(dirname "$0")/lib.sh"
rss() { # the largest worker, in kB
    ps -o rss= --ppid "$(cat "$KB_VAR/run/portal.pid")" | sort -n | tail -n 1
}
as ningbo
pairs=$(sed -n '/^> qingdao open/,/^> /p' "$web/flow/designation.flow" |
    grep -v '^>')
get /apply/designation
send /apply/designation
draft=$(here | cut -d/ -f1-3)
# On to a page with an attachment.
for _ in $(seq 20); do
    html '//main//input[@type="file"]' >/dev/null && break
    page_answers
    if [ -n "$MORE" ]; then
        send "$draft/" "${ARGS[@]}" "do=add:$MORE"
    else
        send "$draft/" "${ARGS[@]}" do=next
    fi
done
field=$(html 'string((//main//input[@type="file"])[1]/@name)')
at=$(here)
at=${at%%\?*}
[ -n "$field" ]; ok "a page asks for a file ($field)" $?
files() { xml "$at" "count(//form/data/*//*[@ref])"; }

before=$(files)
get "$at"
send "$draft/" "$field=@$(paper 证明材料)" do=save
is "a PDF is taken" $((before + 1)) "$(files)"
is "with its digest" "$(sha256sum <"$T/证明材料.pdf" | cut -c1-64)" \
    "$(xml "$at" "string(//$field[last()]/@sha256)")"
ref=$(xml "$at" "string(//$field[last()]/@ref)")
fetch "$URL/attachment/$ref"
cmp -s "$page" "$T/证明材料.pdf"; ok "and comes back as it was" $?
case $(header content-disposition) in attachment*) ok "as a download" ;; *) ok "as a download" 1 ;; esac
as yantai
fetch "$URL/attachment/$ref"
is "another's file is not found" 404 "$status"
as ningbo

get "$at"
printf '#!/bin/sh\necho no\n' >"$T/script.pdf"
send "$draft/" "$field=@$T/script.pdf" do=save
is "a script named .pdf is refused" 422 "$status"
get "$at"
cp "$T/证明材料.pdf" "$T/x.pdf"
send "$draft/" "$field=@$T/x.pdf;filename=../../../etc/passwd.pdf" do=save
xml "$at" "//$field/@name" | grep -q '/' ; [ $? = 1 ]
ok "a name with a path is made safe" $?

# Of several files in one request the good ones are kept, each in its place.
before=$(files)
fetch -X POST -F "csrf=$(xml "$at" 'string(/page/@csrf)')" \
    -F "revision=$(xml "$at" 'string(//form/@revision)')" \
    -F "$field=@$T/script.pdf" -F "$field=@$(paper 第二份)" \
    -F "$field=@$(paper 第三份)" -F do=save "$URL$at"
is "one of three is refused" 422 "$status"
is "the others are kept" $((before + 2)) "$(files)"
fetch -X POST -F "csrf=$(xml "$at" 'string(/page/@csrf)')" \
    -F "revision=$(xml "$at" 'string(//form/@revision)')" \
    -F "no-such=@$(paper 第二份)" -F do=save "$URL$at"
is "a file nobody asked for is refused" "422 $((before + 2))" "$status $(files)"

# Large ones, unless time is short.
for _ in 1 2 3; do fetch "$URL/health"; done
before=$(rss)
{ cat "$T/证明材料.pdf"; head -c $((99 * 1024 * 1024)) /dev/zero; } >"$T/large.pdf"
get "$at"
TIMEOUT=300 send "$draft/" "$field=@$T/large.pdf" do=next
status_large=$status
after=$(rss)
limit=$(xml "$at" "string(//*[local-name()='attachment'][@name='$field']/@megabytes)")
if [ "${limit:-100}" -ge 100 ]; then
    ! html "//*[@id='errors']//a[@href='#i-$field']" >/dev/null
    ok "99 MB are taken" $?
else
    html "//*[@id='errors']//a[@href='#i-$field']" >/dev/null
    ok "99 MB are refused at the field where $limit may come ($status_large)" $?
fi
echo "# largest worker before $before kB, after $after kB"
[ "$after" -lt $((before + 20480)) ]; ok "no worker grew by 20 MB" $?
rm -f "$T/large.pdf"
t0=$(date +%s%N)
truncate -s 500M "$T/huge"
fetch -X POST -T "$T/huge" -H 'Content-Type: multipart/form-data; boundary=x' "$URL$at"
took=$((($(date +%s%N) - t0) / 1000000))
is "500 MB are refused" 413 "$status"
[ "$took" -lt 5000 ]; ok "early ($took ms)" $?
done_testing
