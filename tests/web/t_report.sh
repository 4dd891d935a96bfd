# Figures of procedures, yearly reports, and lists as spreadsheets.
. "$(dirname "$0")/lib.sh"

# Made-up figures: two centres of Shandong, this year and the one before.
year=$(TZ=Asia/Shanghai date +%Y)
read -r one two <<<"$(sql "select string_agg(organ_id::text, ' ' order by organ_id)
    from (select organ_id from kb.organ where kind = 'centre' and region like '37%'
        order by organ_id limit 2) x")"
province=$(sql "select organ_id from kb.organ where kind = 'office' and region = '370000'
    and level = 'province' limit 1")
other=$(sql "select organ_id from kb.organ where kind = 'office' and region = '330000'
    and level = 'province' limit 1")
sql "delete from kb.measure_tally where procedure = 'aid';
    delete from kb.measure_year where procedure = 'aid';
    delete from kb.limit_tally where procedure = 'aid'; delete from kb.limit_year where procedure = 'aid';
    delete from kb.rating_tally; delete from kb.rating_year" >/dev/null
sql "insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n) values
    ('aid', 'asked', '$year-01-01', $one, 'x', 1, 6), ('aid', 'asked', '$year-01-01', $two, '', 1, 4),
    ('aid', 'asked', '$((year - 1))-03-01', $one, 'x', 1, 5),
    ('aid', 'recovered', '$year-01-01', $one, '', 1234500, 2)" >/dev/null
sql "insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late)
    select 'aid', min(l.name), $one, '$year-01-01', 9, 1
    from kb.procedure_limit l join kb.procedure_version v using (version_id) where v.name = 'aid'" >/dev/null
sql "insert into kb.rating_tally (procedure, organ_id, month, level, n)
    values ('aid', $one, '$year-01-01', 5, 3), ('aid', $two, '$year-01-01', 1, 1)" >/dev/null
when="from=$year-01&until=$year-12"

guest
get /report
html "//a[@href='/report/procedure/aid']" >/dev/null &&
    html "//a[@href='/report/year']" >/dev/null
ok "/report leads to the figures of each procedure" $?
get /guide/aid
html "//a[@href='/report/procedure/aid']" >/dev/null; ok "and so does the guide" $?

figures() { xml "/report/procedure/aid?$when&$1" "$2"; }
is "a total" 10 "$(figures '' 'string(//total[measure="asked"]/value)')"
is "by month" "$year-01 10" "$(figures '' \
    'concat(//figure[measure="asked"]/key, " ", //figure[measure="asked"]/value)')"
is "by centre, the first first" "$one 6 $two 4" "$(figures by=organ \
    'concat(//figure[1]/key, " ", //figure[1]/value, " ", //figure[2]/key, " ", //figure[2]/value)')"
is "of one centre" 4 "$(figures "organ=$two" 'string(//total[measure="asked"]/value)')"
is "of a province" 10 "$(figures "organ=$province" 'string(//total[measure="asked"]/value)')"
is "of another" 0 "$(figures "organ=$other" 'count(//total)')"
is "one figure alone" 1 "$(figures 'measure=asked' 'count(//total)')"
is "what is not public is not shown" 0 "$(figures '' 'count(//*[measure="recovered"])')"
for q in "from=x&until=2026-13" "by=nothing" "organ=x" "organ=999999999999999" \
    "organ=99999999999999999999" "measure=%27" "from=$year-12&until=$year-01"; do
    get "/report/procedure/aid?$q"
    is "odd conditions are no error: $q" 200 "$status"
done
get "/report/procedure/aid?from=1990-01&until=1990-12"
html "//main//*[contains(@class, 'empty')]" >/dev/null; ok "nothing counted is said" $?
get /report/procedure/nothing
is "no such procedure" 404 "$status"
get /report/plan-task
is "no such report" 404 "$status"

# Who sees what is not public.
recovered='string(//total[measure="recovered"]/value)'
as national-handler
is "the national office" 2469000 "$(figures '' "$recovered")"
as shandong-handler
is "the office above the centre" 2469000 "$(figures "organ=$one" "$recovered")"
is "not of the whole country" "" "$(figures '' "$recovered")"
as office-330000
is "not the office of another province" "" "$(figures "organ=$one" "$recovered")"

# The yearly report.
guest
report() { xml "/report/year?organ=$1&year=$year" "$2"; }
is "beside the year before" "6 5" "$(report "$one" \
    'concat(//figure[procedure="aid"][measure="asked"]/value, " ", //figure[procedure="aid"][measure="asked"]/value_before)')"
is "steps on time" "9 1" "$(report "$one" 'concat(//step[procedure="aid"]/on_time, " ", //step[procedure="aid"]/late)')"
is "ratings" "5 3" "$(report "$one" 'concat(//rating/level, " ", //rating/n)')"
is "of a province" "10 2" "$(report "$province" \
    'concat(//figure[procedure="aid"][measure="asked"]/value, " ", count(//rating))')"
get "/report/year?organ=$one&year=$year"
html "//main//tr[th[.='申请件数']]/td[.='+20.0%']" >/dev/null; ok "with the change" $?
html "//main//*[@class='printed'][contains(., '虚构')]" >/dev/null
ok "and on paper it says that the data is made up" $?
for q in "" "organ=x" "organ=$one&year=1800" "organ=$one&year=x"; do
    get "/report/year?$q"
    is "a report of what is not there: $q" 200 "$status"
done

# Months between in which nothing was counted are there: 0, but no median or rate.
sql "insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n) values
    ('aid', 'asked', '$((year - 2))-01-01', $one, 'x', 1, 2), ('aid', 'asked', '$((year - 2))-03-01', $one, 'x', 1, 3)" >/dev/null
gap() { xml "/report/procedure/aid?from=$((year - 2))-01&until=$((year - 2))-12&measure=asked" "$1"; }
is "a month without any" "2 0 3" "$(gap 'concat(//figure[1]/value, " ", //figure[2]/value, " ", //figure[3]/value)')"
is "none after the last" 3 "$(gap 'count(//figure)')"

# The centres side by side, as in their own reports.
get /report
html "//a[@href='/report/centre']" >/dev/null; ok "the reports lead to the centres compared" $?
centre() { xml "/report/centre?year=$year&region=$1" "$2"; }
is "a centre on time and late" "$(report "$one" 'concat(sum(//step/on_time), " ", sum(//step/late))')" "$(centre 37 "concat(//centre[organ_id=$one]/on_time, ' ', //centre[organ_id=$one]/late)")"
is "and as it was rated" "3 3 0 1" "$(centre 37 "concat(//centre[organ_id=$one]/good, ' ', //centre[organ_id=$one]/rated, ' ',
    //centre[organ_id=$two]/good, ' ', //centre[organ_id=$two]/rated)")"
is "with few steps it has no rank" 0 "$(centre 37 "count(//centre[organ_id=$one]/rank)")"
sql "insert into kb.limit_tally (procedure, limit_name, organ_id, month, on_time, late)
    select procedure, limit_name, organ_id, month, 30, 0 from kb.limit_tally where organ_id = $one
        and procedure = 'aid' limit 1" >/dev/null
# another address: pages for everybody are kept a moment
is "with more of them one" "1 $one" "$(centre 3700 "concat(//centre[organ_id=$one]/rank, ' ', //centre[1]/organ_id)")"
is "not in another province" 0 "$(centre 33 "count(//centre[organ_id=$one])")"
get "/report/centre?year=1999"
html "//main//*[contains(@class, 'empty')]" >/dev/null; ok "of a year without figures that is said" $?
for q in "year=x" "region=%27" "region=999999&year=20266"; do
    get "/report/centre?$q"
    is "odd conditions are no error: $q" 200 "$status"
done

# As files, of a page with several lists each of them.
for list in procedure month step; do
    get "/report/cases?format=csv&list=$list&fresh"
    xml "/report/cases?fresh=$list" "count(/page/$list)" >"$T/n" # not what was kept of it
    is "all of $list as CSV" "$(($(cat "$T/n") + 1))" "$(grep -c . "$page")"
    get /report/cases
    html "//a[contains(@href, 'format=xlsx') and contains(@href, 'list=$list')]" >/dev/null
    ok "the page leads to it" $?
done
get "/report/procedure/aid?$when&by=organ&format=csv"
is "as CSV" "200 text/csv; charset=utf-8" "$status $(header content-type)"
get "/report/procedure/aid?$when&by=organ&measure=asked&format=xlsx"
is "as XLSX" "200 application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" \
    "$status $(header content-type)"
cp "$page" "$T/list.xlsx"
/usr/bin/python3 - "$T/list.xlsx" >"$T/read" <<'IN'
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True):
    print(row[0], row[-1], type(row[-1]).__name__)
IN
is "as another program reads it" "measure n str asked 6 int asked 4 int" "$(xargs <"$T/read")"

# What a spreadsheet would take for a formula is text in it.
sql "insert into kb.measure_tally (procedure, measure, month, organ_id, field, value, n) values
    ('aid', 'asked', '$year-02-01', $one, '=1+1', 1, 1), ('aid', 'asked', '$year-02-01', $one, '@SUM(A1)', 1, 1),
    ('aid', 'asked', '$year-02-01', $one, '-2', 1, 1), ('aid', 'asked', '$year-02-01', $one, 'a\"b,c', 1, 1)" >/dev/null
get "/report/procedure/aid?$when&by=field&measure=asked&format=csv"
is "a byte order mark" efbbbf "$(head -c 3 "$page" | od -An -tx1 | tr -d ' ')"
/usr/bin/python3 - "$page" >"$T/read" <<'IN'
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline="")))
print(" ".join(sorted(r["key"] for r in rows)))
IN
is "as CSV" "'=1+1 '@SUM(A1) -2 a\"b,c x" "$(sed 's/^ *//' "$T/read")"
get "/report/procedure/aid?$when&by=field&measure=asked&format=xlsx"
cp "$page" "$T/list.xlsx"
/usr/bin/python3 - "$T/list.xlsx" >"$T/read" <<'IN'
import sys, openpyxl
for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows():
    print(*(c.data_type + str(c.value) for c in row if c.value is not None and "1+1" in str(c.value)))
IN
is "as XLSX it stands as it is" "s=1+1 s=1+1 s=1+1" "$(xargs <"$T/read")"

# Forms offer the organisations that a field may name.
as jinan-firm
get /apply/entity-filing
send /apply/entity-filing
[[ $(here) == /draft/*/page/* ]] || echo "# at $(here)"
[ "$(html 'count(//select[@name="centre"]/optgroup/option)')" -ge 70 ]
ok "a form offers the centres" $?
is "and only centres" 0 "$(html 'count(//select[@name="centre"]//option[@value != "" and not(contains(@value, "中心"))])')"
done_testing
