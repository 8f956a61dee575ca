#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All tortures, one after another: tests/torture/run.sh PROGRAM [WORD]
#
# On a small city; three quarters of an hour. With WORD only those whose name has it.
set -u
cd "$(dirname "$0")/../.." || exit 2
LIFECIRCLE=$(realpath "$1")
export LIFECIRCLE
word=${2-}
failed=

torture() { # FILE ARGUMENT...
    case $1 in *"$word"*) ;; *) return ;; esac
    echo "== $*"
    file=$1
    shift
    /usr/bin/python3 "tests/torture/$file" "$@" || failed="$failed $file"
}

torture kills.py --kills 200
torture faults.py
torture damage.py --copies 200
torture reloads.py --reloads 40
torture ending.py
torture bombs.py
torture malformed.py --mutated 50000
torture parameters.py
torture beside.py
torture clock.py
torture soak.py --seconds 600
torture sandbox.py

[ -z "$failed" ] || { echo "failed:$failed"; exit 1; }
echo "all withstood"
