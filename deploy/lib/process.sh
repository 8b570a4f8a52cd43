# Processes known by pid files. A file holds "pid start-time", so a pid that the system has given to
# another program since is never taken for ours, nor killed.

# started_at PID: clock ticks from boot to its start; nothing for a process that is gone or a zombie.
started_at() {
    local stat fields
    { read -r stat < "/proc/$1/stat"; } 2>/dev/null || return 1
    # The program's name stands in brackets and may hold spaces: count from the last bracket.
    read -ra fields <<< "${stat##*) }"
    [ "${fields[0]}" != Z ] || return 1
    echo "${fields[19]}"
}

# remember FILE PID
remember() {
    local start
    start=$(started_at "$2") || return 1
    echo "$2 $start" > "$1"
}

# pid_of FILE: the pid while that very process lives.
pid_of() {
    local pid start
    { read -r pid start < "$1"; } 2>/dev/null || return 1
    [ "$(started_at "$pid" || true)" = "$start" ] || return 1
    echo "$pid"
}

# wait_gone FILE SECONDS
wait_gone() {
    local tries=$(($2 * 10))
    while pid_of "$1" > /dev/null; do
        [ $((tries -= 1)) -gt 0 ] || return 1
        sleep 0.1
    done
}

# end FILE SIGNAL SECONDS: asks it to stop, and insists when it has not after so many seconds.
end() {
    local pid
    if pid=$(pid_of "$1"); then
        kill -s "$2" "$pid" 2>/dev/null || true
        if ! wait_gone "$1" "$3"; then
            kill -s KILL "$pid" 2>/dev/null || true
            wait_gone "$1" 10 || fail "Process $pid does not end even when killed; look at it with 'ps -p $pid'."
        fi
    fi
    rm -f "$1"
}

# port_taken PORT: whether something answers on it.
port_taken() {
    (exec 3<> "/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# free_base FIRST: a number from FIRST on, with four free ports from there.
free_base() {
    local base offset
    for ((base = $1; base < 32700; base += 10)); do
        for offset in 0 1 2 3; do
            if port_taken $((base + offset)); then continue 2; fi
        done
        echo "$base"
        return
    done
    fail "No four free ports in a row were found from $1 to 32700; stop some of the programs that listen there."
}
