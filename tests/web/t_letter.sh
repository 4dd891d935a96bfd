# kuaibao letter, many at once: errors at the end, stopped and gone on with.
. "$(dirname "$0")/lib.sh"
kb=${B:-build}/kuaibao
export KB_FONTS=${KB_FONTS:-${B:-build}/fonts}
from=$web/../golden/letter_approval/out.xml
mkdir "$T/in" "$T/out"
for i in $(seq -w 120); do
    sed "s,号</number>,$i号</number>," "$from" >"$T/in/$i.xml"
done
sed -i 's/body>/boody>/' "$T/in/007.xml"
"$kb" letter -d "$T/out" -j 2 "$T/in" 2>"$T/said"
is "one wrong letter: exit 1" 1 $?
grep -q "in/007.xml:[0-9]*: .*body" "$T/said"
ok "it is named by file, line and rule" $?
grep -Eq '^[0-9]+ of 120 \([0-9]+ %\)$' "$T/said"; ok "a log says how far it is" $?
is "the sum" "119 made, 0 were there, 1 failed" "$(tail -n 1 "$T/said")"
is "all others are there" 119 "$(ls "$T/out" | grep -c '^...\.pdf$')"
"$kb" letter -d "$T/out" "$T/in" 2>"$T/said"
is "again: what is there stays" "0 made, 119 were there, 1 failed" \
    "$(tail -n 1 "$T/said")"
sleep 0.1
touch "$T/in/001.xml"
"$kb" letter -d "$T/out" "$T/in" 2>"$T/said"
is "a newer letter is made anew" "1 made, 118 were there, 1 failed" \
    "$(tail -n 1 "$T/said")"

rm -f "$T/out/"* "$T/in/007.xml"
for j in 1 2; do
    rm -f "$T/out/"*
    "$kb" letter -d "$T/out" -j $j --format ofd "$T/in" 2>"$T/said" &
    pid=$!
    for _ in $(seq 500); do
        [ "$(ls "$T/out" | wc -l)" -lt 3 ] || break
        sleep 0.01
    done
    kill -TERM $pid
    wait $pid
    rc=$?
    is "stopped, -j $j: 128 and the signal" 143 "$rc"
    grep -q 'left: stopped' "$T/said"; ok "how many are left" $?
    [ -z "$(ls "$T/out" | grep -v '^...\.ofd$')" ]
    ok "no half file is left" $?
done
"$kb" letter -d "$T/out" -j 2 --format ofd "$T/in" 2>"$T/said"
is "then gone on with: exit 0" 0 $?
is "to the end" 119 "$(ls "$T/out" | wc -l)"

# Killed outright in the middle: gone on with, it is as if nothing had been.
mkdir "$T/whole" "$T/cut"
"$kb" letter -d "$T/whole" "$T/in" 2>"$T/said"
for j in 1 2; do
    "$kb" letter -d "$T/cut" -j $j "$T/in" 2>"$T/said" &
    pid=$!
    for _ in $(seq 500); do
        [ "$(ls "$T/cut" | wc -l)" -lt $((j * 20)) ] || break
        sleep 0.01
    done
    kill -KILL $pid
    wait $pid 2>/dev/null
    is "killed, -j $j" 137 $?
    touch "$T/cut/half.pdf.$pid.tmp"
done
sleep 0.5 # the killed one's processes end what they have at hand
[ "$(ls "$T/cut" | grep -c '^...\.pdf$')" -lt 119 ]
ok "and its processes with it, before the end" $?
"$kb" letter -d "$T/cut" -j 2 "$T/in" 2>"$T/said"
is "gone on with after the kill: exit 0" 0 $?
diff -r "$T/whole" "$T/cut" >"$T/said"
ok "the files are those of a run that nobody stopped" $?

mkdir "$T/other"
cp "$T/in/001.xml" "$T/other/"
"$kb" letter -d "$T/out" "$T/in" "$T/other" 2>"$T/said"
is "two letters for one file: exit 1" 1 $?
grep -q 'two files become' "$T/said"; ok "that is said" $?

# Seals that are none.
seal() { # NAME BYTES-OF-FILE
    sed 's,<organ[^>]*>,<organ seal="s.png">,' "$from" >"$T/other/seal.xml"
    printf "$2" >"$T/other/s.png"
    "$kb" letter "$T/other/seal.xml" -o "$T/x.pdf" 2>"$T/said"
    is "$1: exit 1" 1 $?
    grep -q 'letter-image (s.png)' "$T/said"; ok "$1: the file is named" $?
}
seal "an empty seal" ''
seal "a seal that is no PNG" 'GIF89a'
seal "a seal cut off" '\211PNG\r\n\032\n\0\0\0\15IHDR\0\0\0\2\0\0\0\2'
seal "a seal of 60000 pixels a side" \
    '\211PNG\r\n\032\n\0\0\0\15IHDR\0\0\352\140\0\0\352\140\10\6\0\0\0\0\0\0\0'
rm "$T/other/s.png"
"$kb" letter "$T/other/seal.xml" -o "$T/x.pdf" 2>"$T/said"
is "no seal file: exit 1" 1 $?
[ ! -e "$T/x.pdf" ]; ok "and no letter" $?
done_testing
