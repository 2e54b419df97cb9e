// Bundles the style sheet, the script and the icon into one folder, with a content hash in each name:
//   node assets/build.mjs OUTPUT_FOLDER
// Called by build.rs after `npm ci`; nothing here reaches the network.
import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build } from "esbuild";
import { compile } from "sass";

const [output] = process.argv.slice(2);
if (!output) throw new Error("name the output folder: node assets/build.mjs OUTPUT_FOLDER");

/** Compiles SCSS, so that `@use "@tabler/core/scss/…"` finds the npm package. */
const scss = {
  name: "scss",
  setup({ onLoad }) {
    onLoad({ filter: /\.scss$/ }, ({ path }) => {
      const { css } = compile(path, { loadPaths: ["node_modules"], quietDeps: true });
      return { contents: css, loader: "css", resolveDir: dirname(path) };
    });
  },
};

/** Keeps the WOFF2 files of Fontsource only: every browser that can show these pages reads them. */
const woff2 = {
  name: "woff2",
  setup({ onLoad }) {
    onLoad({ filter: /@fontsource.*\.css$/ }, async ({ path }) => {
      const css = await readFile(path, "utf8");
      return { contents: css.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ""), loader: "css" };
    });
  },
};

/** What the licences of the bundled fonts and styles ask for: their names and texts travel with them. */
async function licences(file) {
  const parts = ["@fontsource/be-vietnam-pro", "@fontsource-variable/inter", "@tabler/core"].map(async (name) => {
    const { version, license } = JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
    const text = await readFile(`node_modules/${name}/LICENSE`, "utf8").catch(() => "");
    return `${name} ${version} (${license})\n\n${text}`;
  });
  await writeFile(file, (await Promise.all(parts)).join("\n\n\n"));
  return file;
}

await build({
  entryPoints: ["assets/app.scss", "assets/app.js", "assets/favicon.svg", await licences("node_modules/licences.txt")],
  outdir: output,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  loader: { ".woff2": "file", ".svg": "copy", ".txt": "copy" },
  logLevel: "warning",
  plugins: [scss, woff2],
});
