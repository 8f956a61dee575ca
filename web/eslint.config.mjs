// SPDX-License-Identifier: GPL-3.0-or-later
// What the page's scripts and the tests around them must hold to, as data. How
// they are laid out is prettier's (package.json), but for what no formatter can
// break: long strings.

import js from "@eslint/js";
import globals from "globals";

const PAGE = ["web/src/**/*.js"];
const TOOLS = ["web/*.mjs", "tests/browser/*.mjs", "tests/oracle/*.mjs"];
const TABLES = ["web/src/base/text.*.js"]; // sentences by language: long, but simple

// Of window's own names those that a forgotten variable would hide behind.
const CONFUSING = ["event", "find", "focus", "length", "name", "origin", "parent", "print"];
const confusing = [...CONFUSING, "scroll", "self", "status", "stop", "top"].map((name) => ({
  name,
  message: "is window's: a variable is missing, or say window." + name,
}));

// Whatever a name or an address holds is text, never markup.
const markup = ["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
  property,
  message: "elements are made by h() of web/src/base/dom.js",
}));

const asking = { name: "fetch", message: "web/src/base/api.js alone knows addresses" };

export default [
  { ignores: ["**/node_modules/", "web/dist/"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    rules: {
      "array-callback-return": "error",
      complexity: ["error", 15],
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-len": ["error", { code: 100 }],
      "max-lines": ["error", 350],
      "max-lines-per-function": ["error", { max: 80, IIFEs: true }],
      "max-params": ["error", 6],
      "no-else-return": "error",
      "no-implicit-globals": "error",
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-useless-concat": "off", // long sentences stand on several lines
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
    },
  },
  {
    files: PAGE,
    languageOptions: { globals: globals.browser },
    rules: {
      "no-console": ["error", { allow: ["warn"] }],
      "no-nested-ternary": "error",
      "no-restricted-globals": ["error", asking, ...confusing],
      "no-restricted-properties": ["error", ...markup],
    },
  },
  { files: TABLES, rules: { "max-lines": ["error", 600] } },
  {
    files: ["web/src/base/api.js"],
    rules: { "no-restricted-globals": ["error", ...confusing] },
  },
  {
    files: ["web/src/sw.js"],
    languageOptions: {
      sourceType: "script",
      globals: { ...globals.serviceworker, SHELL: "readonly", VERSION: "readonly" },
    },
    rules: { "no-restricted-globals": "off", "no-implicit-globals": "off" },
  },
  {
    files: TOOLS,
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: { "max-lines": ["error", 350] },
  },
];
