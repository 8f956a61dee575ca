// SPDX-License-Identifier: GPL-3.0-or-later
// What a resident does.

import { api, at, base, checklist, painted, place, same, test, yes } from "./lib.mjs";

export async function residentWalks() {
  test("the page loads, in Chinese, with a map", "", async (page) => {
    same(await page.getAttribute("html", "lang"), "zh-CN", "lang");
    same(await page.textContent("h1"), "步行能到什么", "h1");
    await page.waitForSelector("#map canvas");
    await page.waitForTimeout(800);
    yes(await painted(page) > 5, "the map is blank");
    const city = await api("/city");
    same(await page.textContent("#attribution"), city.attribution, "attribution");
    same(await page.textContent("#city-name"), city.name, "the city's name");
  }, { tiles: true });

  test("typed coordinates give the checklist that the interface gives", "", async (page) => {
    await page.fill("#search", `${at[1]}, ${at[0]}`); // latitude first, as many type it
    await page.waitForSelector("#hit-0");
    await page.keyboard.press("Enter");
    await checklist(page);
    const answer = await api(`/circle?lon=${at[0]}&lat=${at[1]}&minutes=15&pace=standard`);
    const count = (covered) => answer.categories.filter((row) => row.covered === covered).length;
    same(await page.locator(".service.there").count(), count(true), "there");
    same(await page.locator(".service.missing").count(), count(false), "missing");
    same(await page.locator(".service.unknown").count(), count(null), "unknown");
    const summary = await page.textContent(".summary");
    for (const n of [count(true), count(false), count(null)]) yes(new RegExp(`(^|\\D)${n}\\D`).test(summary), `${n} is not in: ${summary}`);
    for (const row of answer.categories.filter((r) => r.covered && r.nearest)) {
      const text = await page.textContent(`#open-${row.category} .service-detail`);
      const minutes = Math.max(1, Math.ceil(row.nearest.walk_seconds / 60));
      yes(text.includes(`${minutes} 分钟`), `${row.category}: ${minutes} minutes are not in: ${text}`);
    }
    yes((await page.evaluate(() => location.hash)).includes("at="), "the place is not in the address");
    await page.waitForTimeout(700);
  });

  test("fewer minutes, fewer services, as the interface says", place(), async (page) => {
    await checklist(page);
    await page.check("input[name=minutes][value='5']", { force: true });
    const answer = await api(`/circle?lon=${at[0]}&lat=${at[1]}&minutes=5&pace=standard`);
    const want = answer.categories.filter((row) => row.covered === true).length;
    await page.waitForFunction((n) => document.querySelectorAll(".service.there").length === n, want);
  });

  test("a service opens its nearest five, and the way to one", place(), async (page) => {
    await checklist(page);
    const row = page.locator(".service.there .service-row").first();
    const category = (await row.getAttribute("id")).replace("open-", "");
    await row.click();
    await page.waitForSelector(".facility");
    const answer = await api(`/nearest?lon=${at[0]}&lat=${at[1]}&category=${category}&k=5&pace=standard`);
    same(await page.locator(".facility").count(), answer.features.length, "facilities");
    await page.click("#way-0");
    await page.waitForSelector("#way-0[aria-pressed=true]");
    yes((await page.textContent(".facility")).includes("路线已画在地图上"), "no way");
    await page.waitForTimeout(700);
  });

  test("a tap on the map picks a place", "", async (page) => {
    await page.waitForSelector("#map canvas");
    await page.waitForTimeout(600);
    const box = await page.locator("#map").boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForSelector("#results h2");
    yes((await page.evaluate(() => location.hash)).includes("at="), "the place is not in the address");
  });

  test("a name is found and picked by keyboard", "", async (page) => {
    const unit = (await api("/units")).units.find((u) => u.name && u.homes > 0);
    await page.focus("#search");
    await page.keyboard.type(unit.name);
    await page.waitForSelector("#hit-0");
    await page.keyboard.press("ArrowDown");
    same(await page.getAttribute("#search", "aria-activedescendant"), "hit-0", "active option");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#results h2");
  });

  test("a place outside the data says so, and what to do", "at=0,0", async (page) => {
    await page.waitForSelector(".notice");
    yes((await page.textContent(".notice")).includes("数据范围之外"), "no reason");
const { help } = await api("/circle?lon=0&lat=0&minutes=15&pace=standard");
    yes((await page.textContent(".notice")).includes(help.text_zh), "how far off?");
    yes(await page.locator(".notice button").count() === 1, "no way out");
  });

  test("a place just outside the data leads to one inside", "", async (page) => {
    const { extent: [w, s, , n] } = await api("/city");
    await page.goto(`${base}/#at=${w - 0.005},${(s + n) / 2}`);
    await page.waitForSelector("#ashore");
    const { help } = await api(`/circle?lon=${w - 0.005}&lat=${(s + n) / 2}&minutes=15&pace=standard`);
    yes((await page.textContent(".notice")).includes(help.text_zh), "which street?");
    await page.click("#ashore");
    await checklist(page);
    yes(page.url().includes(`at=${Math.round(help.lon * 1e5) / 1e5}`), "asked from there");
  });

  test("typed as of AMap or Baidu, a position is converted and says so", "", async (page) => {
    await page.fill("#search", `高德 ${at[0]},${at[1]}`);
    await page.waitForSelector("#hit-0");
    yes((await page.textContent("#hit-0")).includes("高德"), await page.textContent("#hit-0"));
    await page.fill("#search", `百度 ${at[0]},${at[1]}`);
    await page.waitForFunction(() => document.querySelector("#hit-0")?.textContent.includes("百度"));
  });

  test("locating is asked for on the tap, and there is a way on when it is refused", "", async (page) => {
    const note = page.locator(".controls > .note");
    yes(!(await note.isVisible()), "asked without a tap");
    await page.click("button:has-text('我的定位')");
    await page.waitForFunction(() => document.querySelector(".controls > .note")?.textContent.includes("没有得到定位许可"));
    await page.context().grantPermissions(["geolocation"]);
    await page.context().setGeolocation({ longitude: at[0], latitude: at[1] });
    await page.click("button:has-text('我的定位')");
    await checklist(page);
  });

  test("a link, its QR code, and paper with both", place(), async (page) => {
    await checklist(page);
    await page.click(".share button:has-text('二维码')");
    await page.waitForFunction(() => document.querySelector(".qr").naturalWidth > 0);
    same(await page.getAttribute(".qr", "src"), `/api/v1/qr?url=${encodeURIComponent(page.url())}`, "the code is of this page");
    await page.evaluate(() => { window.print = () => { window.printed = true; }; });
    await page.click(".share button:has-text('打印')");
    await page.waitForFunction(() => window.printed);
    yes(await page.evaluate(() => document.querySelector(".paper-code img").naturalWidth > 0), "no code on paper");
  });

  test("a link that is shared shows the same", `${place()}&lang=en&minutes=10&show=missing`, async (page) => {
    await checklist(page);
    same(await page.textContent("h1"), "What is within a walk", "h1");
    yes(await page.isChecked("input[name=minutes][value='10']"), "minutes");
    same(await page.locator(".service.there").count(), 0, "only what is missing");
  });
}
