// SPDX-License-Identifier: GPL-3.0-or-later
// An area of one's own: typed, tapped, by keys, and what the map shows.

import { at, same, yes } from "./lib.mjs";
import { focused } from "./page.mjs";
import { areaRows } from "./questions.mjs";
import { test } from "./walk.mjs";

const FAR = 0.02; // per cent of a bar's width

// A triangle round where somebody lives, 600 m to a corner.
const triangle = () =>
  [
    [-0.008, -0.004],
    [0.008, -0.004],
    [0, 0.006],
  ].map(([x, y]) => [at[0] + x, at[1] + y].map((v) => Math.round(v * 1e5) / 1e5));

const widths = (page) =>
  page.$$eval(".bar-row", (list) =>
    Object.fromEntries(
      list.map((item) => [
        item.dataset.category,
        parseFloat(item.querySelector(".covered").style.width),
      ]),
    ),
  );

// What can't be an area is refused, with a sentence why.
async function typeWrong(page) {
  const picker = () => page.textContent("#picker");
  await page.click("#area-done");
  yes((await picker()).includes("至少要三个"), "two corners too few, and nothing is said");
  await page.click("#area-typing summary");
  await page.fill("#area-text", "104.06\n1,2\n3,4");
  await page.click("#area-typed");
  yes((await picker()).includes("第 1 行“104.06”"), "a line is no pair, and nothing is said");
}

async function type(page) {
  const corners = triangle();
  await page.click("#area-open");
  same(await focused(page, "tagName"), "H2", "the focus is on the title");
  await typeWrong(page);
  await page.fill("#area-text", corners.map((c) => c.join(", ")).join("\n"));
  await page.click("#area-typed");
  await page.waitForSelector("#bars");
  const rows = await areaRows(corners);
  const shown = await widths(page);
  same(Object.keys(shown).length, rows.length - 1, "bars");
  for (const { category, covered, total } of rows) {
    if (category === "all_basic" || !total) continue;
    const away = Math.abs(shown[category] - (100 * covered) / total);
    yes(away < FAR, `${category}: ${shown[category]} %`);
  }
  // The link alone brings the same, to whoever gets it.
  const address = page.url();
  yes(address.includes("area="), "the area is not in the address");
  await page.goto("about:blank");
  await page.goto(address);
  await page.waitForSelector("#bars");
  same(JSON.stringify(await widths(page)), JSON.stringify(shown), "from the link");
  const wait = page.waitForEvent("download");
  await page.click("#results .tools button:has-text('CSV')");
  same((await wait).suggestedFilename(), "lifecircle-area.csv", "a table to take away");
  await page.click("#area-change");
  yes((await page.textContent("#area-count")).includes("3"), "the corners are there to change");
}

async function tap(page) {
  const count = () => page.textContent("#area-count");
  await page.waitForSelector("#map canvas");
  await page.click("#area-open");
  await page.waitForTimeout(300);
  const box = await page.locator("#map").boundingBox();
  for (const x of [0.4, 0.6]) {
    await page.mouse.click(box.x + x * box.width, box.y + 0.4 * box.height);
    await page.waitForTimeout(400); // two taps at once are a zoom
  }
  await page.focus("#map");
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  yes((await count()).includes("3"), "three corners");
  await page.click("#area-undo");
  yes((await count()).includes("2"), "one undone");
  await page.click("#area-view");
  await page.waitForSelector("#bars");
  yes(page.url().includes("area="), "what the map shows, as an area");
  await page.goBack();
  await page.waitForSelector(".unit-row");
}

async function giveUp(page) {
  await page.click("#area-open");
  await page.click("#area-leave");
  await page.waitForSelector(".unit-row");
  same(await focused(page), "area-open", "the focus is where it was");
}

export function areaWalks() {
  const typed =
    "an area typed by its corners has the coverage that the interface gives, and a link";
  test(typed, "view=unit", type);
  test("an area by taps on the map, and by keys", "view=unit", tap);
  test("a drawing given up leads back to the list", "view=unit", giveUp);
}
