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
import { areaWalks } from "./area.mjs";
import { axeWalks } from "./axe.mjs";
import { bestWalks } from "./best.mjs";
import { budgetWalks } from "./budget.mjs";
import { cityWalks } from "./city.mjs";
import { everybodysWalks } from "./everybody.mjs";
import { gapWalks } from "./gaps.mjs";
import { keptWalks } from "./kept.mjs";
import { FLAGS, api, chromium, options, startServer, use } from "./lib.mjs";
import { importMenu, menuWalks } from "./menu.mjs";
import {
  gateWalks,
  importGates,
  importLasPalmas,
  importStreetsAlone,
  lasPalmasWalks,
  streetsAloneWalks,
} from "./others.mjs";
import { anyCommunities } from "./questions.mjs";
import { planWalks } from "./plan.mjs";
import { residentWalks } from "./resident.mjs";
import { takeShots } from "./shots.mjs";
import { residentTasks } from "./tasks.mjs";
import { compareWalks, unitWalks } from "./unit.mjs";
import { score, walk } from "./walk.mjs";
import { communityTasks } from "./worktasks.mjs";

const WALKS = [
  residentTasks,
  residentWalks,
  communityTasks,
  unitWalks,
  areaWalks,
  compareWalks,
  gapWalks,
  cityWalks,
  planWalks,
  bestWalks,
  everybodysWalks,
  keptWalks,
  axeWalks,
];

const short = (lonlat) => lonlat.map((v) => Math.round(v * 1e5) / 1e5);

// Where somebody lives: in the community with the most facilities, or as told.
async function home() {
  if (options.at) return options.at.split(",").map(Number);
  const { finest_level: level } = await api("/city");
  if (!level) return undefined;
  const [unit] = (await anyCommunities()).sort((a, b) => b.facilities - a.facilities);
  return unit && short(unit.centre);
}

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
    use({ at: await home() });
    for (const note of walks) await note();
    await walk();
  } finally {
    over = true;
    server.kill("SIGTERM");
  }
}

async function other(label, city, walks) {
  if (city) await through(label, city, walks);
  else console.log(`skipped: ${label}, LIFECIRCLE_DATA is not set`);
}

async function all(folder) {
  if (options.shots) return through("", options.city, [takeShots]);
  await through("", options.city, [budgetWalks]); // alone, so that it measures the page
  await through("", options.city, WALKS);
  await through("menu", importMenu(folder), [menuWalks]);
  await other("las palmas", importLasPalmas(folder), [lasPalmasWalks]);
  await other("streets alone", importStreetsAlone(folder), [streetsAloneWalks]);
  await through("gates", importGates(folder), [gateWalks]);
}

const start = Date.now();
const folder = mkdtempSync(join(tmpdir(), "lifecircle-"));
try {
  const browser = await chromium.launch({
    executablePath: options.chromium,
    args: FLAGS,
  });
  use({ browser });
  await all(folder).finally(() => browser.close());
} catch (error) {
  score.failed += 1;
  console.log(`FAILED  the walk: ${error.message}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${((Date.now() - start) / 1000).toFixed(0)} s in all`);
console.log(`${score.passed} passed, ${score.failed} failed`);
process.exitCode = score.failed ? 1 : 0;
