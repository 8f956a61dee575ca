// SPDX-License-Identifier: GPL-3.0-or-later
// The nearest facilities of the service that is open, and the way to one.

import * as api from "../base/api.js";
import { failure, isFailure } from "../base/panel.js";
import { lang, metres, minutes, t } from "../base/text.js";
import { facilityList } from "./facility.js";
import { wantedOf } from "./menu.js";

const FEW = 5;
const MORE = 20;

// The facilities, or null where something else was opened since.
async function facilities(app, category, k, signal) {
  const { state } = app;
  const { pace, when } = state;
  const services = wantedOf(state).join(",");
  const isOld = () =>
    category !== app.state.open ||
    when !== app.state.when ||
    services !== wantedOf(app.state).join(",");
  // Nearer ones that don't say whether they offer it come behind those that do.
  const list = (features, found, note) => ({
    category,
    features: [...features, ...(found.unknown_services || [])],
    sure: features.length,
    unstated: found.services_unstated || 0,
    services: found.services || [],
    more: features.length === k && k < MORE,
    note,
  });
  const asked = { category, k, services };
  const found = await api.nearest(state, asked, pace, when, signal);
  if (isOld()) return null;
  // Those of which it isn't known come after those that are open.
  const features = [...found.features, ...(found.unknown_hours || [])].slice(0, k);
  if (!when || features.length) return list(features, found);
  // Where none is open, the nearest say when they are.
  const any = await api.nearest(state, asked, pace, "", signal);
  return isOld() ? null : list(any.features, any, t("near_none_open", { when: t(`when_${when}`) }));
}

// Asks as long as the question of `results` is the latest; `ondraw` shows what
// has come.
export function nearestOf(app, results, ondraw) {
  let near; // {category, features, sure, more, note} of the open row
  let way; // {id, feature or failed} of the way on show
  let asked; // the facility whose way comes

  async function open(k = FEW) {
    const category = app.state.open;
    if (near && near.category !== category) near = way = null;
    asked = null;
    if (category) {
      const found = await facilities(app, category, k, results.signal());
      if (!found) return;
      near = found;
    }
    ondraw();
  }

  async function showWay({ properties: { id } }) {
    asked = id;
    try {
      const { state } = app;
      const feature = await api.route(state, id, state.pace, lang(), results.signal());
      if (asked !== id) return; // another was asked for since
      const { walk_seconds: s, walk_metres: m } = feature.properties;
      way = { id, feature };
      app.say(t("directions_shown", { minutes: minutes(s), metres: metres(m) }));
    } catch (error) {
      if (!isFailure(error) || asked !== id) return;
      way = { id, failed: true };
      app.say(t("route_failed"));
    }
    ondraw();
  }

  // Another row than the list came with.
  const openOther = () =>
    open().catch((error) => {
      if (isFailure(error)) results.box.prepend(failure(error));
    });

  // What stands under an open row, once it is there.
  function under(category) {
    if (!near || near.category !== category.id) return null;
    const list = { ...near, about: category };
    return facilityList(app, list, way, { onway: showWay, onmore: () => open(MORE) });
  }

  const forget = () => {
    near = way = asked = null;
  };
  forget();
  return { open, openOther, under, forget, shown: () => ({ near, way }) };
}
