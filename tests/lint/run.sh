#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every check that runs nothing: tests/lint/run.sh 'CFLAGS' FILES...
# B is the build folder, where the library stands and generated headers are.
# clang-tidy, which takes longest, looks at the sources that changed since the
# commit that stands in .ci/linted; with ALL=1 (make lint-all), or where that
# commit is not at hand, at all of them.
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

conversion() { # that loses a value or its sign; of the product alone
    local sources=("${sources[@]}")

    mapfile -t sources < <(printf '%s\n' "${sources[@]}" | grep '^src/')
    # shellcheck disable=SC2086
    each gcc $flags -I. -Werror -Wconversion -fsyntax-only
}

changed() { # the sources to look at, each ended by a NUL
    local base

    base=$(cat .ci/linted 2>/dev/null)
    if [ -n "${ALL-}" ] || ! git cat-file -e "$base^{commit}" 2>/dev/null; then
        printf '%s\0' "${sources[@]}"
        return
    fi
    { git diff -z --name-only --diff-filter=d "$base" -- '*.c'
        git ls-files -z --others --exclude-standard -- '*.c'; } |
        grep -zxF -f <(printf '%s\n' "${sources[@]}")
}

tidy() {
    # shellcheck disable=SC2086
    changed | xargs -0 -r -P "$jobs" -I '{}' \
        clang-tidy-14 --quiet '{}' -- $flags -I.
}

cpp() {
    # The sources of a library: functions that only its users call are right.
    cppcheck --quiet --std=c11 --enable=warning,performance,portability \
        --inline-suppr --error-exitcode=1 -j "$jobs" --suppress=missingInclude \
        --suppress=missingIncludeSystem --suppress=checkersReport \
        --suppress=normalCheckLevelMaxBranches -Iinclude -I. "${sources[@]}"
}

merged() { # of two lines of work that met, one text is left
    ! git grep -nE '^(<{7}|>{7}) '
}

check merged merged
check rooms tests/lint/rooms.sh
check house /usr/bin/python3 tests/lint/house.py --check
check thirdparty tests/lint/thirdparty.sh
check symbols tests/lint/symbols.sh "$B/liblifecircle.a"
check hardened tests/lint/hardened.sh "$B/lifecircle"
check sql tests/lint/sql.sh
check words tests/lint/words.sh
check names /usr/bin/python3 tests/lint/names.py
check paths /usr/bin/python3 tests/lint/paths.py
check manual tests/lint/manual.sh "$B/lifecircle"
check imported /usr/bin/python3 tests/lint/imported.py
check advice /usr/bin/python3 tests/lint/advice.py "$B/lifecircle"
check web tests/lint/web.sh
check format clang-format-14 --dry-run -Werror "$@"
check clang syntax clang
check conversion conversion
check cppcheck cpp
check clang-tidy tidy

[ $failed = 0 ] && echo "lint: clean" && exit 0
echo "lint: $failed checks failed" >&2
exit 1
