# Who runs what. PostgreSQL and RabbitMQ refuse root, so under root they run as the system user `dispatch`.

SERVER_USER=dispatch

is_root() { [ "$(id -u)" = 0 ]; }

# as_root COMMAND…: for packages only.
as_root() {
    if is_root; then "$@"
    elif command -v sudo > /dev/null; then sudo -- "$@"
    else fail "This needs root: $*. Run it as root, or install sudo, and start again."
    fi
}

ensure_server_user() {
    is_root || return 0
    id -u "$SERVER_USER" > /dev/null 2>&1 && return 0
    useradd --system --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$SERVER_USER" ||
        fail "The system user '$SERVER_USER' cannot be made; make it with 'useradd --system $SERVER_USER'."
}

# server_prefix: fills AS with the words to put before a command that must not run as root. (An array and not
# a function, because the pid of a function put into the background is not the program's.)
server_prefix() {
    AS=()
    if is_root; then
        AS=(setpriv --reuid "$SERVER_USER" --regid "$SERVER_USER" --clear-groups --)
    fi
}

# own_folder FOLDER…: makes it, for the servers' user alone.
own_folder() {
    if is_root; then install -d -m 700 -o "$SERVER_USER" -g "$SERVER_USER" "$@"
    else install -d -m 700 "$@"
    fi
}

# own_file FILE MODE: standard input into a file of the servers' user.
own_file() {
    (umask 077 && cat > "$1.new")
    if is_root; then chown "$SERVER_USER:$SERVER_USER" "$1.new"; fi
    chmod "$2" "$1.new"
    mv -f "$1.new" "$1"
}

# reachable FOLDER: whether the servers' user can pass into it.
reachable() {
    is_root || return 0
    setpriv --reuid "$SERVER_USER" --regid "$SERVER_USER" --clear-groups -- test -x "$1"
}
