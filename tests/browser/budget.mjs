// SPDX-License-Identifier: GPL-3.0-or-later
// The budget: what a first visit costs on a slow phone and a slow line.

import { loadavg } from "node:os";
import { PHONE, base, browser, touch, yes } from "./lib.mjs";
import { place } from "./page.mjs";
import { test } from "./walk.mjs";

const LIST_BYTES = 60_000; // over the line once the list stands; the area may be on its way
const VISIT_BYTES = 190_000; // with the map, its tiles, and what is kept
const SHIFT = 0.1; // of the layout, as web.dev/cls calls good
const SLOWED = 4; // times, the processor
const LINE_BYTES_S = 200_000; // 1.6 Mbit/s
const LATENCY_MS = 40;
const ANSWER_S = 2;
const BUSY_S = 6; // where other work takes the machine's processors

// Counts what comes over a line that is slow.
async function slowDown(page) {
  const session = await page.context().newCDPSession(page);
  const count = { bytes: 0 };
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: LINE_BYTES_S,
    uploadThroughput: LINE_BYTES_S / 2,
  });
  session.on("Network.loadingFinished", (event) => {
    count.bytes += event.encodedDataLength;
  });
  return count;
}

const watchShift = (page) =>
  page.addInitScript(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) window.shift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

async function visit(page) {
  const count = await slowDown(page);
  await watchShift(page);
  const start = Date.now();
  await page.goto(`${base}/#${place()}`, { waitUntil: "commit" });
  await page.waitForSelector(".service");
  const seconds = (Date.now() - start) / 1000;
  const list = count.bytes;
  await page.waitForSelector(".ol-viewport", { state: "attached" });
  await page.waitForTimeout(5000);
  const shift = await page.evaluate(() => window.shift);
  return { seconds, list, bytes: count.bytes, shift };
}

export function budgetWalks() {
  test("the budget: bytes, seconds, and nothing that jumps", "", async () => {
    // A first visit, with the keeping.
    const context = await browser.newContext(touch(PHONE, { locale: "zh-CN" }));
    const { seconds, list, bytes, shift } = await visit(await context.newPage());
    const line = `the list: ${seconds.toFixed(1)} s, ${list} bytes; the visit: ${bytes} bytes`;
    console.log(`budget  ${line}; layout shift ${shift.toFixed(4)}`);
    yes(list < LIST_BYTES, `${list} bytes before the list`);
    yes(bytes < VISIT_BYTES, `${bytes} bytes in all`);
    yes(shift < SHIFT, `layout shift ${shift}`);
    yes(seconds < (loadavg()[0] < 1 ? ANSWER_S : BUSY_S), `${seconds} s`);
    await context.close();
  });
}
