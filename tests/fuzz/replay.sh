#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every file of every target's corpus once more: tests/fuzz/replay.sh BUILD
set -u
cd "$(dirname "$0")/../.." || exit 2
passed=0
failed=0
for folder in tests/fuzz/corpus/*/; do
    target=$(basename "$folder")
    for file in "$folder"*; do
        if timeout 60 "$1/tests/fuzz/fuzz" "$target" "$file" >/dev/null; then
            passed=$((passed + 1))
        else
            echo "FAILED: $1/tests/fuzz/fuzz $target $file"
            failed=$((failed + 1))
        fi
    done
done
echo "$passed passed, $failed failed"
[ $failed = 0 ]
