#!/bin/sh
# Install Debian packages as root: no questions, no recommended extras, no service started.
#
# Usage: install_packages.sh PACKAGE...
set -u
export DEBIAN_FRONTEND=noninteractive DEBCONF_NONINTERACTIVE_SEEN=true LC_ALL=C.UTF-8

policy=/usr/sbin/policy-rc.d
mark="# left by Madoguchi's set-up; safe to remove"
log=$(mktemp)

clean_up() {
    rm -f "$log"
    grep -qsF "$mark" "$policy" && rm -f "$policy"
    return 0
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

# Nothing we install needs a service of the system. The rule ends with this process and in any
# case after an hour, so that one left by a power cut cannot keep the services of other packages
# from starting.
if [ ! -e "$policy" ] || grep -qsF "$mark" "$policy"; then
    {
        printf '#!/bin/sh\n%s\n' "$mark"
        printf 'kill -0 %s 2>/dev/null && [ "$(date +%%s)" -lt %s ] && exit 101\nexit 0\n' \
            "$$" "$(($(date +%s) + 3600))"
    } >"$policy" && chmod 755 "$policy"
fi

quietly() { "$@" >"$log" 2>&1; }
apt() {
    quietly apt-get -y -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "$@"
}
install() { apt install --no-install-recommends "$@"; }
show_end() { tail -n 12 "$log" >&2; }

# The lists of packages have a lock of their own that apt does not wait for.
refresh_lists() {
    for attempt in 1 2 3 4 5 6 7 8 9 10 11 12; do
        apt update && return 0
        grep -q 'lists/lock' "$log" || return 1
        [ "$attempt" = 1 ] && echo "Waiting for another program that installs packages." >&2
        sleep 10
    done
    return 1
}

install "$@" && exit 0
# A set-up that was stopped half-way leaves packages unpacked but not configured.
if grep -q 'dpkg --configure -a' "$log"; then
    quietly dpkg --configure -a --force-confdef --force-confold || show_end
    install "$@" && exit 0
fi
refresh_lists || show_end
install "$@" && exit 0
if grep -q 'unmet dependencies' "$log"; then
    apt install --fix-broken --no-install-recommends && install "$@" && exit 0
fi
show_end
exit 5
