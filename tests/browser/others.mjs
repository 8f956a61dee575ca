// SPDX-License-Identifier: GPL-3.0-or-later
// Other cities: a large one with steps and hills, and one of streets and one
// table, without communities and nearly without services.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, api, options, same, yes } from "./lib.mjs";
import { checklist } from "./page.mjs";
import { residentTasks } from "./tasks.mjs";
import { test } from "./walk.mjs";
import { communityTasks } from "./worktasks.mjs";

const WITHOUT_DATA = 65; // services, but for metro stations

async function readChecklist(page) {
  await checklist(page);
  yes((await page.textContent(".service.there")).includes("省体育馆"), "the nearest station");
  const summary = await page.textContent(".summary");
  yes(summary.includes("基本服务都没有数据"), "no data is not missing");
  same(await page.locator("#no-data li").count(), WITHOUT_DATA, "services without data");
}

const sayNoUnits = async (page, what) =>
  yes((await page.textContent(".notice")).includes("没有社区"), what);

async function goOn(page) {
  await sayNoUnits(page, "nothing is said");
  await page.click("#results .primary");
  await page.waitForSelector("#table");
  same(await page.textContent("#table tbody th"), "全城", "the one row");
}

async function drawArea(page) {
  const corners = ["104.058,30.630", "104.070,30.630", "104.070,30.640", "104.058,30.640"];
  await page.click("#area-open");
  await page.click("#area-typing summary");
  await page.fill("#area-text", corners.join("\n"));
  await page.click("#area-typed");
  await page.waitForSelector("#bars [data-category=metro_station]");
  await page.click("#picker button:has-text('回到社区列表')");
  await page.waitForSelector("#area-open");
  await sayNoUnits(page, "back to where it began");
}

async function readGaps(page) {
  await page.waitForSelector(".gap");
  yes((await page.textContent(".gap")).includes("衣冠庙"), "the nearest station");
}

// A gate with hours on the way: told in the row, on the facility's sheet and,
// once the way is shown, beside it, in the answer's own words.
async function readGate(page) {
  await checklist(page);
  const answer = await api("/circle?lon=104.06&lat=30.65&minutes=15&pace=standard");
  const row = answer.categories.find((one) => one.category === "pharmacy");
  const [gate] = row.nearest.closings;
  same(await page.textContent("#open-pharmacy .closings"), gate.text_zh, "the row");
  await page.click("#open-pharmacy");
  await page.waitForSelector(".facility .closings");
  same(await page.textContent(".facility .closings"), gate.text_zh, "the sheet");
  await page.click("#way-0");
  await page.waitForSelector(".way .closings");
  same(await page.textContent(".way .closings"), gate.text_zh, "the way");
  same(await page.locator(".facility .closings").count(), 1, "told twice");
}

export function gateWalks() {
  test("a gate with hours is told on the way", "at=104.06,30.65", readGate);
}

export function importGates(folder) {
  const city = join(folder, "gates");
  run("import", "osm", join(ROOT, "tests/cases/input/gate-conditional.osm"), "--city", city);
  return city;
}

export function streetsAloneWalks() {
  const gaps = "view=city&category=metro_station&gaps=metro_station";
  test("the checklist tells what has no data", "at=104.064,30.635", readChecklist);
  test("no communities, and the way on", "view=unit", goOn);
  test("no communities, but an area of one's own", "view=unit", drawArea);
  test("the gaps of the whole", gaps, readGaps);
}

const roots = [process.env.LIFECIRCLE_DATA, join(ROOT, "../shared/data")].filter(Boolean);
const dataAt = (path) => roots.map((root) => join(root, path)).find((file) => existsSync(file));

const run = (...args) =>
  execFileSync(options.program, [...args, "-q"], {
    stdio: ["ignore", "ignore", "pipe"],
  });

export function importStreetsAlone(folder) {
  const roads = dataAt("chengdu/yulin-roads.osm");
  if (!roads) return null;
  const city = join(folder, "streets");
  const stations = dataAt("chengdu/metro-stations-gcj02.csv");
  const columns = ["--crs", "gcj02", "--category", "metro_station"];
  run("import", "osm", roads, "--city", city);
  run("import", "facilities", stations, ...columns, "--city", city);
  return city;
}

export function importLasPalmas(folder) {
  const extract = dataAt("osm/las-palmas-2023.osm.pbf");
  if (!extract) return null;
  const city = join(folder, "laspalmas");
  run("import", "osm", extract, "--city", city);
  return city;
}

// The tasks once more where there are six times the people, hills and steps.
export function lasPalmasWalks() {
  residentTasks();
  communityTasks();
}
