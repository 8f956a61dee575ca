#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: an INSERT that a trigger passes over (RAISE(IGNORE)) writes nothing.
# Version: Debian 12, sqlite3 3.40.1-2+deb12u2.
# What happens: so it is, but where the table has an AUTOINCREMENT that never
# gave a number: then a line with 0 is written to sqlite_sequence, and the
# file is another. Where the line is there already, nothing is written.
# Source: https://www.sqlite.org/autoinc.html;
# https://www.sqlite.org/lang_createtrigger.html (RAISE)
# In lifecircle: SpatiaLite's diary has such a key; a city file is left with
# that line, so that programs whose entries are passed over leave it as it was
# (src/store/statistics.c).
. "$(dirname "$0")/form"
debian sqlite3 3.40.1-2+deb12u2

ignores() { # FILE KEY [MORE]
  sqlite3 "$1" "CREATE TABLE t(id INTEGER PRIMARY KEY $2, v);
    CREATE TRIGGER none BEFORE INSERT ON t BEGIN SELECT RAISE(IGNORE); END; ${3-}"
  cp "$1" before
  sqlite3 "$1" "INSERT INTO t(v) VALUES(1)"
  cmp -s "$1" before && echo "as it was" || echo "another"
}
{
  echo "a plain key: the file is $(ignores plain.db "")"
  echo "AUTOINCREMENT: the file is $(ignores auto.db AUTOINCREMENT)"
  echo "sqlite_sequence: $(sqlite3 auto.db "SELECT * FROM sqlite_sequence")"
  echo "with that line before: the file is $(ignores line.db AUTOINCREMENT \
    "INSERT INTO sqlite_sequence VALUES('t', 0)")"
} >seen 2>&1
recorded seen <<'END'
a plain key: the file is as it was
AUTOINCREMENT: the file is another
sqlite_sequence: t|0
with that line before: the file is as it was
END
