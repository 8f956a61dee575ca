// SPDX-License-Identifier: GPL-3.0-or-later
// Where a service is missing, in a community and in the whole city; and an
// answer that comes late.

import { api, same, yes } from "./lib.mjs";
import { check, focused, hashOf } from "./page.mjs";
import { USUAL, unitHash, worstUnit } from "./questions.mjs";
import { test } from "./walk.mjs";

const LATE_MS = 1500;
const QUERY = `category=pharmacy&${USUAL}&k=12`;

async function ofUnit(page, unit) {
  await page.click("#gaps-pharmacy");
  await page.waitForSelector(".gap");
  const answer = await api(`/gaps?unit=${encodeURIComponent(unit)}&${QUERY}`);
  same(await page.locator(".gap").count(), answer.features.length, "gaps");
  const { cause, walk_seconds: seconds, mend, weight } = answer.features[0].properties;
  const text = await page.textContent(".gap");
  yes(text.includes(cause === "far" ? "距离太远" : "要绕路"), `why? ${text}`);
  if (seconds) yes(text.includes(`${Math.ceil(seconds / 60)} 分钟`), `how far? ${text}`);
  for (const one of mend ? [mend.site, mend.link].filter(Boolean) : []) {
    const share = Math.round((100 * one.gained) / weight);
    yes(text.includes(`${share} %`), `what would one more bring? ${text}`);
  }
  same(await focused(page, "tagName"), "H2", "the focus is on the title");
  await page.click("#gap-1");
  await page.waitForSelector("#gap-1[aria-pressed=true]");
  yes((await hashOf(page)).includes("gap=1"), "the gap is not in the address");
  await page.click("#gaps-back");
  await page.waitForSelector("#bars");
  await page.waitForFunction(() => document.activeElement.id === "gaps-pharmacy");
  await page.goBack();
  await page.waitForSelector(".gap");
}

async function ofCity(page) {
  await page.click("#gaps-pharmacy");
  await page.waitForSelector(".gap");
  const answer = await api(`/gaps?${QUERY}`);
  same(await page.locator(".gap").count(), answer.features.length, "gaps");
  const amount = /[\d.,]+ (million )?(m²|km|m|residents?) .*\(\d+ %\) need more than 15 min/;
  yes(amount.test(await page.textContent(".summary")), "no summary");
  await page.locator(".gap .link").first().click();
  await page.waitForSelector(".gap");
  yes((await hashOf(page)).includes("view=unit"), "no community");
}

async function late(page) {
  await page.waitForSelector("#bars");
  let first = true;
  await page.route("**/coverage?**", async (route) => {
    if (first) {
      first = false;
      await new Promise((resolve) => {
        setTimeout(resolve, LATE_MS);
      });
    }
    await route.continue().catch(() => {});
  });
  await check(page, "minutes", 5);
  await check(page, "minutes", 10);
  await page.waitForSelector("#bars");
  await page.waitForTimeout(LATE_MS + 200);
  yes((await page.textContent(".headline")).includes("10 分钟"), "the slow answer won");
}

export async function gapWalks() {
  const unit = await worstUnit();
  const hash = unitHash({ code: unit });
  const city = "view=city&category=pharmacy&lang=en";
  test("a service's gaps in a community, and the way back", hash, (page) => ofUnit(page, unit));
  test("the gaps of the whole city, in English, lead to a community", city, ofCity);
  test("a slow answer gives way to the one asked for after it", hash, late);
}
