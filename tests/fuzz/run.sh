#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each target under libFuzzer: tests/fuzz/run.sh PROGRAM SECONDS [TARGET]
# Those it would run, by name: tests/fuzz/run.sh --list [TARGET]
#
# What it finds on its way stays in build/fuzz/corpus, from which the next run
# goes on; an input that fails stays in build/fuzz/failed. It belongs into
# tests/fuzz/corpus, with what mends it.
set -u
cd "$(dirname "$0")/../.." || exit 2
if [ "$1" = --list ]; then
    name=${2-}
else
    name=${3-}
fi

run() { # TARGET PROGRAM SECONDS
    local seeds=tests/fuzz/corpus/$1 found=build/fuzz/corpus/$1
    local log=build/fuzz/$1.log runs

    mkdir -p "$found" build/fuzz/failed
    if LIFECIRCLE_FUZZ=$1 "$2" -max_total_time="$3" -timeout=20 \
        -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/failed/$1-" \
        "$found" "$seeds" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
        echo "$1: ${runs:-0} runs, no failure"
    else
        echo "$1: FAILED, see $log"
        grep -m 3 -E 'ERROR|SUMMARY|runtime error' "$log"
        return 1
    fi
}

targets=0
failed=0
for seeds in tests/fuzz/corpus/*/; do
    target=$(basename "$seeds")
    [ "${name:-$target}" = "$target" ] || continue
    targets=$((targets + 1))
    if [ "$1" = --list ]; then
        echo "$target"
    else
        run "$target" "$1" "$2" || failed=$((failed + 1))
    fi
done
if [ $targets = 0 ]; then
    echo "no target${name:+ is called $name}: tests/fuzz/corpus has a folder each" >&2
    exit 1
fi
[ $failed = 0 ]
