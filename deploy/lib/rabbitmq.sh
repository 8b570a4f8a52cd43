# A private RabbitMQ with an epmd (Erlang's name server) of its own. Needs HOLD (the data's folder), RUN (pid
# files), SECRETS, NAME (the node's) and BASE (ports BASE+1 amqp, +2 between nodes, +3 epmd).

rabbitmq_port() { echo $((BASE + 1)); }

rabbitmq_url() { echo "amqp://dispatch:$(cat "$SECRETS/rabbitmq")@127.0.0.1:$(rabbitmq_port)/"; }

rabbitmq_init() {
    local home=$HOLD/rabbitmq
    own_folder "$home" "$home/data" "$home/log" "$home/plugins"
    # The cookie lets nodes and rabbitmqctl speak to each other; Erlang insists on its mode.
    [ -e "$home/.erlang.cookie" ] || own_file "$home/.erlang.cookie" 400 < "$SECRETS/erlang-cookie"
}

# With a user of our own, RabbitMQ makes no `guest`. A smaller write-ahead log keeps its memory down.
rabbitmq_settings() {
    own_file "$HOLD/rabbitmq/rabbitmq.conf" 600 <<CONF
listeners.tcp.1 = 127.0.0.1:$(rabbitmq_port)
default_user = dispatch
default_pass = $(cat "$SECRETS/rabbitmq")
default_user_tags.administrator = true
vm_memory_high_watermark.absolute = 2GB
disk_free_limit.absolute = 200MB
raft.wal_max_size_bytes = 134217728
log.console = false
log.file.rotation.size = 20971520
log.file.rotation.count = 3
CONF
    own_file "$HOLD/rabbitmq/enabled_plugins" 600 <<< '[].'
}

# rabbitmq_environment: fills RABBIT_ENV. Complete and clean, so that neither the caller's variables nor
# /etc/rabbitmq have a say.
rabbitmq_environment() {
    local home=$HOLD/rabbitmq
    # Without busy waiting: idle schedulers would eat the processor that the services need.
    local calm='+sbwt none +sbwtdcpu none +sbwtdio none'
    RABBIT_ENV=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME="$home"
        ERL_EPMD_PORT=$((BASE + 3)) ERL_EPMD_ADDRESS=127.0.0.1
        RABBITMQ_NODENAME="$NAME@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
        RABBITMQ_NODE_PORT="$(rabbitmq_port)" RABBITMQ_DIST_PORT=$((BASE + 2))
        RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf"
        RABBITMQ_ADVANCED_CONFIG_FILE="$home/advanced.config"
        RABBITMQ_MNESIA_BASE="$home/data" RABBITMQ_MNESIA_DIR="$home/data/$NAME"
        RABBITMQ_FEATURE_FLAGS_FILE="$home/data/$NAME-feature-flags"
        RABBITMQ_LOG_BASE="$home/log" RABBITMQ_PID_FILE="$home/data/$NAME.pid"
        RABBITMQ_ENABLED_PLUGINS_FILE="$home/enabled_plugins" RABBITMQ_PLUGINS_EXPAND_DIR="$home/plugins"
        RABBITMQ_CTL_DIST_PORT_MIN=$((BASE + 4)) RABBITMQ_CTL_DIST_PORT_MAX=$((BASE + 9))
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="$calm -kernel inet_dist_use_interface {127,0,0,1}"
        # Makes the start script become the broker instead of watching it: its pid is then the broker's.
        RUNNING_UNDER_SYSTEMD=true)
}

# rabbitmq_control ARGUMENTS…: rabbitmqctl for this broker.
rabbitmq_control() {
    rabbitmq_environment
    (cd / && "${AS[@]}" "${RABBIT_ENV[@]}" /usr/lib/rabbitmq/bin/rabbitmqctl "$@")
}

rabbitmq_start() {
    local pid
    if pid_of "$RUN/rabbitmq.pid" > /dev/null; then return 0; fi
    need_server_port $((BASE + 1))
    need_server_port $((BASE + 2))
    rm -f "$HOLD/rabbitmq/data/$NAME.pid"
    rabbitmq_settings
    rabbitmq_environment
    if ! pid_of "$RUN/epmd.pid" > /dev/null; then
        need_server_port $((BASE + 3))
        (cd / && exec setsid "${AS[@]}" "${RABBIT_ENV[@]}" epmd -port $((BASE + 3)) -address 127.0.0.1) \
            > "$RUN/epmd.log" 2>&1 < /dev/null 9>&- &
        pid=$!
    disown "$pid"
        remember "$RUN/epmd.pid" "$pid" || true
    fi
    # Every connection, queue and log segment is an open file.
    (cd / && { ulimit -S -n 65536 || ulimit -S -n "$(ulimit -H -n)"; } 2> /dev/null &&
        exec setsid "${AS[@]}" "${RABBIT_ENV[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server) \
        > "$RUN/rabbitmq.log" 2>&1 < /dev/null 9>&- &
    pid=$!
    disown "$pid"
    remember "$RUN/rabbitmq.pid" "$pid" || true
}

# rabbitmq_answers: whether it greets an AMQP client. The listener opens last, so then everything else is up.
rabbitmq_answers() {
    (
        exec 3<> "/dev/tcp/127.0.0.1/$(rabbitmq_port)"
        printf 'AMQP\x00\x00\x09\x01' >&3
        IFS= read -r -t 3 -N 1 -u 3 first && [ "$first" = $'\x01' ]
    ) 2>/dev/null
}

rabbitmq_wait() {
    local tries=600
    until rabbitmq_answers; do
        if ! pid_of "$RUN/rabbitmq.pid" > /dev/null || [ $((tries -= 1)) = 0 ]; then
            show_tail "$RUN/epmd.log"
            show_tail "$RUN/rabbitmq.log"
            show_tail "$HOLD/rabbitmq/log/$NAME@localhost.log"
            fail "RabbitMQ does not answer on port $(rabbitmq_port); see the lines above."
        fi
        sleep 0.2
    done
}

rabbitmq_stop() {
    end "$RUN/rabbitmq.pid" TERM 60
    end "$RUN/epmd.pid" TERM 5
}

# rabbitmq_kill: like a power cut. The name server is left: it forgets a node whose connection breaks, and until it has,
# nobody else may bear the name.
rabbitmq_kill() {
    local tries=50
    end "$RUN/rabbitmq.pid" KILL 10
    rabbitmq_environment
    while (cd / && "${AS[@]}" "${RABBIT_ENV[@]}" epmd -port $((BASE + 3)) -names 2> /dev/null) |
        grep -q "^name $NAME "; do
        [ $((tries -= 1)) != 0 ] || break
        sleep 0.1
    done
}
