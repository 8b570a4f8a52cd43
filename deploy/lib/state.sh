# The state folder of the private servers: what is kept where, and its secrets.
#   STATE/servers.conf  base port, node name, the data's folder      STATE/secrets/  passwords, for the owner alone
#   STATE/run/          pid files, first output                      STATE/data/     what the servers keep

# lock_state: one command at a time on one state folder. The servers must not inherit it (9>&-).
lock_state() {
    exec 9> "$STATE/lock"
    flock -w 180 9 || fail "Another command has held $STATE/lock for three minutes; wait for it to end, or stop it."
}

# set_state STATE
set_state() {
    STATE=$(cd "$1" && pwd -P)
    RUN=$STATE/run
    SECRETS=$STATE/secrets
    server_prefix
}

# load_state STATE: of servers that have been made before.
load_state() {
    [ -e "$1/servers.conf" ] || fail "There are no servers in $1; make them with 'servers.sh up $1 BASEPORT'."
    set_state "$1"
    lock_state
    source "$STATE/servers.conf"
}

# make_state STATE BASEPORT NAME: makes what is missing; another base port is taken over when nothing runs.
make_state() {
    [[ $2 =~ ^[0-9]+$ ]] && [ "$2" -ge 1024 ] && [ "$2" -le 32758 ] ||
        fail "The base port must be a number from 1024 to 32758, and '$2' is not."
    mkdir -p "$1/run" "$1/secrets" || fail "The folder $1 cannot be made; choose another, or ask its owner."
    set_state "$1"
    chmod 700 "$SECRETS"
    lock_state
    ensure_server_user
    local secret
    for secret in postgres postgres-owner rabbitmq erlang-cookie; do
        keep_secret "$SECRETS/$secret"
    done
    BASE=$2 NAME=$3 HOLD=
    if [ -e "$STATE/servers.conf" ]; then
        source "$STATE/servers.conf"
        if [ "$BASE" != "$2" ] && { pid_of "$RUN/postgres.pid" || pid_of "$RUN/rabbitmq.pid"; } > /dev/null; then
            fail "The servers of $STATE run on base port $BASE, not $2; stop them with 'servers.sh down $STATE' first."
        fi
        BASE=$2
    else
        choose_hold
    fi
    printf 'BASE=%q\nNAME=%q\nHOLD=%q\n' "$BASE" "$NAME" "$HOLD" > "$STATE/servers.conf"
}

# choose_hold: the data lies in the state folder, unless root runs us and the servers' user cannot get there
# (below /root, say): then in /var/lib.
choose_hold() {
    if is_root; then chmod o+x "$STATE"; fi
    if reachable "$STATE"; then
        HOLD=$STATE/data
    else
        HOLD=/var/lib/dispatch/$(sha256sum <<< "$STATE" | cut -c 1-12)
        step "the user $SERVER_USER cannot reach $STATE: the servers' data goes to $HOLD"
    fi
    mkdir -p "$HOLD"
    chmod 755 "$HOLD"
}

# delete_state: never across a mount, whatever has been mounted below.
delete_state() {
    rm -rf --one-file-system "$HOLD" "$RUN" "$SECRETS" "$STATE/servers.conf"
}

need_server_port() {
    if port_taken "$1"; then
        fail "Port $1 is in use by another program; stop it or choose another base port" \
            "(deploy/dispatch takes it from DISPATCH_SERVERS_PORT)."
    fi
}
