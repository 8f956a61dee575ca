#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether each target finds the bug that is planted for it (canaries.c), and no
# seed is one: tests/fuzz/canary/canaries.sh PROGRAM [TARGET]
#
# SECONDS_EACH=60 is how long one may look.
set -u
cd "$(dirname "$0")/../../.." || exit 2
if [ "$1" = --wraps ]; then # what the linker is told
    sed -nE 's/^WRAP.*[( ](lc_[a-z0-9_]+|proj_[a-z]+|BZ2_[a-zA-Z]+|zip_fread),( ?\(.*|$)/-Wl,--wrap=\1/p' tests/fuzz/canary/canaries.c
    exit
fi
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

say() { # WHAT
    echo "FAILED: $1"
    failed=$((failed + 1))
}

for target in $(tests/fuzz/run.sh --list "${2-}"); do
    begin=$SECONDS
    mkdir -p "$work/$target"
    if ! LIFECIRCLE_FUZZ=$target "$program" -runs=0 -artifact_prefix="$work/" "tests/fuzz/corpus/$target" >"$work/log" 2>&1; then
        say "$target: a seed fails by itself"
        tail -n 20 "$work/log"
    elif LIFECIRCLE_FUZZ=$target "$program" -seed=1 -max_total_time="${SECONDS_EACH:-60}" -max_len=16384 \
        -artifact_prefix="$work/" "$work/$target" "tests/fuzz/corpus/$target" >"$work/log" 2>&1; then
        say "$target: the planted bug is not found"
    elif ! grep -q "^planted: $target" "$work/log" || ! grep -q heap-buffer-overflow "$work/log"; then
        say "$target: another failure than the planted one"
        tail -n 40 "$work/log"
    else
        passed=$((passed + 1))
        printf '%-12s found after %d s\n' "$target" $((SECONDS - begin))
    fi
    rm -rf "${work:?}/$target"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
