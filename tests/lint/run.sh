#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every check that runs nothing: tests/lint/run.sh 'CFLAGS' FILES...
# B is the build folder, where the library stands and generated headers are.
set -u
cd "$(dirname "$0")/../.." || exit 2
flags=$1
shift
jobs=$(nproc)
sources=()
for f in "$@"; do
    case $f in *.c) sources+=("$f") ;; esac
done
failed=0

check() { # NAME COMMAND...
    local name=$1 start=$SECONDS out
    shift

    if out=$("$@" 2>&1); then
        printf '%-14s ok %5ds\n' "$name" $((SECONDS - start))
    else
        printf '%-14s FAILED %ds\n%s\n' "$name" $((SECONDS - start)) "$out"
        failed=$((failed + 1))
    fi
}

each() { # COMMAND...: runs it for each source file, a few at a time
    printf '%s\0' "${sources[@]}" | xargs -0 -r -n 1 -P "$jobs" "$@"
}

syntax() { # COMPILER
    # shellcheck disable=SC2086
    each "$1" $flags -I. -Werror -fsyntax-only
}

tidy() {
    # shellcheck disable=SC2086
    printf '%s\0' "${sources[@]}" | xargs -0 -r -P "$jobs" -I '{}' \
        clang-tidy-14 --quiet '{}' -- $flags -I.
}

cpp() {
    # The sources of a library: functions that only its users call are right.
    cppcheck --quiet --std=c11 --enable=warning,performance,portability \
        --inline-suppr --error-exitcode=1 -j "$jobs" --suppress=missingInclude \
        --suppress=missingIncludeSystem --suppress=checkersReport \
        --suppress=normalCheckLevelMaxBranches -Iinclude "${sources[@]}"
}

check rooms tests/lint/rooms.sh
check thirdparty tests/lint/thirdparty.sh
check symbols tests/lint/symbols.sh "$B/liblifecircle.a"
check words tests/lint/words.sh
check manual tests/lint/manual.sh "$B/lifecircle"
check format clang-format-14 --dry-run -Werror "$@"
check gcc syntax gcc
check clang syntax clang
check cppcheck cpp
check clang-tidy tidy

[ $failed = 0 ] && echo "lint: clean" && exit 0
echo "lint: $failed checks failed" >&2
exit 1
