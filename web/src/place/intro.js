// SPDX-License-Identifier: GPL-3.0-or-later
// What stands there before there is a place, or when its list can't be had.

import { h } from "../base/dom.js";
import { t } from "../base/text.js";
import { keptList } from "../parts/kept.js";
import { about } from "../parts/share.js";

// Without a network, what can be opened all the same.
export function keptPlaces(app) {
  const box = h("div");
  if (app.isOffline()) {
    keptList(app).then(
      (list) => list && box.append(list),
      () => {},
    );
  }
  return box;
}

export const intro = (app) =>
  h(
    "div",
    { class: "intro" },
    h("p", null, t("place_intro")),
    h(
      "ul",
      { class: "plain ways" },
      ["search", "locate", "tap"].map((way) => h("li", null, t(`place_ways_${way}`))),
    ),
    keptPlaces(app),
    about(app),
  );
