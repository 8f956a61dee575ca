// SPDX-License-Identifier: GPL-3.0-or-later
// What the service worker keeps, with a server that really goes away.

import { createServer } from "node:http";
import { DESKTOP, base, browser, checklist, options, place, same, startServer, test, until, yes } from "./lib.mjs";

const kept = (page) => page.evaluate(async () => (await (await caches.open("answers")).keys()).map((r) => r.url));

export function keptWalks() {
  test("without a network the page opens, and says what it shows and how old it is", "", async () => {
    const { server, base: own } = await startServer(options.city);
    server.removeAllListeners("exit");
    const context = await browser.newContext({ viewport: DESKTOP, locale: "zh-CN", serviceWorkers: "allow" });
    try {
      const worker = await fetch(`${own}/sw.js`);
      same(worker.headers.get("cache-control"), "no-cache", "the worker is asked for anew");
      const page = await context.newPage();
      await page.goto(`${own}/#${place()}`);
      await checklist(page);
      const [there, summary] = [await page.locator(".service.there").count(), await page.textContent(".summary")];
      yes(!(await page.isVisible("#offline")), "offline while there is a network");
      await until(page, async () => {
        const urls = (await (await caches.open("answers")).keys()).map((request) => request.url);
        return ["/city", "/categories", "/circle"].every((path) => urls.some((url) => url.includes(path)));
      }, "the answers are kept");

      server.kill("SIGTERM");
      await new Promise((done) => { server.on("exit", done); });
      await page.reload();
      await checklist(page);
      same(await page.locator(".service.there").count(), there, "services there");
      same(await page.textContent(".summary"), summary, "the summary");
      const line = await page.textContent("#offline");
      yes(line.includes("没有网络") && /(分钟前|此刻|0分钟)/.test(line), `no age: ${line}`);
      await page.waitForSelector("#map canvas");

      // Something not seen before: what to do, and what can be had.
      await page.check("input[name=minutes][value='5']", { force: true });
      await page.waitForSelector(".notice.bad");
      yes((await page.textContent(".notice.bad")).includes("检查网络"), "no advice");
      await page.waitForSelector("#kept a");
      await page.click("#kept a");
      await checklist(page);
      same(await page.locator(".service.there").count(), there, "from the list of what is kept");

      // The start page lists it too, in English as well.
      await page.goto(`${own}/#lang=en`);
      await page.reload();
      await page.waitForSelector("#kept a");
      yes((await page.textContent("#offline")).includes("No network"), "not said in English");
      await page.click("#kept button");
      await page.waitForFunction(() => document.querySelector("#kept")?.textContent.includes("It is gone"));
      same((await kept(page)).length, 0, "forgotten");
    } finally {
      await context.close();
      if (server.exitCode === null) server.kill("SIGKILL");
    }
  });

  test("a new page takes the place of the one kept", "", async () => {
    let version = "";
    const server = createServer(async (request, response) => {
      const answer = await fetch(base + request.url);
      let body = Buffer.from(await answer.arrayBuffer());
      if (request.url === "/sw.js" && version) body = body.toString().replaceAll(version, "thenextpage1");
      response.writeHead(answer.status, { "Content-Type": answer.headers.get("content-type") });
      response.end(body);
    });
    await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
    const context = await browser.newContext({ serviceWorkers: "allow" });
    try {
      const page = await context.newPage();
      const pages = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("page-")).map((name) => name.slice(5)));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await until(page, async () => navigator.serviceWorker.controller && (await caches.keys()).some((name) => name.startsWith("page-")), "the page is kept");
      [version] = await pages();
      await page.reload();
      await until(page, async () => (await caches.keys()).includes("page-thenextpage1"), "the next page is kept");
      same((await pages()).length, 2, "the one before stays for tabs that have it open");
      await page.reload();
      await page.waitForSelector(".intro");
    } finally {
      await context.close();
      server.close();
      server.closeAllConnections();
    }
  });
}
