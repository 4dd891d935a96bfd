#!/bin/bash
# nodes.sh PORT VAR: two installations side by side, a province's on PORT and
# the national office's on PORT + 1, each with its own database, keys (SM2)
# and workers, and each with the other's certificate. From outside: as run.sh;
# WAY (push; fetch: the province's courier takes from the national outbox and
# leaves its own to be fetched; files: nothing travels by itself),
# PROVINCE_DATABASE, NATIONAL_DATABASE (DATABASE of run.sh).
set -eu
port=${1:?nodes.sh PORT VAR} var=${2:?nodes.sh PORT VAR}
here=$(cd "$(dirname "$0")/.." && pwd -P)
mkdir -p "$var/certificates"
var=$(cd "$var" && pwd -P)
export DEMO=${DEMO:-people} EXCHANGE=yes WORKERS=${WORKERS:-4} WAY=${WAY:-push}
pids=
stop() {
    trap '' INT TERM
    trap - EXIT
    kill $pids 2>/dev/null || true
    wait $pids 2>/dev/null || true
    exit "${1:-0}"
}
trap 'stop 0' INT TERM
trap 'stop 1' EXIT

node() { # NAME PORT OTHER-PORT
    local database=${1^^}_DATABASE
    DATABASE=${!database:-} KB_CERTIFICATES=$var/certificates \
        KB_SETUP="$here/nginx/node.sh $1 $3" \
        "$here/nginx/run.sh" "$2" "$var/$1" >"$var/$1.log" 2>&1 &
    pids="$pids $!"
}
node province "$port" $((port + 1))
node national $((port + 1)) "$port"

for name in province national; do
    p=$port
    [ $name = province ] || p=$((port + 1))
    until grep -q "^  http://127.0.0.1:$p/" "$var/$name.log"; do
        for pid in $pids; do
            kill -0 "$pid" 2>/dev/null || {
                tail -qn 20 "$var"/*.log >&2; exit 1; }
        done
        sleep 0.2
    done
done
cat <<TEXT

  Two offices (make-believe data, password kuaibao-demo), messages by $WAY:
    http://127.0.0.1:$port/       山东省: qingdao applies; shandong-handler,
                                 shandong-reviewer, shandong-signer recommend
    http://127.0.0.1:$((port + 1))/       国家局: national-handler, national-reviewer,
                                 national-signer check and approve
  national-admin and shandong-admin see /exchange. Ctrl-C stops both.
TEXT
wait -n $pids || true
exit 1
