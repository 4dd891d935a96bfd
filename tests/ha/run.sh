#!/bin/bash
# run.sh: the national office on a cluster of three (cluster.sh), the province
# on a database of its own; then t_ha.sh. VAR: where the cluster's data stand.
set -u
cd "$(dirname "$0")/../.." || exit 2
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
tests/exchange/run.sh tests/ha/t_ha.sh
