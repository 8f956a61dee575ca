// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every opening_hours value of the extracts, at ten minutes or so of a whole
// year, against the npm package opening_hours.
//
//     node tests/oracle/hours.mjs PROGRAM EXTRACT...
//
// PROGRAM is build/VARIANT/tests/unit/base/test_hours, which prints states
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
  const yours = states(value);
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
