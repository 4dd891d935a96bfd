# Many letters in one package: ticked ones and all of a search, as issued, of
# the asker's own organisations only, what is left out named.
. "$(dirname "$0")/lib.sh"
organ=$(sql "select organ_id from kb.role join kb.person using (person_id)
    where account = 'national-signer' limit 1")
[ "$(sql "select count(*) from kb.letter_file join kb.letter using (letter_id)
    where organ_id = $organ")" -gt 0 ] || flow designation
code=$(sql "select code from kb.letter join kb.letter_file using (letter_id)
    where format = 'pdf' and organ_id = $organ order by letter_id desc limit 1")
other=$(sql "select l.code from kb.letter l join kb.case_file c using (case_id)
    where document is not null and l.organ_id <> $organ
        and coalesce(l.to_organ_id, 0) <> $organ
        and not c.readers @> array[$organ]::bigint[] order by letter_id limit 1")
[ -n "$code" ] && [ -n "$other" ]; ok "there are letters, and others' letters" $?
unpack() {
    rm -rf "$T/zip"
    unzip -q "$page" -d "$T/zip"
}
index() { # TEXT: whether the table in the package has it
    unzip -p "$T/zip/index.xlsx" 'xl/*.xml' | grep -qF -- "$1"
}

is "no sealed letter of the designation takes more than 135 kB" 0 "$(sql "
    select count(*) from kb.letter_file join kb.letter using (letter_id)
        join kb.case_file using (case_id)
    where procedure = 'designation' and octet_length(bytes) > 135000")"

as national-signer
get /letters
is "every letter has its box" "$(html 'count(//tbody/tr)')" \
    "$(html 'count(//input[@name="letter" and @form="package"])')"
send /letters/package
is "nothing ticked is refused" 422 "$status"
get /letters
send /letters/package "letter=$code" "letter=$other"
is "two are sent" "200 application/zip" "$status $(header content-type)"
unpack; ok "as one package" $?
is "its PDF is the one issued" \
    "$(sql "select f.sha256 from kb.letter_file f join kb.letter using (letter_id)
        where code = '$code' and format = 'pdf'")" \
    "$(sha256sum <"$T/zip/0001-$code.pdf" | cut -c1-64)"
is "and no other's letter" 1 "$(ls "$T/zip" | grep -c pdf)"
index "$other" && index not-found; ok "which the table says" $?

get /letters
send /letters/package all=yes
unpack
is "all that was found" "$(sql "select count(*) from kb.letter
    where $organ in (organ_id, to_organ_id)")" "$(ls "$T/zip" | grep -c pdf)"
sql "update kb.setting set value = '1' where name = 'letters-package'"
get '/letters?way=out'
send /letters/package all=yes
sql "update kb.setting set value = '500' where name = 'letters-package'"
unpack
is "no more than the setting says" 1 "$(ls "$T/zip" | grep -c pdf)"
index limit; ok "the rest is named" $?

fetch "$URL/case/$(sql "select c.number from kb.case_file c join kb.letter l using (case_id)
    where l.code = '$code'")/archive.zip"
unpack
sha256sum "$T/zip/"*letter.pdf | grep -q "$(sql "select f.sha256 from kb.letter_file f
    join kb.letter using (letter_id) where code = '$code' and format = 'pdf'")"
ok "a case's archive too has it as issued" $?
is "its index gives each item's digest" "$(xmllint --xpath 'count(//item)' "$T/zip/index.xml")" \
    "$(xmllint --xpath '//item/@sha256 | //item/@file' "$T/zip/index.xml" | tr -d '\n' |
        sed 's/ file="\([^"]*\)" sha256="\([^"]*\)"/\2  \1\n/g' | (cd "$T/zip" && sha256sum -c) | grep -c ': OK$')"
sheet() { pdftotext -raw "$T/zip/000-index.pdf" - | tr -d ' \n\f'; }
sheet | grep -qF 卷内目录; ok "on paper too" $?
sheet | grep -qF "$(sql "select number from kb.letter where code = '$code'")"; ok "with the letter's title" $?
sheet | grep -qF "$(sql "select f.sha256 from kb.letter_file f
    join kb.letter using (letter_id) where code = '$code' and format = 'pdf'")"; ok "and digest" $?
is "and as many days as items" "$(xmllint --xpath 'count(//item[@day])' "$T/zip/index.xml")" \
    "$(pdftotext -raw "$T/zip/000-index.pdf" - | grep -oE '20[0-9]{2}-[01][0-9]-[0-3][0-9]' | wc -l)"
cp "$T/zip/index.xml" "$T/index"
for i in 1 2 3; do
    fetch "$URL/case/$(sql "select c.number from kb.case_file c join kb.letter l using (case_id)
        where l.code = '$code'")/archive.zip"
    unpack
    cmp -s "$T/index" "$T/zip/index.xml"; ok "once more it has the same digests" $?
done
file=$(sql "update kb.attachment set name = U&'\+01F9FE\5F20.pdf' where attachment_id = (select attachment_id
    from kb.attachment join kb.letter using (case_id) where code = '$code' limit 1) returning attachment_id")
[ -n "$file" ]; ok "a file whose name no font has" $?
fetch "$URL/case/$(sql "select c.number from kb.case_file c join kb.letter l using (case_id)
    where l.code = '$code'")/archive.zip"
unpack
sheet | grep -qF 题名见index.xml; ok "is on paper by its name in the package" $?
grep -q $'\U1F9FE' "$T/zip/index.xml"; ok "and by its own in the index" $?

get /letters
as qingdao
fetch --data-urlencode "letter=$code" "$URL/letters/package"
is "not without the page's token" 401 "$status"
get /letters
mine=$(html 'string(//input[@name="letter"]/@value)')
send /letters/package "letter=$mine" "letter=$other" "letter=X'); --"
unpack
[ -s "$T/zip/0001-$mine.pdf" ]; ok "somebody else gets his own" $?
is "and nobody's else" 1 "$(ls "$T/zip" | grep -c pdf)"
guest
fetch -d all=yes "$URL/letters/package"
is "a guest gets none" 401 "$status"
done_testing
