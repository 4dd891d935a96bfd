#!/bin/bash
# letter.sh: how many letters a second, and their size and memory; B says where
# the programs are built, SECS how long a measurement takes. With WeasyPrint or
# LibreOffice installed, also how much more time these take.
set -u
cd "$(dirname "$0")/../.." || exit 2
B=${B:-build} secs=${SECS:-6}
letter=tests/golden/letter_approval/out.xml
export KB_FONTS=${KB_FONTS:-$B/fonts}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

line() { # NAME VALUE UNIT WANTED
    printf '%-44s %8s %-5s  wanted %s\n' "$1" "$2" "$3" "$4"
}
echo "letter of two pages with its code, one core's processor time"
for part in set template pdf ofd pair signed; do
    sed 's/<organ>/<organ seal="">/' "$letter" >"$T/letter.xml"
    "$B/tests/bench/letter" "$T/letter.xml" "$secs" $part >"$T/$part" ||
        exit 1
    read -r _ rate _ size _ memory _ <"$T/$part"
    case $part in
    set) line "set in lines and pages" "$rate" /s - ;;
    template) line "PDF where only the number differs" "$rate" /s \
        ">= 4000" ;;
    pdf) line "PDF, each to another" "$rate" /s ">= 600"
        line "bytes of a PDF" "$size" "" "<= 135000"
        ;;
    ofd) line "OFD" "$rate" /s - ;;
    signed) line "PDF and OFD, sealed and signed with SM2" "$rate" /s \
        ">= 350" ;;
    pair) line "PDF and OFD, each to another" "$rate" /s ">= 450"
        line "resident" "$memory" kB "<= 30720" ;;
    esac
done

# One document by a program that is started for it, as an office would print
# it, ours too: processor time of both.
alone() { # NAME COMMAND...
    local name=$1 TIMEFORMAT='%U %S'
    shift
    { time "$@" >/dev/null 2>&1; } 2>"$T/time" || { echo "$name failed"; return; }
    took=$(awk '{ print $1 + $2 }' "$T/time")
    awk -v n="$name" -v t="$took" -v our="${ours:-$took}" 'BEGIN {
        printf "%-44s %8.2f s      times ours %.0f\n", n, t, t / our }'
}
"$B/kuaibao" letter "$letter" -o "$T/a.html" 2>/dev/null
alone "one letter, program started for it" "$B/kuaibao" letter "$letter" -o "$T/a.pdf"
ours=$took
command -v weasyprint >/dev/null &&
    alone WeasyPrint weasyprint "$T/a.html" "$T/w.pdf"
# The same letter as an office would write it, with the same faces; started
# once before, which makes its profile.
office() {
    FONTCONFIG_FILE=$T/fonts.conf soffice "-env:UserInstallation=file://$T/home" \
        --headless --convert-to pdf --outdir "$T" "$T/office.fodt"
}
if command -v soffice >/dev/null; then
    xsltproc tests/bench/fodt.xsl "$letter" >"$T/office.fodt"
    printf '<fontconfig><include>/etc/fonts/fonts.conf</include><dir>%s</dir></fontconfig>' \
        "$(readlink -f "$KB_FONTS")" >"$T/fonts.conf"
    office >/dev/null 2>&1
    alone LibreOffice office
    pdffonts "$T/office.pdf" 2>/dev/null | grep -q Fandol ||
        echo "! LibreOffice did not take the letter's faces"
fi
exit 0
