#!/bin/bash
# run.sh [NAME...]: the web tests against one instance of their own (or that of
# KB_URL and KB_DSN); TAP.
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
. tests/instance.sh
if [ -z "${KB_URL:-}" ]; then
    instance_start "$(mktemp -d /tmp/kb-web.XXXXXX)" || exit 1
fi
rc=0
for t in ${*:-$(cd tests/web && ls t_*.sh)}; do
    echo "# tests/web/$t"
    timeout 600 bash "tests/web/$t" || rc=1
done
# Whatever the tests sent, no worker may have died of it.
if [ -n "${KB_VAR:-}" ]; then
    if grep -E 'signal (4|6|7|8|11|31)|Assertion|AddressSanitizer' \
        "$KB_VAR/log/portal.log"; then
        echo "not ok - a worker crashed"
        rc=1
    else
        echo "ok - no worker crashed"
    fi
    sed -n 's/.* no text /no text /p' "$KB_VAR/log/portal.log" | sort -u |
        sed 's/^/# /' >"$KB_VAR/missing"
    if [ -s "$KB_VAR/missing" ]; then
        cat "$KB_VAR/missing"
        echo "not ok - every text is there"
        rc=1
    else
        echo "ok - every text is there"
    fi
fi
exit $rc
