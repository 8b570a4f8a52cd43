# deploy/dispatch status, logs and psql. Needs ROOT and STATE.

# recall_port: the gateway's port of the last `up`.
recall_port() { PORT=$(cat "$STATE/run/port" 2> /dev/null || echo 8080); }

# status: exit code 0 only when everything is up and ready.
status() {
    recall_port
    local name code=0
    if [ -e "$STATE/servers/servers.conf" ]; then
        "$ROOT/deploy/lib/servers.sh" status "$STATE/servers" | tee "$STATE/run/servers.status"
        if grep -q stopped "$STATE/run/servers.status"; then code=1; fi
    fi
    for name in "${PROCESSES[@]}"; do
        if pid_of "$STATE/run/$name.pid" > /dev/null; then
            echo "$name: runs on port $(port_of "$name"), pid $(pid_of "$STATE/run/$name.pid")"
        else
            echo "$name: stopped"
            code=1
        fi
    done
    if gateway_ready; then echo "ready: http://127.0.0.1:$PORT"
    else
        echo "not ready: $(http_get "$PORT" /health/ready | tail -n +2 || true)"
        code=1
    fi
    return $code
}

logs() {
    local names=() follow=() files=() name
    for name in "$@"; do
        case "$name" in -f) follow=(-F) ;; *) known_process "$name"; names+=("$name") ;; esac
    done
    [ ${#names[@]} != 0 ] || names=("${PROCESSES[@]}")
    for name in "${names[@]}"; do
        if [ -e "$STATE/log/$name.log" ]; then files+=("$STATE/log/$name.log"); fi
    done
    [ ${#files[@]} != 0 ] || fail "There are no logs yet; start Dispatch with 'deploy/dispatch up'."
    exec tail -n 200 "${follow[@]}" "${files[@]}"
}

# word_of KEY: one value of the connection string in DISPATCH_POSTGRES.
word_of() { tr ';' '\n' <<< "$DISPATCH_POSTGRES" | sed -n "s/^ *$1 *= *//Ip" | tail -n 1; }

psql_on() {
    [ $# -ge 1 ] || fail "Which database? Say one of: ${PROCESSES[*]}."
    local name=${1#dispatch_} client
    shift
    known_process "$name"
    if own_servers && [ ! -e "$STATE/servers/servers.conf" ]; then
        fail "There is no database yet; start Dispatch with 'deploy/dispatch up'."
    fi
    reach_servers
    client=$(postgres_bin)/psql
    [ -x "$client" ] || client=$(command -v psql) || fail "psql is missing; install the package 'postgresql-client'."
    PGHOST=$(word_of Host) PGPORT=$(word_of Port) PGUSER=$(word_of Username) PGPASSWORD=$(word_of Password) \
        exec "$client" -d "dispatch_$name" "$@"
}
