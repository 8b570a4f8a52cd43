# deploy/dispatch down and reset. Needs ROOT and STATE.

down() {
    [ $# = 0 ] || fail "'down' takes no arguments."
    step "stopping ${PROCESSES[*]}"
    stop_processes "${PROCESSES[@]}"
    if [ -e "$STATE/servers/servers.conf" ]; then
        step "stopping PostgreSQL and RabbitMQ"
        "$ROOT/deploy/lib/servers.sh" down "$STATE/servers"
    fi
    step "stopped; the data is kept in $STATE"
}

confirm_reset() {
    case "${1:-}" in
        --yes) return 0 ;;
        '') ;;
        *) fail "'reset' knows --yes, and not '$1'." ;;
    esac
    [ -t 0 ] || fail "'reset' deletes all data; confirm with 'deploy/dispatch reset --yes'."
    local answer
    read -r -p "This deletes every case, account and key in $STATE. Type 'delete' to go on: " answer
    [ "$answer" = delete ] || fail "Nothing was deleted."
}

# reset: what we made goes. Databases on servers that were given to us are their owner's to drop.
reset() {
    step "stopping and deleting"
    stop_processes "${PROCESSES[@]}"
    "$ROOT/deploy/lib/servers.sh" destroy "$STATE/servers"
    rm -rf --one-file-system "$STATE/servers" "$STATE/secrets" "$STATE/log" "$STATE/accounts.json" \
        "$STATE/run/loaded" "$STATE/run/port"
    if own_servers; then step "all data is deleted; 'deploy/dispatch up' begins anew"
    else step "accounts, keys and logs are deleted; on servers of your own drop the databases dispatch_* and the queues"
    fi
}
