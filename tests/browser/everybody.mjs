// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for all: languages, keys, phones, large text, paper, no script, no
// map, no server.

import { PHONE, SMALL, api, at, base, same, touch, yes } from "./lib.mjs";
import { check, checklist, focused, painted, place, settled, tooWide } from "./page.mjs";
import { circle, inMinutes, unitHash, worstUnit } from "./questions.mjs";
import { test } from "./walk.mjs";

async function switchLanguage(page) {
  const waitForLanguage = (lang) =>
    page.waitForFunction((want) => document.documentElement.lang === want, lang);
  await checklist(page);
  await page.click("#language");
  await waitForLanguage("en");
  await checklist(page);
  yes(!/[\u4e00-\u9fff]/.test(await page.innerText("main")), "Chinese is left over");
  await page.click("#language");
  await waitForLanguage("zh-CN");
}

// Tab by tab, until the question of the focus is answered by yes.
async function tabTo(page, question, limit = 60) {
  for (let i = 0; i < limit; i += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(question)) return;
  }
  throw new Error(`never came to ${question}`);
}

async function useKeys(page) {
  await page.keyboard.press("Tab");
  same(await focused(page), "skip", "first stop");
  await page.keyboard.press("Enter");
  same(await focused(page), "main", "skipped to");
  await page.keyboard.press("Tab");
  same(await focused(page), "search", "next stop");
  await page.keyboard.type(at.join(","));
  await page.waitForSelector("#hit-0");
  await page.keyboard.press("Enter");
  await checklist(page);
  await tabTo(page, () => document.activeElement.matches(".service.there .service-row"));
  const outline = () => getComputedStyle(document.activeElement).outlineStyle;
  same(await page.evaluate(outline), "solid", "the focus shows");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".facility");
  await tabTo(page, () => document.activeElement.id === "way-0");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#way-0[aria-pressed=true]");
}

async function moveMapByKeys(page) {
  await page.waitForSelector("#map canvas");
  await page.waitForTimeout(600);
  await page.focus("#map");
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(300);
  await page.keyboard.press("Enter");
  await page.waitForSelector("#results h2");
}

// ---- phones ----

async function switchToMap(page) {
  await checklist(page);
  yes(!(await page.isVisible("#map")), "the map hides the list");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  yes(wide <= 0, `the page is ${wide} px too wide`);
  await page.click("#toggle");
  yes(await page.isVisible("#map"), "no map");
  await page.waitForTimeout(900);
  yes((await painted(page)) > 5, "the map is blank");
}

async function measureTargets(page) {
  await checklist(page);
  const targets = "button, select, input:not([type=radio]), .segments span";
  const small = await page.$$eval(targets, (list) =>
    list
      .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.5)
      .map((e) => e.id || e.className || e.textContent),
  );
  same(small.join(", "), "", "small targets");
}

async function enlargeText(page, hashes) {
  for (const hash of hashes) {
    for (const size of ["100%", "200%"]) {
      await page.goto(`${base}/#${hash}`);
      await settled(page);
      await page.evaluate((value) => {
        document.documentElement.style.fontSize = `calc(1.0625 * ${value})`;
      }, size);
      await page.waitForTimeout(120);
      same(await tooWide(page), "", `${hash} at ${size}`);
    }
  }
}

// ---- without ----

async function loseMap(page) {
  await checklist(page);
  yes(await page.isVisible("#map-notice"), "nothing is said of the map");
}

async function loseServer(page) {
  await checklist(page);
  await page.route("**/api/v1/**", (route) => route.abort());
  await check(page, "minutes", 5);
  await page.waitForSelector(".notice.bad button");
  await page.unroute("**/api/v1/**");
  await page.click(".notice.bad button");
  await checklist(page);
}

async function searchPlainly(page, { lang, field, button, kind, time }) {
  await page.goto(base);
  await page.fill(`#${field}`, at.join(","));
  await page.click(`button:has-text("${button}")`);
  same(await page.getAttribute("html", "lang"), lang, "lang");
  const text = await page.innerText("body");
  yes(text.includes(kind) && text.includes(time), `${kind}? ${text.slice(0, 300)}`);
}

async function loseScripts(page) {
  yes(!(await page.isVisible("#dock")), "a button that does nothing");
  for (const link of await page.$$eval("main a", (list) => list.map((a) => a.href))) {
    same((await fetch(link)).status, 200, link);
  }
  const { categories } = await circle();
  const row = categories.find((one) => one.covered && one.nearest);
  const { name_zh: zh, name_en: en } = row;
  const n = inMinutes(row.nearest.walk_seconds);
  for (const one of [
    { lang: "zh-CN", field: "plain-q", button: "查找", kind: zh, time: `${n} 分钟` },
    { lang: "en", field: "plain-q-en", button: "Search", kind: en, time: `${n} min` },
  ]) {
    await searchPlainly(page, one);
  }
}

async function print(page) {
  await checklist(page);
  await page.emulateMedia({ media: "print" });
  yes(!(await page.isVisible("#search")), "controls are printed");
  const paper = await page.innerText(".paper");
  yes(/\d{4}年\d{1,2}月\d{1,2}日打印/.test(paper), "no date");
  const { attribution } = await api("/city");
  yes(paper.includes(attribution), "no source");
  const top = (id) =>
    page.evaluate((name) => document.getElementById(name).getBoundingClientRect().top, id);
  yes((await top("main")) < (await top("map-side")), "the map comes first");
  yes((await page.pdf({ format: "A4" })).length > 20_000, "no PDF");
}

export async function everybodysWalks() {
  const phone = touch(PHONE);
  const sharp = touch(PHONE, { tiles: true, deviceScaleFactor: 2 });
  const noMap = { expectErrors: true, refuse: "**/map-*.js" };
  const keys = "by keyboard alone, from the skip link to the way there";
  const plain = "without scripts: search a place, get its list, in both languages";
  const unit = unitHash({ code: await worstUnit() });
  const narrow = [
    `${place()}&open=pharmacy`,
    `${unit}&gaps=pharmacy`,
    `${unit}&lang=en`,
    "view=city&category=pharmacy&lang=en",
  ];
  test("English by a switch, and back", place(), switchLanguage);
  test(keys, "", useKeys);
  test("the map is moved and a place picked by keys", "", moveMapByKeys);
  test("on a phone the list comes first, the map by a button", place(), switchToMap, sharp);
  test("targets are at least 44 px on a phone", place(), measureTargets, phone);
  test("without the map the list still answers", place(), loseMap, noMap);
  test("a server that is gone is said in plain words", place(), loseServer, {
    expectErrors: true,
  });
  test(
    "320 px wide, text at 100 % and 200 %",
    narrow[0],
    (page) => enlargeText(page, narrow),
    touch(SMALL),
  );
  test(plain, "", loseScripts, { javaScriptEnabled: false });
  test("printed, the list comes first, then sources and map", place(), print);
}
