// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks as a resident new to the page would do them, from the start page on: by
// what is written there, never by an address. Walked in more than one city.

import { PHONE, api, at, same, touch, yes } from "./lib.mjs";
import { checklist, waitForCount } from "./page.mjs";
import { circle, inMinutes, nearest, places } from "./questions.mjs";
import { test } from "./walk.mjs";

async function goHome(page) {
  await page.fill("#search", `${at[0]},${at[1]}`);
  await page.waitForSelector("#hit-0");
  await page.locator("#hit-0").click();
  await checklist(page);
}

const serviceText = (page, { category }) => page.textContent(`#open-${category}`);

async function findClinic(page) {
  await goHome(page);
  const { categories } = await circle();
  const row =
    categories.find((one) => one.category === "community_health_centre" && one.nearest) ||
    categories.find((one) => one.group === "health" && one.nearest) ||
    categories.find((one) => one.nearest);
  await page.click(`#open-${row.category}`);
  await page.waitForSelector(".facility");
  const text = await page.textContent(".facility");
  yes(text.includes(`${inMinutes(row.nearest.walk_seconds)} 分钟`), `how long? ${text}`);
  await page.click("#way-0");
  await page.waitForSelector(".way");
  const to = encodeURIComponent(row.nearest.id);
  const route = await api(`/route?${places()}&to=${to}&pace=standard&lang=zh`);
  const { steps, walk_seconds: seconds } = route.properties;
  const way = await page.textContent(".way");
  yes(way.includes(`${inMinutes(seconds)} 分钟`), "how long is the way?");
  const shown = await page.locator(".steps li").allTextContents();
  same(shown.join(), steps.map((step) => step.text).join(), "turns");
  same(await page.locator(".steps li").first().isVisible(), true, "the turns are not shown");
  await page.click(".way-map");
  yes(await page.isVisible("#map"), "the way is not shown");
}

async function findMissing(page) {
  await goHome(page);
  const missing = (await circle()).categories.filter((row) => row.covered === false);
  const summary = await page.textContent(".summary");
  yes(summary.includes(`${missing.length} 类缺少`), "how many are missing?");
  await page.click("label:has(input[name=show][value=missing])");
  await waitForCount(page, ".service", missing.length);
  const first = missing.find((row) => row.nearest);
  if (!first) return;
  const far = `最近的要 ${inMinutes(first.nearest.walk_seconds)} 分钟`;
  yes((await serviceText(page, first)).includes(far), "how far is the nearest?");
}

async function walkSlowly(page) {
  await goHome(page);
  await page.selectOption("#pace", "elder");
  const slow = await circle("minutes=15&pace=elder");
  const there = slow.categories.filter((row) => row.covered === true).length;
  await page.waitForFunction(
    (n) =>
      document.querySelectorAll(".service.there").length === n &&
      document.querySelector(".summary").textContent.includes("老年人"),
    there,
  );
  const row = slow.categories.find((one) => one.covered && one.nearest);
  const far = `${inMinutes(row.nearest.walk_seconds)} 分钟`;
  yes((await serviceText(page, row)).includes(far), "at her pace");
  const usual = (await circle()).categories.find((one) => one.category === row.category);
  yes(row.nearest.walk_seconds >= usual.nearest.walk_seconds, "slower is not longer");
}

const SUNDAY = { true: "星期天开放", false: "星期天不开", null: "星期天开不开不清楚" };

async function askSunday(page) {
  await goHome(page);
  await page.selectOption("#when", "sunday");
  const { categories } = await circle("minutes=15&pace=standard&open_at=sunday");
  for (const [state, covered] of [
    ["there", true],
    ["missing", false],
    ["unknown", null],
  ]) {
    const n = categories.filter((row) => row.covered === covered).length;
    await waitForCount(page, `.service.${state}`, n);
  }
  yes((await page.textContent(".summary")).includes("只算星期天开放的"), "what is counted?");
  const shut = categories.find((row) => row.reason === "none_open");
  if (shut) {
    const text = await serviceText(page, shut);
    yes(text.includes("没有“星期天开放”的"), "why is it missing?");
  }
  const row =
    categories.find((one) => one.covered) ||
    categories.find((one) => one.reason === "hours_unknown");
  await page.click(`#open-${row.category}`);
  await page.waitForSelector(".facility");
  const near = await nearest(row.category, "&open_at=sunday");
  const { hours } = (near.features[0] || near.unknown_hours[0]).properties;
  const badge = SUNDAY[hours ? hours.sunday : ""];
  const shown = page.locator(".facility").first().locator(".open-now");
  if (badge) same(await shown.textContent(), badge, "open on Sunday?");
  yes(page.url().includes("when=sunday"), "the filter is not in the address");
}

const NOW = { true: "现在开放", false: "现在关门", null: "不清楚" };

function readHours(text, { text_zh: words, open_now: open, next_change: change }) {
  yes(text.includes(words), `hours? ${text}`);
  yes(text.includes(NOW[open]), `${NOW[open]}? ${text}`);
  if (!change || open === null) return;
  const until = `${change.slice(11)} ${open ? "关门" : "开门"}`;
  yes(text.includes(until), `until when? ${text}`);
}

async function readFacility(item, { hours, phone }) {
  if (hours) readHours(await item.textContent(), hours);
  if (phone) yes((await item.locator("a[href^='tel:']").count()) === 1, "no link to call");
}

async function narrow(page, features) {
  const n = features.filter((feature) => feature.properties.phone).length;
  if (!n || n === features.length) return;
  await page.check("#only-phone", { force: true });
  await waitForCount(page, ".facility", n);
  await page.uncheck("#only-phone", { force: true });
}

async function readFacilities(page) {
  await goHome(page);
  const { features } = await nearest("pharmacy");
  await page.click("#open-pharmacy");
  await page.waitForSelector(".facility");
  for (const [i, { properties }] of features.entries()) {
    await readFacility(page.locator(".facility").nth(i), properties);
  }
  await page.click("#apps-0");
  const link = page.locator(".facility").first().locator(".apps a").first();
  const { geo } = features[0].properties.maps;
  same(await link.getAttribute("href"), geo, "the phone's own map");
  await narrow(page, features);
  await page.selectOption("#order", "name");
  const names = await page.locator(".facility-name").allTextContents();
  same(names.join(), [...names].sort((a, b) => a.localeCompare(b, "zh-CN")).join(), "by name");
}

export function residentTasks() {
  const phone = touch(PHONE);
  test("task: the nearest clinic from home, and the way there", "", findClinic, phone);
  test("task: what is missing here", "", findMissing, phone);
  test("task: for my mother, who walks with a stick", "", walkSlowly, phone);
  test("task: is it open on Sunday", "", askSunday, phone);
  test("task: hours, phone, other maps, and a list to narrow", "", readFacilities);
}
