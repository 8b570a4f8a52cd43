#!/usr/bin/env bash
# apt.sh PACKAGE…: run as root by install.sh. Installs packages while keeping their services from being
# started, now or at the next boot, and keeps PostgreSQL's package from making a cluster of its own.
set -euo pipefail

policy=/usr/sbin/policy-rc.d
kept=$policy.before-dispatch
cluster=/etc/postgresql-common/createcluster.d/dispatch.conf
mark='# put here by dispatch for the time of one installation'

restore() {
    if grep -qs "$mark" "$policy"; then rm -f "$policy"; fi
    if [ -e "$kept" ]; then mv -f "$kept" "$policy"; fi
    rm -f "$cluster"
}
restore # what an interrupted installation may have left
trap restore EXIT
trap 'exit 1' INT TERM HUP

if [ -e "$policy" ]; then mv "$policy" "$kept"; fi
cat > "$policy" <<POLICY
#!/bin/sh
$mark
case "\$1" in postgresql* | rabbitmq* | epmd*) exit 101 ;; esac
if [ -x $kept ]; then exec $kept "\$@"; fi
exit 0
POLICY
chmod 755 "$policy"
install -d "$(dirname "$cluster")"
echo 'create_main_cluster = false' > "$cluster"

units=()
if ! dpkg --status rabbitmq-server > /dev/null 2>&1; then units+=(rabbitmq-server.service); fi
if ! dpkg --status erlang-base > /dev/null 2>&1; then units+=(epmd.service epmd.socket); fi

export DEBIAN_FRONTEND=noninteractive
# An older package list is still worth a try: a mirror may be away for a moment.
apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 update ||
    echo 'The package lists could not be refreshed; trying with the ones at hand.'
apt-get -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"

# Enabled by their packages; disabled again, unless they were there before, so that the next boot leaves the
# ports 5672 and 4369 alone.
if command -v systemctl > /dev/null; then
    for unit in "${units[@]}"; do systemctl disable "$unit" > /dev/null 2>&1 || true; done
fi
