#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each target under libFuzzer: tests/fuzz/run.sh PROGRAM SECONDS [TARGET]
#
# What it finds on its way stays in build/fuzz/corpus, from which the next run
# goes on; an input that fails stays in build/fuzz/failed. It belongs into
# tests/fuzz/corpus, with what mends it.
set -u
cd "$(dirname "$0")/../.." || exit 2
failed=0
for seeds in tests/fuzz/corpus/"${3-*}"/; do
    target=$(basename "$seeds")
    found=build/fuzz/corpus/$target
    mkdir -p "$found" build/fuzz/failed
    log=build/fuzz/$target.log
    if LIFECIRCLE_FUZZ=$target "$1" -max_total_time="$2" -timeout=20 \
        -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/failed/$target-" \
        "$found" "$seeds" >"$log" 2>&1; then
        runs=$(sed -n 's/^stat::number_of_executed_units: //p' "$log")
        echo "$target: ${runs:-0} runs, no failure"
    else
        failed=$((failed + 1))
        echo "$target: FAILED, see $log"
        grep -m 3 -E 'ERROR|SUMMARY|runtime error' "$log"
    fi
done
[ $failed = 0 ]
