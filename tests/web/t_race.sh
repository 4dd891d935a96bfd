# The same post twice, and two people deciding at once: one of them does.
. "$(dirname "$0")/lib.sh"
events() { sql "select count(*) from kb.case_event e join kb.case_file c
    using (case_id) where c.number = '$1' and e.kind = 'move'"; }

# Replay: a receipt again, not a second case.
as wenzhou
pairs=$(sed -n '/^> qingdao open/,/^> /p' "$web/flow/designation.flow" |
    grep -v '^>')
get /apply/designation
send /apply/designation
STOP=check fill; ok "a form is ready" $?
STOP=
cases() { sql "select count(*) from kb.case_file c join kb.organ o
    on o.organ_id = c.opener_id where o.region = '330300'"; }
before=$(cases)
cp "$page" "$T/check"
send /submit declare=yes
is "it is submitted" 200 "$status"
again=("${SENT[@]}")
CASE=$(here | sed 's,^/case/,,; s/[?#].*//')
fetch -X POST "${again[@]}"
is "the same post again leads to the same case" "/case/$CASE" "${location%%\?*}"
is "and makes no second one" $((before + 1)) "$(cases)"

# A hundred at once.
for i in $(seq 100); do
    curl -sS -o /dev/null -b "$JAR" -X POST "${again[@]}" &
done
wait $(jobs -p) 2>/dev/null
is "nor do a hundred at once" $((before + 1)) "$(cases)"

# Two handlers decide the same case at the same moment.
as office-330000
get "/case/$CASE"
send /do/accept-province
first=("$(here)")
cp "$page" "$T/one"
n=$(events "$CASE")
send_to() { # PAGE: the submission of this page, as curl arguments
    cp "$1" "$page"
    xsltproc --html --stringparam action /submit "$web/form.xsl" "$page" 2>/dev/null |
        tail -n +2 | while IFS=$'\t' read -r a b; do echo "$a=$b"; done
}
send_to "$T/one" >"$T/pairs"
args=()
while IFS= read -r line; do args+=(--data-urlencode "$line"); done <"$T/pairs"
target=$(xsltproc --html --stringparam action /submit "$web/form.xsl" "$T/one" 2>/dev/null | head -n 1 | cut -f2)
for i in 1 2 3 4 5 6; do
    curl -sS -o /dev/null -w '%{http_code}\n' -b "$JAR" -X POST "${args[@]}" \
        --data-urlencode "n=$i" "$URL$target" >"$T/race.$i" 2>/dev/null &
done
wait $(jobs -p) 2>/dev/null
is "six deciders make one move" $((n + 1)) "$(events "$CASE")"
! cat "$T"/race.* | grep -q '^5'
ok "and none of them gets a server error" $?
is "the state is the decided one" province-review \
    "$(sql "select state from kb.case_file where number = '$CASE'")"

# Two pairs of eyes: who drafted may not sign.
is "the chain of events holds" 0 "$(sql "select count(*) from (
    select prev_hash, lag(hash) over (partition by case_id order by seq) as before
    from kb.case_event) e where before is not null and prev_hash <> before")"
done_testing
