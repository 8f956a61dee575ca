// SPDX-License-Identifier: GPL-3.0-or-later
// What a resident does.

import { api, at, base, same, yes } from "./lib.mjs";
import { check, checklist, hashOf, painted, place, waitForCount, waitForText } from "./page.mjs";
import { circle, inMinutes, nearest } from "./questions.mjs";
import { test } from "./walk.mjs";

async function load(page) {
  same(await page.getAttribute("html", "lang"), "zh-CN", "lang");
  same(await page.textContent("h1"), "步行能到什么", "h1");
  await page.waitForSelector("#map canvas");
  await page.waitForTimeout(800);
  yes((await painted(page)) > 5, "the map is blank");
  const city = await api("/city");
  const source = `${city.attribution} · 数据截至 ${city.data_as_of}`;
  same(await page.textContent("#attribution"), source, "attribution");
  same(await page.textContent("#city-name"), city.name, "the city's name");
}

async function typeCoordinates(page) {
  await page.fill("#search", `${at[1]}, ${at[0]}`); // latitude first, as many type it
  await page.waitForSelector("#hit-0");
  await page.keyboard.press("Enter");
  await checklist(page);
  const { categories } = await circle();
  const summary = await page.textContent(".summary");
  for (const [state, covered] of [
    ["there", true],
    ["missing", false],
    ["unknown", null],
  ]) {
    const n = categories.filter((row) => row.covered === covered).length;
    same(await page.locator(`.service.${state}`).count(), n, state);
    yes(new RegExp(`(^|\\D)${n}\\D`).test(summary), `${n} is not in: ${summary}`);
  }
  for (const row of categories.filter((r) => r.covered && r.nearest)) {
    const text = await page.textContent(`#open-${row.category} .service-detail`);
    const minutes = inMinutes(row.nearest.walk_seconds);
    yes(
      text.includes(`${minutes} 分钟`),
      `${row.category}: ${minutes} minutes are not in: ${text}`,
    );
  }
  yes((await hashOf(page)).includes("at="), "the place is not in the address");
  await page.waitForTimeout(700);
}

async function walkLess(page) {
  await checklist(page);
  await check(page, "minutes", 5);
  const { categories } = await circle("minutes=5&pace=standard");
  const there = categories.filter((row) => row.covered === true);
  await waitForCount(page, ".service.there", there.length);
}

async function openService(page) {
  await checklist(page);
  const row = page.locator(".service.there .service-row").first();
  const category = (await row.getAttribute("id")).replace("open-", "");
  await row.click();
  await page.waitForSelector(".facility");
  const answer = await nearest(category);
  same(await page.locator(".facility").count(), answer.features.length, "facilities");
  await page.click("#way-0");
  await page.waitForSelector("#way-0[aria-pressed=true]");
  yes((await page.textContent(".facility")).includes("路线已画在地图上"), "no way");
  await page.waitForTimeout(700);
}

async function tapMap(page) {
  await page.waitForSelector("#map canvas");
  await page.waitForTimeout(600);
  const box = await page.locator("#map").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector("#results h2");
  yes((await hashOf(page)).includes("at="), "the place is not in the address");
}

async function typeName(page) {
  const unit = (await api("/units")).units.find((u) => u.name && u.homes > 0);
  await page.focus("#search");
  await page.keyboard.type(unit.name);
  await page.waitForSelector("#hit-0");
  await page.keyboard.press("ArrowDown");
  same(await page.getAttribute("#search", "aria-activedescendant"), "hit-0", "active option");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#results h2");
}

async function typeOthers(page) {
  await page.fill("#search", `高德 ${at[0]},${at[1]}`);
  await page.waitForSelector("#hit-0");
  const text = await page.textContent("#hit-0");
  yes(text.includes("高德"), text);
  await page.fill("#search", `百度 ${at[0]},${at[1]}`);
  await waitForText(page, "#hit-0", "百度");
}

// With a place: its nearest opens; without: it is asked from where.
async function typeNeed(page) {
  await page.fill("#search", "买药");
  await waitForText(page, "#hit-0", "最近的药店");
  await page.click("#hit-0");
  await waitForText(page, "#search-note", "从哪里出发");
  await page.fill("#search", `${at[0]},${at[1]}`);
  await page.waitForSelector("#hit-0");
  await page.click("#hit-0");
  await page.waitForSelector("#open-pharmacy[aria-expanded=true]");
  yes(!(await page.isVisible("#search-note")), "it is asked again");
  await page.fill("#search", "maicai");
  await waitForText(page, "#hit-0", "最近的生鲜菜市");
  await page.click("#hit-0");
  await page.waitForSelector("#open-fresh_market[aria-expanded=true]");
}

async function locate(page) {
  const note = page.locator(".controls > .note");
  yes(!(await note.isVisible()), "asked without a tap");
  await page.click("button:has-text('我的定位')");
  await waitForText(page, ".controls > .note", "没有得到定位许可");
  await page.context().grantPermissions(["geolocation"]);
  await page.context().setGeolocation({ longitude: at[0], latitude: at[1] });
  await page.click("button:has-text('我的定位')");
  await checklist(page);
}

// ---- beyond the data ----

async function beOutside(page) {
  await page.waitForSelector(".notice");
  const notice = await page.textContent(".notice");
  yes(notice.includes("数据范围之外"), "no reason");
  const { help } = await api("/circle?lon=0&lat=0&minutes=15&pace=standard");
  yes(notice.includes(help.text_zh), "how far off?");
  yes((await page.locator(".notice button").count()) === 1, "no way out");
}

async function goAshore(page) {
  const [w, s, , n] = (await api("/city")).extent;
  const [lon, lat] = [w - 0.005, (s + n) / 2];
  await page.goto(`${base}/#at=${lon},${lat}`);
  await page.waitForSelector("#ashore");
  const { help } = await api(`/circle?lon=${lon}&lat=${lat}&minutes=15&pace=standard`);
  yes((await page.textContent(".notice")).includes(help.text_zh), "which street?");
  await page.click("#ashore");
  await checklist(page);
  yes(page.url().includes(`at=${Math.round(help.lon * 1e5) / 1e5}`), "asked from there");
}

// ---- a link with another system's coordinates ----

// Baidu's coordinates of the place: its shift is there outside China too.
async function openBaidu(page) {
  await checklist(page);
  const hash = await hashOf(page);
  yes(!hash.includes("crs="), "goes on in WGS 84");
  const [lon, lat] = /at=([\d.-]+),([\d.-]+)/.exec(hash).slice(1).map(Number);
  const { at: asked } = await api(`/search?q=a&lon=${at[0]}&lat=${at[1]}&crs=bd09`);
  yes(Math.abs(lon - asked.wgs84[0]) < 1e-5 && Math.abs(lat - asked.wgs84[1]) < 1e-5, hash);
  yes((await page.textContent("#results h2")).includes("按百度坐标换算"), "does not say so");
}

// ---- passed on ----

async function passOn(page) {
  await checklist(page);
  await page.click(".share button:has-text('二维码')");
  await page.waitForFunction(() => document.querySelector(".qr").naturalWidth > 0);
  const code = `/api/v1/qr?url=${encodeURIComponent(page.url())}`;
  same(await page.getAttribute(".qr", "src"), code, "the code is of this page");
  await page.evaluate(() => {
    window.print = () => {
      window.printed = true;
    };
  });
  await page.click(".share button:has-text('打印')");
  await page.waitForFunction(() => window.printed);
  const width = () => document.querySelector(".paper-code img").naturalWidth;
  yes((await page.evaluate(width)) > 0, "no code on paper");
}

async function openLink(page) {
  await checklist(page);
  same(await page.textContent("h1"), "What is within a walk", "h1");
  yes(await page.isChecked("input[name=minutes][value='10']"), "minutes");
  same(await page.locator(".service.there").count(), 0, "only what is missing");
}

export function residentWalks() {
  const link = `${place()}&lang=en&minutes=10&show=missing`;
  const located = "locating is asked for on the tap, and there is a way on when it is refused";
  test("the page loads, in Chinese, with a map", "", load, { tiles: true });
  test("typed coordinates give the checklist that the interface gives", "", typeCoordinates);
  test("fewer minutes, fewer services, as the interface says", place(), walkLess);
  test("a service opens its nearest five, and the way to one", place(), openService);
  test("a tap on the map picks a place", "", tapMap);
  test("a name is found and picked by keyboard", "", typeName);
  test("what is needed leads to the nearest", "", typeNeed);
  test("a place outside the data says so, and what to do", "at=0,0", beOutside);
  test("a place just outside the data leads to one inside", "", goAshore);
  test("typed as of AMap or Baidu, a position is converted and says so", "", typeOthers);
  test("a link with Baidu's coordinates shows their place", `${place()}&crs=bd09`, openBaidu);
  test(located, "", locate);
  test("a link, its QR code, and paper with both", place(), passOn);
  test("a link that is shared shows the same", link, openLink);
}
