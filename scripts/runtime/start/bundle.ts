import { existsSync, readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Metafile, type Plugin } from "esbuild";
import { BUNDLES, ROOT, serverBundle } from "./sources.mjs";

/** Bundles that are kept: a site that runs from an earlier one may not have read all of its files yet. */
const KEPT = 3;
/** Packages that are bundled, because they import parts of Next by names that Node does not resolve by itself. */
const BUNDLED = /^next-auth(?:\/|$)/;

/** Bundles the server, so that production runs it without a transpiler, unless that has been done for these sources. */
export async function bundleServer(): Promise<void> {
  const folder = await serverBundle();
  if (existsSync(folder)) return;
  const draft = `${folder}.${process.pid}`;
  try {
    await bundleInto(draft);
    // A folder is there with all of its files, or not at all. Two may make the same one at the same time.
    await rename(draft, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  await removeOld();
}

async function removeOld(): Promise<void> {
  const ages = await Promise.all(
    (await readdir(BUNDLES)).map(async (name) => {
      const path = join(BUNDLES, name);
      return { path, made: (await stat(path)).mtimeMs };
    }),
  );
  const old = ages.toSorted((a, b) => b.made - a.made).slice(KEPT);
  for (const { path } of old) await rm(path, { recursive: true, force: true });
}

/** Bundles the server into a folder of the repository. Its packages stay where they are. @returns what is in it */
export async function bundleInto(folder: string): Promise<Metafile> {
  await mkdir(folder, { recursive: true });
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, "scripts/runtime/start/up.ts")],
    outdir: folder,
    chunkNames: "[name]-[hash]",
    bundle: true,
    // What up.ts imports only when it needs it stays in files of its own.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    tsconfig: join(ROOT, "scripts/tsconfig.json"),
    // Node keeps the text of each file in memory, comments and all. Errors name the place in our sources all the same.
    minifyWhitespace: true,
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: "error",
    plugins: [compilerInFile(folder), packagesOutside, ownPlaces(folder)],
    define: { WAKE_SCRIPT: JSON.stringify(await bundleWakeScript()) },
  });
  return metafile;
}

/** Bundles the script that a finished page begins with. @returns its text */
async function bundleWakeScript(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, "components/shell/waking/wake.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    charset: "ascii",
    tsconfig: join(ROOT, "scripts/tsconfig.json"),
    logLevel: "error",
  });
  return outputFiles[0]?.text.trim() ?? "";
}

/** The compiler of queries, as Prisma's package holds it: in base64, in the text of a module. */
const COMPILER = "@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs";

/**
 * Writes Prisma's compiler of queries into a file of its own and reads it from there. Its module would keep nine megabytes
 * in memory for as long as the site runs: the text of the module, and the same text as a value.
 */
function compilerInFile(folder: string): Plugin {
  return {
    name: "compiler in a file",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.wasm-base64\.mjs$/ }, ({ path }) => {
        if (path !== COMPILER) throw new Error(`${path} is not the compiler that is written out.`);
        return { path: join(ROOT, "node_modules", path) };
      });
      onLoad({ filter: /\.wasm-base64\.mjs$/ }, async ({ path }) => {
        const { wasm } = (await import(pathToFileURL(path).href)) as { wasm: string };
        await writeFile(join(folder, "query-compiler.wasm"), Buffer.from(wasm, "base64"));
        // Prisma's client calls Buffer.from with it, which asks an object for its value.
        return {
          contents: `import { readFileSync } from "node:fs";
            const file = new URL("query-compiler.wasm", import.meta.url);
            export const wasm = { valueOf: () => readFileSync(file) };`,
        };
      });
    },
  };
}

/** Leaves packages out of the bundle. */
const packagesOutside: Plugin = {
  name: "packages outside",
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      if (path.startsWith("@/") || path === "server-only" || BUNDLED.test(path)) return;
      if (path.startsWith("node:")) return { path, external: true };
      // What a bundled package imports is bundled too, except for Next.
      if (importer.includes("/node_modules/") && !path.startsWith("next/")) return;
      return { path: fileOf(path), external: true };
    });
  },
};

const { resolve: find } = createRequire(join(ROOT, "package.json"));

/** Writes out which file of a package an import means, where its package.json does not: Node demands that. */
function fileOf(path: string): string {
  const [name = path] = /^(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
  if (path === name) return path;
  const folder = join(ROOT, "node_modules", name);
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return exports ? path : `${name}/${relative(folder, find(path)).replaceAll("\\", "/")}`;
}

/** Lets a file that asks for its own place find it, although its code is elsewhere now. */
function ownPlaces(folder: string): Plugin {
  return {
    name: "own places",
    setup({ onLoad }) {
      onLoad({ filter: /\.(?:ts|tsx|mjs)$/ }, async ({ path }) => {
        if (path.includes("/node_modules/")) return;
        const text = await readFile(path, "utf8");
        if (!text.includes("import.meta.")) return;
        const from = (place: string) =>
          JSON.stringify(relative(folder, place).replaceAll("\\", "/"));
        return {
          contents: text
            .replaceAll(
              "import.meta.dirname",
              `(import.meta.dirname + "/" + ${from(dirname(path))})`,
            )
            .replaceAll("import.meta.url", `new URL(${from(path)}, import.meta.url).href`),
          loader: basename(path).endsWith("x") ? "tsx" : path.endsWith(".mjs") ? "js" : "ts",
        };
      });
    },
  };
}
