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
    const route = await api(`/route?lon=${at[0]}&lat=${at[1]}&to=${encodeURIComponent(row.nearest.id)}&pace=standard&lang=zh`);
    yes((await page.textContent(".way")).includes(`${inMinutes(route.properties.walk_seconds)} 分钟`), "how long is the way?");
    const { steps } = route.properties;
    same((await page.locator(".steps li").allTextContents()).join(), steps.map((step) => step.text).join(), "turns");
    same(await page.locator(".steps li").first().isVisible(), true, "the turns are not shown");
    await page.click(".way-map");
    yes(await page.isVisible("#map"), "the way is not shown");
  }, PHONE_SCREEN);

  test("task: what is missing here", "", async (page) => {
    await goHome(page);
    const missing = (await circle()).categories.filter((row) => row.covered === false);
    yes((await page.textContent(".summary")).includes(`${missing.length} 类缺少`), "how many are missing?");
    await page.click("label:has(input[name=show][value=missing])");
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

  test("task: is it open on Sunday", "", async (page) => {
    await goHome(page);
    await page.selectOption("#when", "sunday");
    const answer = await circle("&open_at=sunday");
    const count = (covered) => answer.categories.filter((row) => row.covered === covered).length;
    await page.waitForFunction(([there, missing, open]) => ["there", "missing", "unknown"].every((state, i) =>
      document.querySelectorAll(`.service.${state}`).length === [there, missing, open][i]), [count(true), count(false), count(null)]);
    yes((await page.textContent(".summary")).includes("只算星期天开放的"), "what is counted?");
    const shut = answer.categories.find((row) => row.reason === "none_open");
    if (shut) yes((await page.textContent(`#open-${shut.category}`)).includes("没有“星期天开放”的"), "why is it missing?");
    const row = answer.categories.find((one) => one.covered) || answer.categories.find((one) => one.reason === "hours_unknown");
    await page.click(`#open-${row.category}`);
    await page.waitForSelector(".facility");
    const near = await api(`/nearest?lon=${at[0]}&lat=${at[1]}&category=${row.category}&k=5&pace=standard&open_at=sunday`);
    const first = near.features[0] || near.unknown_hours[0];
    const badge = { true: "星期天开放", false: "星期天不开", null: "星期天开不开不清楚" }[first.properties.hours ? first.properties.hours.sunday : ""];
    if (badge) same(await page.locator(".facility").first().locator(".open-now").textContent(), badge, "open on Sunday?");
    yes(page.url().includes("when=sunday"), "the filter is not in the address");
  }, PHONE_SCREEN);

  test("task: hours, phone, other maps, and a list to narrow", "", async (page) => {
    await goHome(page);
    const near = await api(`/nearest?lon=${at[0]}&lat=${at[1]}&category=pharmacy&k=5&pace=standard`);
    await page.click("#open-pharmacy");
    await page.waitForSelector(".facility");
    for (const [i, feature] of near.features.entries()) {
      const p = feature.properties;
      const text = await page.locator(".facility").nth(i).textContent();
      if (p.hours) {
        yes(text.includes(p.hours.text_zh), `hours? ${text}`);
        const now = { true: "现在开放", false: "现在关门", null: "不清楚" }[p.hours.open_now];
        yes(text.includes(now), `${now}? ${text}`);
        if (p.hours.next_change && p.hours.open_now !== null) {
          yes(text.includes(`${p.hours.next_change.slice(11)} ${p.hours.open_now ? "关门" : "开门"}`), `until when? ${text}`);
        }
      }
      if (p.phone) yes(await page.locator(".facility").nth(i).locator("a[href^='tel:']").count() === 1, "no link to call");
    }
    await page.click("#apps-0");
    same(await page.locator(".facility").first().locator(".apps a").first().getAttribute("href"), near.features[0].properties.maps.geo, "the phone's own map");
    const withPhone = near.features.filter((feature) => feature.properties.phone).length;
    if (withPhone && withPhone < near.features.length) {
      await page.check("#only-phone", { force: true });
      await page.waitForFunction((n) => document.querySelectorAll(".facility").length === n, withPhone);
      await page.uncheck("#only-phone", { force: true });
    }
    await page.selectOption("#order", "name");
    const names = await page.locator(".facility-name").allTextContents();
    same(names.join(), [...names].sort((a, b) => a.localeCompare(b, "zh-CN")).join(), "by name");
  });
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

  test("task: the report of my community", "", async (page) => {
    await page.click("#views a[data-view=unit]");
    const { finest_level: level } = await api("/city");
    const [unit] = (await api(`/units?level=${level}`)).units.filter((one) => one.homes > 0).sort((a, b) => b.homes - a.homes);
    await page.fill("#unit-search", unit.name);
    await page.locator(".unit-row").first().click();
    await page.waitForSelector("#indicators");
    const report = await api(`/units/${encodeURIComponent(unit.code)}/report`);
    const text = await page.textContent("#report");
    for (const [word, n] of [["达标", report.summary.pass], ["未达标", report.summary.fail], ["不清楚", report.summary.unknown]]) {
      yes(text.includes(`${word} ${n} 条`), `${word} ${n}? ${text.slice(0, 120)}`);
    }
    for (const verdict of ["fail", "unknown", "pass"]) {
      const wanted = report.indicators.filter((one) => one.verdict === verdict);
      if (!wanted.length) continue;
      await page.click(`label:has(input[name=verdict][value=${verdict}])`);
      await page.waitForFunction((n) => document.querySelectorAll(".indicator").length === n, wanted.length);
      const shown = await page.textContent(`.indicator[data-id="${wanted[0].id}"]`);
      for (const part of [wanted[0].name_zh, wanted[0].source, ...wanted[0].missing_zh.slice(0, 1)]) yes(shown.includes(part), `${part}? ${shown}`);
    }
    await page.click("#report-next");
    await page.waitForSelector("#report-steps");
    for (const link of await page.$$eval("#report a", (list) => list.map((a) => a.href))) same((await fetch(link)).status, 200, link);
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
    await page.waitForFunction((code) => document.querySelector("#table tbody tr")?.dataset.unit === code, worst.unit);
    yes(await settled(page), "settled");
    const first = page.locator("#table tbody tr button").first();
    const name = await first.textContent();
    await first.click();
    await page.waitForSelector("#results h2");
    yes((await page.textContent("#results h2")).includes(name), "the row leads to the community");
  });
}
