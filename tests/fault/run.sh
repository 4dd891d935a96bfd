#!/bin/bash
# run.sh [NAME...]: faults, each against one instance of their own: the
# database stopped under load, workers killed, the disk full. With MESSAGES= or
# KILLS= the exchange's faults too, so many of them (tests/exchange/t_fault.sh).
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
[ -z "${MESSAGES:-}${KILLS:-}" ] ||
    SENDERS=${SENDERS:-4} SHARE=${SHARE:-0.03} LIMIT=${LIMIT:-86400} \
        tests/exchange/run.sh tests/exchange/t_fault.sh tests/exchange/t_disk.sh || rc=1
exit $rc
