# post.sh: sourced by run.sh. A form's page of 12 fields, checked and durable,
# against pgbench making the same transaction: four clients each, each with a
# draft of its own, in turns.
clients=4
: >"$T/posts"
y=$(date +%Y)
for i in $(seq $clients); do
    k=$(sign_in "bench-$i")
    csrf=$(curl -sS -b "$k" "$KB_URL/apply/designation?format=xml" |
        sed -n 's/.*csrf="\([0-9a-f]*\)".*/\1/p' | head -n 1)
    at=$(curl -sS -b "$k" -o /dev/null -w '%{redirect_url}' \
        -d "csrf=$csrf&request=$(cat /proc/sys/kernel/random/uuid)" "$KB_URL/apply/designation")
    draft=$(printf %s "$at" | sed -n 's,.*/draft/\([^/]*\)/.*,\1,p')
    body="csrf=$csrf&do=save"
    for n in 1 2 3; do
        body="$body&output%5B$n%5D%2Fyear=$((y - 4 + n))&output%5B$n%5D%2Flocal=8${n}0000"
        body="$body&output%5B$n%5D%2Fnational=6${n}00000"
    done
    body="$body&output-rank=2&output-note=%E6%95%B0%E6%8D%AE%E5%8F%96%E8%87%AA%E5%B9%B4%E9%89%B4"
    printf '/draft/%s/page/output\t%s\t%s\n' "$draft" "$k" "$body" >>"$T/posts"
    cat >"$T/pgbench.$i" <<SQL
\\if :client = $i
begin;
select * from api.enter('${k#kb_session=}', null);
select * from api.draft('$draft');
select api.save_draft('$draft', (select data from kb.draft where draft_id = '$draft'), 'output', (select revision from kb.draft where draft_id = '$draft'));
commit;
\\endif
SQL
done
{ echo '\set client :client_id + 1'; cat "$T"/pgbench.[0-9]*; } |
    sed 's/^\\if :client = \([0-9]*\)/\\set mine :client = \1\n\\if :mine/' >"$T/pgbench.sql"

# One connection a draft: a draft that two save at once is refused to one.
export POSTS=$T/posts
for n in $(seq "$rounds"); do
    for i in $(seq $clients); do
        POST_LINE=$i wrk -t1 -c1 -d"${secs}s" --latency -s tests/bench/post.lua "$KB_URL" \
            >"$T/post.$i" 2>&1 &
        turn[i]=$!
    done
    wait "${turn[@]}"
    awk '/^Requests\/sec/ { s += $2 } END { print int(s) }' "$T"/post.[0-9]* >>"$T/rps.post"
    cat "$T"/post.[0-9]* | grep -E 'Non-2xx|Socket errors|an answer' | sort -u | sed 's/^/! post: /'
    pgbench -n -c $clients -j 1 -T "$secs" -M prepared -f "$T/pgbench.sql" "$worker_dsn" \
        >"$T/pgbench" 2>"$T/pgbench.err"
    awk '/^tps/ { print int($3) }' "$T/pgbench" >>"$T/rps.pgbench"
    grep -m 1 -E 'ERROR|failed' "$T/pgbench.err" | sed 's/^/! pgbench: /'
done
figure "POST of a form's page, $clients clients" "$(rps post)" /s "-"
figure "pgbench, the same transaction, $clients clients" "$(rps pgbench)" /s "-"
ratio "POST / pgbench" "$(rps post)" "$(rps pgbench)" ">= 0.7"
