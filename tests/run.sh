#!/bin/bash
# run.sh [PART...]: runs the parts of the tests, each into build/log/PART.log,
# prints a line for each with its counts, then "N passed, N failed".
# A part prints TAP (ok / not ok), or ends with a line "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 2
export B=${B:-build}
mkdir -p "$B/log"
passed=0 failed=0
all="unit asan lint sql procedure golden oracle web year exchange browser fault"

san_flags="-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined"
san_flags="$san_flags -fno-sanitize-recover=undefined"

# One cmocka program after the other; its crash is a failed test of its own.
run_units() { # FOLDER
    local t rc=0
    for t in "$1"/tests/unit/test_*; do
        [ -x "$t" ] && [ -f "$t" ] || continue
        case $t in *.o | *.d) continue ;; esac
        echo "# ${t##*/}"
        CMOCKA_MESSAGE_OUTPUT=TAP timeout 300 "$t" 2>&1 || {
            echo "# ${t##*/} ended with $?"
            rc=1
        }
    done
    return $rc
}

# The database of a part; sql/cluster.sh keeps it in a short path.
with_database() { # NAME COMMAND...
    local dir=/tmp/kb-test-$1.$$ rc=0
    shift
    KB_DSN=$(tests/cluster.sh "$dir") || { rm -rf "$dir"; return 1; }
    KB_DSN=$KB_DSN KB_ROOT=$PWD "$@" || rc=$?
    sql/cluster.sh stop "$dir"
    rm -rf "$dir"
    return $rc
}

part_unit() { with_database unit run_units "$B"; }
part_asan() {
    make -s -j"$(nproc)" B="$B/asan" CFLAGS="$san_flags" units || return 1
    ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 \
    UBSAN_OPTIONS=print_stacktrace=1 with_database asan run_units "$B/asan"
}
part_lint() { tests/lint.sh; }
part_sql() { with_database sql tests/sql/run.sh; }
part_procedure() { with_database procedure tests/golden/letters.sh; }
part_golden() { with_database golden tests/golden/run.sh; }
part_oracle() { tests/oracle/run.sh; }
part_web() { tests/web/run.sh; }
part_year() { tests/year/run.sh; }
part_browser() { tests/browser/run.sh; }
part_exchange() { tests/exchange/run.sh; }
part_fault() { tests/fault/run.sh; }

# Counts the log; a part that failed without saying where counts as one.
count() { # LOG EXIT-CODE
    local last
    last=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$1" | tail -n 1)
    if [ -n "$last" ]; then
        p=${last%% *}
        last=${last#*, }
        f=${last%% *}
    elif grep -q '^Files=[0-9]*, Tests=' "$1"; then # pg_prove
        p=$(sed -n 's/^Files=[0-9]*, Tests=\([0-9]*\),.*/\1/p' "$1" | tail -n 1)
        f=$(sed -n 's/^ *Failed test[s]*: *//p' "$1" | tr ',' '\n' | grep -c .)
        p=$((p - f))
    else
        p=$(grep -cE '^ok\b' "$1")
        f=$(grep -E '^not ok\b' "$1" | grep -cv '# SKIP')
    fi
    [ "$2" = 0 ] || [ "$f" -gt 0 ] || f=1
    [ "$2" != 0 ] || [ $((p + f)) -gt 0 ] || f=1
}

run_part() {
    local log=$B/log/$1.log rc=0 t0=$SECONDS p f
    "part_$1" >"$log" 2>&1 </dev/null || rc=$?
    count "$log" "$rc"
    passed=$((passed + p))
    failed=$((failed + f))
    printf '%-10s %5d passed %4d failed %5d s   %s\n' \
        "$1" "$p" "$f" $((SECONDS - t0)) "$log"
    if [ "$f" -gt 0 ]; then
        grep -E '^(not ok|#.*(rror|ended with))' "$log" |
            grep -v '# SKIP' | head -n 20 | cut -c1-200 | sed 's/^/    /'
        grep -qE '^not ok' "$log" || tail -n 15 "$log" | sed 's/^/    /'
    fi
}

for part in ${*:-$all}; do
    declare -F "part_$part" >/dev/null || {
        echo "run.sh: no part $part; there are: $all" >&2; exit 2; }
    run_part "$part"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
