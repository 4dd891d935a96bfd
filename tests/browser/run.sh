#!/bin/bash
# run.sh: the browser tests against an instance of their own (or KB_URL).
set -u
cd "$(dirname "$0")/../.." || exit 2
export B=${B:-build}
. tests/instance.sh
if [ -z "${KB_URL:-}" ]; then
    instance_start "$(mktemp -d /tmp/kb-browser.XXXXXX)" || exit 1
fi
HOME=$(mktemp -d) timeout 1200 node tests/browser/run.mjs "$KB_URL" "$B/shots"
