#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The source of a release, with the page built: debian/dist.sh VERSION OUT
# Of the same files come the same bytes, whoever packs them, where and when:
# their time is SOURCE_DATE_EPOCH, by default the last commit's.
set -eu
export LC_ALL=C
version=$1 out=$2
cd "$(dirname "$0")/.."
[ -e web/dist/index.html ] || { echo "make dist: there is no web/dist; node and npm make it" >&2; exit 1; }
epoch=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)} || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=lifecircle-$version
mkdir -p "$work/$name" "$(dirname "$out")"
{
    git ls-files -z
    find web/dist -type f ! -name '.*' -print0
} | tar --null --no-recursion -cf - -T - | tar -xf - -C "$work/$name"
: >"$work/$name/web/dist/.release" # the page serves as it is
tar -C "$work" --sort=name --format=gnu --owner=0 --group=0 --numeric-owner \
    --mode='u=rwX,go=rX' --mtime="@$epoch" -cf "$work/tar" "$name"
xz -T1 -6 <"$work/tar" >"$out.new"
mv "$out.new" "$out"
