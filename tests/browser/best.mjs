// SPDX-License-Identifier: GPL-3.0-or-later
// The best places of a service, as a planner has them; what goes wrong with a
// plan; and what one says as text.

import { fromScenario, indexOf, read, toScenario, write } from "../../web/src/plan/plan.js";
import { api, same, yes } from "./lib.mjs";
import { check, waitForText } from "./page.mjs";
import { ONE, holds, planOf, says } from "./plan.mjs";
import { USUAL, communities, unitHash } from "./questions.mjs";
import { test } from "./walk.mjs";

// ---- a planner ----

async function planner(page) {
  await page.click("#views a[data-view=plan]");
  await page.selectOption("#category", ONE);
  await page.click("#best-find");
  await page.waitForSelector("#best-sites");
  const answer = await api(`/sites?category=${ONE}&k=3&${USUAL}`);
  same(await page.locator("#best-sites > li").count(), answer.features.length, "places");
  for (const { properties } of answer.features) {
    const text = await page.textContent(`#best-sites > li[data-rank="${properties.rank}"]`);
    await says(page, text, properties.gained, "by a place");
    const [most] = properties.units;
    if (most?.unit_name) {
      yes(text.includes(most.unit_name), `who gains? ${text}`);
    }
  }
  const far = await api(`/sites?category=${ONE}&k=10&${USUAL}`);
  // On a busy machine the longer line waits to be asked for.
  const drawn = () => page.locator("#best-curve tbody tr").count();
  for (let tries = 0; (await drawn()) <= far.curve.length && tries < 40; tries += 1) {
    await page.waitForTimeout(1000);
    if (tries % 10 === 9) {
      await page.click("#best-farther", { timeout: 900 }).catch(() => {});
    }
  }
  same(await drawn(), far.curve.length + 1, "rows of the curve");
  const table = await page.textContent("#best-curve");
  for (const { gained } of far.curve) {
    await says(page, table, gained, "of the curve");
  }
  same(await page.locator(".curve circle").count(), far.curve.length + 1, "points of the line");
  for (const link of await page.$$eval("#best-found a", (list) => list.map((a) => a.href))) {
    same((await fetch(link)).status, 200, link);
  }
  await page.click("#best-take-all");
  const { found, plan } = await holds(page);
  same(plan.changes.length, answer.features.length, "taken into the plan");
  yes(Math.abs(found.gained - answer.gained) < 1, `${found.gained} as a plan, ${answer.gained}`);
  await check(page, "best", 1);
  await page.waitForFunction(() => document.querySelectorAll("#best-sites > li").length === 1);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll("#best-sites > li").length === 3);
}

// ---- what goes wrong ----

async function unknownFacility(page) {
  await page.waitForSelector(".notice.bad");
  yes((await page.textContent(".notice.bad")).includes("nosuch"), "it is not named");
  await waitForText(page, "#changes", "nosuch");
  await page.locator("#results button.primary").last().click();
  await holds(page);
  same((await planOf(page)).changes.length, 1, "what is left");
}

async function noAnswer(page) {
  let status = 503;
  await page.route("**/whatif?**", (route) =>
    status ? route.fulfill({ status, body: "{}" }) : route.abort(),
  );
  await page.click("#add-best");
  await waitForText(page, ".notice.bad", "正忙");
  status = 0;
  await page.click(".notice.bad button");
  await waitForText(page, ".notice.bad", "检查网络");
  await page.unroute("**/whatif?**");
  await page.click(".notice.bad button");
  await holds(page);
}

// What an address and a file may say, without a page.
function texts() {
  const plan = {
    name: "桥北 100% ~!*' <i>",
    changes: [
      { kind: "add", category: "pharmacy", at: [104.06, -30.5] },
      { kind: "remove", id: "osm:n1/2~3!x*y" },
      { kind: "move", id: "站 8", at: [-15.424316, 28.071512] },
      { kind: "add", category: "clinic", at: [0, 0] },
      { kind: "link", from: [104.06, 30], at: [104.07, 30] },
      { kind: "block", at: [1, 2] },
      { kind: "gate", open: false, at: [1, 2] },
    ],
  };
  const text = write(plan);
  yes(/^[\w~!.*-]+$/.test(text), `letters of an address: ${text}`);
  same(JSON.stringify(read(text)), JSON.stringify(plan), "read again");
  const { plan: again, left } = fromScenario({
    ...toScenario(plan),
    blocks: [{ lon: 1, lat: 2, by: 7 }],
    set: [],
    pace: "x",
  });
  same(left.join(), "blocks[0].by,set", "what can't be shown");
  same(write(again).split("!").sort().join("!"), text.split("!").sort().join("!"), "from a file");
  same(indexOf(plan, "add[1]"), 3, "the second that is added");
  same(indexOf(plan, "move[0].lon"), 2, "the one that is moved");
  same(indexOf(plan, "gates[0]"), 6, "the gate");
  for (const no of ["pace", "add[7]", "", undefined]) {
    same(indexOf(plan, no), -1, no);
  }
  for (const bad of [
    "a~x",
    "a~x~1",
    "a~x~1~91",
    "a~~1~1",
    "r~",
    "r~*E4*zz",
    "q~1",
    "m~a~b~c",
    "!~~!",
  ]) {
    same(read(bad).changes.length, 0, bad);
  }
  for (const bad of [null, 7, [], {}, { add: "x" }, { add: [null] }, { remove: [{}] }]) {
    same(fromScenario(bad), null, JSON.stringify(bad));
  }
}

export async function bestWalks() {
  const [unit] = await communities();
  const own = `${unitHash(unit).replace("view=unit", "view=plan")}&category=${ONE}`;
  const [lon, lat] = unit.centre;
  const lost = `${own}&plan=r~nosuch!a~${ONE}~${lon}~${lat}`;
  test("a plan as text, and as a file", "", () => texts());
  test("task: the best three places, the curve, into a plan", "", planner);
  test("a plan with a facility that there isn't", lost, unknownFacility, {
    expectErrors: true,
  });
  test("a plan without an answer", own, noAnswer, { expectErrors: true });
}
