// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks as a community worker new to the page would do them, from the start
// page on. Walked in more than one city.

import { api, same, yes } from "./lib.mjs";
import { settled, waitForCount } from "./page.mjs";
import { byGap, communities, coverage, unitRows } from "./questions.mjs";
import { test } from "./walk.mjs";

async function findUnit(page) {
  await page.click("#views a[data-view=unit]");
  const [unit] = await communities();
  await page.fill("#unit-search", unit.name);
  await page.locator(".unit-row").first().click();
  return unit;
}

async function readUnit(page) {
  const unit = await findUnit(page);
  await page.waitForSelector("#bars");
  const title = await page.textContent("#results h2");
  same(title.replace("近似边界", ""), unit.name, "its name");
  const rows = await unitRows(unit);
  const first = await page.getAttribute(".bar-row", "data-category");
  const gaps = rows.filter((row) => row.category !== "all_basic").map((row) => row.uncovered);
  const shown = rows.find((row) => row.category === first).uncovered;
  same(shown, Math.max(...gaps), "the largest gap");
}

async function readVerdict(page, verdict, indicators) {
  const wanted = indicators.filter((one) => one.verdict === verdict);
  const [first] = wanted;
  if (!first) return;
  await page.click(`label:has(input[name=verdict][value=${verdict}])`);
  await waitForCount(page, ".indicator", wanted.length);
  const shown = await page.textContent(`.indicator[data-id="${first.id}"]`);
  for (const part of [first.name_zh, first.source, ...first.missing_zh.slice(0, 1)]) {
    yes(shown.includes(part), `${part}? ${shown}`);
  }
}

async function readReport(page) {
  const unit = await findUnit(page);
  await page.waitForSelector("#indicators");
  const report = await api(`/units/${encodeURIComponent(unit.code)}/report`);
  const { summary, indicators } = report;
  const text = await page.textContent("#report");
  for (const word of [report.standard_whose_zh, report.standard_name_zh]) {
    yes(word && text.includes(word), `${word}? ${text.slice(0, 120)}`);
  }
  for (const [word, n] of [
    ["达标", summary.pass],
    ["未达标", summary.fail],
    ["不清楚", summary.unknown],
  ]) {
    yes(text.includes(`${word} ${n} 条`), `${word} ${n}? ${text.slice(0, 120)}`);
  }
  for (const verdict of ["fail", "unknown", "pass"]) await readVerdict(page, verdict, indicators);
  await page.click("#report-next");
  await page.waitForSelector("#report-steps");
  for (const link of await page.$$eval("#report a", (list) => list.map((a) => a.href))) {
    same((await fetch(link)).status, 200, link);
  }
}

async function findWorst(page) {
  await page.click("#views a[data-view=city]");
  await page.waitForSelector("#table");
  const { categories } = await api("/categories");
  const care = categories.find((one) => one.group === "elderly" && one.facilities > 0);
  const { id } = care || { id: "pharmacy" };
  await page.selectOption("#category", id);
  const [worst] = byGap(await coverage(id));
  await page.waitForFunction(
    (code) => document.querySelector("#table tbody tr")?.dataset.unit === code,
    worst.unit,
  );
  yes(await settled(page), "settled");
  const first = page.locator("#table tbody tr button").first();
  const name = await first.textContent();
  await first.click();
  await page.waitForSelector("#results h2");
  const title = await page.textContent("#results h2");
  yes(title.includes(name), "the row leads to the community");
}

export function communityTasks() {
  test("task: my community, by its name", "", readUnit);
  test("task: the report of my community", "", readReport);
  test("task: which community is worst off for elder care", "", findWorst);
}
