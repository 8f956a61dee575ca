// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks as somebody new to the page would do them, from the start page on: by
// what is written there, never by an address. Walked in more than one city.

import { PHONE, api, at, checklist, same, settled, test, yes } from "./lib.mjs";

const PHONE_SCREEN = { viewport: PHONE, hasTouch: true, isMobile: true };
const circle = (more = "") => api(`/circle?lon=${at[0]}&lat=${at[1]}&minutes=15&pace=standard${more}`);
const inMinutes = (seconds) => Math.max(1, Math.ceil(seconds / 60 - 1e-9));

async function goHome(page) {
  await page.fill("#search", `${at[0]},${at[1]}`);
  await page.waitForSelector("#hit-0");
  await page.locator("#hit-0").click();
  await checklist(page);
}

export function residentTasks() {
  test("task: the nearest clinic from home, and the way there", "", async (page) => {
    await goHome(page);
    const row = (await circle()).categories.find((one) => one.category === "community_health_centre" && one.nearest)
      || (await circle()).categories.find((one) => one.group === "health" && one.nearest)
      || (await circle()).categories.find((one) => one.nearest);
    await page.click(`#open-${row.category}`);
    await page.waitForSelector(".facility");
    const text = await page.textContent(".facility");
    yes(text.includes(`${inMinutes(row.nearest.walk_seconds)} 分钟`), `how long? ${text}`);
    await page.click("#way-0");
    await page.waitForSelector(".way");
    const route = await api(`/route?lon=${at[0]}&lat=${at[1]}&to=${encodeURIComponent(row.nearest.id)}&pace=standard`);
    yes((await page.textContent(".way")).includes(`${inMinutes(route.properties.walk_seconds)} 分钟`), "how long is the way?");
    const { steps } = route.properties;
    if (steps) same(await page.locator(".steps li").count(), steps.length, "turns");
    await page.click(".way-map");
    yes(await page.isVisible("#map"), "the way is not shown");
  }, PHONE_SCREEN);

  test("task: what is missing here", "", async (page) => {
    await goHome(page);
    const missing = (await circle()).categories.filter((row) => row.covered === false);
    yes((await page.textContent(".summary")).includes(`${missing.length} 类缺少`), "how many are missing?");
    await page.check("input[name=show][value=missing]", { force: true });
    await page.waitForFunction((n) => document.querySelectorAll(".service").length === n, missing.length);
    const [first] = missing.filter((row) => row.nearest);
    if (first) yes((await page.textContent(`#open-${first.category}`)).includes(`最近的要 ${inMinutes(first.nearest.walk_seconds)} 分钟`), "how far is the nearest?");
  }, PHONE_SCREEN);

  test("task: for my mother, who walks with a stick", "", async (page) => {
    await goHome(page);
    await page.selectOption("#pace", "elder");
    const slow = await api(`/circle?lon=${at[0]}&lat=${at[1]}&minutes=15&pace=elder`);
    const there = slow.categories.filter((row) => row.covered === true).length;
    await page.waitForFunction((n) => document.querySelectorAll(".service.there").length === n
      && document.querySelector(".summary").textContent.includes("老年人"), there);
    const row = slow.categories.find((one) => one.covered && one.nearest);
    yes((await page.textContent(`#open-${row.category}`)).includes(`${inMinutes(row.nearest.walk_seconds)} 分钟`), "at her pace");
    const usual = (await circle()).categories.find((one) => one.category === row.category);
    yes(row.nearest.walk_seconds >= usual.nearest.walk_seconds, "slower is not longer");
  }, PHONE_SCREEN);
}

export function communityTasks() {
  test("task: my community, by its name", "", async (page) => {
    await page.click("#views a[data-view=unit]");
    const { finest_level: level } = await api("/city");
    const [unit] = (await api(`/units?level=${level}`)).units.filter((one) => one.homes > 0).sort((a, b) => b.homes - a.homes);
    await page.fill("#unit-search", unit.name);
    await page.locator(".unit-row").first().click();
    await page.waitForSelector("#bars");
    same((await page.textContent("#results h2")).replace("近似边界", ""), unit.name, "its name");
    const { rows } = await api(`/units/${encodeURIComponent(unit.code)}/coverage?minutes=15&pace=standard`);
    const first = await page.getAttribute(".bar-row", "data-category");
    same(rows.find((row) => row.category === first).uncovered,
      Math.max(...rows.filter((row) => row.category !== "all_basic").map((row) => row.uncovered)), "the largest gap");
  });

  test("task: which community is worst off for elder care", "", async (page) => {
    await page.click("#views a[data-view=city]");
    await page.waitForSelector("#table");
    const group = (await api("/categories")).categories.filter((one) => one.group === "elderly" && one.facilities > 0);
    const { id } = group[0] || { id: "pharmacy" };
    await page.selectOption("#category", id);
    const { finest_level: level } = await api("/city");
    const { rows } = await api(`/coverage?level=${level}&category=${id}&minutes=15&pace=standard`);
    const worst = [...rows].sort((a, b) => b.uncovered - a.uncovered)[0];
    await page.waitForFunction((code) => document.querySelector("#table tbody tr").dataset.unit === code, worst.unit);
    yes(await settled(page), "settled");
    const first = page.locator("#table tbody tr button").first();
    const name = await first.textContent();
    await first.click();
    await page.waitForSelector("#results h2");
    yes((await page.textContent("#results h2")).includes(name), "the row leads to the community");
  });
}
