import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import { CSP, siteHandler } from "@/server/testing/site-handler";
import { inlineScripts, scriptHash } from "../csp/csp";
import { SealedPages } from "../csp/sealed-pages";
import { finishedAnswers } from "./answers";
import type { Ask } from "./rendering";
import { noteShown } from "./shown";

const WORDS = "Words that many people read. ".repeat(100);
const SCRIPT = "document.title";
const PAGE = `<html><head><script>${SCRIPT}</script></head><body>${WORDS}</body></html>`;

let server: Server;
let port: number;
/** The requests that reached the renderer. */
let asked: { url: string; headers: IncomingHttpHeaders }[];
let heard: number;

beforeEach(() => {
  vi.spyOn(log, "warn").mockImplementation(() => {});
  vi.spyOn(log, "error").mockImplementation(() => {});
  asked = [];
  heard = 0;
});
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const page: Ask = async (_, res) => {
  noteShown("words");
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.setHeader("Cache-Control", "private, no-cache, no-store");
  res.setHeader("Vary", "rsc");
  res.write(PAGE.slice(0, 40));
  res.end(PAGE.slice(40));
};

/** Serves finished pages. @param render renders a page in place of Next */
async function serve(render: Ask = page) {
  const pages = new SealedPages(CSP, "");
  const ask: Ask = (req, res) => {
    asked.push({ url: req.url ?? "", headers: { ...req.headers } });
    return render(req, res);
  };
  const announcements = {
    connected: async () => {},
    hears: () => true,
    heardSoFar: () => heard,
    heardAfter: (topic: string, count: number) => topic === "words" && heard > count,
  };
  const handle = siteHandler({
    pages,
    finished: finishedAnswers({
      ...{ https: false, pages, most: 10_000_000, announcements, ask },
      wakeScript: "wake()",
    }),
    answer: ask,
  });
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
}

/** Sends a request through a proxy, unless told otherwise. */
async function get(path: string, headers: Record<string, string> = {}, method = "GET") {
  const sent = request({
    ...{ host: "127.0.0.1", port, path, method },
    headers: { host: "localhost:3000", via: "1.1 proxy", ...headers },
  }).end();
  const [got] = await once(sent, "response");
  const pieces: Buffer[] = [];
  for await (const piece of got) pieces.push(piece);
  return { status: got.statusCode, headers: got.headers, body: Buffer.concat(pieces) };
}

const ADA = { cookie: "colloquy.session=ada; theme=dark", "accept-language": "de" };
const BOB = { cookie: "colloquy.session=bob", "user-agent": "Bob" };

it("answers three people with the same bytes, rendered once as for a guest", async () => {
  await serve();
  const answers = [await get("/", ADA), await get("/", BOB), await get("/?from=letter")];
  for (const { status, body } of answers) expect([status, body.toString()]).toEqual([200, PAGE]);
  const [{ url, headers } = { url: "", headers: {} }, ...others] = asked;
  expect(others).toEqual([]);
  expect(url).toBe("/");
  for (const name of ["cookie", "accept-language", "via", "x-colloquy-direct"])
    expect(headers).not.toHaveProperty(name);
  expect(JSON.stringify(headers)).not.toMatch(/ada|bob|127\.0\.0\.1/i);
});

it("sends it whole in every encoding, with the hashes of its scripts", async () => {
  await serve();
  const [plain, br, gzip] = [
    await get("/"),
    await get("/", { "accept-encoding": "gzip, br" }),
    await get("/", { "accept-encoding": "gzip" }),
  ];
  expect(brotliDecompressSync(br.body).toString()).toBe(PAGE);
  expect(gunzipSync(gzip.body).toString()).toBe(PAGE);
  expect(br.body.length).toBeLessThan(plain.body.length / 5);
  const hashes = inlineScripts(PAGE).map(({ text }) => `'${scriptHash(text)}'`);
  for (const { headers, body } of [plain, br, gzip]) {
    expect(headers["content-security-policy"]).toContain(`script-src 'self' ${hashes.join(" ")};`);
    expect(headers["content-length"]).toBe(String(body.length));
    expect(headers["cache-control"]).toBe("private, no-cache");
    expect(headers.vary).toBe("rsc, Accept-Encoding");
    expect(headers["set-cookie"]).toBeUndefined();
  }
  expect(asked).toHaveLength(1);
});

it("tells browsers that already have the page that it is unchanged", async () => {
  await serve();
  const { headers } = await get("/");
  const etag = String(headers.etag);
  const again = await get("/", { "if-none-match": `"other", ${etag}` });
  expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
  expect(again.headers["content-security-policy"]).toBeUndefined();
  expect((await get("/", { "if-none-match": '"other"' })).status).toBe(200);
  const head = await get("/", {}, "HEAD");
  expect([head.status, head.body.length, head.headers.etag]).toEqual([200, 0, etag]);
  expect(asked).toHaveLength(1);
});

it("renders the page again when something that it shows has changed", async () => {
  await serve();
  await get("/");
  heard += 1;
  await get("/");
  await get("/");
  expect(asked).toHaveLength(2);
});

it("renders the page again for people who have changed something since, and records when they did", async () => {
  await serve();
  await get("/");
  const { headers } = await get("/api/sign-out", { "content-length": "0" }, "POST");
  const [line = ""] = headers["set-cookie"] ?? [];
  expect(line).toMatch(/^colloquy\.wrote=\d{13}; Max-Age=62; Path=\/; HttpOnly; SameSite=Lax$/);
  await get("/", { cookie: line.split(";")[0] ?? "" });
  await get("/");
  expect(asked.map(({ url }) => url)).toEqual(["/", "/api/sign-out", "/"]);
});

const withStatus =
  (status: number, headers: Record<string, string> = {}): Ask =>
  async (req, res) => {
    res.statusCode = status;
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    await page(req, res);
  };

it.each<[string, Ask]>([
  ["is none", withStatus(404)],
  ["leads elsewhere", withStatus(307)],
  ["sets a cookie", withStatus(200, { "Set-Cookie": "a=b" })],
  [
    "is no page",
    async (_, res) => {
      noteShown("words");
      res.setHeader("Content-Type", "application/json");
      res.end("{}");
    },
  ],
  [
    "does not say what it shows",
    async (_, res) => {
      res.setHeader("Content-Type", "text/html");
      res.end(PAGE);
    },
  ],
])("keeps no answer that %s", async (_, render) => {
  await serve(render);
  const [first, second] = [await get("/papers/a"), await get("/papers/a")];
  expect(asked).toHaveLength(2);
  expect(first.status).toBe(second.status);
  expect(first.headers["set-cookie"]).toBeUndefined();
});

it("has the framework's partial pages rendered for each request", async () => {
  await serve();
  for (const name of ["rsc", "next-url"]) await get("/", { [name]: "1", ...ADA });
  expect(asked.map(({ headers }) => headers.cookie)).toEqual([ADA.cookie, ADA.cookie]);
});

it("renders a group's page for each request with a session, and keeps it for guests", async () => {
  await serve();
  for (const who of [ADA, BOB, {}, {}]) await get("/groups/a", who as Record<string, string>);
  expect(asked.map(({ headers }) => headers.cookie)).toEqual([ADA.cookie, BOB.cookie, undefined]);
});

it("renders the sign-in page anew for a browser on this machine, which may see the mailbox", async () => {
  await serve();
  const direct = async () => {
    const sent = request({ host: "127.0.0.1", port, path: "/sign-in" });
    sent.setHeader("host", "localhost:3000");
    const [got] = await once(sent.end(), "response");
    got.resume();
  };
  await direct();
  await direct();
  await get("/sign-in");
  await get("/sign-in");
  expect(asked.map(({ headers }) => "x-colloquy-direct" in headers)).toEqual([true, true, false]);
});

it("answers with a fault and logs it if the page could not be rendered", async () => {
  await serve(async () => {
    throw new Error("no database");
  });
  const { status, body } = await get("/");
  expect([status, body.toString()]).toEqual([
    500,
    expect.stringMatching(/^Something went wrong here/),
  ]);
  const faults = vi.mocked(log.error).mock.calls.map(([about]) => about);
  expect(faults).toEqual([
    expect.objectContaining({
      status: 500,
      err: expect.objectContaining({ message: "no database" }),
    }),
  ]);
});
