#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Guess: opening_hours.js takes the sun's times from the latitude and longitude
# it is given as numbers, and without a place says that it needs one.
# Version: npm opening_hours 3.15.0.
# What happens: only strings count ("30.65", as Nominatim's answer has them).
# Numbers are passed over, and sunrise to sunset is 06:00 to 18:00 on any day.
# With null for the place all is as in Germany: closed on its Day of Unity,
# the third of October, and sunrise in Chengdu past eleven. No warning.
# Source: https://github.com/opening-hours/opening_hours.js#library-api
# (nominatim_object; null among its values)
# In lifecircle: times by the sun are "not known" (src/hours/rules.h);
# holidays go by the city's time zone (geodata/holidays.csv).
. "$(dirname "$0")/form"
npm_pinned opening_hours@3.15.0

cat >sun.cjs <<'JS'
const Hours = require("opening_hours");
const sun = (where) => {
  const i = new Hours("sunrise-sunset", where).getIterator(
    new Date("2026-06-21T00:00"),
  );
  i.advance();
  return i.getDate().toTimeString().slice(0, 5);
};
const address = { country_code: "cn", country: "中国" };
console.log("strings:", sun({ lat: "30.65", lon: "104.06", address }));
console.log("numbers:", sun({ lat: 30.65, lon: 104.06, address }));
console.log("null:", sun(null));
const ph = new Hours("Mo-Su 08:00-20:00; PH off", null);
for (const day of ["2026-10-01", "2026-10-03"])
  console.log("null,", day, ph.getState(new Date(day + "T10:00")) ? "open" : "closed");
JS
node sun.cjs >seen 2>/dev/null
recorded seen <<'END'
strings: 06:01
numbers: 06:00
null: 11:13
null, 2026-10-01 open
null, 2026-10-03 closed
END
