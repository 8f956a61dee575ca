// SPDX-License-Identifier: GPL-3.0-or-later
// Other cities: a large one with steps and hills, and one of streets and one
// table, without communities and nearly without services.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { communityTasks, residentTasks } from "./tasks.mjs";
import { ROOT, checklist, options, same, test, yes } from "./lib.mjs";

export async function streetsAloneWalks() {
  test("the checklist tells what has no data", "at=104.064,30.635", async (page) => {
    await checklist(page);
    yes((await page.textContent(".service.there")).includes("省体育馆"), "the nearest station");
    yes((await page.textContent(".summary")).includes("基本服务都没有数据"), "no data is not missing");
    same(await page.locator("#no-data li").count(), 46, "services without data");
  });
  test("no communities, and the way on", "view=unit", async (page) => {
    yes((await page.textContent(".notice")).includes("没有社区"), "nothing is said");
    await page.click("#results .primary");
    await page.waitForSelector("#table");
    same(await page.textContent("#table tbody th"), "全城", "the one row");
  });
  test("no communities, but an area of one's own", "view=unit", async (page) => {
    await page.click("#area-open");
    await page.click("#area-typing summary");
    await page.fill("#area-text", "104.058,30.630\n104.070,30.630\n104.070,30.640\n104.058,30.640");
    await page.click("#area-typed");
    await page.waitForSelector("#bars [data-category=metro_station]");
    await page.click("#picker button:has-text('回到社区列表')");
    await page.waitForSelector("#area-open");
    yes((await page.textContent(".notice")).includes("没有社区"), "back to where it began");
  });
  test("the gaps of the whole", "view=city&category=metro_station&gaps=metro_station", async (page) => {
    await page.waitForSelector(".gap");
    yes((await page.textContent(".gap")).includes("衣冠庙"), "the nearest station");
  });
}

const quiet = { stdio: ["ignore", "ignore", "pipe"] };
const dataAt = (path) => [process.env.LIFECIRCLE_DATA, join(ROOT, "../shared/data")]
  .filter(Boolean).map((root) => join(root, path)).find((file) => existsSync(file));

export function importStreetsAlone(folder) {
  const roads = dataAt("chengdu/yulin-roads.osm");
  if (!roads) return null;
  const city = join(folder, "streets");
  execFileSync(options.program, ["import", "osm", roads, "--city", city, "-q"], quiet);
  execFileSync(options.program, ["import", "facilities", dataAt("chengdu/metro-stations-gcj02.csv"), "--crs", "gcj02",
    "--category", "metro_station", "--city", city, "-q"], quiet);
  return city;
}

export function importLasPalmas(folder) {
  const extract = dataAt("osm/las-palmas-2023.osm.pbf");
  if (!extract) return null;
  const city = join(folder, "laspalmas");
  execFileSync(options.program, ["import", "osm", extract, "--city", city, "-q"], quiet);
  return city;
}

// The tasks once more where there are six times the people, hills and steps.
export function lasPalmasWalks() {
  for (const note of [residentTasks, communityTasks]) note();
}
