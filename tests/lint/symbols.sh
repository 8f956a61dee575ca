#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Fails where the library defines an outside name that isn't lc_*.
# symbols.sh LIBRARY
bad=$(nm -g --defined-only -P "$1" | awk 'NF > 2 && $1 !~ /^lc_/ {print $1}')
[ -z "$bad" ] && exit 0
echo "outside names of the library that don't begin with lc_:" >&2
echo "$bad" >&2
exit 1
