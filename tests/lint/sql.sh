#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All SQL is in src/store, each table's in the file of its name: fails where a
# string of another room begins like a statement, or a private part of the
# store is named, or where a table has two INSERTs.
bad=0
verbs='(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|WITH|ATTACH)'
if grep -rnE "\"[( ]*$verbs [A-Za-z(*]" src include --include='*.[ch]' |
    grep -v '^src/store/'; then
    echo "SQL outside src/store" >&2
    bad=1
fi
if grep -rnE '\blc_stmt\b|\blc_stmt_[a-z]+ *\(|\bsqlite3_' src include \
    --include='*.[ch]' | grep -v '^src/store/'; then
    echo "statements outside src/store" >&2
    bad=1
fi
for f in src/store/rows/*.c; do
    table=$(basename "$f" .c)
    n=$(grep -cE "\{&table, \"INSERT|\"INSERT[A-Z ]* INTO $table\(" "$f")
    [ "$n" -le 1 ] && continue
    echo "$f: $n INSERTs" >&2
    bad=1
done
exit $bad
