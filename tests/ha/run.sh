#!/bin/bash
# run.sh: a backup and its restore (t_backup.sh); then the national office on a
# cluster of three (cluster.sh), the province on a database of its own, under
# fire (t_ha.sh). VAR: where the cluster's data stand.
set -u
cd "$(dirname "$0")/../.." || exit 2
tests/exchange/run.sh tests/ha/t_backup.sh
rc=$?
dir=${VAR:-/tmp/kb-ha}.$$
mkdir -p "$dir"
chmod 755 "$dir"
dir=$(cd "$dir" && pwd -P)
end() {
    trap - EXIT
    tests/ha/cluster.sh stop "$dir"
    [ -n "${KB_KEEP:-}" ] || rm -rf "$dir"
}
trap end EXIT
NATIONAL_DATABASE=$(tests/ha/cluster.sh start "$dir") || {
    echo "not ok 1 - a cluster of three starts"; exit 1; }
export NATIONAL_DATABASE HA_DIR=$dir
tests/exchange/run.sh tests/ha/t_ha.sh || rc=1
exit $rc
