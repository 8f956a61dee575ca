// SPDX-License-Identifier: GPL-3.0-or-later
// Elements without HTML text: whatever a name or an address holds, it is
// text, never markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden"]);

export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (PROPERTIES.has(key)) element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter(Boolean));
}

// A button that acts; `look` is one of the style sheet's: primary, quiet, link.
export const button = (look, label, act, more) =>
  h("button", { type: "button", class: look, onclick: act, ...more }, label);

// A choice of one among few, shown at once: native radio buttons.
export function segments(legend, name, options, value, onchange) {
  return h(
    "fieldset",
    { class: "segments" },
    h("legend", null, legend),
    h(
      "div",
      { class: "segment-row" },
      options.map(([id, label]) =>
        h(
          "label",
          null,
          h("input", {
            type: "radio",
            name,
            value: id,
            checked: String(id) === String(value),
            onchange: () => onchange(id),
          }),
          h("span", null, label),
        ),
      ),
    ),
  );
}

export function choice(label, id, options, value, onchange) {
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h(
      "select",
      { id, onchange: (e) => onchange(e.target.value) },
      options.map((o) =>
        o.options
          ? h(
              "optgroup",
              { label: o.label },
              o.options.map((p) => option(p, value)),
            )
          : option(o, value),
      ),
    ),
  );
}

function option([id, label], value) {
  return h("option", { value: id, selected: String(id) === String(value) }, label);
}

// Runs the last of a burst of calls.
export function debounce(ms, fn) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => fn(...args), ms);
  };
}
