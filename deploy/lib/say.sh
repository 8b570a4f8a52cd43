# Progress and failure in one voice. All of it goes to standard error: standard output is for answers.

SAY_STARTED=${SAY_STARTED:-$(date +%s)}
export SAY_STARTED

# step TEXT: one line of progress with the time since the command began.
step() {
    printf '[%4ss] %s\n' "$(($(date +%s) - SAY_STARTED))" "$*" >&2
}

# fail SENTENCE: what is wrong and what to do about it; ends the command.
fail() {
    printf 'dispatch: %s\n' "$*" >&2
    exit 1
}

# show_tail FILE: the end of a log, so that nobody has to look for it.
show_tail() {
    [ -s "$1" ] || return 0
    printf -- '--- last lines of %s\n' "$1" >&2
    tail -n 20 "$1" >&2
    printf -- '---\n' >&2
}
