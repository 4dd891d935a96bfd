#!/bin/bash
# run.sh [NAME...]: libFuzzer with ASan and UBSan over the parsers of foreign
# bytes, SECONDS_EACH (60) each, over tests/fuzz/corpus/NAME. What breaks one
# stands in build/fuzz/NAME-*: mend it and keep it in the corpus.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build}
out=$B/fuzz
flags="-g -O1 -fsanitize=fuzzer-no-link,address,undefined"
make -s -j"$(nproc)" B="$out/lib" CC=clang CFLAGS="$flags" \
    "$out/lib/libkb.a" || exit 1
passed=0 failed=0
for name in ${*:-$(cd tests/fuzz && ls ./*.c | sed 's,^./,,; s,\.c$,,')}; do
    mkdir -p "$out/corpus/$name"
    [ ! -d "tests/fuzz/corpus/$name" ] ||
        cp -n "tests/fuzz/corpus/$name/"* "$out/corpus/$name/" 2>/dev/null
    # shellcheck disable=SC2046
    if make -s B="$out/lib" CC=clang CFLAGS="$flags" \
        "$out/lib/tests/fuzz/$name.o" &&
        clang++ ${flags/-no-link/} -o "$out/$name" \
            "$out/lib/tests/fuzz/$name.o" "$out/lib/libkb.a" \
            $(make -s print-libs) &&
        "$out/$name" -max_total_time="${SECONDS_EACH:-60}" -timeout=100 \
            -rss_limit_mb=2048 -artifact_prefix="$out/$name-" \
            $([ ! -e "tests/fuzz/$name.dict" ] ||
                echo "-dict=tests/fuzz/$name.dict") \
            "$out/corpus/$name" >"$out/$name.log" 2>&1; then
        passed=$((passed + 1))
        echo "ok - $name: $(grep -c . "$out/$name.log") lines," \
            "$(tail -n 1 "$out/$name.log")"
    else
        failed=$((failed + 1))
        tail -n 20 "$out/$name.log" 2>/dev/null
        echo "not ok - $name"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
