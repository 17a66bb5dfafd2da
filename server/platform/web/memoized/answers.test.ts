import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import { siteHandler } from "@/server/testing/site-handler";
import { cookieName, readCookie } from "../cookies";
import { readingSince } from "../finished/shown";
import { memoizedAnswers } from "./answers";
import { currentVisit } from "./visit";

let server: Server;
let port: number;
/** Addresses that were rendered. */
let rendered: string[] = [];
/** The answer to the call of each page, by the session of its reader. */
let answers: { [session: string]: unknown; ada?: unknown } = {};
let now = 0;
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

const COOKIE = cookieName("session", false);
const PARAGRAPHS = "<p>Words.</p>".repeat(200);

/** A page with one call, as the framework renders it. */
async function greet(req: IncomingMessage, res: ServerResponse): Promise<void> {
  rendered.push(req.url ?? "");
  const name = await currentVisit()?.call({ guest: false, path: "people.name", input: undefined });
  res.setHeader("Content-Type", "text/html; charset=utf-8");
  res.setHeader("Cache-Control", "private, no-store");
  res.setHeader("Vary", "rsc");
  res.write(
    `<html><body><script>self.__next_f.push([1])</script><p>Hello, ${name}, at ${readingSince()}.</p>`,
  );
  res.end(`${PARAGRAPHS}</body></html>`);
}

async function serve(answer = greet) {
  vi.spyOn(log, "error").mockImplementation(() => {});
  rendered = [];
  answers = { ada: "Ada", other: "Ada", ben: "Ben" };
  now = 1_234_567;
  const handle = siteHandler({
    memoized: memoizedAnswers({
      ...{ https: false, most: 1_000_000, now: () => now },
      callsFor: (headers) => async () => {
        const session = readCookie(headers.get("cookie"), "session", false) ?? "none";
        if (session in answers) return answers[session];
        throw new Error("refused");
      },
    }),
    answer,
  });
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
}

interface Asked {
  path?: string;
  method?: string;
  headers?: Record<string, string>;
}

/** Sends a request with a session. @returns the answer as it came over the wire */
async function ask(
  session: string | null,
  { path = "/desk", method = "GET", headers }: Asked = {},
) {
  const cookie = session === null ? {} : { cookie: `${COOKIE}=${session}` };
  const sent = request({
    ...{ host: "127.0.0.1", port, path, method },
    headers: { host: "localhost:3000", ...cookie, ...headers },
  }).end();
  const [got] = (await once(sent, "response")) as [IncomingMessage];
  return { status: got.statusCode, headers: got.headers, body: await buffer(got) };
}

const told = async (session: string | null, asked?: Asked) =>
  /Hello, (.*?),/.exec(String((await ask(session, asked)).body))?.[1];

it("answers everybody who is told the same from one rendering, and nobody else", async () => {
  await serve();
  expect([await told("ada"), await told("ada"), await told("other")]).toEqual([
    "Ada",
    "Ada",
    "Ada",
  ]);
  expect(rendered).toHaveLength(1);
  expect([await told("ben"), await told("ada")]).toEqual(["Ben", "Ada"]);
  expect(rendered).toHaveLength(2);
});

it("shows a change at once", async () => {
  await serve();
  await told("ada");
  answers.ada = "Countess";
  expect(await told("ada")).toBe("Countess");
});

it("shows nothing kept to somebody whose call is refused", async () => {
  await serve(async (req, res) => {
    await greet(req, res).catch(() => {
      res.statusCode = 404;
      res.end("none");
    });
  });
  await told("ada");
  delete answers.ada;
  const refused = await ask("ada");
  expect([refused.status, String(refused.body)]).toEqual([404, "none"]);
});

it("sends a kept page with the headers of its rendering, and with those of its own request", async () => {
  await serve();
  const [first, second] = [await ask("ada"), await ask("ada")];
  const own = new Set(["x-request-id", "date"]);
  const kept = ({ headers }: { headers: IncomingHttpHeaders }) =>
    Object.entries(headers).filter(([name]) => !own.has(name));
  expect(kept(second)).toEqual(kept(first));
  expect(second.headers["cache-control"]).toBe("private, no-store");
  expect(second.headers["content-security-policy"]).toMatch(/script-src[^;]* 'sha256-/);
  expect(second.headers["x-request-id"]).not.toBe(first.headers["x-request-id"]);
  expect(second.body.equals(first.body)).toBe(true);
  expect(rendered).toHaveLength(1);
});

it("keeps a page for each encoding", async () => {
  await serve();
  const headers = { "accept-encoding": "br" };
  await told("ada");
  for (let time = 0; time < 2; time++) {
    const { body } = await ask("ada", { headers });
    expect(String(brotliDecompressSync(body))).toContain("Hello, Ada");
  }
  expect(rendered).toHaveLength(2);
});

it("renders anew for guests, for parts of a page, and for what is not read", async () => {
  await serve();
  const others: [string | null, Asked][] = [
    [null, {}],
    ["ada", { headers: { rsc: "1" } }],
    ["ada", { headers: { "next-router-prefetch": "1" } }],
    ["ada", { method: "HEAD" }],
    ["ada", { path: `/desk?${"x".repeat(500)}` }],
  ];
  await ask("ada");
  for (const [session, asked] of others) await ask(session, asked);
  expect(rendered).toHaveLength(1 + others.length);
});

it("renders a page again after some seconds, for it may show the time", async () => {
  await serve();
  expect(String((await ask("ada")).body)).toContain("at 1230000.");
  now += 10_000;
  expect(String((await ask("ada")).body)).toContain("at 1240000.");
});

it.each<[string, (res: ServerResponse) => void]>([
  ["that failed", (res) => void Object.assign(res, { statusCode: 500 })],
  ["that sets a cookie", (res) => void res.setHeader("Set-Cookie", "a=1")],
])("keeps no answer %s", async (_, spoil) => {
  await serve(async (req, res) => {
    spoil(res);
    await greet(req, res);
  });
  await ask("ada");
  await ask("ada");
  expect(rendered).toHaveLength(2);
});

it("keeps no page that ended early", async () => {
  await serve(async (req, res) => {
    rendered.push(req.url ?? "");
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    res.end("<html><body><p>Hello, Ad");
  });
  await ask("ada");
  await ask("ada");
  expect(rendered).toHaveLength(2);
});
