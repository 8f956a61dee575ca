// SPDX-License-Identifier: GPL-3.0-or-later
// What places offer: a small city drawn by hand, with a bureau's table of places,
// one of which is hostile.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { PHONE, ROOT, options, same, touch, yes } from "./lib.mjs";
import { hashOf } from "./page.mjs";
import { test } from "./walk.mjs";

const PLACE = "at=104.06,30.65&open=elderly_day_care";
const INPUT = join(ROOT, "tests/cases/input");

export function importMenu(folder) {
  const city = join(folder, "menu");
  const run = (...args) =>
    execFileSync(options.program, [...args, "--city", city, "-q"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
  run("import", "osm", join(INPUT, "grid.osm"));
  run("import", "facilities", join(INPUT, "services.csv"), "--source", "s");
  return city;
}

const names = (page) => page.locator(".near .facility-name").allTextContents();

async function readFacts(page) {
  await page.waitForSelector(".near .facts");
  same((await names(page)).length, 4, "places");
  const facts = await page.locator(".near .facts").allTextContents();
  yes(
    facts.includes(
      "床位60张，空18张；服务：助餐、助浴、康复；夜间有服务；公办；普惠；" +
        "收费：每月1200元；须预约；服务对象：老年人",
    ),
    `facts: ${facts}`,
  );
  yes(
    facts.some((text) => text.includes("<img src=x onerror=alert(1)>")),
    "what is hostile is text",
  );
  same(await page.locator(".near img, .near script, .near b").count(), 0, "markup of others");
}

async function choose(page) {
  await page.waitForSelector(".menu");
  const chips = await page.locator(".menu .chip").allTextContents();
  same(chips.join(), "助餐,助浴,夜间服务,康复", "what there is to choose");
  await page.check("#service-bath");
  await page.waitForSelector(".near .notice");
  same(
    (await names(page)).join(),
    "幸福日间照料中心,<b>坏</b>日间照料中心,近处日间照料中心",
    "who has it",
  );
  const notice = await page.textContent(".near .notice");
  same(notice, "更近的还有 1 处，未注明有没有助浴：", "who doesn't say");
  yes((await hashOf(page)).includes("services=bath"), "the choice is not in the address");
  await page.check("#service-night_service");
  await page.waitForFunction(() => document.querySelectorAll(".near .facility").length === 2);
  same((await names(page))[0], "幸福日间照料中心", "who has both");
  yes((await hashOf(page)).includes("services=bath.night_service"), "both are in the address");
  await page.click("#open-elderly_complex"); // another list begins without it
  await page.waitForSelector("#near-elderly_complex .facts");
  yes(!(await hashOf(page)).includes("services="), "the choice is of the list it was made in");
}

async function follow(page) {
  await page.waitForSelector(".near .facts");
  same(
    (await names(page)).join(),
    "幸福日间照料中心,近处日间照料中心",
    "one, and one that doesn't say",
  );
  yes(await page.isChecked("#service-rehabilitation"), "the chip is pressed");
  yes(
    (await page.textContent(".near .facts")).startsWith("60 beds, 18 free; services: meals"),
    "facts",
  );
}

async function nobody(page) {
  await page.waitForSelector(".near .notice");
  const text = await page.textContent(".near");
  yes(text.includes("60 分钟内没有已知提供无线上网的。"), `nobody: ${text}`);
  yes(text.includes("有 4 处未注明有没有无线上网："), `who doesn't say: ${text}`);
}

export function menuWalks() {
  test("a place says what it offers, in plain words", PLACE, readFacts);
  test("services are chosen by chips, all at one place", PLACE, choose, touch(PHONE));
  const english = `${PLACE}&services=rehabilitation.bath&lang=en`;
  test("a link with services", english, follow, touch(PHONE));
  test("a service that nobody is known to offer", `${PLACE}&services=wifi`, nobody);
}
