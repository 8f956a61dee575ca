// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the map page in Debian's Chromium against the real server:
//
//   node tests/browser/run.mjs --city FILE [--program PATH] [--chromium PATH]
//                              [--at LON,LAT] [--only WORDS] [--failures DIR]
//   node tests/browser/run.mjs --city FILE --shots DIR
//
// The second form writes pictures of twelve views instead. Needs the packages
// of web/ (npm ci). --only walks those whose name has WORDS. Closes with "N passed,
// N failed". Las Palmas and a city of streets alone are walked too where
// their data are ($LIFECIRCLE_DATA).

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { areaWalks, cityWalks, gapWalks, unitWalks } from "./community.mjs";
import { axeWalks, budgetWalks, everybodysWalks, smallWalks } from "./everybody.mjs";
import { FLAGS, api, chromium, options, score, startServer, use, walk } from "./lib.mjs";
import { keptWalks } from "./kept.mjs";
import { residentWalks } from "./resident.mjs";
import { communityTasks, residentTasks } from "./tasks.mjs";
import { takeShots } from "./shots.mjs";
import { importLasPalmas, importStreetsAlone, lasPalmasWalks, streetsAloneWalks } from "./others.mjs";

// Serves a city, notes the walks through it and walks them.
async function through(label, city, walks) {
  const { server, base } = await startServer(city);
  let over = false;
  use({ base, label });
  server.removeAllListeners("exit");
  server.on("exit", (code, signal) => {
    if (!over) console.log(`the server ended by itself: ${signal || code}`);
  });
  try {
    const { finest_level: level } = await api("/city");
    const homes = level ? (await api(`/units?level=${level}`)).units.filter((u) => u.homes > 0) : [];
    const [unit] = homes.sort((a, b) => b.facilities - a.facilities);
    use({ at: options.at ? options.at.split(",").map(Number) : unit && unit.centre.map((v) => Math.round(v * 1e5) / 1e5) });
    for (const note of walks) await note();
    await walk();
  } finally {
    over = true;
    server.kill("SIGTERM");
  }
}

async function other(label, importInto, walks) {
  const city = importInto(folder);
  if (city) await through(label, city, walks);
  else console.log(`skipped: ${label}, LIFECIRCLE_DATA is not set`);
}

const start = Date.now();
const folder = mkdtempSync(join(tmpdir(), "lifecircle-"));
try {
  const browser = await chromium.launch({ executablePath: options.chromium, args: FLAGS });
  use({ browser });
  try {
    if (options.shots) await through("", options.city, [takeShots]);
    else {
      await through("", options.city, [budgetWalks]); // alone, so that it measures the page
      await through("", options.city, [residentTasks, residentWalks, communityTasks, unitWalks, areaWalks, gapWalks, cityWalks, everybodysWalks, smallWalks, keptWalks, axeWalks]);
      await other("las palmas", importLasPalmas, [lasPalmasWalks]);
      await other("streets alone", importStreetsAlone, [streetsAloneWalks]);
    }
  } finally {
    await browser.close();
  }
} catch (error) {
  score.failed += 1;
  console.log(`FAILED  the walk: ${error.message}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${((Date.now() - start) / 1000).toFixed(0)} s in all`);
console.log(`${score.passed} passed, ${score.failed} failed`);
process.exitCode = score.failed ? 1 : 0;
