#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The packages' whole life, as root: tests/package/run.sh. They are built twice
# (same.sh), looked at (units.sh), and in a bare Debian 12 root (life.sh)
# installed, used, upgraded, removed and purged; the proxies of their examples
# stand before the program (proxies.py). ROOT=FOLDER is a bare root that lies
# ready, else debootstrap makes one from this machine's mirror.
set -u
cd "$(dirname "$0")/../.." || exit 2
[ "$(id -u)" = 0 ] || { echo "make test-deb needs root, for chroot" >&2; exit 2; }
failed=0 passed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for part in "bash tests/package/same.sh" "bash tests/package/units.sh" \
    "bash tests/package/life.sh" "/usr/bin/python3 tests/package/proxies.py"; do
    echo "== $part"
    $part >"$log" 2>&1
    status=$?
    cat "$log"
    counts=$(tail -n 1 "$log" | sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p')
    read -r good bad <<<"${counts:-0 1}"
    [ $status != 0 ] && [ "$bad" = 0 ] && bad=1
    passed=$((passed + good)) failed=$((failed + bad))
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
