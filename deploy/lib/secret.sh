# random_word: 32 letters and digits, safe in a URL and in a connection string. Never a shorter one: a secret
# made while the system's random source cannot be read would be no secret.
random_word() {
    local word
    word=$(head -c 64 /dev/urandom | base64 -w 0 | tr -d '/+=' | cut -c 1-32)
    [ ${#word} = 32 ] || fail "No secret can be made, because /dev/urandom cannot be read; see what is wrong with /dev."
    echo "$word"
}

# keep_secret FILE: makes it when it is missing, readable by its owner alone.
keep_secret() {
    local word
    [ ! -s "$1" ] || return 0
    word=$(random_word) || exit 1
    (umask 077 && echo "$word" > "$1")
}
