import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { log } from "@/server/platform/log";
import { inSources } from "@/server/platform/trace";
import { bundleInto } from "./bundle";
import { BUNDLES, ROOT, serverSources } from "./sources.mjs";

type Bundle = Awaited<ReturnType<typeof bundleInto>>;

let folder: string;
let bundle: Bundle;

beforeAll(async () => {
  await mkdir(BUNDLES, { recursive: true });
  folder = await mkdtemp(join(BUNDLES, "test-"));
  bundle = await bundleInto(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files of the bundle that its first one imports when they are needed. */
const later = () =>
  Object.entries(bundle.outputs).flatMap(([file, { entryPoint }]) =>
    entryPoint && !entryPoint.endsWith("start/up.ts")
      ? [{ file: join(ROOT, file), entryPoint }]
      : [],
  );

/** Runs a script as a module with plain Node. */
const node = (script: string, env: Record<string, string> = {}) =>
  spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: ROOT,
    encoding: "utf8",
    env: { PATH: process.env.PATH as string, NODE_ENV: "production", ...env } as never,
  });

describe("the bundle of the server", () => {
  it("is of sources that decide whether it is out of date", async () => {
    const watched = new Set((await serverSources()).map((file) => relative(ROOT, file)));
    const ours = Object.keys(bundle.inputs).filter(
      (file) => !file.startsWith("node_modules/") && !file.startsWith("prisma/generated/"),
    );
    expect(ours.length).toBeGreaterThan(200);
    expect(ours.filter((file) => !watched.has(file))).toEqual([]);
  });

  it("imports only packages that a site has without those for development", async () => {
    const { dependencies } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    const outside = Object.values(bundle.outputs).flatMap(({ imports }) =>
      imports.flatMap(({ path, external }) =>
        external && !path.startsWith("node:")
          ? [/^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] as string]
          : [],
      ),
    );
    expect(outside).not.toContain("tsx");
    expect(outside).not.toContain("esbuild");
    expect(
      outside.filter((name) => !(name in dependencies) && !builtinModules.includes(name)),
    ).toEqual([]);
  });

  it("is read whole by plain Node, without a transpiler", () => {
    const urls = later().map(({ file }) => pathToFileURL(file).href);
    expect(urls.length).toBeGreaterThan(4);
    const { stdout, stderr } = node(`
      import { Module } from "node:module";
      for (const url of ${JSON.stringify(urls)}) await import(url);
      const read = Object.keys(Module._cache).filter((file) => /node_modules.(tsx|esbuild)\\b/.test(file));
      console.log(JSON.stringify(read));
      process.exit();`);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual([]);
  });

  it("starts with the same checks as its sources", () => {
    const start = pathToFileURL(join(folder, "up.js")).href;
    const { stderr } = node(`await import("${start}")`, { PORT: "abc" });
    expect(stderr).toBe("✗ PORT=abc is not a port. Use a number from 1 to 65535.\n");
  });

  it("holds Prisma's compiler as a file, not as text", async () => {
    const compiler = await readFile(join(folder, "query-compiler.wasm"));
    expect(WebAssembly.validate(compiler)).toBe(true);
    const start = compiler.subarray(0, 30).toString("base64");
    for (const file of Object.keys(bundle.outputs))
      expect((await readFile(join(ROOT, file), "utf8")).includes(start), file).toBe(false);
  });

  it("lets a stack name our files and lines", async () => {
    const mailIn = later().find(({ entryPoint }) => entryPoint === "server/api/mail-in.ts");
    const { stdout } = node(`
      const { startMailIn } = await import("${pathToFileURL(mailIn?.file as string)}");
      await startMailIn().catch(({ stack }) => console.log(stack));
      process.exit();`);
    expect(stdout).toMatch(/\.js:\d+:\d+/);
    const stack = inSources(stdout);
    expect(stack).not.toMatch(/\.js:\d+:\d+/);
    const [, line = 0] = /\(server\/platform\/env\.ts:(\d+):\d+\)/.exec(stack) ?? [];
    const source = await readFile(join(ROOT, "server/platform/env.ts"), "utf8");
    expect(source.split("\n")[Number(line) - 1]).toContain("throw new Error");
    const { err } = (log as unknown as Record<symbol, typeof pino.stdSerializers>)[
      pino.symbols.serializersSym
    ] as typeof pino.stdSerializers;
    expect(err(Object.assign(new Error(), { stack: stdout })).stack).toBe(stack);
  });
});
