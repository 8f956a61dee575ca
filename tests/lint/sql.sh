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
# Rows that are written one by one; copies from table to table are no INSERT
# of their own.
for f in src/store/rows/*.c src/store/rows/*/*.c; do
    table=$(basename "$f" .c)
    if [ "$(grep -cE '"INSERT[A-Z ]*", true|INTO [a-z_]+\(.*VALUES' "$f")" -gt 1 ] ||
        grep -E 'INTO [a-z_]+\(.*VALUES' "$f" | grep -v "INTO $table("; then
        echo "$f: an INSERT of another table, or a second one" >&2
        bad=1
    fi
done
exit $bad
