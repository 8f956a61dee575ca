// SPDX-License-Identifier: GPL-3.0-or-later
// What a community worker does, and whoever looks at the whole city.

import { api, at, base, same, test, yes } from "./lib.mjs";

export async function unitWalks() {
  const level = (await api("/city")).finest_level;
  const unit = (await api(`/units?level=${level}`)).units.filter((u) => u.homes > 0).sort((a, b) => b.homes - a.homes)[0];
  const hash = `view=unit&unit=${encodeURIComponent(unit.code)}`;

  test("a community is picked from the list", "view=unit", async (page) => {
    await page.fill("#unit-search", unit.name);
    await page.locator(".unit-row").first().click();
    await page.waitForSelector("#bars");
  });

  test("its bars are the interface's shares, largest gap first", hash, async (page) => {
    await page.waitForSelector("#bars");
    const { rows } = await api(`/units/${encodeURIComponent(unit.code)}/coverage?minutes=15&pace=standard`);
    const shown = await page.$$eval(".bar-row", (list) => list.map((item) => ({
      category: item.dataset.category, covered: parseFloat(item.querySelector(".covered").style.width) })));
    same(shown.length, rows.length - 1, "bars");
    const known = [];
    for (const item of shown) {
      const row = rows.find((r) => r.category === item.category);
      yes(Math.abs(item.covered - (100 * row.covered) / row.total) < 0.01, `${item.category}: ${item.covered} %`);
      if (row.unknown < row.total) known.push(row.uncovered);
    }
    same(known.join(), [...known].sort((a, b) => b - a).join(), "order");
    await page.waitForTimeout(600);
  });

  test("a tap on the map picks a community", "view=unit", async (page) => {
    await page.waitForSelector(".unit-row");
    await page.waitForTimeout(1200);
    const hit = await page.evaluate(async () => {
      const box = document.getElementById("map").getBoundingClientRect();
      return { x: box.x, y: box.y, width: box.width, height: box.height };
    });
    for (let i = 0; i < 60; i += 1) {
      const angle = i * 2.4;
      const radius = Math.sqrt(i) * 24;
      await page.mouse.click(hit.x + hit.width / 2 + radius * Math.cos(angle), hit.y + hit.height / 2 + radius * Math.sin(angle));
      await page.waitForTimeout(320);
      if ((await page.evaluate(() => location.hash)).includes("unit=osm")) break;
    }
    await page.waitForSelector("#results h2");
  });

  test("downloads lead to the interface", hash, async (page) => {
    await page.waitForSelector("#bars");
    for (const link of await page.$$eval("a[download]", (list) => list.map((a) => a.href))) {
      const response = await fetch(link);
      same(response.status, 200, link);
    }
  });
}

// A triangle round where somebody lives, 600 m to a corner.
const triangle = () => [[-0.008, -0.004], [0.008, -0.004], [0, 0.006]].map(([x, y]) =>
  [at[0] + x, at[1] + y].map((v) => Math.round(v * 1e5) / 1e5));

const coverageOf = async (corners) => (await fetch(`${base}/api/v1/coverage?minutes=15&pace=standard`, {
  method: "POST", headers: { "Content-Type": "application/geo+json" },
  body: JSON.stringify({ type: "Polygon", coordinates: [[...corners, corners[0]]] }) })).json();

const widths = (page) => page.$$eval(".bar-row", (list) => Object.fromEntries(list.map((item) =>
  [item.dataset.category, parseFloat(item.querySelector(".covered").style.width)])));

export function areaWalks() {
  test("an area typed by its corners has the coverage that the interface gives, and a link", "view=unit", async (page) => {
    const corners = triangle();
    await page.click("#area-open");
    same(await page.evaluate(() => document.activeElement.tagName), "H2", "the focus is on the title");
    await page.click("#area-done");
    yes((await page.textContent("#picker")).includes("至少要三个"), "two corners too few, and nothing is said");
    await page.click("#area-typing summary");
    await page.fill("#area-text", "104.06\n1,2\n3,4");
    await page.click("#area-typed");
    yes((await page.textContent("#picker")).includes("第 1 行“104.06”"), "a line that is no pair, and nothing is said");
    await page.fill("#area-text", corners.map((c) => c.join(", ")).join("\n"));
    await page.click("#area-typed");
    await page.waitForSelector("#bars");
    const { rows } = await coverageOf(corners);
    const shown = await widths(page);
    same(Object.keys(shown).length, rows.length - 1, "bars");
    for (const row of rows.filter((r) => r.category !== "all_basic" && r.total)) {
      yes(Math.abs(shown[row.category] - (100 * row.covered) / row.total) < 0.02, `${row.category}: ${shown[row.category]} %`);
    }
    // The link alone brings the same, to whoever gets it.
    const address = page.url();
    yes(address.includes("area="), "the area is not in the address");
    await page.goto("about:blank");
    await page.goto(address);
    await page.waitForSelector("#bars");
    same(JSON.stringify(await widths(page)), JSON.stringify(shown), "from the link");
    const wait = page.waitForEvent("download");
    await page.click("#results .tools button:has-text('CSV')");
    same((await wait).suggestedFilename(), "lifecircle-area.csv", "a table to take away");
    await page.click("#area-change");
    yes((await page.textContent("#area-count")).includes("3"), "the corners are there to change");
  });

  test("an area by taps on the map, and by keys", "view=unit", async (page) => {
    await page.waitForSelector("#map canvas");
    await page.click("#area-open");
    await page.waitForTimeout(300);
    const box = await page.locator("#map").boundingBox();
    for (const [x, y] of [[0.4, 0.4], [0.6, 0.4]]) {
      await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
      await page.waitForTimeout(400); // two taps at once are a zoom
    }
    await page.focus("#map");
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(300);
    await page.keyboard.press("Enter");
    yes((await page.textContent("#area-count")).includes("3"), "three corners");
    await page.click("#area-undo");
    yes((await page.textContent("#area-count")).includes("2"), "one undone");
    await page.click("#area-view");
    await page.waitForSelector("#bars");
    yes(page.url().includes("area="), "what the map shows, as an area");
    await page.goBack();
    await page.waitForSelector(".unit-row");
  });

  test("in a straight line in place of on foot, in the community and the city", "", async (page) => {
    const { finest_level: level } = await api("/city");
    const [unit] = (await api(`/units?level=${level}`)).units.filter((u) => u.homes > 0).sort((a, b) => b.homes - a.homes);
    await page.goto(`${base}/#view=unit&unit=${encodeURIComponent(unit.code)}`);
    await page.waitForSelector("#bars");
    await page.selectOption("#how", "500");
    const { rows } = await api(`/units/${encodeURIComponent(unit.code)}/coverage?mode=straight&radius=500`);
    const row = rows.find((one) => one.category === "pharmacy");
    await page.waitForFunction((width) => Math.abs(parseFloat(document.querySelector("[data-category=pharmacy] .covered")?.style.width) - width) < 0.02, (100 * row.covered) / row.total);
    yes((await page.textContent(".headline")).includes("直线 500 米"), "how it is measured");
    same(await page.locator("[id^=gaps-]").count(), 0, "gaps are of walks");
    await page.goto(`${base}/#view=city&category=pharmacy&radius=500`);
    const all = (await api(`/coverage?level=${level}&category=pharmacy&mode=straight&radius=500`)).rows;
    await page.waitForFunction((unit) => document.querySelector("#table tbody tr")?.dataset.unit === unit, [...all].sort((a, b) => b.uncovered - a.uncovered)[0].unit);
    yes((await page.textContent("#table thead")).includes("半数距离"), "metres, not minutes");
    await page.selectOption("#how", "");
    await page.waitForFunction(() => document.querySelector("#table thead")?.textContent.includes("半数用时"));
  });

  test("two communities side by side, and a rank", "view=unit", async (page) => {
    const { finest_level: level } = await api("/city");
    const { rows } = await api(`/coverage?level=${level}&category=pharmacy&minutes=15&pace=standard`);
    const known = rows.filter((row) => row.unit !== "outside" && row.share !== null && row.unknown < row.total).sort((a, b) => b.share - a.share);
    const [best, worst] = [known[0], known[known.length - 1]];
    await page.goto(`${base}/#view=unit&category=pharmacy&unit=${encodeURIComponent(worst.unit)}`);
    await page.waitForSelector(".ranks");
    const rank = 1 + known.filter((row) => row.share > worst.share).length;
    await page.waitForFunction((text) => document.querySelector(".ranks")?.textContent.includes(text), `${known.length} 个社区里排第 ${rank}`);
    await page.selectOption("#compare", best.unit);
    await page.waitForSelector("#compared");
    const line = page.locator("#compared tr[data-category=pharmacy]");
    const points = Math.round((best.share - worst.share) * 100);
    yes((await line.textContent()).includes(`${best.unit_name}多 ${points} 个百分点`), await line.textContent());
    yes(page.url().includes("other="), "both are in the address");
    await page.click("#compare-stop");
    await page.waitForSelector("#bars");
  });
}

// The community with the most homes that a walk to a pharmacy leaves out.
export async function worstUnit() {
  const { finest_level: level } = await api("/city");
  const { rows } = await api(`/coverage?level=${level}&category=pharmacy&minutes=15&pace=standard`);
  return rows.filter((row) => row.level).sort((a, b) => b.uncovered - a.uncovered)[0].unit;
}

export async function gapWalks() {
  const unit = await worstUnit();
  const hash = `view=unit&unit=${encodeURIComponent(unit)}`;
  const query = "category=pharmacy&minutes=15&pace=standard&k=12";

  test("a service's gaps in a community, and the way back", hash, async (page) => {
    await page.click("#gaps-pharmacy");
    await page.waitForSelector(".gap");
    const answer = await api(`/gaps?unit=${encodeURIComponent(unit)}&${query}`);
    same(await page.locator(".gap").count(), answer.features.length, "gaps");
    const first = answer.features[0].properties;
    const text = await page.textContent(".gap");
    yes(text.includes(first.cause === "far" ? "附近没有" : "要绕路"), `why? ${text}`);
    if (first.walk_seconds) yes(text.includes(`${Math.ceil(first.walk_seconds / 60)} 分钟`), `how far? ${text}`);
    if (first.mend) yes(text.includes(`${Math.round((100 * first.mend.gained) / first.weight)} %`), `what would one more bring? ${text}`);
    same(await page.evaluate(() => document.activeElement.tagName), "H2", "the focus is on the title");
    await page.click("#gap-1");
    await page.waitForSelector("#gap-1[aria-pressed=true]");
    yes((await page.evaluate(() => location.hash)).includes("gap=1"), "the gap is not in the address");
    await page.click("#gaps-back");
    await page.waitForSelector("#bars");
    await page.waitForFunction(() => document.activeElement.id === "gaps-pharmacy");
    await page.goBack();
    await page.waitForSelector(".gap");
  });

  test("the gaps of the whole city, in English, lead to a community", "view=city&category=pharmacy&lang=en", async (page) => {
    await page.click("#gaps-pharmacy");
    await page.waitForSelector(".gap");
    const answer = await api(`/gaps?${query}`);
    same(await page.locator(".gap").count(), answer.features.length, "gaps");
    yes(/[\d.,]+ (million )?(m²|km|m|residents?) .*\(\d+ %\) need more than 15 min/.test(await page.textContent(".summary")), "no summary");
    await page.locator(".gap .link").first().click();
    await page.waitForSelector(".gap");
    yes((await page.evaluate(() => location.hash)).includes("view=unit"), "no community");
  });

  test("a slow answer gives way to the one asked for after it", hash, async (page) => {
    await page.waitForSelector("#bars");
    let first = true;
    await page.route("**/coverage?**", async (route) => {
      if (first) {
        first = false;
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      await route.continue().catch(() => {});
    });
    await page.check("input[name=minutes][value='5']", { force: true });
    await page.check("input[name=minutes][value='10']", { force: true });
    await page.waitForSelector("#bars");
    await page.waitForTimeout(1700);
    yes((await page.textContent(".headline")).includes("10 分钟"), "the slow answer won");
  });
}

export async function cityWalks() {
  test("the city's table is the interface's rows, and sorts", "view=city&category=pharmacy", async (page) => {
    await page.waitForSelector("#table tbody tr");
    const { finest_level: level } = await api("/city");
    const { rows } = await api(`/coverage?level=${level}&category=pharmacy&minutes=15&pace=standard`);
    same(await page.locator("#table tbody tr").count(), rows.length, "rows");
    same(await page.getAttribute("#table tbody tr", "data-unit"),
      [...rows].sort((a, b) => b.uncovered - a.uncovered)[0].unit, "the largest gap");
    await page.click("#sort-share");
    same(await page.getAttribute("th:has(#sort-share)", "aria-sort"), "descending", "aria-sort");
    await page.click("#sort-share");
    same(await page.getAttribute("th:has(#sort-share)", "aria-sort"), "ascending", "aria-sort");
    same(await page.evaluate(() => document.activeElement.id), "sort-share", "focus stays");
    // Table and map point at the same community.
    await page.hover("#table tbody tr >> nth=1");
    await page.waitForSelector("#table tbody tr.pointed");
    await page.focus("#table tbody tr >> nth=2 >> button");
    same(await page.locator("tr.pointed").getAttribute("data-unit"), await page.locator("#table tbody tr >> nth=2").getAttribute("data-unit"), "focus points too");
    await page.waitForTimeout(500);
    const box = await page.locator("#map").boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.waitForTimeout(300);
  });
}
