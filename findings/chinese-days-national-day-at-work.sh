#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: a package of Chinese holidays says of a year whose notice is not out
# yet that it does not know, or knows at least the days that the law fixes.
# Version: npm chinese-days 1.5.7.
# What happens: a year without an entry is an ordinary one. National Day of
# 2027, a Friday, is a workday, isHoliday() false; and so it is for years before
# its first entry. Nothing tells such an answer from a known one.
# Source: https://github.com/vsme/chinese-days (README); Regulation on Public
# Holidays (revised November 2024), article 2.
# In lifecircle: geodata/holidays.csv: in a year without rows the days on which
# holidays and shifted workdays may fall are "not known".
. "$(dirname "$0")/form"
npm_pinned chinese-days@1.5.7

cat >days.cjs <<'JS'
const c = require("chinese-days");
for (const day of ["2026-10-01", "2027-10-01", "2003-10-01"]) {
  const d = c.getDayDetail(day);
  console.log(`${day}: ${d.work ? "workday" : "off"}, ${d.name}`);
}
JS
node days.cjs >seen 2>&1
recorded seen <<'END'
2026-10-01: off, National Day,国庆节,3
2027-10-01: workday, Friday
2003-10-01: workday, Wednesday
END
