// SPDX-License-Identifier: GPL-3.0-or-later
// A search that named what is needed, and no place: from there to the nearest.

import * as api from "../base/api.js";
import { isFailure } from "../base/panel.js";
import { hasPlace } from "../base/state.js";
import { named, t } from "../base/text.js";

export const isNeed = (hit) => hit.kind === "category";
export function needName(hit) {
  const name = named(hit);
  if (!hit.facilities) return name;
  return t(hit.categories.length > 1 ? "search_nearest_for" : "search_nearest", { name });
}

// The word that was typed, where it is another than the service's name.
export function needDetail(hit) {
  const { word, facilities: n, offering: of, service } = hit;
  const other = named(hit).toLowerCase() !== word.toLowerCase();
  const count = () => {
    if (!n) return t("search_no_facilities");
    return service ? t("search_offering", { n, of }) : t("search_facilities", { n });
  };
  return [other ? t("search_word", { word }) : "", count()].filter(Boolean).join(" · ");
}

// What it is to offer, where somebody says that he does.
const serviceOf = (need) => (need.offering ? need.service : "");

// Which of several services: the one whose nearest is nearest.
async function chosen(need, place, { pace, when }, signal) {
  const { categories } = need;
  const [first] = categories;
  if (categories.length === 1) return first;
  try {
    const { features } = await api.nearest(
      place,
      { category: categories.join(), k: 1, services: serviceOf(need) },
      pace,
      when,
      signal,
    );
    const is = features.length ? features[0].properties.categories : [];
    return categories.find((id) => is.includes(id)) || first;
  } catch (error) {
    if (isFailure(error)) return first;
    throw error;
  }
}

// `pick` takes a need that was chosen, and tells what is still lacking; `go`
// takes a place, with the need that waits for one. `locate` asks where the
// device is.
export function needs(app, life, locate) {
  let waiting = null;

  async function open(need, place) {
    const id = await chosen(need, place, app.state, life);
    if (life.aborted) return;
    app.set({ ...place, open: id, services: serviceOf(need), show: "all" });
    requestAnimationFrame(() =>
      document.getElementById(`open-${id}`)?.scrollIntoView({ block: "center" }),
    );
  }

  function go(at, name) {
    const place = { lon: at.lon, lat: at.lat, name: name || "" };
    if (!waiting) return app.set({ ...place, open: "", services: "" });
    const { need, tell } = waiting;
    waiting = null;
    tell("");
    return open(need, place).catch(() => {}); // the page is another by now
  }

  function pick(need, tell) {
    const { lon, lat, name } = app.state;
    waiting = null;
    if (!need.facilities) return tell(t("search_need_none", { name: named(need) }));
    if (hasPlace(app.state)) return open(need, { lon, lat, name }).catch(() => {});
    waiting = { need, tell };
    tell(t("search_need_place", { name: named(need) }));
    return locate();
  }

  return { go, pick };
}
