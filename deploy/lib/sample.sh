# The sample county and its accounts. Needs ROOT, STATE and PORT.

run_demo() (
    local command=$1
    shift
    [ -e "$STATE/secrets/first-admin" ] || fail "Nothing was started here yet: run 'deploy/dispatch up' first."
    umask 077 # what it writes holds passwords
    Dispatch__FirstAdminPassword=$(cat "$STATE/secrets/first-admin") \
        dotnet "$(binary demo)" "$command" --address "http://127.0.0.1:$PORT" --state "$STATE" "$@"
)

# load_sample [--empty]: once for a state folder.
load_sample() {
    [ ! -e "$STATE/run/loaded" ] || return 0
    if [ "${1:-}" = --empty ]; then step "making the first administrator"; else step "loading the sample county"; fi
    if ! run_demo load "$@" > "$STATE/log/load.log" 2>&1; then
        show_tail "$STATE/log/load.log"
        fail "The sample data could not be loaded; see the lines above, then run 'deploy/dispatch up' again."
    fi
    touch "$STATE/run/loaded"
}

# show_accounts: one line a role. accounts.json is a list of flat objects, which sed can read; jq may be missing.
show_accounts() {
    local file=$STATE/accounts.json
    [ -s "$file" ] || return 0
    tr -d '\n' < "$file" | sed 's/}/}\n/g' | while IFS= read -r one; do
        role=$(json_text role "$one")
        [ -n "$role" ] || continue
        printf '%s\t%s\t%s\n' "$role" "$(json_text account "$one")" "$(json_text password "$one")"
    done | awk -F '\t' 'BEGIN { printf "  %-12s %-24s %s\n", "role", "account", "password" }
        !seen[$1]++ { printf "  %-12s %-24s %s\n", $1, $2, $3 }'
    echo "  (all of them: $file)"
}

json_text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" <<< "$2"; }

# train: the schedule does it each night; this does it now.
train() {
    recall_port
    gateway_ready || fail "Dispatch is not running on port $PORT; start it with 'deploy/dispatch up' first."
    run_demo train
}

# announce: whatever changes is told by itself; this tells all of it, such as after a service's database was lost.
announce() {
    recall_port
    gateway_ready || fail "Dispatch is not running on port $PORT; start it with 'deploy/dispatch up' first."
    run_demo announce
}

demo() {
    recall_port
    gateway_ready || fail "Dispatch is not running on port $PORT; start it with 'deploy/dispatch up' first."
    run_demo demo "$@"
}
