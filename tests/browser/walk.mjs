// SPDX-License-Identifier: GPL-3.0-or-later
// A small runner: walks are noted with test() and walked a few at a time, each
// through a page of its own.

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DESKTOP, base, browser, label, options, same } from "./lib.mjs";

const AT_ONCE = 3; // walks beside each other; much of a walk is waiting
const PATIENCE_MS = 45_000; // the machine may be busy

export const score = { passed: 0, failed: 0 };

// What must not happen on a page: errors, other hosts, refusals of the content
// security policy.
async function watch(page) {
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    const own = url.startsWith(`${base}/`) || /^(data|blob):/.test(url);
    if (!own) wrong.push(`other host: ${url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return wrong;
}

// `settings` are playwright's for a page, and: `refuse`, addresses that are not
// answered; `tiles`, whether the base map is drawn, which costs more than all
// the rest of a walk.
async function open(hash, { refuse, tiles, ...rest }) {
  const context = await browser.newContext({
    viewport: DESKTOP,
    locale: "zh-CN",
    serviceWorkers: "block",
    ...rest,
  });
  if (!tiles && !options.shots) {
    await context.route("**/tiles/**", (route) => route.fulfill({ status: 204 }));
  }
  if (refuse) await context.route(refuse, (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const wrong = await watch(page);
  await page.goto(`${base}/#${hash}`);
  await page.waitForSelector("h1");
  return { page, wrong, close: () => context.close() };
}

export async function shoot(page, folder, name) {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name.replace(/\W+/g, "-")}.png`) });
}

const queue = [];

// A walk through one page: noted here, walked by walk(). With `expectErrors`
// whatever goes wrong on it is right.
export function test(name, hash, body, { expectErrors, ...settings } = {}) {
  const full = label ? `${label}: ${name}` : name;
  if (!full.includes(options.only || "")) return;
  queue.push({ name: full, hash, body, settings, expectErrors });
}

export async function walk() {
  const one = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

async function run({ name, hash, body, settings, expectErrors }) {
  let view;
  const start = Date.now();
  const took = () => `${((Date.now() - start) / 1000).toFixed(1)} s`;
  try {
    view = await open(hash, settings);
    await body(view.page);
    if (!expectErrors) same(view.wrong.join("; "), "", "what must not happen");
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
