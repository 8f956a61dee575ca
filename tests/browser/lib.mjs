// SPDX-License-Identifier: GPL-3.0-or-later
// What every walk through the page uses: the server, the browser, a page that
// notes what must not happen, and the checks.

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const require = createRequire(join(ROOT, "web/package.json"));
export const { chromium } = require("playwright-core");
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
export const PHONE = { width: 390, height: 844 };
export const SMALL = { width: 320, height: 568 };
export const DESKTOP = { width: 1440, height: 900 };
const AT_ONCE = 3; // walks beside each other; much of a walk is waiting
export const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const options = { program: join(ROOT, "build/release/lifecircle"), chromium: "/usr/bin/chromium" };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].replace(/^--/, "")] = process.argv[i + 1];
if (!options.city) {
  console.error("usage: node tests/browser/run.mjs --city FILE [--program PATH] [--shots DIR]\n(see the head of the file)");
  process.exit(2);
}

// ---- the server ----

export function startServer(city) {
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

export const score = { passed: 0, failed: 0 };
export let browser;
export let base; // the server's address
export let at; // where somebody lives: [lon, lat]
let label = ""; // of the city

export function use(next) {
  ({ browser = browser, base = base, at = at, label = label } = next);
}

export function same(got, want, what) {
  if (String(got) !== String(want)) throw new Error(`${what}: got ${got}, want ${want}`);
}

export function yes(value, what) {
  if (!value) throw new Error(what);
}

export const api = async (path) => (await fetch(`${base}/api/v1${path}`)).json();

// A page that notes what must not happen: errors, other hosts, refusals of
// the content security policy.
export async function open(hash, settings = {}) {
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

export async function shoot(page, folder, name) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, "-")}.png`) });
}

// A walk through one page: noted here, walked by walk().
const queue = [];
export function test(name, hash, body, settings = {}) {
  const full = label ? `${label}: ${name}` : name;
  if (full.includes(options.only || "")) queue.push({ name: full, hash, body, settings });
}

export async function walk() {
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
    score.passed += 1;
    console.log(`ok      ${name}, ${took()}`);
  } catch (error) {
    score.failed += 1;
    const [where] = (error.stack || "").match(/[a-z]+\.mjs:\d+(?=:\d+\)?$)/m) || [""];
    console.log(`FAILED  ${name}, ${took()}: ${error.message.split("\n")[0]} ${where}`);
    if (view) await shoot(view.page, options.failures, name).catch(() => {});
  } finally {
    if (view) await view.close();
  }
}

// Asks the page until it says yes; unlike waitForFunction, of a promise too.
export async function until(page, question, what, seconds = 30) {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (await page.evaluate(question)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
}

export const settled = (page) => page.waitForSelector("#results:not([aria-busy])");
export const place = () => `at=${at.join(",")}`;
export const checklist = async (page) => {
  await page.waitForSelector(".group");
  await settled(page);
};

// What the map's canvases show, summed: not blank, and different after a move.
export const painted = (page) => page.evaluate(() => {
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
export const tooWide = (page) => page.evaluate(() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-wrap, #map"))
  .map((e) => `${e.tagName} ${e.id || e.className}`).slice(0, 3).join(", "));

export async function axe(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const found = await page.evaluate((rules) =>
    window.axe.run(document, { runOnly: { type: "tag", values: rules } }), RULES);
  same(found.violations.map((v) => `${v.id} (${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(", ")})`).join("; "),
    "", "axe");
}
