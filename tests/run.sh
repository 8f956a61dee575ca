#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs every test there is and adds up: tests/run.sh BUILD_FOLDER [NAME]
#
# Runners are the unit programs (cmocka) and the scripts named below. A script
# is told the program in $LIFECIRCLE and the real data in $LIFECIRCLE_DATA
# (may be unset), ends with a line "N passed, N failed", and says "skipped:
# NAME, why" for each test it had to leave out. With CI=true what is skipped
# has failed. The output of a runner is shown only where something failed.
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
name=${2-}
LIFECIRCLE=$PWD/$build/lifecircle
export LIFECIRCLE
if [ -z "${LIFECIRCLE_DATA-}" ] && [ -d ../shared/data ]; then
    LIFECIRCLE_DATA=$(cd ../shared/data && pwd)
    export LIFECIRCLE_DATA
fi
export ASAN_OPTIONS=${ASAN_OPTIONS-detect_leaks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0
failed=0

count() { # PATTERN: sums the number it captures over the log
    sed -n "s/$1/\\1/p" "$log" | awk '{n += $1} END {print n + 0}'
}

# cmocka names each skipped test twice.
left_out() {
    sed -n 's/^\[  SKIPPED \] \([a-z]\)/    skipped: \1/p; s/^skipped: /    &/p' \
        "$log" | sort -u
}

# Adds a runner's counts; one that failed without saying so counts for one.
tally() { # LABEL STATUS PASSED FAILED SECONDS
    local ok=${3:-0} bad=${4:-0} skipped

    skipped=$(left_out | wc -l)
    [ "$2" != 0 ] && [ "$bad" = 0 ] && bad=1
    [ "$2" = 0 ] && [ "$ok" = 0 ] && [ "$bad" = 0 ] && [ "$skipped" = 0 ] && bad=1
    [ "${CI-}" = true ] && bad=$((bad + skipped))
    passed=$((passed + ok))
    failed=$((failed + bad))
    if [ "$bad" != 0 ]; then
        printf -- '---- %s (exit %s)\n' "$1" "$2"
        tail -n 200 "$log"
    fi
    printf '%-34s %5d passed %3d failed %4ds\n' "$1" "$ok" "$bad" "$5"
    left_out
}

run_unit() { # PROGRAM
    local st start=$SECONDS

    timeout 600 "$1" >"$log" 2>&1
    st=$?
    tally "${1#"$build"/tests/}" $st "$(count '^\[  PASSED  \] \([0-9]*\) test.*')" \
        "$(count '^\[  FAILED  \] \([0-9]*\) test.*')" $((SECONDS - start))
}

run_script() { # SCRIPT COMMAND...
    local st start=$SECONDS script=$1
    shift

    case $script in *"$name"*) ;; *) return ;; esac
    [ -e "$script" ] || return
    timeout 1500 "$@" >"$log" 2>&1
    st=$?
    tally "${script#tests/}" $st \
        "$(tail -n 1 "$log" | sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p')" \
        "$(tail -n 1 "$log" | sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p')" \
        $((SECONDS - start))
}

while read -r f; do
    case $f in *"$name"*) run_unit "$build/${f%.c}" ;; esac
done < <(find tests/unit -name 'test_*.c' | LC_ALL=C sort)
run_script tests/fuzz/replay.sh bash tests/fuzz/replay.sh "$build"
run_script tests/cli/run.sh bash tests/cli/run.sh
run_script tests/http/run.py /usr/bin/python3 tests/http/run.py
run_script tests/data/run.sh bash tests/data/run.sh
run_script tests/data/formats.py /usr/bin/python3 tests/data/formats.py
run_script tests/data/broken.py /usr/bin/python3 tests/data/broken.py
run_script tests/data/chengdu.sh bash tests/data/chengdu.sh
run_script tests/data/tables.sh bash tests/data/tables.sh
run_script tests/oracle/run.sh bash tests/oracle/run.sh
run_script tests/oracle/gcoord.mjs node tests/oracle/gcoord.mjs "$LIFECIRCLE"
# shellcheck disable=SC2016
run_script tests/oracle/hours.mjs bash -c '
    node tests/oracle/hours.mjs "$0/tests/unit/hours/test_hours" \
        geodata/neubrandenburg/*.osm.pbf \
        $(ls "${LIFECIRCLE_DATA-}"/osm/*.osm.pbf 2>/dev/null)' "$build"
run_script tests/browser/run.mjs bash -c '
    city=$(mktemp -d)
    trap "rm -rf $city" EXIT
    "$LIFECIRCLE" import osm geodata/neubrandenburg/neubrandenburg-2016.osm.pbf \
        --city "$city/city" &&
        node tests/browser/run.mjs --city "$city/city" --program "$LIFECIRCLE"'

echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
