#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The units: how much they leave to the process, and whether the program asks
# the kernel for anything that they deny it.
set -u
cd "$(dirname "$0")/../.." || exit 2
. tests/lib/steps.sh

exposure() { # UNIT
    local level

    level=$(systemd-analyze security --offline=true --no-pager "$1" 2>&1 |
        sed -n 's/.*Overall exposure level.*: \([0-9.]*\) .*/\1/p')
    awk -v n="${level:-10}" 'BEGIN {exit !(n <= 1.5)}'
    verdict "exposure of $1: ${level:-unknown}, at most 1.5" $?
}

# The names of a group and of the groups in it.
calls() { # GROUP...
    local name

    for name in "$@"; do
        case $name in
        @*) calls $(systemd-analyze --no-pager syscall-filter "$name" | sed -n 's/^    \([@a-z0-9_-]*\)$/\1/p') ;;
        *) echo "$name" ;;
        esac
    done
}

filter() { # UNIT: the calls that it lets through
    local plus minus

    plus=$(sed -n 's/^SystemCallFilter=\([^~].*\)/\1/p' "$1")
    minus=$(sed -n 's/^SystemCallFilter=~\(.*\)/\1/p' "$1")
    comm -23 <(calls $plus @default | sort -u) <(calls $minus | sort -u)
}

# Refused with EPERM, and done without: a thread that can't be made nicer.
refusable='^(setpriority|sched_setaffinity)$'
asks_only() { # UNIT TRACE
    local more

    more=$(sed -n 's/^[0-9]* *\([a-z0-9_]*\)(.*/\1/p' "$2" | sort -u |
        comm -23 - <(filter "$1") | grep -vE "$refusable")
    echo "$more" >"$tmp/out"
    [ -z "$more" ]
    verdict "$1 lets through what is asked for" $?
}

exposure debian/lifecircle.service
exposure "debian/lifecircle.lifecircle-import@.service"

city=$tmp/my.city
strace -f -qq -o "$tmp/import" "$run" import osm geodata/neubrandenburg/neubrandenburg-2016.osm.pbf \
    --city "$city" -q >"$tmp/out" 2>"$tmp/err"
verdict "an import under strace" $?
asks_only "debian/lifecircle.lifecircle-import@.service" "$tmp/import"

: >"$tmp/log"
strace -f -qq -o "$tmp/serve" "$run" serve --city "$city" --listen 127.0.0.1:0 >"$tmp/out" 2>"$tmp/log" &
server=$!
until port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$tmp/log") && [ -n "$port" ]; do
    kill -0 $server 2>/dev/null || break
    sleep 0.2
done
for target in / /plain /api/v1/city "/api/v1/circle?lon=13.261&lat=53.557" \
    "/api/v1/gaps?category=pharmacy" "/api/v1/export/homes?format=csv" \
    "/api/v1/report?format=html" "/api/v1/qr?path=%2F"; do
    curl -s --compressed -o /dev/null "http://127.0.0.1:$port$target"
done
read -r traced _ <"/proc/$server/task/$server/children"
kill -HUP "$traced"
sleep 2
kill -TERM "$traced"
wait $server
verdict "a server under strace" $?
[ "$(wc -l <"$tmp/serve")" -gt 500 ]
verdict "it did something" $?
asks_only debian/lifecircle.service "$tmp/serve"
# That the harness finds what is denied.
echo '1 mount("none") = 0' >>"$tmp/serve"
asks_only debian/lifecircle.service "$tmp/serve" >"$tmp/denied"
if grep -q '^FAIL' "$tmp/denied"; then
    failed=$((failed - 1)) passed=$((passed + 1))
else
    echo "FAIL a mount was not seen"
    failed=$((failed + 1)) passed=$((passed - 1))
fi
end
