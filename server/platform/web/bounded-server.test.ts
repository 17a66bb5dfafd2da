import { once } from "node:events";
import type { IncomingMessage, RequestListener, Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/server/platform/log";
import { soon } from "@/server/testing/time";
import { type Bounds, boundedServer } from "./bounded-server";

/** Limits that nothing reaches; each test shortens the one that it is about. */
const PATIENT: Bounds = {
  head: 600_000,
  request: 600_000,
  idle: 600_000,
  still: 600_000,
  unfinished: 1000,
  look: 5,
};

let server: Server;
let port: number;
/** The network of the next connection; null for a proxy. */
let network: string | null;
beforeEach(() => {
  network = "somebody";
  vi.spyOn(log, "warn").mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  server.closeAllConnections();
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((done) => server.close(done));
});

const whole: RequestListener = async (req, res) => {
  for await (const _ of req);
  res.end("whole");
};

async function serve(bounds: Partial<Bounds>, answer: RequestListener = whole, upgrades = false) {
  server = boundedServer({
    bounds: { ...PATIENT, ...bounds },
    upgrades,
    network: () => network,
    client: ({ headers }: IncomingMessage) => String(headers["x-client"] ?? network),
  });
  server.on("request", (req, res) => {
    // A connection may break off in the middle of a body; that does not fail the test.
    Promise.resolve(answer(req, res)).catch(() => {});
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
}

/** Both ends of each connection. */
const sockets: Socket[] = [];

/** A client that never closes: whether a connection is closed depends on the server alone. */
async function client(text: string) {
  const accepted = once(server, "connection");
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let got = "";
  socket.on("data", (piece) => {
    got += piece;
  });
  socket.on("error", () => {});
  const [theirs] = (await accepted) as [Socket];
  sockets.push(socket, theirs);
  let open = true;
  const closed = once(theirs, "close").then(() => {
    open = false;
  });
  socket.write(text);
  return {
    closed,
    isOpen: () => open,
    stopReading: () => socket.pause(),
    send: (more: string) => socket.write(more),
    /** Sends something again and again until the connection is closed. */
    feed: async (more: string) => {
      const feeding = setInterval(() => socket.write(more), 1);
      await closed;
      clearInterval(feeding);
    },
    statuses: () => [...got.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status)),
    heard: (what: string) => soon(() => expect(got).toContain(what)),
  };
}

const HOST = "Host: a\r\n";
const GET = `GET / HTTP/1.1\r\n${HOST}\r\n`;
const POST = `POST / HTTP/1.1\r\n${HOST}`;

/** The first bytes, the bytes that keep coming, and the answer. */
const SLOW: Record<string, [first: string, more: string, statuses: number[]]> = {
  "says nothing": ["", "", [408]],
  "stops in the head": ["GET / HTTP/1.1\r\nX-A: ", "", [408]],
  "never ends the head": ["GET / HTTP/1.1\r\nX-A: ", "a", [408]],
  "begins with empty lines": ["", "\r\n", [408]],
  "stops in the body": [`${POST}Content-Length: 9000000\r\n\r\n`, "", [408]],
  "never ends the body": [`${POST}Content-Length: 9000000\r\n\r\n`, "a", [408]],
  "never ends the chunks": [`${POST}Transfer-Encoding: chunked\r\n\r\n`, "1\r\na\r\n", [408]],
  "never ends the trailers": [`${POST}Transfer-Encoding: chunked\r\n\r\n0\r\nX: `, "a", [408]],
  "goes on with half a request": [`${GET}GET / HTTP/1.1\r\nX: `, "a", [200, 408]],
  "goes on with empty lines": [GET, "\r\n", [200, 408]],
};

it.each(Object.entries(SLOW))("closes a connection that %s", async (_, [first, more, statuses]) => {
  await serve({ head: 500, request: 700 });
  const slow = await client(first);
  await (more ? slow.feed(more) : slow.closed);
  expect(slow.statuses()).toEqual(statuses);
});

it("closes a connection whose body goes on after the answer", async () => {
  await serve({ head: 500, request: 500 }, (_, res) => res.end("early"));
  const slow = await client(`${POST}Content-Length: 9000000\r\n\r\n`);
  await slow.feed("a");
  expect(slow.statuses()).toEqual([200, 408]);
});

it.each([
  ["is malformed", "GET / HTTP/1.1\r\nno header\r\n\r\n", 400],
  ["has too long a head", `GET /${"a".repeat(50_000)} HTTP/1.1\r\n`, 431],
  ["takes this for a proxy", `CONNECT a:1 HTTP/1.1\r\n${HOST}\r\n`, 405],
])("closes a connection whose request %s, though its client does not", async (_, text, status) => {
  await serve({});
  const bad = await client(text);
  await bad.closed;
  expect(bad.statuses()).toEqual([status]);
});

it("sends no refusal in the middle of an answer", async () => {
  await serve({ head: 100 }, (_, res) => res.write("half"));
  const slow = await client(`${GET}GET / HTTP/1.1\r\nX: `);
  await slow.closed;
  expect(slow.statuses()).toEqual([200]);
});

it("breaks off an answer that nobody reads", async () => {
  await serve({ still: 50 }, (_, res) => res.end(Buffer.alloc(40_000_000)));
  const deaf = await client("");
  deaf.stopReading();
  deaf.send(GET);
  await deaf.closed;
});

it("closes the oldest unfinished request if one network has too many, and answers the others", async () => {
  await serve({ unfinished: 3 });
  const heads: Awaited<ReturnType<typeof client>>[] = [];
  for (let one = 0; one < 8; one++) heads.push(await client("GET / HTTP/1.1\r\n"));
  network = "another";
  heads.push(await client("GET / HTTP/1.1\r\n"));
  const [over, within] = [heads.slice(0, 5), heads.slice(5)];
  await Promise.all(over.map(({ closed }) => closed));
  expect(over.flatMap(({ statuses }) => statuses())).toEqual([408, 408, 408, 408, 408]);
  for (const one of within) one.send(`${HOST}\r\n`);
  await Promise.all(within.map(({ heard }) => heard("whole")));
  expect(within.every(({ isOpen }) => isOpen())).toBe(true);
  // Connections that wait for their next request do not count as unfinished.
  network = "somebody";
  const next = await client(GET);
  await next.heard("whole");
});

it("counts bodies that come through a proxy for the network that sent them", async () => {
  await serve({ unfinished: 1 });
  network = null;
  const heads = [await client("GET / HTTP/1.1\r\n"), await client("GET / HTTP/1.1\r\n")];
  const body = (whose: string) => client(`${POST}X-Client: ${whose}\r\nContent-Length: 2\r\n\r\na`);
  const [first, second, other] = [await body("ada"), await body("ada"), await body("bob")];
  await first.closed;
  expect(first.statuses()).toEqual([408]);
  for (const one of [second, other]) one.send("b");
  for (const one of heads) one.send(`${HOST}\r\n`);
  await Promise.all([...heads, second, other].map(({ heard }) => heard("whole")));
});

it("leaves a web socket alone", async () => {
  await serve({ unfinished: 0 }, whole, true);
  server.on("upgrade", (_, socket) => socket.write("HTTP/1.1 101 Here\r\n\r\n"));
  const talking = await client(
    `GET / HTTP/1.1\r\n${HOST}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
  );
  await talking.heard("101");
  // Two later connections are closed, so the checks have run.
  await (await client("GET")).closed;
  await (await client("GET")).closed;
  expect(talking.isOpen()).toBe(true);
});
