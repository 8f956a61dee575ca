// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of twelve views.

import { worstUnit } from "./community.mjs";
import { PHONE, SMALL, open, options, place, settled, shoot, test } from "./lib.mjs";

export async function takeShots() {
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
