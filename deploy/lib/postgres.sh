# A private PostgreSQL. Needs HOLD (the data's folder), RUN (pid files), SECRETS and BASE (its port).

postgres_port() { echo "$BASE"; }

postgres_url() {
    echo "Host=127.0.0.1;Port=$(postgres_port);Username=dispatch;Password=$(cat "$SECRETS/postgres")"
}

# Made beside its place and then moved there: an interrupted first start leaves nothing half made behind.
postgres_init() {
    local data=$HOLD/postgres/data bin
    bin=$(postgres_bin)
    [ ! -d "$data" ] || return 0
    rm -rf "$data.new"
    own_folder "$HOLD/postgres" "$HOLD/postgres/log" "$data.new"
    own_file "$HOLD/postgres/password" 600 < "$SECRETS/postgres-owner"
    if ! "${AS[@]}" "$bin/initdb" -D "$data.new" -U owner --pwfile="$HOLD/postgres/password" \
        -E UTF8 --locale=C.UTF-8 --auth=scram-sha-256 > "$RUN/initdb.log" 2>&1 < /dev/null; then
        show_tail "$RUN/initdb.log"
        fail "PostgreSQL could not make its data folder in $data; see the lines above. Has the disk room?"
    fi
    rm -f "$HOLD/postgres/password"
    # Only what comes over the loopback with a password gets in.
    own_file "$data.new/pg_hba.conf" 600 <<< 'host all all 127.0.0.1/32 scram-sha-256'
    "${AS[@]}" sh -c "echo \"include = 'dispatch.conf'\" >> \"\$1\"" sh "$data.new/postgresql.conf"
    mv "$data.new" "$data"
}

# Written at every start: the port may have changed. Five processes with pools of their own need many
# connections; no socket folder, since a path as long as ours may be too long for one.
postgres_settings() {
    own_file "$HOLD/postgres/data/dispatch.conf" 600 <<CONF
listen_addresses = '127.0.0.1'
port = $(postgres_port)
unix_socket_directories = ''
max_connections = 300
shared_buffers = 512MB
max_wal_size = 2GB
checkpoint_timeout = 15min
wal_compression = off
random_page_cost = 1.1
# Every statement here is short; compiling one costs more than it saves.
jit = off
fsync = on
password_encryption = scram-sha-256
timezone = 'UTC'
# One file a day of the week, overwritten the week after.
logging_collector = on
log_directory = '../log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_rotation_size = 0
log_min_duration_statement = 500
log_line_prefix = '%m [%p] %d '
CONF
}

# postgres_family: every process of this server, known by its working folder, also when the first of them is dead.
postgres_family() {
    local entry
    for entry in /proc/[0-9]*; do
        if [ "$(readlink "$entry/cwd" 2>/dev/null || true)" = "$HOLD/postgres/data" ]; then echo "${entry#/proc/}"; fi
    done
}

postgres_start() {
    local data=$HOLD/postgres/data pid
    if pid_of "$RUN/postgres.pid" > /dev/null; then return 0; fi
    need_server_port "$(postgres_port)"
    # After a kill -9 or a crash: no child may write on beside a new server, and the old pid may by now be
    # some other program's, which PostgreSQL would take for a server that still runs.
    postgres_family | xargs -r kill -s KILL 2>/dev/null || true
    rm -f "$data/postmaster.pid"
    postgres_settings
    (cd / && exec setsid "${AS[@]}" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 "$(postgres_bin)/postgres" -D "$data") \
        > "$RUN/postgres.log" 2>&1 < /dev/null 9>&- &
    pid=$!
    disown "$pid"
    remember "$RUN/postgres.pid" "$pid" || true
}

# postgres_wait: until it answers; after a crash it first replays its log, so it is given time while it lives.
postgres_wait() {
    local tries=1200
    until "$(postgres_bin)/pg_isready" -q -h 127.0.0.1 -p "$(postgres_port)"; do
        if ! pid_of "$RUN/postgres.pid" > /dev/null || [ $((tries -= 1)) = 0 ]; then
            show_tail "$RUN/postgres.log"
            show_tail "$(ls -t "$HOLD"/postgres/log/*.log 2>/dev/null | head -n 1)"
            fail "PostgreSQL does not answer on port $(postgres_port); see the lines above."
        fi
        sleep 0.1
    done
}

# The role the services use: may make databases, and is no superuser.
postgres_role() {
    [ ! -e "$RUN/postgres.role" ] || return 0
    if ! PGPASSWORD=$(cat "$SECRETS/postgres-owner") "$(postgres_bin)/psql" -X -q -v ON_ERROR_STOP=1 \
        -h 127.0.0.1 -p "$(postgres_port)" -U owner -d postgres > "$RUN/role.log" 2>&1 <<SQL; then
select 'create role dispatch' where not exists (select from pg_roles where rolname = 'dispatch') \gexec
alter role dispatch login createdb password '$(cat "$SECRETS/postgres")';
grant pg_monitor to dispatch;
SQL
        show_tail "$RUN/role.log"
        fail "PostgreSQL runs but the role 'dispatch' could not be made; see the lines above."
    fi
    touch "$RUN/postgres.role"
}

# SIGINT is PostgreSQL's "fast" shutdown: clients are cut off, everything committed is kept.
postgres_stop() { end "$RUN/postgres.pid" INT 60; }

# postgres_kill: the whole server at once, like a power cut. Held first, so that it starts no child meanwhile.
postgres_kill() {
    local pid
    if pid=$(pid_of "$RUN/postgres.pid"); then kill -s STOP "$pid"; fi
    postgres_family | xargs -r kill -s KILL 2>/dev/null || true
    wait_gone "$RUN/postgres.pid" 10 ||
        fail "PostgreSQL survived kill -9; look for what it waits for with 'ps aux'."
    rm -f "$RUN/postgres.pid"
}
