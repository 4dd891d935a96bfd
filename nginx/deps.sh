#!/bin/bash
# deps.sh run|test|fuzz|bench|ha: installs what is missing of Debian's packages (and,
# for test, the browser driver from npm). Says what it does; silent when all is
# there. Servers are installed without being started.
set -eu
cd "$(dirname "$0")/.."

build="gcc make pkg-config libc6-dev libxml2-dev libxslt1-dev libpq-dev
    libsodium-dev libssl-dev libgcrypt20-dev libharfbuzz-dev
    libfontconfig-dev zlib1g-dev libdeflate-dev libqrencode-dev libseccomp-dev
    libfcgi-dev libmagic-dev libcurl4-openssl-dev"
run="nginx curl ca-certificates fonts-noto-cjk"
test="libcmocka-dev libxml2-utils xsltproc cppcheck clang poppler-utils
    procps xmlsec1 qpdf libcairo2-dev libfreetype-dev openssl softhsm2 opensc
    libengine-pkcs11-openssl python3-openpyxl unzip"
fuzz="clang libclang-rt-14-dev"
bench="wrk valgrind php-fpm php-pgsql php-xml weasyprint"
ha="patroni etcd-server etcd-client python3-psycopg2 pgbackrest"

have() { command -v "$1" >/dev/null 2>&1; }
installed() {
    dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null |
        grep -qx installed
}
# The first of the installed server versions, for its extensions.
pg_version() {
    find /usr/lib/postgresql -maxdepth 3 -name initdb 2>/dev/null |
        sed 's,.*postgresql/\([0-9]*\)/.*,\1,' | sort -n | tail -n 1
}

want() {
    case $1 in
    run) printf '%s\n' $build $run ;;
    test) printf '%s\n' $build $run $test
        have lighttpd || echo lighttpd
        have apache2 || echo apache2
        have chromium || echo chromium
        have node || echo nodejs
        have npm || echo npm
        echo "postgresql-$(pg_version | grep . || echo 15)-pgtap" ;;
    fuzz) printf '%s\n' $build $fuzz ;;
    bench) printf '%s\n' $build $run $bench ;;
    ha) printf '%s\n' $build $run $ha
        have node || echo nodejs ;;
    *) echo "deps.sh: run, test, fuzz, bench or ha" >&2; exit 2 ;;
    esac
    [ -n "$(pg_version)" ] || echo postgresql-15
}

missing() {
    local p
    for p in $(want "$1"); do
        installed "$p" || echo "$p"
    done
}

# While packages come in, no server starts by itself on port 80 or 5432.
hold_servers() {
    [ -e /usr/sbin/policy-rc.d ] && return
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}

apt_install() {
    if [ "$(id -u)" != 0 ]; then
        have sudo || {
            echo "deps: please install: $*" >&2; exit 1; }
        echo "deps: sudo is needed to install: $*"
        exec sudo "$0" "$kind"
    fi
    have apt-get || { echo "deps: please install: $*" >&2; exit 1; }
    echo "deps: apt-get installs: $*"
    hold_servers
    export DEBIAN_FRONTEND=noninteractive
    local log=/tmp/kuaibao-apt.$$.log
    if ! { apt-get update -q && apt-get install -yq --no-install-recommends \
        "$@"; } >"$log" 2>&1; then
        tail -n 30 "$log" >&2
        echo "deps: apt-get failed, its output is in $log" >&2
        exit 1
    fi
    rm -f "$log"
}

# Versions and digests stand in tests/browser/package-lock.json.
npm_install() { # FOLDER WHAT
    local lock=$1/package-lock.json have=$1/node_modules/.package-lock.json
    [ -e "$have" ] && [ ! "$lock" -nt "$have" ] && return
    echo "deps: npm installs $2 in $1"
    (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 \
        npm ci --no-audit --no-fund --ignore-scripts --loglevel=error)
    touch "$have"
}

kind=${1:-run}
list=$(missing "$kind")
[ -z "$list" ] || apt_install $list
[ ! -e lib/font/fonts.sh ] || sh lib/font/fonts.sh "${B:-build}/fonts"
[ "$kind" != test ] || {
    npm_install tests/browser "playwright-core and axe-core"
    npm_install tests/oracle "sm-crypto and the W3C's XML conformance suite"
}
