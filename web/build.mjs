// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the page into dist/: npm ci && node build.mjs
// Scripts and styles carry a hash of their content in the name, so that they
// can be cached for ever; each file also lies there as .gz and .br.

import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const DIST = join(HERE, "dist");
const FIRST_ANSWER_BYTES = 150_000; // page, style, scripts, brotli

async function bundle() {
  await build({
    absWorkingDir: HERE, outdir: DIST, entryPoints: { app: "src/main.js", style: "style.css" },
    entryNames: "[name]-[hash]", chunkNames: "[name]-[hash]", bundle: true, splitting: true, format: "esm",
    minify: true, legalComments: "none", target: ["es2020", "chrome87", "safari15", "firefox78"], logLevel: "warning",
  });
}

async function page() {
  const files = await readdir(DIST);
  const style = files.find((name) => name.endsWith(".css"));
  const app = files.find((name) => /^app-.*\.js$/.test(name));
  const rest = files.filter((name) => name.endsWith(".js") && name !== app).sort();
  const html = (await readFile(join(HERE, "index.html"), "utf8"))
    .replace('href="style.css"', `href="${style}"`)
    .replace('src="app.js"', `src="${app}"`)
    .replace("</head>", `${rest.map((name) => `<link rel="modulepreload" href="${name}">\n`).join("")}</head>`);
  await writeFile(join(DIST, "index.html"), html);
  for (const name of ["favicon.svg", "manifest.webmanifest"]) await copyFile(join(HERE, name), join(DIST, name));
}

async function compress() {
  let total = 0;
  for (const name of (await readdir(DIST)).sort()) {
    const bytes = await readFile(join(DIST, name));
    const br = brotliCompressSync(bytes, { params: {
      [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
    await writeFile(join(DIST, `${name}.br`), br);
    await writeFile(join(DIST, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    total += br.length;
    console.log(`${String(bytes.length).padStart(8)} ${String(br.length).padStart(7)} br  ${name}`);
  }
  console.log(`${total} bytes in all`);
  if (total > FIRST_ANSWER_BYTES) throw new Error(`the first answer is over ${FIRST_ANSWER_BYTES} bytes`);
}

await rm(DIST, { recursive: true, force: true });
await mkdir(DIST, { recursive: true });
await bundle();
await page();
await compress();
