# The Apache httpd and lighttpd examples, each by requests through the real
# server to the same workers.
. "$(dirname "$0")/lib.sh"
cd "$web/../.." || exit 2
. tests/instance.sh
trap - EXIT
S=$(mktemp -d /tmp/kb-servers.XXXXXX)
chmod 755 "$S"
pids=
trap 'kill $pids 2>/dev/null; wait $pids 2>/dev/null; rm -rf "$S" "$T"' EXIT
app=$(readlink -f "$KB_VAR/../app" 2>/dev/null)
[ -d "$app/xslt" ] || app=$PWD
fill() {
    sed -e "s|/run/kuaibao/portal.sock|$KB_VAR/run/portal.sock|g" \
        -e "s|/usr/share/kuaibao|$app|g" "nginx/$1"
}
user=$(stat -c %U "$KB_VAR/run/portal.sock")
group=$(id -gn "$user")
try() { # NAME: home, a query, a post, a static file, the headers
    local JAR=$T/$1.jar
    for _ in $(seq 50); do
        curl -s -o /dev/null "$URL/health" && break
        sleep 0.1
    done
    get /
    is "$1: home" 200 "$status"
    html '//main//h1' >/dev/null; ok "$1: is the page" $?
    is "$1: a query and a path arrive" true "$(xml \
        '/tool/check?kind=patent&value=ZL202310123456.6' 'string(//check/@valid)')"
    is "$1: a path in UTF-8 arrives" /register/centre/中国 \
        "$(xml /register/centre/%E4%B8%AD%E5%9B%BD 'string(/page/@path)')"
    get /sign-in
    send /sign-in account=wenzhou password=kuaibao-demo
    is "$1: a post signs in" "200 /work" "$status $(here)"
    get /static/kuaibao.css
    is "$1: static files" 200 "$status"
    get /
    grep -q "default-src 'self'" "$page.head"; ok "$1: the policy for content" $?
    fetch -H 'Proxy: http://evil.example/' "$URL/health"
    is "$1: health" 200 "$status"
}

if command -v apache2 >/dev/null; then
    port=$(free_port)
    mods=/usr/lib/apache2/modules
    {
        echo "ServerRoot $S"
        echo "Listen 127.0.0.1:$port"
        echo "ServerName localhost"
        echo "PidFile $S/apache.pid"
        echo "ErrorLog $S/apache.log"
        [ "$(id -u)" != 0 ] || printf 'User %s\nGroup %s\n' "$user" "$group"
        for m in mpm_event authz_core proxy proxy_fcgi alias headers \
            reqtimeout setenvif mime; do
            echo "LoadModule ${m}_module $mods/mod_$m.so"
        done
        echo "TypesConfig /etc/mime.types"
        fill apache.conf
    } >"$S/apache.conf"
    apache2 -f "$S/apache.conf" -DFOREGROUND >"$S/apache.out" 2>&1 &
    pids="$pids $!"
    URL=http://127.0.0.1:$port
    try apache
    [ "$bad" = 0 ] || sed 's/^/# /' "$S/apache.log" "$S/apache.out" | tail -n 20
else
    skip "apache" "apache2 is not installed"
fi

if command -v lighttpd >/dev/null; then
    port=$(free_port)
    before=$bad
    {
        echo "server.port = $port"
        echo 'server.bind = "127.0.0.1"'
        echo "server.document-root = \"$S\""
        echo "server.errorlog = \"$S/lighttpd.log\""
        echo "server.upload-dirs = ( \"$S\" )"
        echo 'mimetype.assign = ( ".css" => "text/css", ".svg" => "image/svg+xml" )'
        fill lighttpd.conf
    } >"$S/lighttpd.conf"
    chown -R "$user" "$S"
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid="$user" --regid="$group" --init-groups -- \
            lighttpd -D -f "$S/lighttpd.conf" >"$S/lighttpd.out" 2>&1 &
    else
        lighttpd -D -f "$S/lighttpd.conf" >"$S/lighttpd.out" 2>&1 &
    fi
    pids="$pids $!"
    URL=http://127.0.0.1:$port
    try lighttpd
    [ "$bad" = "$before" ] ||
        sed 's/^/# /' "$S/lighttpd.log" "$S/lighttpd.out" | tail -n 20
else
    skip "lighttpd" "lighttpd is not installed"
fi
done_testing
