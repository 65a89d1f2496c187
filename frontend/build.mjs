// Bundles frontend/src/ into static/dist/: one script, one style sheet, the letters, and a sprite of the icons we use.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { PurgeCSS } from "purgecss";
import subsetFont from "subset-font";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}static/dist`;
const packages = `${root}node_modules`;

// Of the letters beyond western Europe only those of names, as frontend/src/fonts.css says: a fifth of the weight.
const LETTERS = [[0x0100, 0x017f], [0x01cd, 0x01dc], [0x0218, 0x021b], [0x1e80, 0x1e85], [0x1e9e, 0x1e9e]];

async function fewerLetters({ path }) {
  const codes = LETTERS.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, place) => from + place));
  const contents = await subsetFont(await readFile(path), String.fromCodePoint(...codes), { targetFormat: "woff2" });
  return { contents, loader: "file" };
}

const letters = {
  name: "letters",
  setup: (building) => building.onLoad({ filter: /inter-latin-ext-wght-normal\.woff2$/ }, fewerLetters),
};

// Of Bootstrap only what a page of ours can name: its own templates and scripts, and what form fields are given by crispy forms.
const ROOMS = "{accounts,catalog,clinic,patients,scheduling,treatments}";
const NAMED_ELSEWHERE = [/^form-/, /^is-(in)?valid$/, /^(in)?valid-/, /^was-/, /^btn/, /^input-group/, /^(m|p)[bt]?-/, /^row$/, /^col/];

async function fewerRules({ path }) {
  const raw = await readFile(path, "utf8");
  const [left] = await new PurgeCSS().purge({
    content: [`${root}templates/**/*.html`, `${root}frontend/src/*.js`, `${root}${ROOMS}/**/*.py`],
    css: [{ raw }],
    safelist: { standard: NAMED_ELSEWHERE },
  });
  return { contents: left.css, loader: "css" };
}

const rules = {
  name: "rules",
  setup: (building) => building.onLoad({ filter: /bootstrap\.css$/ }, fewerRules),
};

async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: ["frontend/src/app.js", "frontend/src/app.css", "frontend/src/gallery.css"],
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    sourcemap: "linked",
    loader: { ".woff2": "file" },
    plugins: [letters, rules],
    assetNames: "[name]",
    legalComments: "linked",
    logLevel: "warning",
  });
}

async function symbol(name) {
  const icon = await readFile(`${packages}/bootstrap-icons/icons/${name}.svg`, "utf8");
  const [, box, drawing] = icon.match(/viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>/);
  return `<symbol id="${name}" viewBox="${box}">${drawing.replace(/\s*\n\s*/g, "")}</symbol>`;
}

async function sprite() {
  const lines = (await readFile(`${root}frontend/icons.txt`, "utf8")).split("\n");
  const names = lines.map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));
  const symbols = await Promise.all(names.map(symbol));
  await writeFile(`${out}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`);
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await Promise.all([bundle(), sprite()]);
