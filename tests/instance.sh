# instance.sh: sourced: a whole system of its own for tests.
#   instance_start DIR   exports KB_URL, KB_DSN, KB_VAR; ends at the shell's exit
#   instance_stop
# From outside: KB_PATIENCE, how many tenths of a second it may take to start.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    echo "$port"
}

instance_start() {
    local port
    port=$(free_port)
    mkdir -p "$1"
    chmod 755 "$1"
    # Tests lose nothing when the machine goes down; a bench sets KB_PGCONF.
    KB_PGCONF=${KB_PGCONF-'fsync = off\nsynchronous_commit = off\nfull_page_writes = off'} \
        KB_TEMPLATE=${KB_TEMPLATE-$B/template} DEMO=${DEMO:-yes} \
        nginx/run.sh "$port" "$1" >"$1/run.log" 2>&1 &
    instance_pid=$!
    instance_dir=$1
    trap instance_stop EXIT
    export KB_URL=http://127.0.0.1:$port
    local n=0
    until grep -q "^  $KB_URL/" "$1/run.log"; do
        n=$((n + 1))
        if [ $n -gt "${KB_PATIENCE:-1800}" ] || ! kill -0 "$instance_pid" 2>/dev/null; then
            echo "# the instance did not start:"
            sed 's/^/# /' "$1/run.log"
            return 1
        fi
        sleep 0.1
    done
    KB_VAR=$(readlink -f "$1/data" || true)
    [ -d "$KB_VAR" ] || KB_VAR=$(readlink -f "$1")
    KB_DSN=$(sql/cluster.sh dsn "$KB_VAR")
    export KB_VAR KB_DSN
}

instance_stop() {
    trap - EXIT
    kill "$instance_pid" 2>/dev/null
    wait "$instance_pid" 2>/dev/null
    [ -z "${KB_KEEP:-}" ] || { echo "# kept: $instance_dir"; return; }
    rm -rf "$instance_dir"
}
