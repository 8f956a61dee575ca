// SPDX-License-Identifier: GPL-3.0-or-later
// What a community worker does with one community.

import { base, same, yes } from "./lib.mjs";
import { hashOf } from "./page.mjs";
import { byGap, communities, coverage, unitHash, unitRows } from "./questions.mjs";
import { test } from "./walk.mjs";

const FAR = 0.01; // per cent of a bar's width

async function pick(page, unit) {
  await page.fill("#unit-search", unit.name);
  await page.locator(".unit-row").first().click();
  await page.waitForSelector("#bars");
}

async function seeBars(page, unit) {
  await page.waitForSelector("#bars");
  const rows = await unitRows(unit);
  const shown = await page.$$eval(".bar-row", (list) =>
    list.map((item) => ({
      category: item.dataset.category,
      covered: parseFloat(item.querySelector(".covered").style.width),
    })),
  );
  same(shown.length, rows.length - 1, "bars");
  const known = [];
  for (const item of shown) {
    const row = rows.find((r) => r.category === item.category);
    const share = (100 * row.covered) / row.total;
    yes(Math.abs(item.covered - share) < FAR, `${item.category}: ${item.covered} %`);
    if (row.unknown < row.total) known.push(row.uncovered);
  }
  same(known.join(), [...known].sort((a, b) => b - a).join(), "order");
  await page.waitForTimeout(600);
}

// In a spiral from the middle, until one is hit.
async function tap(page) {
  await page.waitForSelector(".unit-row");
  await page.waitForTimeout(1200);
  const box = await page.locator("#map").boundingBox();
  for (let i = 0; i < 60; i += 1) {
    const angle = i * 2.4;
    const radius = Math.sqrt(i) * 24;
    const x = box.x + box.width / 2 + radius * Math.cos(angle);
    const y = box.y + box.height / 2 + radius * Math.sin(angle);
    await page.mouse.click(x, y);
    await page.waitForTimeout(320);
    if ((await hashOf(page)).includes("unit=osm")) break;
  }
  await page.waitForSelector("#results h2");
}

async function download(page) {
  await page.waitForSelector("#bars");
  for (const link of await page.$$eval("a[download]", (list) => list.map((a) => a.href))) {
    const response = await fetch(link);
    same(response.status, 200, link);
  }
}

export async function unitWalks() {
  const [unit] = await communities();
  test("a community is picked from the list", "view=unit", (page) => pick(page, unit));
  test("its bars are the interface's shares, largest gap first", unitHash(unit), (page) =>
    seeBars(page, unit),
  );
  test("a tap on the map picks a community", "view=unit", tap);
  test("downloads lead to the interface", unitHash(unit), download);
}

// ---- compared ----

async function measureStraight(page) {
  const [unit] = await communities();
  await page.goto(`${base}/#${unitHash(unit)}`);
  await page.waitForSelector("#bars");
  await page.selectOption("#how", "500");
  const rows = await unitRows(unit, "mode=straight&radius=500");
  const row = rows.find((one) => one.category === "pharmacy");
  await page.waitForFunction(
    (width) => {
      const bar = document.querySelector("[data-category=pharmacy] .covered");
      return Math.abs(parseFloat(bar?.style.width) - width) < 0.02;
    },
    (100 * row.covered) / row.total,
  );
  yes((await page.textContent(".headline")).includes("直线 500 米"), "how it is measured");
  same(await page.locator("[id^=gaps-]").count(), 0, "gaps are of walks");
  await page.goto(`${base}/#view=city&category=pharmacy&radius=500`);
  const [worst] = byGap(await coverage("pharmacy", "mode=straight&radius=500"));
  await page.waitForFunction(
    (code) => document.querySelector("#table tbody tr")?.dataset.unit === code,
    worst.unit,
  );
  yes((await page.textContent("#table thead")).includes("半数距离"), "metres, not minutes");
  await page.selectOption("#how", "");
  await page.waitForFunction(() =>
    document.querySelector("#table thead")?.textContent.includes("半数用时"),
  );
}

async function compare(page) {
  const known = (await coverage("pharmacy"))
    .filter((row) => row.unit !== "outside" && row.share !== null)
    .sort((a, b) => b.share_min - a.share_min);
  const [best, worst] = [known[0], known[known.length - 1]];
  await page.goto(`${base}/#${unitHash({ code: worst.unit })}&category=pharmacy`);
  await page.waitForSelector(".ranks");
  const rank = 1 + known.filter((row) => row.share_min > worst.share_min).length;
  await page.waitForFunction(
    (text) => document.querySelector(".ranks")?.textContent.includes(text),
    `${known.length} 个社区里排第 ${rank}`,
  );
  await page.selectOption("#compare", best.unit);
  await page.waitForSelector("#compared");
  const line = await page.locator("#compared tr[data-category=pharmacy]").textContent();
  const points = Math.round((best.share_min - worst.share_min) * 100);
  yes(line.includes(`${best.unit_name}多 ${points} 个百分点`), line);
  yes(page.url().includes("other="), "both are in the address");
  await page.click("#compare-stop");
  await page.waitForSelector("#bars");
}

export function compareWalks() {
  const straight = "in a straight line in place of on foot, in the community and the city";
  test(straight, "", measureStraight);
  test("two communities side by side, and a rank", "view=unit", compare);
}
