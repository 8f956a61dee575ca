#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs every test there is and adds up: tests/run.sh BUILD_FOLDER [NAME]
#
# Runners are the unit programs (cmocka) and the scripts named below, as many
# at a time as there are cores (JOBS= says otherwise), those that take longest
# first. A script is told the program in $LIFECIRCLE and the real data in
# $LIFECIRCLE_DATA (may be unset), ends with a line "N passed, N failed", and
# says "skipped: NAME, why" for each test it had to leave out. With CI=true
# what is skipped has failed. The output of a runner is shown only where
# something failed. SUITE=memory leaves out what only compares answers: under
# a sanitizer it finds nothing that the other runners don't meet.
set -u
cd "$(dirname "$0")/.." || exit 2
build=$1
name=${2-}
jobs=${JOBS:-$(nproc)}
LIFECIRCLE=$PWD/$build/lifecircle
export LIFECIRCLE
if [ -z "${LIFECIRCLE_DATA-}" ] && [ -d ../shared/data ]; then
    LIFECIRCLE_DATA=$(cd ../shared/data && pwd)
    export LIFECIRCLE_DATA
fi
export ASAN_OPTIONS=${ASAN_OPTIONS-detect_leaks=1}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
runners=0
waiting=x # their processes

count() { # LOG PATTERN: sums the number it captures over the log
    sed -n "s/$2/\\1/p" "$1" | awk '{n += $1} END {print n + 0}'
}

# cmocka names each skipped test twice.
left_out() { # LOG
    sed -n 's/^\[  SKIPPED \] \([a-z]\)/    skipped: \1/p; s/^skipped: /    &/p' \
        "$1" | sort -u
}

# Adds a runner's counts; one that failed without saying so counts for one.
tally() { # NUMBER
    local log=$work/$1.log label status seconds ok bad skipped

    { read -r status; read -r seconds; read -r label; } <"$work/$1.end"
    if [ "${label#unit/}" != "$label" ]; then
        ok=$(count "$log" '^\[  PASSED  \] \([0-9]*\) test.*')
        bad=$(count "$log" '^\[  FAILED  \] \([0-9]*\) test.*')
    else
        ok=$(tail -n 1 "$log" | sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p')
        bad=$(tail -n 1 "$log" | sed -n 's/^[0-9]* passed, \([0-9]*\) failed$/\1/p')
    fi
    ok=${ok:-0} bad=${bad:-0}
    skipped=$(left_out "$log" | wc -l)
    [ "$status" != 0 ] && [ "$bad" = 0 ] && bad=1
    [ "$status" = 0 ] && [ "$ok" = 0 ] && [ "$bad" = 0 ] && [ "$skipped" = 0 ] && bad=1
    [ "${CI-}" = true ] && bad=$((bad + skipped))
    passed=$((passed + ok))
    failed=$((failed + bad))
    if [ "$bad" != 0 ]; then
        printf -- '---- %s (exit %s)\n' "$label" "$status"
        tail -n 200 "$log"
    fi
    printf '%-44s %5d passed %3d failed %4ds\n' "$label" "$ok" "$bad" "$seconds"
    left_out "$log"
    rm "$log" "$work/$1.end"
}

reap() { # tells of every runner that has ended
    local end

    for end in "$work"/*.end; do
        [ -e "$end" ] && tally "$(basename "$end" .end)"
    done
}

is_asked() { # LABEL
    case $1 in *"$name"*) ;; *) return 1 ;; esac
}

run() { # LABEL SECONDS COMMAND...: as soon as there is room for it
    is_asked "$1" || return
    while [ "$(jobs -rp | wc -l)" -ge $((jobs + $(waiters))) ]; do
        wait -n
        reap
    done
    begin "$@"
}

waiters() { # how many of those that wait for the most part still run
    jobs -rp | grep -cxF "${waiting// /$'\n'}"
}

wait_out() { # FILE COMMAND...: one that waits more than it works needs no room
    is_asked "$1" || return
    begin "$1" 1500 "${@:2}"
    waiting="$waiting $!"
}

begin() { # LABEL SECONDS COMMAND...
    local label=$1 limit=$2 n=$((++runners))

    shift 2
    {
        local st start=$SECONDS

        timeout "$limit" "$@" >"$work/$n.log" 2>&1 </dev/null
        st=$?
        printf '%s\n%s\n%s\n' $st $((SECONDS - start)) "$label" >"$work/$n.new"
        mv "$work/$n.new" "$work/$n.end"
    } &
}

script() { # FILE COMMAND...
    [ -e "tests/$1" ] && run "$1" 1500 "${@:2}"
}

wait_out cli/progress.py /usr/bin/python3 tests/cli/progress.py

# What is only about answers, and takes long.
if [ "${SUITE-}" != memory ]; then
    script oracle/run.sh bash tests/oracle/run.sh cities
    script oracle/run.sh bash tests/oracle/run.sh drawn
    # shellcheck disable=SC2016
    script oracle/hours.mjs bash -c '
        node tests/oracle/hours.mjs "$0/tests/unit/hours/test_hours" \
            geodata/neubrandenburg/*.osm.pbf \
            $(ls "${LIFECIRCLE_DATA-}"/osm/*.osm.pbf 2>/dev/null)' "$build"
    script oracle/filters.py /usr/bin/python3 tests/oracle/filters.py \
        "$build/tests/unit/export/filter/test_filter"
    script oracle/gcoord.mjs node tests/oracle/gcoord.mjs "$LIFECIRCLE"
    script torture/sandbox.py /usr/bin/python3 tests/torture/sandbox.py
    script torture/bombs.py /usr/bin/python3 tests/torture/bombs.py
    script http/ogc_large.py /usr/bin/python3 tests/http/ogc_large.py
    # Of memory they look at growth, which a sanitizer has its own of.
    script data/lean.py /usr/bin/python3 tests/data/lean.py
    script bench/city/test.py /usr/bin/python3 tests/bench/city/test.py
fi
script http/run.py /usr/bin/python3 tests/http/run.py
script http/races.py /usr/bin/python3 tests/http/races.py
script http/recent.py /usr/bin/python3 tests/http/recent.py
script http/cities.py /usr/bin/python3 tests/http/cities.py
script http/layers.py /usr/bin/python3 tests/http/layers.py
script http/ogc.py /usr/bin/python3 tests/http/ogc.py
script http/ogc_pages.py /usr/bin/python3 tests/http/ogc_pages.py
script http/services.py /usr/bin/python3 tests/http/services.py
script http/manager.py /usr/bin/python3 tests/http/manager.py
script http/memory.py /usr/bin/python3 tests/http/memory.py
script http/categories.py /usr/bin/python3 tests/http/categories.py
script http/monitoring.py /usr/bin/python3 tests/http/monitoring.py
script cli/run.sh bash tests/cli/run.sh
script cli/doors.py /usr/bin/python3 tests/cli/doors.py
script cli/sites.py /usr/bin/python3 tests/cli/sites.py
script cli/when.py /usr/bin/python3 tests/cli/when.py
script cli/lists.py /usr/bin/python3 tests/cli/lists.py
script cli/kept.py /usr/bin/python3 tests/cli/kept.py
script cli/ledger.py /usr/bin/python3 tests/cli/ledger.py
script cli/doctor.py /usr/bin/python3 tests/cli/doctor.py
script data/run.sh bash tests/data/run.sh
script data/broken.py /usr/bin/python3 tests/data/broken.py
script data/changes.py /usr/bin/python3 tests/data/changes.py 200
script data/compare.py /usr/bin/python3 tests/data/compare.py
script data/evaluate.py /usr/bin/python3 tests/data/evaluate.py
script data/older.py /usr/bin/python3 tests/data/older.py
script data/chinese.py /usr/bin/python3 tests/data/chinese.py
script data/terms.py /usr/bin/python3 tests/data/terms.py
script data/whatif.py /usr/bin/python3 tests/data/whatif.py
script data/causes.py /usr/bin/python3 tests/data/causes.py
script data/as_of.py /usr/bin/python3 tests/data/as_of.py
script data/tables.sh bash tests/data/tables.sh
script data/geotiff.sh bash tests/data/geotiff.sh
script data/formats.py /usr/bin/python3 tests/data/formats.py
script data/hostile.py /usr/bin/python3 tests/data/hostile.py
script data/exports.py /usr/bin/python3 tests/data/exports.py
script data/whole.py /usr/bin/python3 tests/data/whole.py
script data/tiles.py /usr/bin/python3 tests/data/tiles.py
script data/chengdu.sh bash tests/data/chengdu.sh
script data/city.sh bash tests/data/city.sh
script cases/run.py /usr/bin/python3 tests/cases/run.py
script fuzz/replay.sh bash tests/fuzz/replay.sh "$build"
while read -r f; do
    f=${f#tests/}
    run "${f%.c}" 600 "$build/tests/${f%.c}"
done < <(find tests/unit -name 'test_*.c' | LC_ALL=C sort)

settle() { # waits for all that runs
    while [ -n "$(jobs -rp)" ]; do
        wait -n
        reap
    done
    wait
    reap
}

# What holds a person's patience against the clock has the machine to itself.
settle
script http/busy.py /usr/bin/python3 tests/http/busy.py
settle
script http/limits.py /usr/bin/python3 tests/http/limits.py
script http/budget.py /usr/bin/python3 tests/http/budget.py
settle
script http/streams.py /usr/bin/python3 tests/http/streams.py
settle
if [ "${SUITE-}" != memory ]; then
    # shellcheck disable=SC2016
    script browser/run.mjs bash -c '
        city=$(mktemp -d)
        trap "rm -rf $city" EXIT
        "$LIFECIRCLE" import osm geodata/neubrandenburg/neubrandenburg-2016.osm.pbf \
            --city "$city/city" &&
            node tests/browser/run.mjs --city "$city/city" --program "$LIFECIRCLE"'
fi
settle

echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed != 0 ]
