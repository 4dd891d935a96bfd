# A program meets a database or files of another version: it says so, and ends.
. "$(dirname "$0")/lib.sh"
cd "$web/../.." || exit 2
name=kb_release_$$
sql "create database $name" || exit 1
trap 'psql -Xq "$owner" -c "drop database $name with (force)"; rm -rf "$T"' EXIT
owner=$KB_DSN
export KB_DSN="$owner dbname=$name"
"$B/kuaibao" migrate >/dev/null
is "migrated" 0 $?

# refused NAME WORDS COMMAND...: it ends with 1 and says that, by no signal
refused() {
    local name=$1 words=$2 rc
    shift 2
    timeout 30 "$@" >"$T/out" 2>&1 </dev/null
    rc=$?
    is "$name: ends" 1 "$rc"
    grep -qF -- "$words" "$T/out"
    ok "$name: says why" $?
}
all() { # NAME WORDS
    refused "$1, procedure test" "$2" "$B/kuaibao" procedure test
    refused "$1, keep" "$2" "$B/kuaibao" keep
    refused "$1, portal" "$2" "$B/portal" -s "$T/portal.sock" -n 1
}

sql "insert into kb.migration (name, sha256) values ('9999_later.sql', '')"
all "newer database" "does not know its migration 9999_later.sql"
last=$(sed -n 's,^sql/migrate/,,p' sql/install.sql | tail -n 1)
sql "delete from kb.migration where name in ('9999_later.sql', '$last')"
all "older database" "lacks migration $last: run kuaibao migrate"
sql "drop function api.schema_difference(text)"
all "much older database" "is older than this program: run kuaibao migrate"

mkdir "$T/root"
cp -r sql xslt "$T/root/"
sed -i 's/until/unless/' "$T/root/xslt/schema/procedure.rng"
export KB_ROOT=$T/root
words="$T/root/xslt/schema/procedure.rng is of another version than this program"
refused "newer files, check" "$words" "$B/kuaibao" check sql/procedure/plan.xml
refused "newer files, load" "$words" "$B/kuaibao" procedure load sql/procedure/plan.xml
refused "newer files, portal" "$words" "$B/portal" -s "$T/portal.sock" -n 1 -r "$T/root"
done_testing
