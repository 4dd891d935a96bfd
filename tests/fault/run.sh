#!/bin/bash
# run.sh [NAME...]: faults, each against one instance of their own: the
# database stopped under load, workers killed, the disk full. With CASES= and
# KILLS= the exchange's faults too, so many of them.
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
. tests/instance.sh
instance_start "$(mktemp -d /tmp/kb-fault.XXXXXX)" || exit 1
rc=0
for t in ${*:-$(cd tests/fault && ls t_*.sh)}; do
    echo "# tests/fault/$t"
    timeout 600 bash "tests/fault/$t" || rc=1
done
[ -z "${CASES:-}${KILLS:-}" ] ||
    tests/exchange/run.sh push tests/exchange/t_fault.sh || rc=1
exit $rc
