// SPDX-License-Identifier: GPL-3.0-or-later
// What a planner does: one service over all communities.

import { same, yes } from "./lib.mjs";
import { focused } from "./page.mjs";
import { byGap, coverage } from "./questions.mjs";
import { test } from "./walk.mjs";

async function sort(page) {
  const rows = await coverage("pharmacy");
  const first = "#table tbody tr";
  const heading = "th:has(#sort-share)";
  await page.waitForSelector(first);
  same(await page.locator(first).count(), rows.length, "rows");
  same(await page.getAttribute(first, "data-unit"), byGap(rows)[0].unit, "the largest gap");
  await page.click("#sort-share");
  same(await page.getAttribute(heading, "aria-sort"), "descending", "aria-sort");
  await page.click("#sort-share");
  same(await page.getAttribute(heading, "aria-sort"), "ascending", "aria-sort");
  same(await focused(page), "sort-share", "focus stays");
}

// "61–85 %" where the bounds differ by over a point, "unknown" where under a
// tenth is known; else one figure. By `share_min` the rows are in order.
async function bounds(page) {
  const rows = new Map((await coverage("pharmacy")).map((row) => [row.unit, row]));
  const shown = await page.$$eval("#table tbody tr", (lines) =>
    lines.map((line) => [line.dataset.unit, line.cells[1].textContent]),
  );
  let last = -1;
  for (const [unit, text] of shown) {
    const { share, share_min: least, share_max: most, total } = rows.get(unit);
    const ends = [Math.floor(100 * least), Math.ceil(100 * most)].join("–");
    if (!total) continue;
    if (share === null) same(text, "不清楚", `${unit}: not known`);
    else if (most - least > 0.01) same(text, `${ends} %`, `${unit}: bounds`);
    else yes(!/\d–\d/.test(text), `${unit}: one figure, not ${text}`);
    const rank = share === null ? -1 : least;
    yes(rank >= last, `${unit}: by the least that it can be`);
    last = rank;
  }
}

// Table and map point at the same community.
async function point(page) {
  const row = "#table tbody tr >> nth=2";
  await page.hover("#table tbody tr >> nth=1");
  await page.waitForSelector("#table tbody tr.pointed");
  await page.focus(`${row} >> button`);
  const pointed = await page.locator("tr.pointed").getAttribute("data-unit");
  same(pointed, await page.locator(row).getAttribute("data-unit"), "focus points too");
  await page.waitForTimeout(500);
  const box = await page.locator("#map").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForTimeout(300);
}

export function cityWalks() {
  const name = "the city's table is the interface's rows, and sorts";
  test(name, "view=city&category=pharmacy", async (page) => {
    await sort(page);
    await bounds(page);
    await point(page);
  });
}
