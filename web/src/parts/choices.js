// SPDX-License-Identifier: GPL-3.0-or-later
// How long one walks, and at which pace: choices of every view.

import { choice, segments } from "../base/dom.js";
import { MINUTES } from "../base/state.js";
import { named, t } from "../base/text.js";

export const limitChoice = (app) =>
  segments(
    t("limit"),
    "minutes",
    MINUTES.map((m) => [m, t("minutes", { n: m })]),
    app.state.minutes,
    (m) => app.set({ minutes: m }),
  );

export const paceChoice = (app) =>
  choice(
    t("pace"),
    "pace",
    app.city.paces.map((pace) => [pace.id, named(pace)]),
    app.state.pace,
    (pace) => app.set({ pace }),
  );
