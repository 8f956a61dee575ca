// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of twelve views.

import { PHONE, SMALL, options, touch } from "./lib.mjs";
import { place, settled } from "./page.mjs";
import { unitHash, worstUnit } from "./questions.mjs";
import { shoot, test } from "./walk.mjs";

const DRAWN_MS = 1500; // until the map stands still

const toMap = (page) => page.click("#toggle");
const showWay = (page) => page.click("#way-0");
const enlarge = (page) =>
  page.evaluate(() => {
    document.documentElement.style.fontSize = "212%";
  });

function views(unit) {
  const phone = touch(PHONE, { deviceScaleFactor: 2 });
  const small = touch(SMALL, { deviceScaleFactor: 2 });
  const dark = { colorScheme: "dark" };
  const city = "view=city&category=pharmacy";
  return [
    ["start", "", {}],
    ["place", place(), {}],
    ["place-way-en-dark", `${place()}&open=pharmacy&lang=en`, dark, showWay],
    ["place-phone", place(), phone],
    ["place-phone-map", place(), phone, toMap],
    ["place-small-large-text", place(), small, enlarge],
    ["community", unit, {}],
    ["community-phone-en", `${unit}&lang=en`, phone],
    ["community-gaps", `${unit}&gaps=pharmacy&gap=1`, {}],
    ["city", city, {}],
    ["city-gaps-en-dark", `${city}&gaps=pharmacy&lang=en`, dark],
    ["city-phone", city, phone],
  ];
}

export async function takeShots() {
  const unit = unitHash({ code: await worstUnit() });
  for (const [i, [title, hash, settings, then]] of views(unit).entries()) {
    const name = `${String(i + 1).padStart(2, "0")}-${title}`;
    const take = async (page) => {
      await settled(page);
      if (then) await then(page);
      await page.waitForTimeout(DRAWN_MS);
      await shoot(page, options.shots, name);
    };
    test(name, hash, take, settings);
  }
}
