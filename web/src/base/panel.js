// SPDX-License-Identifier: GPL-3.0-or-later
// What every part of the page that asks something has in common: a question
// ends the one before it, a line says that it takes a moment, a failure says
// what to do and has a button to try again, and the focus stays where it was.

import { ApiError } from "./api.js";
import { button, fill, h } from "./dom.js";
import { t } from "./text.js";

export const waitLine = (text = t("loading")) => h("p", { class: "wait" }, text);

// A failure in plain words, and what to do.
export function failure(error, retry) {
  const kind = error instanceof ApiError ? error.kind : "broken";
  return h(
    "div",
    { class: "notice bad", role: "alert" },
    h("p", null, t(`error_${kind}`)),
    error.detail ? h("p", { class: "small" }, t("error_detail", { detail: error.detail })) : null,
    retry ? button("primary", t("retry"), retry) : null,
  );
}

// A question that was given up is no failure: nobody waits for it.
export const isFailure = (error) => error.name !== "AbortError";

// What comes into focus is brought into view by who asks for it, not by a jump.
export const focusOn = (element) => element?.focus({ preventScroll: true });

// Fills the box anew. What had the focus and what was unfolded have an id, by
// which they are found again.
export function redraw(box, ...children) {
  const focus = document.activeElement?.id;
  const unfolded = [...box.querySelectorAll("details[open] > summary[id]")].map(({ id }) => id);
  fill(box, ...children);
  for (const id of unfolded) document.getElementById(id)?.parentNode.setAttribute("open", "");
  const again = focus && document.getElementById(focus);
  if (again && again !== document.activeElement) focusOn(again);
}

// Questions of which only the latest counts, until `life` ends.
export function latest(life) {
  let request = new AbortController();
  const end = () => request.abort();
  life.addEventListener("abort", end);
  return {
    begin() {
      end();
      request = new AbortController();
      return request.signal;
    },
    end,
    signal: () => request.signal,
  };
}

// A box with such questions, each of which shows its answer there.
export function panel(box, life) {
  const { begin: next, end, signal } = latest(life);

  function begin() {
    box.removeAttribute("aria-busy");
    return next();
  }

  // `work` asks and draws; whether it came to its end is the answer. `wait`
  // stands in the box meanwhile, or what is there stays, dimmed where it is
  // `busy`. A failure takes its place, with `retry` at its button and whatever
  // `failed` puts around it.
  async function ask(work, { wait, retry, busy = true, failed = (problem) => problem }) {
    const own = begin();
    if (busy) box.setAttribute("aria-busy", "true");
    if (wait) fill(box, wait);
    try {
      await work(own);
      return true;
    } catch (error) {
      if (isFailure(error)) fill(box, failed(failure(error, retry), error));
      return false;
    } finally {
      if (signal() === own) box.removeAttribute("aria-busy");
    }
  }

  return { box, ask, begin, end, signal, show: (...children) => redraw(box, ...children) };
}
