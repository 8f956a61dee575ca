// SPDX-License-Identifier: GPL-3.0-or-later
// Looks at a page: whether it has settled, what has the focus, what is painted,
// what is too wide, what axe finds.

import { readFileSync } from "node:fs";
import { at, require, same } from "./lib.mjs";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

// Asks the page until it says yes; unlike waitForFunction, of a promise too.
export async function until(page, question, what, seconds = 30) {
  for (let i = 0; i < seconds * 10; i += 1) {
    if (await page.evaluate(question)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
}

export const place = () => `at=${at.join(",")}`;

export const settled = (page) => page.waitForSelector("#results:not([aria-busy])");

export const checklist = async (page) => {
  await page.waitForSelector(".group");
  await settled(page);
};

// Until so many elements of a kind are there.
export const waitForCount = (page, selector, n) =>
  page.waitForFunction(
    ([s, count]) => document.querySelectorAll(s).length === count,
    [selector, n],
  );

export const waitForText = (page, selector, text) =>
  page.waitForFunction(
    ([s, part]) => document.querySelector(s)?.textContent.includes(part),
    [selector, text],
  );

export const focused = (page, member = "id") =>
  page.evaluate((key) => document.activeElement[key], member);

export const hashOf = (page) => page.evaluate(() => location.hash);

// A radio button lies under its own label.
export const check = (page, name, value) =>
  page.check(`input[name=${name}][value='${value}']`, { force: true });

// What the map's canvases show, summed: not blank, and different after a move.
export const painted = (page) =>
  page.evaluate(() => {
    let sum = 0;
    for (const canvas of document.querySelectorAll("#map canvas")) {
      if (!canvas.width) continue;
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      const colours = new Set();
      for (let i = 0; i < data.length; i += 4 * 97) {
        colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
      }
      sum += colours.size;
    }
    return sum;
  });

// Nothing needs scrolling sideways but what scrolls by itself.
export const tooWide = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter(
        (e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table-wrap, #map"),
      )
      .map((e) => `${e.tagName} ${e.id || e.className}`)
      .slice(0, 3)
      .join(", "),
  );

export async function axe(page) {
  if (!(await page.evaluate(() => Boolean(window.axe)))) await page.evaluate(AXE);
  const only = { runOnly: { type: "tag", values: RULES } };
  const { violations } = await page.evaluate((rules) => window.axe.run(document, rules), only);
  const where = ({ id, nodes }) => {
    const targets = nodes.map((node) => node.target.join(" "));
    return `${id} (${targets.slice(0, 3).join(", ")})`;
  };
  same(violations.map(where).join("; "), "", "axe");
}
