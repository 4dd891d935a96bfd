#!/bin/sh
# install.sh DSN: brings a database to this version by sql/install.sql, as `kuaibao migrate` does.
set -eu
cd "$(dirname "$0")/../.."
dsn=$1
run() { psql "$dsn" -qX -v ON_ERROR_STOP=1 "$@"; }
export PGOPTIONS='-c client_min_messages=warning'
run -c "create schema if not exists kb; create table if not exists kb.migration (name text primary key,
    sha256 text not null, at timestamptz not null default clock_timestamp())"
api=
for path in $(sed 's/#.*//' sql/install.sql); do
	case $path in
	sql/migrate/*)
		name=$(basename "$path")
		sum=$(sha256sum "$path" | cut -d' ' -f1)
		have=$(run -Atc "select sha256 from kb.migration where name = '$name'")
		if [ -z "$have" ]; then
			run -1 -f "$path" -c "insert into kb.migration (name, sha256)
			    values ('$name', '$sum')" >/dev/null
		elif [ "$have" != "$sum" ]; then
			echo "install: $name was changed after it was applied" >&2
			exit 1
		fi
		;;
	sql/api/*)
		api="$api -f $path"
		;;
	sql/reference/*)
		if [ -n "$api" ]; then
			# shellcheck disable=SC2086
			run -1 $api >/dev/null
			api=
		fi
		content=$(cat "$path")
		printf "select api.load_reference('%s', \$kb\$%s\$kb\$);\n" \
		    "$(basename "$path" .tsv)" "$content" | run >/dev/null
		;;
	esac
done
if [ -n "$api" ]; then
	# shellcheck disable=SC2086
	run -1 $api >/dev/null
fi
