// SPDX-License-Identifier: GPL-3.0-or-later
// What a place must offer: chips for the services that places of a category say
// they have. Several are all wanted at one place.

import { h } from "../base/dom.js";
import { named, t } from "../base/text.js";

const FEW = 8; // the rest are a tap away

export const wantedOf = ({ services }) => (services ? services.split(".") : []);

// Of any category: an address may ask for what this one's places never speak of.
const known = (app, id) =>
  app.categories.flatMap(({ services }) => services || []).find((one) => one.id === id);

export const serviceNames = (app, ids) =>
  ids.map((id) => named(known(app, id) || {}) || id).join(t("list_separator"));

function chip(app, one, wanted) {
  const toggle = () => {
    const next = wanted.includes(one.id)
      ? wanted.filter((id) => id !== one.id)
      : [...wanted, one.id];
    app.set({ services: next.join(".") });
  };
  const checked = wanted.includes(one.id);
  return h(
    "label",
    { class: "chip" },
    h("input", { type: "checkbox", id: `service-${one.id}`, checked, onchange: toggle }),
    h("span", null, named(one)),
  );
}

// What every place of the category has is no choice.
export function menu(app, about) {
  const wanted = wantedOf(app.state);
  const own = about.services || [];
  const offered = own.filter((one) => wanted.includes(one.id) || one.facilities < about.facilities);
  const others = wanted.filter((id) => !own.some((one) => one.id === id));
  offered.push(...others.map((id) => known(app, id) || { id, name_zh: id }));
  if (!offered.length) return null;
  const first = offered.filter((one, i) => i < FEW || wanted.includes(one.id));
  const rest = offered.filter((one) => !first.includes(one));
  return h(
    "fieldset",
    { class: "chips menu" },
    h("legend", null, t("menu")),
    first.map((one) => chip(app, one, wanted)),
    rest.length
      ? h(
          "details",
          null,
          h("summary", { id: "menu-more" }, t("menu_more", { n: rest.length })),
          rest.map((one) => chip(app, one, wanted)),
        )
      : null,
  );
}
