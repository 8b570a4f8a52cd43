# Installs what is missing, from the distribution's own packages, and starts or touches no system service.

# postgres_bin: the folder of the server's programs. Only the packages' own places are trusted: another
# `postgres` earlier in PATH may be of any version. Version 15 first, since that is what is tested.
postgres_bin() {
    local found
    [ -x /usr/lib/postgresql/15/bin/postgres ] && { echo /usr/lib/postgresql/15/bin; return; }
    found=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
    [ -x "$found" ] && dirname "$found"
}

has_rabbitmq() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && command -v epmd > /dev/null; }

has_node() { command -v node > /dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }

has_browser() { [ -x /usr/bin/chromium ]; }

has_chinese_font() { compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' > /dev/null; }

# install_packages NAME…
install_packages() {
    command -v apt-get > /dev/null ||
        fail "These are missing: $*. Install them (the names are Debian's) with your system's package manager."
    step "installing $* (a few minutes at most)"
    local log
    log=$(mktemp)
    if ! as_root bash "$(dirname "${BASH_SOURCE[0]}")/apt.sh" "$@" > "$log" 2>&1; then
        show_tail "$log"
        fail "The packages $* could not be installed; see $log, or run 'apt-get install $*' as root."
    fi
    rm -f "$log"
}

install_servers() {
    local missing=()
    if ! postgres_bin > /dev/null; then missing+=(postgresql); fi
    if ! has_rabbitmq; then missing+=(rabbitmq-server); fi
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
    postgres_bin > /dev/null ||
        fail "PostgreSQL is still missing under /usr/lib/postgresql; install the package 'postgresql'."
    has_rabbitmq ||
        fail "RabbitMQ is still missing under /usr/lib/rabbitmq; install the package 'rabbitmq-server'."
    if is_root && ! command -v setpriv > /dev/null; then install_packages util-linux; fi
}

install_node() {
    local missing=()
    if ! has_node; then missing+=(nodejs); fi
    if ! command -v npm > /dev/null; then missing+=(npm); fi
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
    has_node || fail "$(command -v node) is $(node --version), and the desks need Node.js 18 or newer; install one."
}

install_browser() {
    local missing=()
    if ! has_browser; then missing+=(chromium); fi
    if ! has_chinese_font; then missing+=(fonts-noto-cjk); fi
    [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

need_dotnet() {
    command -v dotnet > /dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
        fail "The .NET 10 SDK is missing; install it from https://dotnet.microsoft.com/download/dotnet/10.0."
}
