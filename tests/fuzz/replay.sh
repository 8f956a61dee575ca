#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every file of every target's corpus once more, and that a run under libFuzzer
# without a name takes every target there is: tests/fuzz/replay.sh BUILD
set -u
cd "$(dirname "$0")/../.." || exit 2
passed=0
failed=0

holds() { # WHAT STATUS
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $1"
    fi
}

# The program names its targets where it is given none.
there=$("$1/tests/fuzz/fuzz" 2>&1 | sed -n 's/^which target? one of: //p' | tr ' ' '\n' | sort)
[ -n "$there" ] && [ "$(tests/fuzz/run.sh --list)" = "$there" ]
holds "run.sh takes other targets than there are: $(tests/fuzz/run.sh --list | tr '\n' ' ')" $?
[ "$(tests/fuzz/run.sh --list csv)" = csv ]
holds "run.sh takes another target than the one asked for" $?
! tests/fuzz/run.sh --list nothing 2>/dev/null
holds "run.sh without a target is no failure" $?

# All of a target's files in one process; each by itself where one fails.
for folder in tests/fuzz/corpus/*/; do
    target=$(basename "$folder")
    files=("$folder"*)
    if timeout 120 "$1/tests/fuzz/fuzz" "$target" "${files[@]}" >/dev/null 2>&1; then
        passed=$((passed + ${#files[@]}))
        continue
    fi
    for file in "${files[@]}"; do
        timeout 60 "$1/tests/fuzz/fuzz" "$target" "$file" >/dev/null
        holds "$1/tests/fuzz/fuzz $target $file" $?
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
