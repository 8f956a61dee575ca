# SPDX-License-Identifier: GPL-3.0-or-later
#
# The steps of a suite in shell, to be read with `.`: each runs or looks at
# something and counts. What ran last stands in $tmp/out and $tmp/err; $tmp is
# a folder that goes when the suite ends. $run is the program.
# shellcheck shell=bash
run=${LIFECIRCLE:-$PWD/build/release/lifecircle}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0
failed=0

needs() { # SUITE FILE...: without one of these the suite is not run
    local suite=$1 file
    shift

    for file in "$@"; do
        [ ! -e "$file" ] || continue
        echo "skipped: $suite, ${file#"${LIFECIRCLE_DATA-}"/} is not there"
        echo "0 passed, 0 failed"
        exit 0
    done
}

verdict() { # NAME STATUS
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n' "$1"
        tail -c 1000 "$tmp/out" "$tmp/err"
    fi
}

ends() { # STATUS COMMAND...
    local want=$1
    shift

    "$@" >"$tmp/out" 2>"$tmp/err"
    [ $? = "$want" ]
    verdict "status $want: $*" $?
}

works() { # ARGUMENT...
    ends 0 "$run" "$@"
}

says() { # TEXT: what ran last said so
    grep -qF -- "$1" "$tmp/out" "$tmp/err"
    verdict "says \"$1\"" $?
}

# Over the JSON `a` that ran last; `f` are its findings by id, if it has any.
holds() { # EXPRESSION
    /usr/bin/python3 -c "import json, sys
a = json.load(open(sys.argv[1]))
f = {f['id']: f for f in a.get('findings', [])} if isinstance(a, dict) else {}
assert $1" "$tmp/out" 2>"$tmp/err"
    verdict "holds: $1" $?
}

end() {
    echo "$passed passed, $failed failed"
    exit $((failed > 0))
}
