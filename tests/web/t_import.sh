# A message opened as a filled form: all that fits stands in a draft, what does
# not is told with its line; hostile and foreign files change nothing.
. "$(dirname "$0")/lib.sh"
as qingdao
drafts() { sql "select count(*) from kb.draft d join kb.procedure_version v using (version_id)
    where v.name = 'designation' and d.case_id is null"; }
sql "delete from kb.draft d using kb.procedure_version v
    where v.version_id = d.version_id and v.name = 'designation' and d.case_id is null" >/dev/null
case=$(sql "select f.number from kb.case_file f join kb.organ o on o.organ_id = f.opener_id
    where f.procedure = 'designation' and o.code = 'DEMO-G-370200' order by f.case_id limit 1")
get "/case/$case"
html '//a[contains(@href, "/message/application")]' >/dev/null
ok "a case offers its message" $?
fetch "$URL/case/$case/message/application"
is "and gives it" 200 "$status"
cp "$page" "$T/message.xml"
xmllint --noout --relaxng xslt/schema/message/application.rng "$T/message.xml" 2>/dev/null
ok "as its schema says" $?

bring() { # FILE: uploads it where designation begins
    get /apply/designation
    send /message "message=@$1"
}
bring "$T/message.xml"
is "it is opened as a form" 200 "$status"
fields=$(xmllint --xpath 'count(//*[local-name() = "apply"]//*[not(*)][not(@ref)])' "$T/message.xml")
files=$(xmllint --xpath 'count(//*[@ref])' "$T/message.xml")
taken=$(html 'string(//section[.//q or .//p]/h2)' | tr -cd 0-9)
left=$(html 'count(//section[h2]//li/q[contains(., ".pdf")])')
ok "nearly all of its $fields values were taken ($taken)" "$([ "${taken:-0}" -gt 10 ] && [ "$taken" -le "$fields" ]; echo $?)"
is "each of its files is named, to be uploaded" "$files" "$left"
total=$(html 'count(//section[h2]//li[q or b])')
calculated=$(html 'count(//section[h2]//li[contains(., "系统计算")])')
is "nothing is lost: taken, calculated or named" "$((fields + files))" \
    "$((taken + left + calculated))"
draft=$(html 'string(//form[contains(@action, "/submit")]/@action)' | cut -d/ -f3)
industry=$(xmllint --xpath 'string(//*[local-name() = "apply"]/*[local-name() = "industry"])' "$T/message.xml")
is "the draft says what the message says" "$industry" \
    "$(xml "/draft/$draft/check" 'string(//form/data/apply/industry)')"
ok "and wants the files" "$(html '//a[contains(@href, "#i-")]' >/dev/null; echo $?)"
fetch -H 'Accept-Language: en' "$URL/draft/$draft/check?lang=en"

n=$(drafts)
bring "$T/message.xml"
is "an open draft is not overwritten" 409 "$status"
ok "and the page says so" "$(has "草稿"; echo $?)"
is "nothing was made" "$n" "$(drafts)"
get "/draft/$draft/check"
send /drop

refused() { # NAME STATUS WORDS FILE
    bring "$4"
    is "$1" "$2" "$status"
    has "$3"
    ok "$1: it is said why" $?
}
printf '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' >"$T/dtd.xml"
refused "a DOCTYPE is refused" 422 DOCTYPE "$T/dtd.xml"
printf '<a>\n<b>' >"$T/open.xml"
refused "what is not well-formed is refused" 422 XML "$T/open.xml"
{ printf '<a '; seq -f 'a%.0f="1"' -s ' ' 5000; printf '/>'; } | tr '\n' ' ' >"$T/many.xml"
refused "thousands of attributes are refused" 422 属性 "$T/many.xml"
refused "a message of another procedure is refused" 422 criminal-transfer \
    xslt/schema/message/example/criminal-transfer.xml
refused "one without the opening form is refused" 422 申请表 \
    xslt/schema/message/example/refusal.xml
printf x >"$T/none.xml"
refused "no XML is refused" 422 XML "$T/none.xml"
head -c 1100000 /dev/zero | tr '\0' ' ' >"$T/large.xml"
bring "$T/large.xml"
is "what is too large is refused" 413 "$status"

# what does not fit is told, the rest is taken
sed 's/<m:apply>/<m:apply><m:colour>red<\/m:colour><m:industry>twice<\/m:industry>/;
    s/urn:kuaibao:message:application:1/urn:other:1/' "$T/message.xml" >"$T/odd.xml"
bring "$T/odd.xml"
is "a message with unknown parts is opened" 200 "$status"
ok "the unknown one is named" "$(has colour; echo $?)"
ok "and so is a doubled one" "$(has 出现两次; echo $?)"
draft=$(html 'string(//form[contains(@action, "/submit")]/@action)' | cut -d/ -f3)
get "/draft/$draft/check"
send /drop
{ printf '<?xml version="1.0" encoding="GB18030"?>'
    tail -n +1 "$T/message.xml" | sed 's/^<?xml[^>]*?>//' | iconv -f UTF-8 -t GB18030; } >"$T/gb.xml"
bring "$T/gb.xml"
is "GB18030 is read" 200 "$status"
draft=$(html 'string(//form[contains(@action, "/submit")]/@action)' | cut -d/ -f3)
get "/draft/$draft/check"
send /drop
get /apply/designation
fetch -F message=@"$T/message.xml" -F csrf=wrong -F request="$(cat /proc/sys/kernel/random/uuid)" \
    "$URL/apply/designation/message"
is "from another site it is refused" 401 "$status"
is "nothing is left behind" $((n - 1)) "$(drafts)"
done_testing
