import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it } from "vitest";
import { compressedFiles } from "./compressed-files";

const SCRIPT = "console.log('words');".repeat(100);
let server: Server;
let site: string;
let build: string;
beforeEach(async () => {
  build = mkdtempSync(join(tmpdir(), "colloquy-build-"));
  mkdirSync(join(build, "static/chunks"), { recursive: true });
  for (const name of ["static/chunks/a.js", "secret.js"]) {
    writeFileSync(join(build, name), SCRIPT);
    writeFileSync(join(build, `${name}.br`), brotliCompressSync(SCRIPT));
    writeFileSync(join(build, `${name}.gz`), gzipSync(SCRIPT));
  }
  writeFileSync(join(build, "static/chunks/plain.js"), SCRIPT);
  const answer = compressedFiles(build);
  server = createServer((req, res) => {
    if (!answer(req, res)) res.writeHead(204, { "x-by": "the framework" }).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(build, { recursive: true });
});

const get = (path: string, headers: Record<string, string> = { "accept-encoding": "br" }) =>
  fetch(site + path, { headers });

it("sends a compressed script, which browsers may keep for a year", async () => {
  const answer = await get("/_next/static/chunks/a.js");
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe(SCRIPT);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/javascript; charset=UTF-8",
    "content-encoding": "br",
    vary: "Accept-Encoding",
    "cache-control": "public, max-age=31536000, immutable",
    "content-length": String(brotliCompressSync(SCRIPT).length),
  });
  const etag = answer.headers.get("etag") as string;
  const again = await get("/_next/static/chunks/a.js", {
    "accept-encoding": "br",
    "if-none-match": etag,
    "cache-control": "max-age=0",
  });
  expect(again.status).toBe(304);
});

it.each([
  ["gzip, deflate", "gzip"],
  ["br;q=0, gzip", "gzip"],
  ["gzip, deflate, br, zstd", "br"],
])("of %s it sends %s", async (accepted, sent) => {
  const answer = await get("/_next/static/chunks/a.js", { "accept-encoding": accepted });
  expect([answer.headers.get("content-encoding"), await answer.text()]).toEqual([sent, SCRIPT]);
});

it.each([
  [
    "a client that cannot read them",
    "/_next/static/chunks/a.js",
    { "accept-encoding": "identity" },
  ],
  ["a file without a compressed copy", "/_next/static/chunks/plain.js", undefined],
  ["the compressed copy itself", "/_next/static/chunks/a.js.br", undefined],
  ["a file that is not there", "/_next/static/chunks/none.js", undefined],
  ["a file beside them", "/_next/static/..%2fsecret.js", undefined],
  ["another address", "/chunks/a.js", undefined],
])("leaves %s to the framework", async (_, path, headers) => {
  expect((await get(path, headers)).headers.get("x-by")).toBe("the framework");
});

it("answers when a file has gone since the start", async () => {
  rmSync(join(build, "static/chunks/a.js.br"));
  const answer = await get("/_next/static/chunks/a.js");
  expect([answer.status, answer.headers.get("content-encoding")]).toEqual([404, null]);
});

it("finds nothing where there is no build", async () => {
  const answer = compressedFiles(join(build, "none"));
  expect(
    answer(
      {
        url: "/_next/static/chunks/a.js",
        method: "GET",
        headers: { "accept-encoding": "br" },
      } as never,
      {} as never,
    ),
  ).toBe(false);
});
