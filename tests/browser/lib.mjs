// SPDX-License-Identifier: GPL-3.0-or-later
// What every walk through the page stands on: the options, the server, where
// somebody lives, and the checks.

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const require = createRequire(join(ROOT, "web/package.json"));
export const { chromium } = require("playwright-core");
export const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const PHONE = { width: 390, height: 844 };
export const SMALL = { width: 320, height: 568 };
export const DESKTOP = { width: 1440, height: 900 };
// A screen to touch, as what a page is opened with.
export const touch = (viewport, more) => ({ viewport, hasTouch: true, isMobile: true, ...more });

export const options = {
  program: join(ROOT, "build/release/lifecircle"),
  chromium: "/usr/bin/chromium",
};
for (let i = 2; i < process.argv.length; i += 2) {
  options[process.argv[i].replace(/^--/, "")] = process.argv[i + 1];
}
if (!options.city) {
  const usage = "tests/browser/run.mjs --city FILE [--program PATH] [--shots DIR]";
  console.error(`usage: node ${usage}\n(see the head of the file)`);
  process.exit(2);
}

// ---- the server ----

const PATIENCE_MS = 60_000; // for a city to be loaded

export function startServer(city) {
  const args = ["serve", "--listen", "127.0.0.1:0", "--city", city];
  const server = spawn(options.program, args, { stdio: ["ignore", "ignore", "pipe"] });
  return new Promise((resolve, reject) => {
    let text = "";
    const fail = (why) => reject(new Error(`${why}: ${text}`));
    server.stderr.on("data", (bytes) => {
      text += bytes;
      const match = /listening on (http:\/\/\S+)/.exec(text);
      if (match) resolve({ server, base: match[1].replace(/\/$/, "") });
    });
    server.on("error", reject);
    server.on("exit", (code) => fail(`the server ended with ${code}`));
    setTimeout(() => fail("no address within 60 s"), PATIENCE_MS).unref();
  });
}

export let browser;
export let base; // the server's address
export let at; // where somebody lives: [lon, lat]
export let label = ""; // of the city

export function use(next) {
  ({ browser = browser, base = base, at = at, label = label } = next);
}

// As the page does, it comes back when a busy server asks for it.
export async function api(path) {
  for (;;) {
    const response = await fetch(`${base}/api/v1${path}`);
    const again = response.status === 503 && Number(response.headers.get("Retry-After"));
    if (!again) return response.json();
    await new Promise((done) => {
      setTimeout(done, again * 1000);
    });
  }
}

// ---- checks ----

export function same(got, want, what) {
  if (String(got) !== String(want)) throw new Error(`${what}: got ${got}, want ${want}`);
}

export function yes(value, what) {
  if (!value) throw new Error(what);
}
