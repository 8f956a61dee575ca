// SPDX-License-Identifier: GPL-3.0-or-later
// Plans: a community worker tries what a gap needs, a planner the best places;
// every figure is the interface's.

import { readFileSync } from "node:fs";
import { weight } from "../../web/src/base/amounts.js";
import { learn, setLanguage } from "../../web/src/base/text.js";
import { fromScenario, read, toScenario } from "../../web/src/plan/plan.js";
import { api, base, same, yes } from "./lib.mjs";
import { focused, hashOf, settled, tooWide, waitForText } from "./page.mjs";
import { USUAL, communities, unitHash, worstUnit } from "./questions.mjs";
import { test } from "./walk.mjs";

const POCKET = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const ONE = "pharmacy";

// What the interface says of the plan in the address.
async function asked(page) {
  const plan = new URLSearchParams((await hashOf(page)).slice(1)).get("plan");
  const response = await fetch(`${base}/api/v1/whatif?${USUAL}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(toScenario(read(plan))),
  });
  return { plan: read(plan), found: await response.json() };
}

// A weight as the page writes it.
async function inWords(page, value) {
  const { home_kind: kind } = await api("/city");
  const lang = (await page.getAttribute("html", "lang")).slice(0, 2);
  await learn(lang);
  setLanguage(lang);
  return weight(value, kind);
}

export async function says(page, text, value, what) {
  const words = await inWords(page, value);
  yes(text.includes(words), `${what}: ${words}? ${text}`);
}

const summed = (page) => page.waitForSelector("#plan-sum .sums, #plan-sum .notice");

// The sum and each community that gains are those of the interface.
export async function holds(page) {
  await settled(page);
  await summed(page);
  const { found, plan } = await asked(page);
  const text = await page.textContent("#plan-sum");
  if (found.gained > 0) await says(page, text, found.gained, "gained");
  if (found.lost > 0) await says(page, text, found.lost, "lost");
  const rows = found.changes.filter(({ gained, lost }) => gained > 0 || lost > 0);
  for (const { unit, category, gained } of rows) {
    const row = page.locator(`#results li[data-unit="${unit || ""}"][data-category="${category}"]`);
    same(await row.count(), 1, `rows of ${unit} ${category}`);
    const line = await row.textContent();
    if (gained > 0) await says(page, line, gained, "gained there");
  }
  return { found, plan };
}

// Where the only mark of a plan lies: in the middle of what the map is fitted
// to, above the line at the bottom of a phone.
async function markAt(page) {
  const box = await page.locator("#map").boundingBox();
  const narrow = box.width < 860;
  const [top, bottom] = narrow ? [40, 110] : [48, 48];
  return [box.x + box.width / 2, box.y + top + (box.height - top - bottom) / 2];
}

async function drag(page, [x, y], [dx, dy]) {
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 6; i += 1) {
    await page.mouse.move(x + (dx * i) / 6, y + (dy * i) / 6);
    await page.waitForTimeout(40);
  }
  await page.mouse.up();
}

export const planOf = async (page) =>
  read(new URLSearchParams((await hashOf(page)).slice(1)).get("plan"));

const moved = async (page, before, what) => {
  const text = JSON.stringify(before.changes);
  for (let i = 0; i < 100; i += 1) {
    const plan = await planOf(page);
    if (JSON.stringify(plan.changes) !== text) return plan;
    await page.waitForTimeout(100);
  }
  throw new Error(`never: ${what}`);
};

// ---- a community worker ----

// From the start page to a gap, why it is one, and a trial.
async function fromTheGap(page) {
  const code = await worstUnit();
  await page.click("#views a[data-view=unit]");
  await page.fill("#unit-search", code);
  await page.locator(".unit-row").first().click();
  await page.click(`#gaps-${ONE}`);
  await page.waitForSelector(".gap");
  const query = `unit=${encodeURIComponent(code)}&category=${ONE}&${USUAL}&k=12`;
  const { features } = await api(`/gaps?${query}`);
  const {
    mend,
    over_seconds: over,
    rank,
  } = features.map((one) => one.properties).find((one) => one.mend && one.mend.site);
  const text = await page
    .locator(".gap")
    .nth(rank - 1)
    .textContent();
  if (over > 0) yes(text.includes(`多 ${Math.max(1, Math.ceil(over / 60))} 分钟`), `over? ${text}`);
  await page.click(`#gap-try-site-${rank}`);
  const { found, plan } = await holds(page);
  same(plan.changes.length, 1, "changes");
  yes(Math.abs(plan.changes[0].at[0] - mend.site.lon) < 1e-6, "at the suggested place");
  yes(found.gained > 0, "nobody gains where it was suggested");
}

async function dragAbout(page) {
  await page.click("#change-put-1");
  await page.waitForSelector(".map-first");
  await page.waitForTimeout(900); // until the map stands still
  const before = await planOf(page);
  await drag(page, await markAt(page), [46, -58]);
  const after = await moved(page, before, "the mark was dragged");
  await waitForText(page, "#dock-text", "到");
  await page.click("#dock-action");
  await holds(page);
  await page.click("#change-best-1");
  const back = await moved(page, after, "the mark is back where it is suggested");
  same(back.changes[0].at, before.changes[0].at, "the suggested place");
  await holds(page);
}

async function keepAndPrint(page) {
  await page.fill("#plan-name", "桥北加一处药店");
  await page.click("#keep");
  await waitForText(page, "#keep-told", "已保存");
  yes((await hashOf(page)).includes("n~"), "the name is not in the address");
  await page.click("#keep-new");
  await page.waitForFunction(() => !document.querySelector("#plan-sum").childElementCount);
  await page.reload();
  await page.click("#kept-1");
  same(await page.textContent("#plan-called"), "桥北加一处药店", "its name");
  await holds(page);
  same(await tooWide(page), "", "too wide");
  await page.emulateMedia({ media: "print" });
  for (const id of ["#adding", "#keep", "#change-put-1", "#best"]) {
    yes(!(await page.isVisible(id)), `${id} is printed`);
  }
  for (const id of ["#plan-called", "#plan-sum", "#results li .bar-name button", ".paper"]) {
    yes(await page.locator(id).first().isVisible(), `${id} is not printed`);
  }
  yes((await page.textContent(".paper")).includes("OpenStreetMap"), "no attribution on paper");
  yes((await page.pdf({ format: "A4" })).length > 20_000, "no PDF");
}

async function worker(page) {
  await fromTheGap(page);
  await dragAbout(page);
  await keepAndPrint(page);
}

// The new way that a gap suggests, of which the list and the interface say the
// same; one end is dragged, a gate is tried that isn't there, a street is shut.
async function ways(page) {
  const code = await worstUnit();
  const query = `unit=${encodeURIComponent(code)}&category=${ONE}&${USUAL}&k=12`;
  const { features } = await api(`/gaps?${query}`);
  const one = features.map(({ properties }) => properties).find(({ mend }) => mend?.link);
  await page.waitForSelector(".gap");
  if (one) await page.click(`#gap-try-link-${one.rank}`);
  else await twoTaps(page);
  const { found, plan } = await holds(page);
  same(plan.changes[0].kind, "link", "what is tried");
  if (one) yes(found.gained > 0, "nobody gains by the way that was suggested");
  await page.click("#change-put-1");
  const [lon, lat] = plan.changes[0].from;
  await page.fill("#change-position-1-from", `${lon + 0.0005}, ${lat}`);
  await page.keyboard.press("Enter");
  yes((await moved(page, plan, "its first end")).changes[0].from[0] > lon, "not to the east");
  await holds(page);
  await tryGate(page);
  await page.click("#add-block");
  await page.focus("#map");
  await page.keyboard.press("Enter");
  same((await holds(page)).plan.changes[1].kind, "block", "the street that is shut");
}

// From one end to the other, by keys.
async function twoTaps(page) {
  await page.click("#views a[data-view=plan]");
  await page.click("#add-link");
  await page.focus("#map");
  await page.keyboard.press("Enter");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(600);
  await page.keyboard.press("Enter");
}

// There is none in a lake: the failure leads to the change.
async function tryGate(page) {
  await page.click("#add-gate");
  await page.focus("#map");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#change-turn-2");
  await page.fill("#change-position-2", "0, 0");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#results .notice.bad");
  const before = await planOf(page);
  await page.click("#change-turn-2");
  same((await moved(page, before, "the gate is shut")).changes[1].open, false, "the gate");
  await page.waitForSelector("#results .notice.bad");
  await page.locator("#results button.primary").last().click();
  await holds(page);
}

// ---- by keyboard, in English ----

async function byKeyboard(page) {
  await page.waitForSelector("#add-map");
  await page.waitForSelector(".ol-viewport", { state: "attached" });
  await page.focus("#add-map");
  await page.keyboard.press("Enter");
  await page.focus("#map");
  await page.keyboard.press("Enter");
  const first = await moved(page, { changes: [] }, "Enter puts one at the centre");
  same(first.changes[0].category, ONE, "what was put there");
  await page.waitForTimeout(900);
  await page.focus("#map");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(600);
  await page.keyboard.press("Enter");
  const second = await moved(page, first, "Enter puts it at the new centre");
  yes(second.changes[0].at[0] > first.changes[0].at[0], "not to the east");
  const [lon, lat] = first.changes[0].at;
  await page.fill("#change-position-1", "nowhere");
  await page.keyboard.press("Enter");
  await waitForText(page, ".change .note[role=alert]", "nowhere");
  await page.fill("#change-position-1", `${lon}, ${lat}`);
  await page.keyboard.press("Enter");
  same(JSON.stringify(await moved(page, second, "typed")), JSON.stringify(first), "as typed");
  await page.click("#change-drop-1");
  await page.waitForFunction(() => !document.querySelector(".change"));
  same(await focused(page), "changes-title", "the focus");
}

// ---- closing, moving, files ----

async function closeAndMove(page) {
  await page.waitForSelector(".ol-viewport", { state: "attached" });
  await page.click("#add-remove");
  await page.click("#option-1");
  const { found, plan } = await holds(page);
  same(plan.changes[0].kind, "remove", "what was done");
  yes(found.lost >= 0, "an answer");
  await page.click("#add-move");
  await page.click("#option-1");
  const both = await planOf(page);
  same(both.changes[1].kind, "move", "what was done");
  const [lon, lat] = both.changes[1].at;
  await page.fill("#change-position-2", `${lon + 0.004}, ${lat}`);
  await page.keyboard.press("Enter");
  await moved(page, both, "it was moved");
  await holds(page);
}

async function throughAFile(page) {
  const before = await planOf(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#keep-file")]);
  const path = await download.path();
  const scenario = JSON.parse(readFileSync(path, "utf8"));
  same(JSON.stringify(fromScenario(scenario).plan), JSON.stringify(before), "the file");
  await page.click("#keep-new");
  await page.waitForFunction(() => !document.querySelector(".change"));
  await page.setInputFiles("#keep-open", path);
  await page.waitForSelector(".change");
  same(JSON.stringify(await planOf(page)), JSON.stringify(before), "out of the file");
  await holds(page);
  const bad = { name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"add":[7]}') };
  await page.setInputFiles("#keep-open", bad);
  await waitForText(page, "#keep-told", "x.json");
}

async function compare(page) {
  await page.fill("#plan-name", "One");
  await page.click("#keep");
  await page.click("#change-drop-2");
  await page.fill("#plan-name", "Two <b>");
  await page.click("#keep");
  await page.click("#kept-compare");
  await page.waitForSelector("#compared-table");
  const rows = await page.$$eval("#compared-table tbody th", (list) =>
    list.map((e) => e.textContent),
  );
  same(rows.join("; "), "Two <b> (this one); One", "the plans held side by side");
}

async function files(page) {
  await closeAndMove(page);
  await throughAFile(page);
  await compare(page);
}

export async function planWalks() {
  const [unit] = await communities();
  const own = `${unitHash(unit).replace("view=unit", "view=plan")}&category=${ONE}`;
  test("task: a gap, why, one more there, who gains, kept and printed", "", worker, POCKET);
  const gaps = `${unitHash({ code: await worstUnit() })}&gaps=${ONE}`;
  test("task: a new way in place of a facility, gates and blocks", gaps, ways, {
    expectErrors: true, // the gate that isn't there
  });
  test("a plan by keyboard alone, in English", `${own}&lang=en`, byKeyboard);
  test("closing one, moving one, files, side by side", `${own}&lang=en`, files);
}
