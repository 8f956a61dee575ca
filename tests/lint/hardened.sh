#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Whether a program built by gcc is hardened, as its bytes tell:
# tests/lint/hardened.sh PROGRAM. A program built plainly is held against it
# first, which must be refused for each of the reasons.
set -u
export LC_ALL=C
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What gcc was told stands in each unit's producer line. The linker's mark for
# control-flow protection says nothing here, as Debian's crt1.o has none.
compiled='-O2 -fstack-protector-strong -fstack-clash-protection
    -fno-strict-overflow -ftrivial-auto-var-init=zero'
[ "$(uname -m)" != x86_64 ] || compiled="$compiled -fcf-protection=full"

has() { # WHAT FILE PATTERN
    grep -Eq -e "$3" "$2" || echo "lacks $1"
}

look() { # PROGRAM: a line for each thing that it lacks
    readelf -W -h -d -l "$1" >"$work/parts"
    nm -D "$1" >"$work/names"
    readelf -W --debug-dump=info --dwarf-depth=1 "$1" 2>/dev/null |
        grep -E 'DW_AT_producer.*GNU C1' >"$work/units"
    has 'position independence' "$work/parts" 'FLAGS_1.*PIE'
    has 'binding at once' "$work/parts" 'FLAGS_1.*NOW'
    has 'read-only relocations' "$work/parts" 'GNU_RELRO'
    has 'a stack that does not execute' "$work/parts" 'GNU_STACK.* RW +0x'
    ! grep -Eq 'RPATH|RUNPATH' "$work/parts" || echo "has a path to libraries"
    has 'the stack protector' "$work/names" '__stack_chk_fail'
    has '_FORTIFY_SOURCE' "$work/names" '__(sn|v|f)*printf_chk'
    [ -s "$work/units" ] || echo "lacks -g"
    for flag in $compiled; do
        ! grep -qv -e "$flag" "$work/units" || echo "lacks $flag in a unit"
    done
}

cat >"$work/plain.c" <<'C'
#include <stdio.h>
int main(int n, char **v)
{
    char text[80];

    snprintf(text, sizeof text, "%d %s", n, *v);
    return puts(text) < 0;
}
C
gcc -g -O0 -no-pie -fno-stack-protector -fcf-protection=none -Wl,-z,lazy \
    -Wl,-z,norelro -Wl,-z,execstack -Wl,-rpath,/nowhere \
    -o "$work/plain" "$work/plain.c" 2>/dev/null || exit 1
found=$(look "$work/plain" | grep -cE '^(lacks|has)')
expected=$((7 + $(wc -w <<<"$compiled")))
if [ "$found" != "$expected" ]; then
    echo "of a plain program $found of $expected faults were seen:"
    look "$work/plain"
    exit 1
fi

faults=$(look "$program")
[ -z "$faults" ] && exit 0
echo "$program: not hardened:"
echo "$faults"
exit 1
