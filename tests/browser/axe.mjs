// SPDX-License-Identifier: GPL-3.0-or-later
// What axe finds, in every view, on a phone and a desktop, by day and night.

import { pack } from "../../web/src/base/corners.js";
import { DESKTOP, PHONE, at } from "./lib.mjs";
import { axe, place, settled } from "./page.mjs";
import { anyCommunities, unitHash } from "./questions.mjs";
import { test } from "./walk.mjs";

// The letters of an area of four corners round a place, as the page writes it.
const area = ([lon, lat]) =>
  pack(
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ].map(([x, y]) => [lon + x * 0.004, lat + y * 0.003]),
  );

async function views() {
  const [unit, second] = await anyCommunities();
  const one = unitHash(unit);
  return {
    intro: "",
    place: place(),
    near: `${place()}&open=pharmacy`,
    units: "view=unit",
    unit: one,
    gaps: `${one}&gaps=pharmacy`,
    sunday: `${place()}&when=sunday&open=pharmacy`,
    outside: "at=0,0",
    pair: `${one}&other=${encodeURIComponent(second.code)}`,
    area: `view=unit&area=${area(at)}`,
    city: "view=city&category=pharmacy",
    plan: `view=plan&category=pharmacy&best=2&plan=a~pharmacy~${at.join("~")}`,
  };
}

async function look(page) {
  await page.waitForSelector(".ol-viewport", { state: "attached" });
  await settled(page);
  for (const summary of await page.$$("summary")) {
    await summary.evaluate((e) => {
      e.parentNode.open = true;
    });
  }
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(150);
    await axe(page);
  }
}

const SCREENS = [
  { size: "phone", viewport: PHONE, lang: "zh" },
  { size: "desktop", viewport: DESKTOP, lang: "en" },
];

export async function axeWalks() {
  for (const [name, hash] of Object.entries(await views())) {
    for (const { size, viewport, lang } of SCREENS) {
      const title = `axe ${name} ${size}, light and dark`;
      // axe is put in as a script of the page's own, which the policy refuses
      test(title, `${hash}&lang=${lang}`, look, { viewport, bypassCSP: true });
    }
  }
}
