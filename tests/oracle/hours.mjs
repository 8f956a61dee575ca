// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every opening_hours value of the extracts, at ten minutes or so of a whole
// year, against the npm package opening_hours.
//
//     node tests/oracle/hours.mjs PROGRAM EXTRACT...
//
// PROGRAM is build/VARIANT/tests/unit/hours/test_hours, which prints states
// when it is given a year. Days of public holidays are left out: we have no
// calendar of them. Ends with "N passed, N failed"; a value passes when no
// time of it differs, or when all that differ are of the kinds judged below.
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const YEAR = 2023;
const require = createRequire(fileURLToPath(new URL("../../web/package.json", import.meta.url)));
let OpeningHours;
try {
  OpeningHours = require("opening_hours");
} catch {
  console.log("skipped: opening hours, the packages of web/ are not there");
  console.log("0 passed, 0 failed");
  process.exit(0);
}
process.env.TZ = "UTC"; // neither side then has hours that come twice

// Where we differ, and why we stay. `k` is the time at which we do.
//   - Hours that run past midnight are those of the day they began on: the
//     package lets the next day's rule end them at 0:00 ("Fr 20:00-02:00; Sa
//     09:00-12:00"), as if everybody were shown out then.
//   - Times alone behind rules with days ("Mo-Fr 08:00-12:00; 13:30-18:00"):
//     the package opens on Sunday afternoon. We say that we don't know.
function judged(value, mine, yours, k) {
  if (mine[k] === "u") return /;\s*\d?\d:/.test(value);
  const midnight = k - (k % 144);
  return (
    mine[k] === "o" &&
    yours[k] === "c" &&
    midnight > 0 &&
    /^o+$/.test(mine.slice(midnight - 1, k + 1))
  );
}

// The forms that the package reads otherwise, or not at all, and what each
// means in the language of the specification, which the package reads: the
// parts of a rule in another order, a semicolon within a day, clocks of twelve
// hours, lists of Chinese weekdays, exceptions.
const MEANT = [
  ["08:00-17:00 Mo-Fr", "Mo-Fr 08:00-17:00"],
  [
    "08:00-12:00,14:00-18:00 Mo-Fr; 09:00-12:00 Sa",
    "Mo-Fr 08:00-12:00,14:00-18:00; Sa 09:00-12:00",
  ],
  ["08:00-17:00 Mo-Fr 09:00-12:00 Sa", "Mo-Fr 08:00-17:00; Sa 09:00-12:00"],
  ["09:00-17:00，周一至周五", "Mo-Fr 09:00-17:00"],
  ["9am-5pm Mon-Fri", "Mo-Fr 09:00-17:00"],
  ["9:00-12:00;13:00-17:00", "09:00-12:00,13:00-17:00"],
  ["上午8:30-11:30；下午2:30-5:30", "08:30-11:30,14:30-17:30"],
  ["8:30-12:00；13:30-17:00 周一至周五", "Mo-Fr 08:30-12:00,13:30-17:00"],
  ["8：30-12：00，1：30-5：00", "08:30-12:00,13:30-17:00"],
  ["AM 9:00-PM 5:00", "09:00-17:00"],
  ["早8点至晚12点", "08:00-24:00"],
  ["晚上6:00-次日凌晨2:00", "18:00-26:00"],
  ["周一、三、五 9:00-12:00", "Mo,We,Fr 09:00-12:00"],
  ["周一至五 8:00-17:00", "Mo-Fr 08:00-17:00"],
  ["周1-5 8:30-17:30", "Mo-Fr 08:30-17:30"],
  ["周一：休息 周二至周日：9:00-17:00", "Mo off; Tu-Su 09:00-17:00"],
  ["除周一外9:00-17:00", "Tu-Su 09:00-17:00"],
  ["9:00-17:00 周一至周五，周六日休息", "Mo-Fr 09:00-17:00"],
  [
    "周一至周五 9:00-17:00；周六 9:00-12:00；13:00-15:00",
    "Mo-Fr 09:00-17:00; Sa 09:00-12:00,13:00-15:00",
  ],
  ["周日休息", "unknown; Su off"],
  ["24H", "24/7"],
  ["7x24", "24/7"],
  ["暂停营业", "off"],
  [
    "夏季（5月-10月）8:00-12:00，14:30-18:00；冬季（11月-4月）8:00-12:00，14:00-17:30",
    "May-Oct 08:00-12:00,14:30-18:00; Nov-Apr 08:00-12:00,14:00-17:30",
  ],
  ["5-10月：8:00-18:00；11-4月：8:30-17:00", "May-Oct 08:00-18:00; Nov-Apr 08:30-17:00"],
];

const [, , program, ...extracts] = process.argv;
const values = new Set();
for (const file of extracts) {
  const out = execFileSync("osmium", ["tags-count", file, "opening_hours=*"], {
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
  });
  for (const line of out.toString().split("\n")) {
    const quoted = line.split("\t")[2];
    if (quoted) values.add(quoted.slice(1, -1).replaceAll('""', '"'));
  }
}

const place = {
  lat: 53.5,
  lon: 13.2,
  address: { country_code: "de", state: "Mecklenburg-Vorpommern" },
};
const begin = Date.UTC(YEAR, 0, 1);
const end = Date.UTC(YEAR + 1, 0, 1);

const STEP_MS = 600_000;
const MINUTE_MS = 60_000;

// The k-th time: ten minutes after the one before, and at another minute, so
// that ends at any minute are met.
const timeOf = (k) => begin + k * STEP_MS + (k % 10) * MINUTE_MS;

function letterOf(it) {
  if (it.getState()) return "o";
  return it.getUnknown() ? "u" : "c";
}

function lettersOf(it) {
  const out = [];
  let next = begin;
  let letter = "";
  for (let k = 0; begin + k * STEP_MS < end; k++) {
    while (timeOf(k) >= next) {
      letter = letterOf(it);
      next = it.advance(new Date(end + 1)) ? it.getDate().getTime() : Infinity;
    }
    out.push(letter);
  }
  return out.join("");
}

// A letter a time, or null where the package can't read the value.
function states(value) {
  try {
    const hours = new OpeningHours(value, place, { locale: "en" });
    return lettersOf(hours.getIterator(new Date(begin)));
  } catch {
    return null;
  }
}

const list = [...values].filter((v) => v && !v.includes("\n"));
const meant = new Map(MEANT);
list.push(...meant.keys());
const ours = execFileSync(program, [String(YEAR)], {
  input: list.join("\n") + "\n",
  maxBuffer: 1 << 30,
})
  .toString()
  .split("\n");
const holiday = states("PH 00:00-24:00");
const count = { agree: 0, both: 0, ours: 0, theirs: 0, judged: 0, differ: 0 };
for (const [i, value] of list.entries()) {
  const mine = ours[i] === "-" ? null : ours[i];
  const yours = states(meant.get(value) ?? value);
  if (!mine || !yours) {
    count[!mine && !yours ? "both" : mine ? "ours" : "theirs"]++;
    if (!mine && yours) console.log(`only they read: ${value}`);
    if (mine && !yours) console.log(`only we read: ${value}`);
    continue;
  }
  let differ = 0;
  let first = -1;
  let known = 0;
  for (let k = 0; k < mine.length; k++) {
    if (holiday[k] === "o" || mine[k] === yours[k]) continue;
    if (judged(value, mine, yours, k)) {
      known++;
      continue;
    }
    differ++;
    if (first < 0) first = k;
  }
  if (!differ && !known) {
    count.agree++;
  } else if (!differ) {
    count.judged++;
  } else {
    count.differ++;
    const at = new Date(timeOf(first));
    console.log(
      `FAIL ${value}: ${mine[first]}, not ${yours[first]}, at ` +
        `${at.toISOString()} (${differ} times of ${mine.length})`,
    );
  }
}
console.log(
  `${list.length} values: ${count.agree} agree at all times, ` +
    `${count.judged} differ as judged, ${count.differ} differ; ` +
    `${count.both} neither reads, ${count.ours} only we, ` +
    `${count.theirs} only they`,
);
console.log(`${count.agree + count.judged} passed, ${count.differ} failed`);
process.exit(count.differ ? 1 : 0);
