// SPDX-License-Identifier: GPL-3.0-or-later
// What the service worker keeps, with a server that really goes away.

import { once } from "node:events";
import { createServer, request as ask } from "node:http";
import { text } from "node:stream/consumers";
import { DESKTOP, base, browser, options, same, startServer, yes } from "./lib.mjs";
import { check, checklist, place, until, waitForText } from "./page.mjs";
import { test } from "./walk.mjs";

const PATIENCE_MS = 45_000; // the machine may be busy
const WHOLE = ["if-none-match", "accept-encoding"]; // without, an answer is as it stands
const NEXT = "thenextpage1"; // a version that no page has

const thereOn = (page) => page.locator(".service.there").count();

const waitForAnswers = (page) =>
  until(
    page,
    async () => {
      const requests = await (await caches.open("answers")).keys();
      return ["/city", "/categories", "/circle"].every((path) =>
        requests.some((request) => request.url.includes(path)),
      );
    },
    "the answers are kept",
  );

// Says what it shows and how old it is.
async function readKept(page, there, summary) {
  await page.reload();
  await checklist(page);
  same(await thereOn(page), there, "services there");
  same(await page.textContent(".summary"), summary, "the summary");
  const line = await page.textContent("#offline");
  const age = line.includes("没有网络") && /(分钟前|此刻|0分钟)/.test(line);
  yes(age, `no age: ${line}`);
  await page.waitForSelector("#map canvas");
}

// Something not seen before: what to do, and what can be had.
async function askForMore(page, there) {
  await check(page, "minutes", 5);
  await page.waitForSelector(".notice.bad");
  yes((await page.textContent(".notice.bad")).includes("检查网络"), "no advice");
  await page.waitForSelector("#kept a");
  await page.click("#kept a");
  await checklist(page);
  same(await thereOn(page), there, "from the list of what is kept");
}

// The start page lists it too, in English as well, and forgets it.
async function forget(page, own) {
  await page.goto(`${own}/#lang=en`);
  await page.reload();
  await page.waitForSelector("#kept a");
  yes((await page.textContent("#offline")).includes("No network"), "not said in English");
  await page.click("#kept button");
  await waitForText(page, "#kept", "It is gone");
  const left = async () => (await (await caches.open("answers")).keys()).length;
  same(await page.evaluate(left), 0, "forgotten");
}

async function walkOffline(page, server, own) {
  await page.goto(`${own}/#${place()}`);
  await checklist(page);
  const [there, summary] = [await thereOn(page), await page.textContent(".summary")];
  yes(!(await page.isVisible("#offline")), "offline while there is a network");
  await waitForAnswers(page);
  server.kill("SIGTERM");
  await once(server, "exit");
  await readKept(page, there, summary);
  await askForMore(page, there);
  await forget(page, own);
}

async function loseNetwork() {
  const { server, base: own } = await startServer(options.city);
  server.removeAllListeners("exit");
  const context = await browser.newContext({
    viewport: DESKTOP,
    locale: "zh-CN",
    serviceWorkers: "allow",
  });
  try {
    const worker = await fetch(`${own}/sw.js`);
    same(worker.headers.get("cache-control"), "no-cache", "the worker is asked for anew");
    await walkOffline(await context.newPage(), server, own);
  } finally {
    await context.close();
    if (server.exitCode === null) server.kill("SIGKILL");
  }
}

// ---- a new page ----

// The server, but for the version in its worker, once there is one to change.
// All else goes through as it comes: a busy server's Retry-After among it.
async function serveChanged(changed) {
  const { hostname, port } = new URL(base);
  const server = createServer((request, response) => {
    const { url: path, method, headers } = request;
    const rewrites = path === "/sw.js" && changed.version;
    if (rewrites) for (const name of WHOLE) delete headers[name];
    const onward = ask({ hostname, port, path, method, headers }, async (answer) => {
      if (!rewrites) {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
        return;
      }
      const worker = await text(answer);
      response.writeHead(answer.statusCode, {
        "Content-Type": answer.headers["content-type"],
      });
      response.end(worker.replaceAll(changed.version, NEXT));
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const versions = (page) =>
  page.evaluate(async () =>
    (await caches.keys())
      .filter((name) => name.startsWith("page-"))
      .map((name) => name.slice("page-".length)),
  );

async function replacePage() {
  const changed = { version: "" };
  const server = await serveChanged(changed);
  const context = await browser.newContext({ serviceWorkers: "allow" });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    const isKept = async () =>
      navigator.serviceWorker.controller &&
      (await caches.keys()).some((name) => name.startsWith("page-"));
    await until(page, isKept, "the page is kept");
    [changed.version] = await versions(page);
    await page.reload();
    const isNext = async () => (await caches.keys()).includes("page-thenextpage1");
    await until(page, isNext, "the next page is kept");
    same((await versions(page)).length, 2, "the one before stays for tabs that have it open");
    await page.reload();
    await page.waitForSelector(".intro", { timeout: PATIENCE_MS }).catch(async (error) => {
      const shown = await page.evaluate(() => document.body.innerText);
      throw new Error(`${error.message.split("\n")[0]}; the page says: ${shown.slice(0, 300)}`);
    });
  } finally {
    await context.close();
    server.close();
    server.closeAllConnections();
  }
}

export function keptWalks() {
  const name = "without a network the page opens, and says what it shows and how old it is";
  test(name, "", loseNetwork);
  test("a new page takes the place of the one kept", "", replacePage);
}
