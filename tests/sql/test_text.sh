#!/bin/sh
# Each key with which the database refuses has a text in both languages.
set -eu
cd "$(dirname "$0")/../.."
echo "1..2"
n=0
for lang in zh-CN en; do
	n=$((n + 1))
	missing=
	for key in $(grep -rhoE "'error\.[a-z-]+'" sql/api sql/migrate | tr -d "'" | sort -u); do
		grep -q "k=\"$key\"" xslt/common/text*."$lang".xml || missing="$missing $key"
	done
	[ -z "$missing" ] || printf 'not '
	echo "ok $n - $lang$missing"
done
