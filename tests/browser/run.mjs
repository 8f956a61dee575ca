// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the map page in Debian's Chromium against the real server:
//
//   node tests/browser/run.mjs --city FILE [--program PATH] [--chromium PATH]
//                              [--at LON,LAT] [--only WORDS] [--failures DIR]
//   node tests/browser/run.mjs --city FILE --shots DIR
//
// The second form writes pictures of twelve views instead. Needs the packages
// of web/ (npm ci). Closes with "N passed, N failed". A city of streets alone
// is walked too where its data are: $LIFECIRCLE_DATA/chengdu.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(ROOT, "web/package.json"));
const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PHONE = { width: 390, height: 844 };
const SMALL = { width: 320, height: 568 };
const DESKTOP = { width: 1440, height: 900 };
const AT_ONCE = 3; // walks beside each other; much of a walk is waiting
const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const options = { program: join(ROOT, "build/release/lifecircle"), chromium: "/usr/bin/chromium" };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, "")] = process.argv[i + 1];
if (!options.city) {
  console.error("usage: node tests/browser/run.mjs --city FILE [--program PATH] [--shots DIR]\n(see the head of the file)");
  process.exit(2);
}

// ---- the server ----

function startServer(city) {
  const server = spawn(options.program, ["serve", "--listen", "127.0.0.1:0", "--city", city],
    { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let text = "";
    server.stderr.on("data", (bytes) => {
      text += bytes;
      const match = /listening on (http:\/\/\S+)/.exec(text);
      if (match) resolve({ server, base: match[1].replace(/\/$/, "") });
    });
    server.on("error", reject);
    server.on("exit", (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
    setTimeout(() => reject(new Error(`no address within 60 s: ${text}`)), 60_000).unref();
  });
}

// ---- a small runner ----

let passed = 0;
let failed = 0;
let browser;
let base;
let at;

function same(got, want, what) {
  if (String(got) !== String(want)) throw new Error(`${what}: got ${got}, want ${want}`);
}

function yes(value, what) {
  if (!value) throw new Error(what);
}

const api = async (path) => (await fetch(`${base}/api/v1${path}`)).json();

// A page that notes what must not happen: errors, other hosts, refusals of
// the content security policy.
async function open(hash, settings = {}) {
  const { expectErrors, refuse, tiles, ...rest } = settings;
  const context = await browser.newContext({ viewport: DESKTOP, locale: "zh-CN", serviceWorkers: "block", ...rest });
  // Drawing the base map costs more than all the rest of a walk.
  if (!tiles && !options.shots) await context.route("**/tiles/**", (route) => route.fulfill({ status: 204 }));
  if (refuse) await context.route(refuse, (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(45_000); // the machine may be busy
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${base}/`) && !/^(data|blob):/.test(url)) wrong.push(`other host: ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(`${base}/#${hash}`);
  await page.waitForSelector("h1");
  return { page, wrong, close: () => context.close() };
}

async function shoot(page, folder, name) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, "-")}.png`) });
}

// A walk through one page: noted here, walked by walk().
const queue = [];
function test(name, hash, body, settings = {}) {
  if (name.includes(options.only || "")) queue.push({ name, hash, body, settings });
}

async function walk() {
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function run({ name, hash, body, settings }) {
  let view;
  const start = Date.now();
  const took = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    view = await open(hash, settings);
    await body(view.page, view);
    if (!settings.expectErrors) same(view.wrong.join("; "), "", "what must not happen");
    passed += 1;
    console.log(`ok      ${name}, ${took()}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}, ${took()}: ${error.message.split("\n")[0]}`);
    if (view) await shoot(view.page, options.failures, name).catch(() => {});
  } finally {
    if (view) await view.close();
  }
}

const settled = (page) => page.waitForSelector("#results:not([aria-busy])");
const place = () => `at=${at.join(",")}`;
const checklist = async (page) => {
  await page.waitForSelector(".group");
  await settled(page);
};

// What the map's canvases show, summed: not blank, and different after a move.
const painted = (page) => page.evaluate(() => {
  let sum = 0;
  for (const canvas of document.querySelectorAll("#map canvas")) {
    if (!canvas.width) continue;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4 * 97) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    sum += colours.size;
  }
  return sum;
});

// Nothing needs scrolling sideways but what scrolls by itself.
const tooWide = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-wrap, #map"))
  .map((e) => `${e.tagName} ${e.id || e.className}`).slice(0, 3).join(", "));

async function axe(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const found = await page.evaluate((rules) =>
    window.axe.run(document, { runOnly: { type: "tag", values: rules } }), RULES);
  same(found.violations.map((v) => `${v.id} (${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")})`).join("; "),
    "", "axe");
}

// ---- the walks ----

async function residentWalks() {
  test("the page loads, in Chinese, with a map", "", async (page) => {
    same(await page.getAttribute("html", "lang"), "zh-CN", "lang");
    same(await page.textContent("h1"), "步行能到什么", "h1");
    await page.waitForSelector("#map canvas");
    await page.waitForTimeout(800);
    yes(await painted(page) > 5, "the map is blank");
    const city = await api("/city");
    same(await page.textContent("#attribution"), city.attribution, "attribution");
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
    yes(await page.locator(".notice button").count() === 1, "no way out");
  });

  test("a link that is shared shows the same", `${place()}&lang=en&minutes=10&show=missing`, async (page) => {
    await checklist(page);
    same(await page.textContent("h1"), "What is within a walk", "h1");
    yes(await page.isChecked("input[name=minutes][value='10']"), "minutes");
    same(await page.locator(".service.there").count(), 0, "only what is missing");
  });
}

async function unitWalks() {
  const level = (await api("/city")).finest_level;
  const unit = (await api(`/units?level=${level}`)).units.filter((u) => u.homes > 0).sort((a, b) => b.homes - a.homes)[0];
  const hash = `view=unit&unit=${encodeURIComponent(unit.code)}`;

  test("a community is picked from the list", "view=unit", async (page) => {
    await page.fill("#unit-search", unit.name);
    await page.locator(".unit-row").first().click();
    await page.waitForSelector("#bars");
  });

  test("its bars are the interface's shares, largest gap first", hash, async (page) => {
    await page.waitForSelector("#bars");
    const { rows } = await api(`/units/${encodeURIComponent(unit.code)}/coverage?minutes=15&pace=standard`);
    const shown = await page.$$eval(".bar-row", (list) => list.map((item) => ({
      category: item.dataset.category, covered: parseFloat(item.querySelector(".covered").style.width) })));
    same(shown.length, rows.length - 1, "bars");
    const known = [];
    for (const item of shown) {
      const row = rows.find((r) => r.category === item.category);
      yes(Math.abs(item.covered - (100 * row.covered) / row.total) < 0.01, `${item.category}: ${item.covered} %`);
      if (row.unknown < row.total) known.push(row.uncovered);
    }
    same(known.join(), [...known].sort((a, b) => b - a).join(), "order");
    await page.waitForTimeout(600);
  });

  test("a tap on the map picks a community", "view=unit", async (page) => {
    await page.waitForSelector(".unit-row");
    await page.waitForTimeout(1200);
    const hit = await page.evaluate(async () => {
      const box = document.getElementById("map").getBoundingClientRect();
      return { x: box.x, y: box.y, width: box.width, height: box.height };
    });
    for (let i = 0; i < 60; i += 1) {
      const angle = i * 2.4;
      const radius = Math.sqrt(i) * 24;
      await page.mouse.click(hit.x + hit.width / 2 + radius * Math.cos(angle), hit.y + hit.height / 2 + radius * Math.sin(angle));
      await page.waitForTimeout(320);
      if ((await page.evaluate(() => location.hash)).includes("unit=osm")) break;
    }
    await page.waitForSelector("#results h2");
  });

  test("downloads lead to the interface", hash, async (page) => {
    await page.waitForSelector("#bars");
    for (const link of await page.$$eval("a[download]", (list) => list.map((a) => a.href))) {
      const response = await fetch(link);
      same(response.status, 200, link);
    }
  });
}

async function cityWalks() {
  test("the city's table is the interface's rows, and sorts", "view=city&category=pharmacy", async (page) => {
    await page.waitForSelector("#table tbody tr");
    const { finest_level: level } = await api("/city");
    const { rows } = await api(`/coverage?level=${level}&category=pharmacy&minutes=15&pace=standard`);
    same(await page.locator("#table tbody tr").count(), rows.length, "rows");
    same(await page.getAttribute("#table tbody tr", "data-unit"),
      [...rows].sort((a, b) => b.uncovered - a.uncovered)[0].unit, "the largest gap");
    await page.click("#sort-share");
    same(await page.getAttribute("th:has(#sort-share)", "aria-sort"), "descending", "aria-sort");
    await page.click("#sort-share");
    same(await page.getAttribute("th:has(#sort-share)", "aria-sort"), "ascending", "aria-sort");
    same(await page.evaluate(() => document.activeElement.id), "sort-share", "focus stays");
    await page.waitForTimeout(800);
  });
}

async function everybodysWalks() {
  test("English by a switch, and back", place(), async (page) => {
    await checklist(page);
    await page.click("#language");
    await page.waitForFunction(() => document.documentElement.lang === "en");
    await checklist(page);
    const chinese = await page.evaluate(() => /[\u4e00-\u9fff]/.test(document.querySelector("main").innerText));
    yes(!chinese, "Chinese is left over");
    await page.click("#language");
    await page.waitForFunction(() => document.documentElement.lang === "zh-CN");
  });

  test("by keyboard alone, from the skip link to the way there", "", async (page) => {
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.id), "skip", "first stop");
    await page.keyboard.press("Enter");
    same(await page.evaluate(() => document.activeElement.id), "main", "skipped to");
    await page.keyboard.press("Tab");
    same(await page.evaluate(() => document.activeElement.id), "search", "next stop");
    await page.keyboard.type(at.join(","));
    await page.waitForSelector("#hit-0");
    await page.keyboard.press("Enter");
    await checklist(page);
    const to = async (test, limit = 60) => {
      for (let i = 0; i < limit; i += 1) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(test)) return;
      }
      throw new Error(`never came to ${test}`);
    };
    await to(() => document.activeElement.matches(".service.there .service-row"));
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    same(outline, "solid", "the focus shows");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".facility");
    await to(() => document.activeElement.id === "way-0");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#way-0[aria-pressed=true]");
  });

  test("the map is moved and a place picked by keys", "", async (page) => {
    await page.waitForSelector("#map canvas");
    await page.waitForTimeout(600);
    await page.focus("#map");
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(300);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#results h2");
  });

  test("on a phone the list comes first, the map by a button", place(), async (page) => {
    await checklist(page);
    yes(!(await page.isVisible("#map")), "the map hides the list");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    yes(wide <= 0, `the page is ${wide} px too wide`);
    await page.click("#toggle");
    yes(await page.isVisible("#map"), "no map");
    await page.waitForTimeout(900);
    yes(await painted(page) > 5, "the map is blank");
  }, { tiles: true, viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

  test("targets are at least 44 px on a phone", place(), async (page) => {
    await checklist(page);
    const small = await page.evaluate(() => [...document.querySelectorAll("button, select, input:not([type=radio]), .segments span")]
      .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 43.5).map((e) => e.id || e.className || e.textContent));
    same(small.join(", "), "", "small targets");
  }, { viewport: PHONE, hasTouch: true, isMobile: true });

  test("without the map the list still answers", place(), async (page) => {
    await checklist(page);
    yes(await page.isVisible("#map-notice"), "nothing is said of the map");
  }, { expectErrors: true, refuse: "**/map-*.js" });

  test("a server that is gone is said in plain words", place(), async (page) => {
    await checklist(page);
    await page.route("**/api/v1/**", (route) => route.abort());
    await page.check("input[name=minutes][value='5']", { force: true });
    await page.waitForSelector(".notice.bad button");
    await page.unroute("**/api/v1/**");
    await page.click(".notice.bad button");
    await checklist(page);
  }, { expectErrors: true });
}

async function axeWalks() {
  const { finest_level: level } = await api("/city");
  const unit = (await api(`/units?level=${level}`)).units.find((u) => u.homes > 0);
  const one = `view=unit&unit=${encodeURIComponent(unit.code)}`;
  const views = { intro: "", place: place(), near: `${place()}&open=pharmacy`, units: "view=unit", unit: one,
    gaps: `${one}&gaps=pharmacy`, city: "view=city&category=pharmacy" };
  for (const [name, hash] of Object.entries(views)) {
    for (const [size, viewport] of [["phone", PHONE], ["desktop", DESKTOP]]) {
      // axe is put in as a script of the page's own, which the policy refuses
      test(`axe ${name} ${size}, light and dark`, `${hash}&lang=${size === "phone" ? "zh" : "en"}`, async (page) => {
        await page.waitForSelector(".ol-viewport", { state: "attached" });
        await settled(page);
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          await page.waitForTimeout(150);
          await axe(page);
        }
      }, { viewport, bypassCSP: true });
    }
  }
}

// ---- gaps ----

// The community with the most homes that a walk to a pharmacy leaves out.
async function worstUnit() {
  const { finest_level: level } = await api("/city");
  const { rows } = await api(`/coverage?level=${level}&category=pharmacy&minutes=15&pace=standard`);
  return rows.filter((row) => row.level).sort((a, b) => b.uncovered - a.uncovered)[0].unit;
}

async function gapWalks() {
  const unit = await worstUnit();
  const hash = `view=unit&unit=${encodeURIComponent(unit)}`;
  const query = "category=pharmacy&minutes=15&pace=standard&k=12";

  test("a service's gaps in a community, and the way back", hash, async (page) => {
    await page.click("#gaps-pharmacy");
    await page.waitForSelector(".gap");
    const answer = await api(`/gaps?unit=${encodeURIComponent(unit)}&${query}`);
    same(await page.locator(".gap").count(), answer.features.length, "gaps");
    const first = answer.features[0].properties;
    const text = await page.textContent(".gap");
    yes(text.includes(first.cause === "far" ? "附近没有" : "要绕路"), `why? ${text}`);
    if (first.walk_seconds) yes(text.includes(`${Math.ceil(first.walk_seconds / 60)} 分钟`), `how far? ${text}`);
    if (first.mend) yes(text.includes(`${Math.round((100 * first.mend.gained) / first.weight)} %`), `what would one more bring? ${text}`);
    same(await page.evaluate(() => document.activeElement.tagName), "H2", "the focus is on the title");
    await page.click("#gap-1");
    await page.waitForSelector("#gap-1[aria-pressed=true]");
    yes((await page.evaluate(() => location.hash)).includes("gap=1"), "the gap is not in the address");
    await page.click("#gaps-back");
    await page.waitForSelector("#bars");
    await page.waitForFunction(() => document.activeElement.id === "gaps-pharmacy");
    await page.goBack();
    await page.waitForSelector(".gap");
  });

  test("the gaps of the whole city, in English, lead to a community", "view=city&category=pharmacy&lang=en", async (page) => {
    await page.click("#gaps-pharmacy");
    await page.waitForSelector(".gap");
    const answer = await api(`/gaps?${query}`);
    same(await page.locator(".gap").count(), answer.features.length, "gaps");
    yes(/[\d.,]+ (million )?(m²|km|m|residents?) .*\(\d+ %\) need more than 15 min/.test(await page.textContent(".summary")), "no summary");
    await page.locator(".gap .link").first().click();
    await page.waitForSelector(".gap");
    yes((await page.evaluate(() => location.hash)).includes("view=unit"), "no community");
  });

  test("a slow answer gives way to the one asked for after it", hash, async (page) => {
    await page.waitForSelector("#bars");
    let first = true;
    await page.route("**/coverage?**", async (route) => {
      if (first) {
        first = false;
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      await route.continue().catch(() => {});
    });
    await page.check("input[name=minutes][value='5']", { force: true });
    await page.check("input[name=minutes][value='10']", { force: true });
    await page.waitForSelector("#bars");
    await page.waitForTimeout(1700);
    yes((await page.textContent(".headline")).includes("10 分钟"), "the slow answer won");
  });
}

// ---- small screens, no script ----

async function smallWalks() {
  const unit = encodeURIComponent(await worstUnit());
  const hashes = [`${place()}&open=pharmacy`, `view=unit&unit=${unit}&gaps=pharmacy`, `view=unit&unit=${unit}&lang=en`, "view=city&category=pharmacy&lang=en"];
  test("320 px wide, text at 100 % and 200 %", hashes[0], async (page) => {
    for (const hash of hashes) {
      for (const size of ["100%", "200%"]) {
        await page.goto(`${base}/#${hash}`);
        await settled(page);
        await page.evaluate((value) => { document.documentElement.style.fontSize = `calc(1.0625 * ${value})`; }, size);
        await page.waitForTimeout(120);
        same(await tooWide(page), "", `${hash} at ${size}`);
      }
    }
  }, { viewport: SMALL, hasTouch: true, isMobile: true });

  test("without scripts the page says what to do", "", async (page) => {
    const text = await page.textContent("main");
    yes(text.includes("打开 JavaScript") && text.includes("Switch it on"), "no advice");
    for (const link of await page.$$eval("main a", (list) => list.map((a) => a.href))) same((await fetch(link)).status, 200, link);
    yes(!(await page.isVisible("#dock")), "a button that does nothing");
  }, { javaScriptEnabled: false });

  test("printed, the list comes first, then sources and map", place(), async (page) => {
    await checklist(page);
    await page.emulateMedia({ media: "print" });
    yes(!(await page.isVisible("#search")), "controls are printed");
    yes(/\d{4}年\d{1,2}月\d{1,2}日打印/.test(await page.innerText(".paper")), "no date");
    const { attribution } = await api("/city");
    yes((await page.innerText(".paper")).includes(attribution), "no source");
    const [list, map] = await page.evaluate(() => ["main", "map-side"].map((id) => document.getElementById(id).getBoundingClientRect().top));
    yes(list < map, "the map comes first");
    yes((await page.pdf({ format: "A4" })).length > 20_000, "no PDF");
  });
}

// ---- a city of streets and one table ----

async function streetsAloneWalks() {
  test("streets alone: the checklist tells what has no data", "at=104.064,30.635", async (page) => {
    await checklist(page);
    yes((await page.textContent(".service.there")).includes("省体育馆"), "the nearest station");
    yes((await page.textContent(".summary")).includes("基本服务都没有数据"), "no data is not missing");
    same(await page.locator("#no-data li").count(), 46, "services without data");
  });
  test("streets alone: no communities, and the way on", "view=unit", async (page) => {
    yes((await page.textContent(".notice")).includes("没有社区"), "nothing is said");
    await page.click("#results .primary");
    await page.waitForSelector("#table");
    same(await page.textContent("#table tbody th"), "全城", "the one row");
  });
  test("streets alone: the gaps of the whole", "view=city&category=metro_station&gaps=metro_station", async (page) => {
    await page.waitForSelector(".gap");
    yes((await page.textContent(".gap")).includes("衣冠庙"), "the nearest station");
  });
}

function importStreetsAlone(folder) {
  const data = [process.env.LIFECIRCLE_DATA, join(ROOT, "../shared/data")]
    .filter(Boolean).map((path) => join(path, "chengdu")).find((path) => existsSync(join(path, "yulin-roads.osm")));
  if (!data) return null;
  const city = join(folder, "city");
  const quiet = { stdio: ["ignore", "ignore", "pipe"] };
  execFileSync(options.program, ["import", "osm", join(data, "yulin-roads.osm"), "--city", city, "-q"], quiet);
  execFileSync(options.program, ["import", "facilities", join(data, "metro-stations-gcj02.csv"), "--crs", "gcj02",
    "--category", "metro_station", "--city", city, "-q"], quiet);
  return city;
}

// ---- twelve views ----

async function takeShots() {
  const unit = `view=unit&unit=${encodeURIComponent(await worstUnit())}`;
  const phone = { viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  const dark = { colorScheme: "dark" };
  const toMap = (page) => page.click("#toggle");
  const views = [
    ["start", "", {}],
    ["place", place(), {}],
    ["place-way-en-dark", `${place()}&open=pharmacy&lang=en`, dark, (page) => page.click("#way-0")],
    ["place-phone", place(), phone],
    ["place-phone-map", place(), phone, toMap],
    ["place-small-large-text", place(), { ...phone, viewport: SMALL },
      (page) => page.evaluate(() => { document.documentElement.style.fontSize = "212%"; })],
    ["community", unit, {}],
    ["community-phone-en", `${unit}&lang=en`, phone],
    ["community-gaps", `${unit}&gaps=pharmacy&gap=1`, {}],
    ["city", "view=city&category=pharmacy", {}],
    ["city-gaps-en-dark", "view=city&category=pharmacy&gaps=pharmacy&lang=en", dark],
    ["city-phone", "view=city&category=pharmacy", phone],
  ];
  for (const [i, [name, hash, settings, then]] of views.entries()) {
    test(`${String(i + 1).padStart(2, "0")}-${name}`, hash, async (page) => {
      await settled(page);
      if (then) await then(page);
      await page.waitForTimeout(1500);
      await shoot(page, options.shots, `${String(i + 1).padStart(2, "0")}-${name}`);
    }, settings);
  }
}

// Serves a city, notes the walks through it and walks them.
async function through(city, walks) {
  const { server, base: address } = await startServer(city);
  let over = false;
  base = address;
  server.removeAllListeners("exit");
  server.on("exit", (code, signal) => {
    if (!over) console.log(`the server ended by itself: ${signal || code}`);
  });
  try {
    const { finest_level: level } = await api("/city");
    const homes = level ? (await api(`/units?level=${level}`)).units.filter((u) => u.homes > 0) : [];
    const [unit] = homes.sort((a, b) => b.facilities - a.facilities);
    at = options.at ? options.at.split(",").map(Number) : unit && unit.centre.map((v) => Math.round(v * 1e5) / 1e5);
    for (const note of walks) await note();
    await walk();
  } finally {
    over = true;
    server.kill("SIGTERM");
  }
}

const folder = mkdtempSync(join(tmpdir(), "lifecircle-"));
try {
  browser = await chromium.launch({ executablePath: options.chromium, args: FLAGS });
  if (options.shots) await through(options.city, [takeShots]);
  else {
    await through(options.city, [residentWalks, unitWalks, gapWalks, cityWalks, everybodysWalks, smallWalks, axeWalks]);
    const streets = importStreetsAlone(folder);
    if (streets) await through(streets, [streetsAloneWalks]);
    else console.log("skipped: streets alone, LIFECIRCLE_DATA is not set");
  }
} catch (error) {
  failed += 1;
  console.log(`FAILED  the walk: ${error.message}`);
} finally {
  if (browser) await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
