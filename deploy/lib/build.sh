# Builds the server and the desks, each only when its sources have changed. Needs ROOT and STATE.

# fingerprint PATH…: of name, size and time of every source file below. Git knows best what is a source;
# without it (a copy without history) the folders that builds write to are left out by name.
fingerprint() {
    (
        cd "$ROOT"
        { git ls-files -z --cached --others --exclude-standard -- "$@" 2> /dev/null ||
            find "$@" \( -name bin -o -name obj -o -name node_modules -o -name dist \) -prune -o -type f -print0
        } | xargs -0 -r stat --format '%n %s %y' 2> /dev/null | sort | sha256sum | cut -c 1-32
    ) || true # a file that is deleted but not yet committed makes stat complain; the sum holds without it
}

server_fingerprint() {
    # The gateway without its desks.
    local gateway
    mapfile -t gateway < <(cd "$ROOT" && find gateway -mindepth 1 -maxdepth 1 ! -name web | sort)
    fingerprint Directory.Build.props Directory.Packages.props global.json contracts services \
        deploy/dispatch.slnf deploy/Demo "${gateway[@]}"
}

# built NAME FINGERPRINT: whether that build has been done from these very sources.
built() { [ "$(cat "$STATE/run/$1.built" 2> /dev/null)" = "$2" ]; }

# run_build NAME FINGERPRINT COMMAND…
run_build() {
    local name=$1 print=$2 started=$SECONDS
    shift 2
    "$@" > "$STATE/log/build-$name.log" 2>&1 < /dev/null || return
    echo "$print" > "$STATE/run/$name.built"
    step "built the $name in $((SECONDS - started)) s"
}

build_server() { dotnet build -c Release "$ROOT/deploy/dispatch.slnf" -nologo -nodeReuse:false; }

# install_desks_packages: npm ci empties node_modules first, so it runs only when the list of packages changed.
install_desks_packages() {
    local packages
    packages=$(cd "$ROOT/gateway/web" && cat package.json package-lock.json | sha256sum) || return
    if [ "$(cat "$ROOT/gateway/web/node_modules/.dispatch" 2> /dev/null)" != "$packages" ]; then
        (cd "$ROOT/gateway/web" && npm ci --no-audit --no-fund && mkdir -p node_modules) || return
        echo "$packages" > "$ROOT/gateway/web/node_modules/.dispatch"
    fi
}

build_desks() { install_desks_packages && cd "$ROOT/gateway/web" && npm run build; }

# build_all: both side by side; what they need is installed first, since only one may install at a time.
build_all() {
    local server desks name
    local -A jobs=()
    server=$(server_fingerprint)
    desks=$(fingerprint gateway/web)
    if ! built desks "$desks" || [ ! -e "$ROOT/gateway/web/dist/index.html" ]; then
        install_node
        step "building the desks"
        run_build desks "$desks" build_desks &
        jobs[desks]=$!
    fi
    if ! built server "$server" || ! binaries_present; then
        step "building the server"
        run_build server "$server" build_server &
        jobs[server]=$!
    fi
    for name in "${!jobs[@]}"; do
        if wait "${jobs[$name]}"; then continue; fi
        kill "${jobs[@]}" 2> /dev/null || true
        show_tail "$STATE/log/build-$name.log"
        fail "The $name could not be built; see the lines above, or the whole log in $STATE/log/build-$name.log."
    done
}
