import { once } from "node:events";
import { createServer, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import { siteHandler } from "@/server/testing/site-handler";
import { soon } from "@/server/testing/time";
import type { RequestHandling } from "./request-handler";

let server: Server;
let port: number;
const logged = { error: [] as unknown[], warn: [] as unknown[] };
beforeEach(() => {
  for (const level of ["error", "warn"] as const) {
    logged[level] = [];
    vi.spyOn(log, level).mockImplementation((about: unknown) => void logged[level].push(about));
  }
});
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** Starts a server. @param answer answers in place of Next */
async function serve(answer: RequestHandling["answer"]) {
  const handle = siteHandler({ answer });
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
}

/** Sends a request, and waits until the server has finished it. @returns the status */
async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const asked = once(server, "request");
  const sent = request({
    host: "127.0.0.1",
    port,
    path,
    method,
    headers: { host: "localhost:3000", connection: "close", ...headers },
  }).end();
  const [[, res], [got]] = await Promise.all([asked, once(sent, "response")]);
  got.resume();
  if (!res.closed) await once(res, "close");
  return got.statusCode;
}

it("logs the status that went out, not one that is set afterwards", async () => {
  await serve(async (_, res) => {
    res.setHeader("Content-Range", "bytes */10");
    res.setHeader("Content-Type", "text/html");
    res.statusCode = 500;
    res.end("<p>A page about a fault.</p>");
    res.once("finish", () => {
      res.statusCode = 500;
    });
  });
  expect(await ask("/icon.svg", { range: "bytes=99-" })).toBe(416);
  expect(logged.error).toEqual([]);
});

it("logs no fault if the client left before there was an answer", async () => {
  let closed = () => {};
  const left = new Promise<void>((done) => {
    closed = done;
  });
  await serve(async (req, res) => {
    // The reader of the body learns that the body broke off before the answer is closed.
    req.once("aborted", () => {
      res.statusCode = 500;
    });
    res.once("close", closed);
  });
  const client = connect(port, "127.0.0.1");
  client.write(
    "POST /api/sign-out HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 9\r\n\r\nhalf",
  );
  await once(server, "request");
  client.resetAndDestroy();
  await left;
  expect(logged.error).toEqual([]);
});

it.each([
  ["a method that is not used", 405, "/", {}, "TRACE"],
  ["an address that is none", 400, "/%zz", {}, "GET"],
  ["the page of a fault", 404, "/_global-error", {}, "GET"],
  ["a body that is too large", 413, "/api/trpc/x", { "content-length": "2000000" }, "POST"],
  ["another site", 421, "/", { host: "evil.example" }, "GET"],
  [
    "too many headers",
    431,
    "/",
    Object.fromEntries([...Array(120).keys()].map((n) => [`x-${n}`, ""])),
    "GET",
  ],
])("does not log %s as our fault", async (_, status, path, headers, method) => {
  await serve(async (_, res) => void res.end());
  expect(await ask(path, headers, method)).toBe(status);
  expect(logged.error).toEqual([]);
  expect(logged.warn).toEqual([expect.objectContaining({ status })]);
});

it("logs our own faults", async () => {
  await serve(async () => {
    throw new Error("ours");
  });
  expect(await ask("/")).toBe(500);
  expect(logged.error).toEqual([expect.objectContaining({ status: 500 })]);
});

it("logs a fault in the middle of an answer", async () => {
  await serve(async (_, res) => {
    res.setHeader("Content-Type", "text/plain");
    res.write("half");
    await soon(() => expect(res.writableLength).toBe(0));
    throw new Error("ours");
  });
  expect(await ask("/")).toBe(200);
  expect(logged.error).toEqual([expect.objectContaining({ status: 200 })]);
});
