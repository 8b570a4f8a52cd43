#!/usr/bin/env bash
# Private PostgreSQL and RabbitMQ for one state folder, side by side with whatever else the machine runs.
#
#   servers.sh install                        packages that are missing
#   servers.sh up STATE BASEPORT [NAME]       start both (made at the first time) and print how to reach them
#   servers.sh env STATE                      print that again
#   servers.sh start|stop|kill STATE postgres|rabbitmq
#   servers.sh down STATE                     stop both, keep the data
#   servers.sh destroy STATE                  stop both and delete their data
#   servers.sh status STATE
#   servers.sh control STATE ARGUMENTS…       rabbitmqctl for this broker
#
# PostgreSQL listens on BASEPORT, RabbitMQ on BASEPORT+1, +2 and +3: keep them below 32768, where the ports
# that the system hands out at random begin.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for part in say secret process user install postgres rabbitmq state; do
    # shellcheck source=/dev/null
    source "$here/$part.sh"
done

usage() { sed -n '2,12s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2; exit 2; }

known_server() {
    case "$1" in postgres | rabbitmq) ;; *) fail "There is no server '$1'; say postgres or rabbitmq." ;; esac
}

print_env() {
    printf "export DISPATCH_POSTGRES='%s'\n" "$(postgres_url)"
    printf "export DISPATCH_RABBITMQ='%s'\n" "$(rabbitmq_url)"
}

up() {
    install_servers
    make_state "$1" "$2" "${3:-dispatch}"
    if ! pid_of "$RUN/postgres.pid" > /dev/null || ! pid_of "$RUN/rabbitmq.pid" > /dev/null; then
        step "starting PostgreSQL (port $(postgres_port)) and RabbitMQ (port $(rabbitmq_port))"
    fi
    rabbitmq_init
    rabbitmq_start
    postgres_init
    postgres_start
    postgres_wait
    postgres_role
    rabbitmq_wait
    print_env
}

status() {
    local server
    for server in postgres rabbitmq; do
        if pid_of "$RUN/$server.pid" > /dev/null; then
            echo "$server: runs on port $("${server}_port"), pid $(pid_of "$RUN/$server.pid")"
        else
            echo "$server: stopped"
        fi
    done
}

[ $# -ge 1 ] || usage
command=$1
shift
case "$command" in
    install) install_servers; exit ;;
    up) [ $# -ge 2 ] || usage; up "$@"; exit ;;
    env | down | destroy | status) [ $# = 1 ] || usage ;;
    start | stop | kill) [ $# = 2 ] || usage; known_server "$2" ;;
    control) [ $# -ge 2 ] || usage ;;
    *) usage ;;
esac

if [ "$command" = destroy ] && [ ! -e "$1/servers.conf" ]; then exit 0; fi
load_state "$1"
case "$command" in
    env) print_env ;;
    start) "${2}_start"; "${2}_wait" ;;
    stop) "${2}_stop" ;;
    # RabbitMQ 3.10 keeps in memory for half a second which quorum queues it has just made; a power cut within that
    # leaves a queue without a leader for ever, and this command is there to try another kind of power cut.
    kill) [ "$2" != rabbitmq ] || sleep 2; "${2}_kill" ;;
    control) shift; rabbitmq_control "$@" ;;
    status) status ;;
    down) postgres_stop; rabbitmq_stop ;;
    destroy) postgres_kill; rabbitmq_kill; rabbitmq_stop; delete_state ;;
esac
