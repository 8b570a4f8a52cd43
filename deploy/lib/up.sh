# deploy/dispatch up: install, build, start, load. Needs ROOT and STATE.

up() {
    local empty='' build=yes servers_job name
    PORT=8080
    while [ $# -gt 0 ]; do
        case "$1" in
            --port) PORT=${2:-}; shift ;;
            --port=*) PORT=${1#--port=} ;;
            --empty) empty=--empty ;;
            --no-build) build=no ;;
            *) fail "'up' knows --port N, --empty and --no-build, and not '$1'." ;;
        esac
        shift || fail "--port needs a number, as in --port 8080."
    done
    [[ $PORT =~ ^[0-9]{1,5}$ ]] && [ "$PORT" -ge 1 ] && [ "$PORT" -le 65531 ] ||
        fail "--port needs a number from 1 to 65531, and '$PORT' is not."

    need_dotnet
    if own_servers; then "$ROOT/deploy/lib/servers.sh" install; fi
    start_servers &
    servers_job=$!
    if [ $build = yes ]; then build_all; fi
    wait "$servers_job" || exit 1
    binaries_present || fail "Dispatch has not been built yet; run 'deploy/dispatch up' without --no-build."
    reach_servers

    make_secrets
    start_processes
    wait_ready
    load_sample $empty
    step "Dispatch is ready"
    echo
    echo "Dispatch serves on http://127.0.0.1:$PORT"
    show_accounts
}

# own_servers: whether PostgreSQL and RabbitMQ are ours to start. Either both are given or neither.
own_servers() {
    if [ -n "${DISPATCH_POSTGRES:-}" ] && [ -n "${DISPATCH_RABBITMQ:-}" ]; then return 1; fi
    [ -z "${DISPATCH_POSTGRES:-}${DISPATCH_RABBITMQ:-}" ] ||
        fail "Set both DISPATCH_POSTGRES and DISPATCH_RABBITMQ to use servers of your own, or neither."
}

# start_servers: on the base port given, else the one they had, else the first free one from 18432 on.
start_servers() {
    own_servers || return 0
    local base=${DISPATCH_SERVERS_PORT:-}
    if [ -z "$base" ]; then
        base=$(sed -n 's/^BASE=//p' "$STATE/servers/servers.conf" 2> /dev/null || true)
        base=${base:-$(free_base 18432)}
    fi
    "$ROOT/deploy/lib/servers.sh" up "$STATE/servers" "$base" > /dev/null
}

# reach_servers: fills DISPATCH_POSTGRES and DISPATCH_RABBITMQ, once the servers have been made.
reach_servers() {
    if own_servers; then
        local words
        words=$("$ROOT/deploy/lib/servers.sh" env "$STATE/servers")
        eval "$words"
    fi
}

# start_processes: those that do not run, or run from another build or with other settings.
start_processes() {
    local name stale=()
    for name in "${PROCESSES[@]}"; do
        if ! up_to_date "$name"; then stale+=("$name"); fi
    done
    [ ${#stale[@]} != 0 ] || return 0
    step "starting ${stale[*]}"
    stop_processes "${stale[@]}"
    for name in "${stale[@]}"; do need_port "$name"; done
    for name in "${stale[@]}"; do start_process "$name"; done
    echo "$PORT" > "$STATE/run/port"
}
