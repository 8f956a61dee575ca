// SPDX-License-Identifier: GPL-3.0-or-later
// The first few bytes that run: they ask for what the first list needs while
// the rest of the page is still on its way.

import * as api from "./base/api.js";
import { hasPlace, read } from "./base/state.js";

const state = read(location.hash);
api.ahead("/city");
api.ahead("/categories");
if (state.view === "place" && hasPlace(state) && !state.crs) {
  api.ahead("/circle", api.circleQuery(state, state.minutes, state.pace, state.when));
}
