# Is it ready? Asked in plain HTTP/1.0 over bash's own sockets, since a bare machine may lack curl. Needs PORT.

# http_get PORT PATH: the status code on the first line, then the body.
http_get() {
    (
        exec 3<> "/dev/tcp/127.0.0.1/$1" || exit 1
        printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1:%s\r\nAccept: application/json\r\n\r\n' "$2" "$1" >&3
        timeout 10 cat <&3 | tr -d '\r' | sed -e '1s/^HTTP[^ ]* \([0-9]*\).*/\1/' -e '2,/^$/d'
    ) 2> /dev/null
}

gateway_ready() { [ "$(http_get "$PORT" /health/ready | head -n 1)" = 200 ]; }

# wait_ready: until the gateway says that all five are, or one of them has died.
wait_ready() {
    local name until=$((SECONDS + 90))
    until gateway_ready; do
        for name in "${PROCESSES[@]}"; do
            if ! pid_of "$STATE/run/$name.pid" > /dev/null; then
                show_tail "$STATE/log/$name.log"
                fail "The process $name has ended; see the lines above, or 'deploy/dispatch logs $name'."
            fi
        done
        if [ $SECONDS -ge $until ]; then
            http_get "$PORT" /health/ready >&2 || true
            fail "Dispatch is not ready after 90 seconds; see the answer above, or 'deploy/dispatch logs'."
        fi
        sleep 0.3
    done
}
