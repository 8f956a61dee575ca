// SPDX-License-Identifier: GPL-3.0-or-later
// What a place must offer: chips for the services that places of a category say
// they have. Several are all wanted at one place.

import { h } from "../base/dom.js";
import { named, t } from "../base/text.js";

const FEW = 8; // the rest are a tap away

export const wantedOf = ({ services }) => (services ? services.split(".") : []);

export const serviceNames = (services) =>
  services.map((one) => named(one)).join(t("list_separator"));

function chip(app, one, wanted) {
  const toggle = () => {
    const next = wanted.includes(one.service)
      ? wanted.filter((id) => id !== one.service)
      : [...wanted, one.service];
    app.set({ services: next.join(".") });
  };
  const checked = wanted.includes(one.service);
  return h(
    "label",
    { class: "chip" },
    h("input", { type: "checkbox", id: `service-${one.service}`, checked, onchange: toggle }),
    h("span", null, named(one)),
  );
}

// What every place of the category has is no choice; what was `asked` for stays
// one, though this category's places never speak of it.
export function menu(app, about, asked) {
  const wanted = wantedOf(app.state);
  const own = (about.services || []).filter(
    (one) => wanted.includes(one.service) || one.facilities < about.facilities,
  );
  const others = asked.filter(({ service }) => !own.some((one) => one.service === service));
  const offered = [...own, ...others];
  if (!offered.length) return null;
  const first = offered.filter((one, i) => i < FEW || wanted.includes(one.service));
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
