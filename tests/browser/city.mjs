// SPDX-License-Identifier: GPL-3.0-or-later
// What a planner does: one service over all communities.

import { same } from "./lib.mjs";
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
    await point(page);
  });
}
