# P06: the yearly assessment with all 77 centres: opened, reported by each,
# scored, ranked, published; P07 for the last tenth.
. "$(dirname "$0")/lib.sh"
flow assessment || { done_testing; exit 1; }
round=$CASE
rows() { sql "select c.number || ' centre-' || o.region from kb.case_link k
    join kb.case_file p on p.case_id = k.parent_id
    join kb.case_file c on c.case_id = k.child_id
    join kb.case_party q on q.case_id = c.case_id and q.party = 'centre'
    join kb.organ o on o.organ_id = q.organ_id
    where p.number = '$round' and c.procedure = 'assessment-report'
    order by o.region"; }
rows >"$T/rows"
is "each of the 77 centres has its report" 77 "$(wc -l <"$T/rows")"

# Two people at a time: what DO does with each line of FILE, in a browser of
# its own; prints how many went well.
both() { # FILE DO
    split -n l/2 "$1" "$1.half."
    local f
    for f in "$1".half.*; do
        (
            T=$f.d page=$f.d/page last=$f.d/address n=0
            mkdir "$T"
            while read -r number who; do
                CASE=$number
                "$2" </dev/null && n=$((n + 1))
            done <"$f"
            echo "$n" >"$f.n"
        ) &
    done
    wait
    DONE=$(cat "$1".half.*.n | awk '{ n += $1 } END { print n + 0 }')
    rm -rf "$1".half.*
}

answers=$(grep -v -e '^#' -e '^>' "$web/flow/assessment-report.flow")
report() {
    pairs=$answers
    step "$who" move submit-report
}
both "$T/rows" report
is "77 centres report" 77 "$DONE"
as centre-110000
get "/case/$(sed -n '2p' "$T/rows" | cut -d' ' -f1)"
is "a centre does not see another's report" 404 "$status"

# Marks fall from the first centre to the last; the last two are equal.
score() {
    local m i=0 k
    k=$(grep -n "^$number " "$T/../rows" | cut -d: -f1)
    [ "$k" -lt 77 ] || k=76
    pairs=
    for m in 25 30 15 15 15; do
        i=$((i + 1))
        pairs+="indicator[$i]/score"$'\t'
        pairs+="$(awk -v m="$m" -v k="$k" 'BEGIN { printf "%.2f", m * (1 - k / 200) }')"$'\n'
    done
    step national-assessor move score
}
both "$T/rows" score
is "77 reports are scored" 77 "$DONE"

CASE=$round pairs=
step national-assessor move rank; ok "the round is ranked" $?
CASE=$round
as national-signer
get "/case/$round"
send /do/publish && fill
is "and published" published \
    "$(sql "select state from kb.case_file where number = '$round'")"
first=$(head -n 1 "$T/rows" | cut -d' ' -f1)
final=$(tail -n 1 "$T/rows" | cut -d' ' -f1)
result() { sql "select (xpath('string(/record/result/$2)', record))[1]
    from kb.case_file where number = '$1'"; }
is "the best is first" 1 "$(result "$first" rank)"
is "equal marks share the better rank" 76 "$(result "$final" rank)"
is "of 77" 77 "$(result "$final" of)"
is "eight are in the last tenth" 8 "$(sql "select count(*) from kb.case_link k
    join kb.case_file p on p.case_id = k.parent_id
    join kb.case_file c on c.case_id = k.child_id
    where p.number = '$round'
        and (xpath('string(/record/result/low)', c.record))[1]::text = 'true'")"
is "rectification is opened for each of them" 8 "$(sql "
    select count(*) from kb.case_file r
    join kb.case_file c on c.case_id = r.parent_id
    join kb.case_file p on p.case_id = c.parent_id
    where p.number = '$round' and r.procedure = 'rectification'")"
is "each centre has its letter" 77 "$(sql "select count(*) from kb.letter l
    join kb.case_file c using (case_id) join kb.case_file p on p.case_id = c.parent_id
    where p.number = '$round' and l.document is not null")"
is "no number is missing in any series" 0 "$(sql "select count(*) from (
    select series_id from kb.letter_number group by series_id
    having max(serial) <> count(*)) x")"
as centre-110000
get /messages
is "the centre finds it in its messages" 200 "$status"
guest
get /report
is "the figures are public" 200 "$status"
done_testing
