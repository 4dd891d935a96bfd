#!/bin/bash
# layers.sh: a file includes its own folder and folders left of it; foreign
# interfaces stay where they belong. Prints each offence; exit 1 if any.
cd "$(dirname "$0")/.." || exit 2
order="base xml sign db form font draw letter dsig exchange flow"
bad=0
offence() { echo "$1"; bad=1; }
allowed=
for layer in $order; do
    allowed="$allowed|$layer"
    while IFS= read -r line; do
        offence "$line (layer $layer may include:${allowed//|/ })"
    done < <(grep -nE '^#include "[a-z]+/' "lib/$layer"/*.[ch] 2>/dev/null |
        grep -vE "\"(${allowed#|})/")
done
only() { # HEADER FOLDER
    while IFS= read -r line; do
        offence "$line (only $2 may include $1)"
    done < <(grep -rnE "^#include <($1)" --include='*.[ch]' lib fcgi |
        grep -v "^$2")
}
only 'fcgiapp\.h|fcgi_' fcgi/
only 'libpq-fe\.h' lib/db/
only 'libxslt/' lib/xml/
exit $bad
