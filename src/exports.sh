#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the shared library shows: src/exports.sh LIBRARY VERSION writes the
# linker's map. Of the library's outside names these are the ones that public
# headers declare; all others are its own affair. Until 1.0 each minor version
# is another interface, so its names carry that version, and a program that was
# linked with another one does not start.
set -eu
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
nm -g --defined-only -P "$1" 2>/dev/null | awk 'NF > 2 {print $1}' | sort -u >"$work/defined"
# Without comments, as these name the functions of others.
find include -name '*.h' -exec cat {} + | sed 's://.*::' | tr '\n' ' ' |
    sed 's:/\*\([^*]\|\*[^/]\)*\*/: :g' | grep -o '\blc_[a-z0-9_]*' | sort -u >"$work/declared"
comm -12 "$work/defined" "$work/declared" >"$work/shown"
[ -s "$work/shown" ] || { echo "no name of $1 stands in a public header" >&2; exit 1; }
minor=$(echo "$2" | sed 's/^\(0\.[0-9]*\|[0-9]*\)\..*/\1/')
printf 'LIFECIRCLE_%s {\nglobal:\n' "$minor"
sed 's/.*/    &;/' "$work/shown"
printf 'local:\n    *;\n};\n'
