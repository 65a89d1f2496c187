// Bundles frontend/src/ into static/dist/: one script, one style sheet, the letters, and a sprite of the icons we use.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}static/dist`;
const packages = `${root}node_modules`;

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
