// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the page into dist/: npm ci && node build.mjs
// Scripts and styles carry a hash of their content in the name, so that they
// can be cached for ever; each file also lies there as .gz and .br. The
// service worker is told the names, and its own bytes change with them.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const LIST_BYTES = 40_000; // brotli: what the first list waits for
const ALL_BYTES = 150_000; // brotli: that, the map and every view that is kept on the device
const PLAN_BYTES = 20_000; // brotli: what comes with the first plan that somebody tries
const SHARED = {
  absWorkingDir: HERE,
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  target: ["es2020", "chrome87", "safari15", "firefox78"],
  // Fields of classes are younger than ES2020, but all of these browsers have them.
  supported: { "class-field": true, "class-static-field": true },
  logLevel: "warning",
};

// What an output loads at once, itself first; views and the map come later.
function needs(outputs, name, found = new Set()) {
  found.add(name);
  for (const { path, kind } of outputs[name].imports) {
    if (kind === "import-statement" && !found.has(path)) needs(outputs, path, found);
  }
  return found;
}

async function bundle() {
  const { metafile } = await build({
    ...SHARED,
    outdir: DIST,
    entryPoints: { first: "src/first.js", app: "src/main.js", style: "style.css" },
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    metafile: true,
  });
  const { outputs } = metafile;
  const entry = (source) =>
    Object.keys(outputs).find((name) => outputs[name].entryPoint === source);
  const [first, app, style] = ["src/first.js", "src/main.js", "style.css"].map(entry);
  const names = (set) => [...set].map((path) => basename(path));
  const early = names(new Set([...needs(outputs, first), ...needs(outputs, app)]));
  const plan = names([entry("src/plan/view.js")]); // what it shares with others is theirs
  return { first: basename(first), app: basename(app), style: basename(style), early, plan };
}

async function page({ first, app, style, early }) {
  const chunks = early.filter((name) => name !== first && name !== app).sort();
  const html = (await readFile(join(HERE, "index.html"), "utf8"))
    .replace('href="style.css"', `href="${style}"`)
    .replace('src="first.js"', `src="${first}"`)
    .replace('src="app.js"', `src="${app}"`)
    .replace(
      "</head>",
      `${chunks.map((name) => `<link rel="modulepreload" href="${name}">\n`).join("")}</head>`,
    );
  await writeFile(join(DIST, "index.html"), html);
  for (const name of ["favicon.svg", "manifest.webmanifest"]) {
    await copyFile(join(HERE, name), join(DIST, name));
  }
}

// The worker's version is a hash of all it keeps. Plans need the server for each
// figure, so they are not kept.
async function worker({ plan }) {
  const hash = createHash("sha256");
  const shell = [""]; // below where the page stands
  for (const name of (await readdir(DIST)).sort()) {
    hash.update(name).update(await readFile(join(DIST, name)));
    if (name !== "index.html" && !plan.includes(name)) shell.push(name);
  }
  await build({
    ...SHARED,
    entryPoints: ["src/sw.js"],
    outfile: join(DIST, "sw.js"),
    format: "iife",
    define: {
      SHELL: JSON.stringify(shell),
      VERSION: JSON.stringify(hash.digest("hex").slice(0, 12)),
    },
  });
}

async function compress({ early, style, plan }) {
  const sum = { all: 0, list: 0, plan: 0 };
  for (const name of (await readdir(DIST)).sort()) {
    const bytes = await readFile(join(DIST, name));
    const br = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    await writeFile(join(DIST, `${name}.br`), br);
    await writeFile(join(DIST, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    sum[plan.includes(name) ? "plan" : "all"] += br.length;
    if ([...early, style, "index.html"].includes(name)) sum.list += br.length;
    console.log(`${String(bytes.length).padStart(8)} ${String(br.length).padStart(7)} br  ${name}`);
  }
  console.log(`${sum.list} bytes before the first list, ${sum.all} in all, plans ${sum.plan}`);
  if (sum.list > LIST_BYTES) {
    throw new Error(`the first list waits for more than ${LIST_BYTES} bytes`);
  }
  if (sum.plan > PLAN_BYTES) throw new Error(`plans are over ${PLAN_BYTES} bytes`);
  if (sum.all > ALL_BYTES) throw new Error(`the page is over ${ALL_BYTES} bytes`);
}

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
const built = await bundle();
await page(built);
await worker(built);
await compress(built);
