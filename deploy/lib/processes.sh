# The five processes: what they are, their settings, starting and stopping. Needs ROOT, STATE and PORT.

PROCESSES=(intake routing mediation escalation gateway)

known_process() {
    case " ${PROCESSES[*]} " in *" $1 "*) ;; *) fail "There is no process '$1'; say one of: ${PROCESSES[*]}." ;; esac
}

title() { echo "${1^}"; }

binary() {
    case "$1" in
        gateway) echo "$ROOT/gateway/bin/Release/net10.0/Dispatch.Gateway.dll" ;;
        demo) echo "$ROOT/deploy/Demo/bin/Release/net10.0/Dispatch.Demo.dll" ;;
        *) echo "$ROOT/services/$(title "$1")/bin/Release/net10.0/Dispatch.$(title "$1").dll" ;;
    esac
}

binaries_present() {
    local name
    for name in "${PROCESSES[@]}" demo; do [ -e "$(binary "$name")" ] || return 1; done
}

# port_of NAME: the gateway on PORT, the services on the four after it.
port_of() {
    case "$1" in
        gateway) echo "$PORT" ;; intake) echo $((PORT + 1)) ;; routing) echo $((PORT + 2)) ;;
        mediation) echo $((PORT + 3)) ;; escalation) echo $((PORT + 4)) ;;
    esac
}

# make_secrets: the token keys, the vault's key and the first administrator's password, once.
make_secrets() {
    local secrets=$STATE/secrets key
    for key in token-private.pem token-public.pem vault.key; do
        [ ! -e "$secrets/$key" ] || continue
        if ! (umask 077 && dotnet "$(binary gateway)" --make-keys "$secrets" > "$STATE/log/make-keys.log" 2>&1); then
            show_tail "$STATE/log/make-keys.log"
            fail "The keys could not be made in $secrets; see the lines above."
        fi
    done
    keep_secret "$secrets/first-admin"
}

# settings NAME: fills SETTINGS with the environment of one process. Pools of 50 let five processes share the
# private server's 300 connections.
settings() {
    local name=$1 other pool='Maximum Pool Size=50'
    mapfile -t SETTINGS < <(grep -v '^#' "$ROOT/deploy/runtime.env")
    SETTINGS+=(ASPNETCORE_URLS="http://127.0.0.1:$(port_of "$name")"
        Dispatch__Database="$DISPATCH_POSTGRES;Database=dispatch_$name;Application Name=dispatch-$name;$pool"
        Dispatch__Broker="$DISPATCH_RABBITMQ"
        Dispatch__TokenPublicKey="$STATE/secrets/token-public.pem")
    case "$name" in
        intake | mediation) SETTINGS+=(Dispatch__VaultKey="$STATE/secrets/vault.key") ;;
        gateway)
            SETTINGS+=(Dispatch__TokenPrivateKey="$STATE/secrets/token-private.pem"
                Dispatch__Desks="$ROOT/gateway/web/dist"
                Dispatch__FirstAdminPassword="$(cat "$STATE/secrets/first-admin")")
            for other in intake routing mediation escalation; do
                SETTINGS+=("Dispatch__Upstreams__$(title "$other")=http://127.0.0.1:$(port_of "$other")")
            done ;;
    esac
}

# build_of NAME: changes when its settings or its program do.
build_of() {
    settings "$1"
    { printf '%s\n' "${SETTINGS[@]}"; env | grep -E '^(OTEL_|Dispatch__|Logging__|ASPNETCORE_|DOTNET_)' | sort || true
        find "$(dirname "$(binary "$1")")" -type f -printf '%p %s %T@\n' | sort; } | sha256sum | cut -c 1-32
}

up_to_date() {
    pid_of "$STATE/run/$1.pid" > /dev/null && [ "$(cat "$STATE/run/$1.running" 2> /dev/null)" = "$(build_of "$1")" ]
}

# need_port NAME
need_port() {
    if port_taken "$(port_of "$1")"; then
        fail "Port $(port_of "$1") is in use by another program; stop it or choose another with --port N" \
            "(N is the gateway's, N+1 to N+4 the services')."
    fi
}

start_process() {
    local name=$1 log=$STATE/log/$1.log pid
    # Kept to two files of at most some 50 MB after any start.
    if [ "$(stat -c %s "$log" 2> /dev/null || echo 0)" -gt 52428800 ]; then mv -f "$log" "$log.1"; fi
    settings "$name"
    (umask 077 && cd "$(dirname "$(binary "$name")")" && exec setsid env "${SETTINGS[@]}" dotnet "$(binary "$name")") \
        >> "$log" 2>&1 < /dev/null &
    pid=$!
    disown "$pid" # or bash would report its death in its own words
    remember "$STATE/run/$name.pid" "$pid" || true
    build_of "$name" > "$STATE/run/$name.running"
}

# stop_processes NAME…: all are asked at once, then waited for.
stop_processes() {
    local name pid
    for name in "$@"; do
        if pid=$(pid_of "$STATE/run/$name.pid"); then kill -s TERM "$pid" 2> /dev/null || true; fi
    done
    for name in "$@"; do end "$STATE/run/$name.pid" TERM 30; done
}
