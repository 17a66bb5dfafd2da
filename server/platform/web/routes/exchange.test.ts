import { once } from "node:events";
import { createServer, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { exchange } from "./exchange";

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Serves one kind of answer. @returns the port, and all responses as Node has them */
async function serve(answer: (request: Request) => Promise<Response>) {
  const responses: ServerResponse[] = [];
  const failures: unknown[] = [];
  const server = createServer((req, res) => {
    responses.push(res);
    req.headers["x-forwarded-proto"] = "https";
    // The server in front changes headers; the client's original ones do not count.
    req.headers["x-colloquy-client-ip"] = "192.0.2.1";
    exchange(req, res, answer).catch((error) => failures.push(error));
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { port: (server.address() as AddressInfo).port, responses, failures };
}

it("passes the request on with the headers that the server in front has set", async () => {
  const { port } = await serve(async (asked) =>
    Response.json({
      url: asked.url,
      method: asked.method,
      ip: asked.headers.get("x-colloquy-client-ip"),
      cookie: asked.headers.get("cookie"),
      body: await asked.text(),
    }),
  );
  const headers = { "x-colloquy-client-ip": "1.2.3.4", cookie: "a=1; b=\u00e9" };
  const said = await fetch(`http://127.0.0.1:${port}/api/x%2Fy?q=%00`, {
    method: "POST",
    headers,
    body: "wörds",
  });
  expect(await said.json()).toEqual({
    url: `https://127.0.0.1:${port}/api/x%2Fy?q=%00`,
    method: "POST",
    ip: "192.0.2.1",
    cookie: "a=1; b=\u00e9",
    body: "wörds",
  });
});

it("sends the status, the headers, each cookie separately, and the body", async () => {
  const headers = new Headers({ Location: "/x", "Retry-After": "7" });
  headers.append("Set-Cookie", "a=1; Path=/");
  headers.append("Set-Cookie", "b=2, 3");
  const { port } = await serve(async () => new Response("words", { status: 429, headers }));
  const said = await fetch(`http://127.0.0.1:${port}/`);
  expect([said.status, said.headers.get("retry-after"), await said.text()]).toEqual([
    429,
    "7",
    "words",
  ]);
  expect(said.headers.getSetCookie()).toEqual(["a=1; Path=/", "b=2, 3"]);
});

it("closes the connection of a client that wants it closed, whatever the answer says", async () => {
  const { port } = await serve(async () => {
    return new Response("words", { headers: { Connection: "keep-alive" } });
  });
  const asking = request({ host: "127.0.0.1", port, headers: { connection: "close" } }).end();
  const [answer] = await once(asking, "response");
  expect(answer.headers.connection).toBe("close");
  answer.resume();
});

it("sends no body for HEAD, and reads none", async () => {
  let cancelled = 0;
  const { port } = await serve(
    async () =>
      new Response(
        new ReadableStream({
          cancel: () => {
            cancelled += 1;
          },
        }),
      ),
  );
  const said = await fetch(`http://127.0.0.1:${port}/`, { method: "HEAD" });
  expect([said.status, await said.text(), cancelled]).toEqual([200, "", 1]);
});

/** An endless body that counts the bytes read from it. */
function endless() {
  const state = { taken: 0, cancelled: () => {}, over: Promise.resolve() };
  state.over = new Promise((done) => {
    state.cancelled = done;
  });
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      state.taken += 1;
      controller.enqueue(new Uint8Array(100_000));
    },
    cancel: () => state.cancelled(),
  });
  return { state, body };
}

it("reads a body only as fast as the client does, and cancels it when the client leaves", async () => {
  const { state, body } = endless();
  let signal: AbortSignal | undefined;
  const { port, responses } = await serve(async (asked) => {
    signal = asked.signal;
    return new Response(body);
  });
  const asking = request({ host: "127.0.0.1", port }).end();
  const [answer] = await once(asking, "response");
  // The client does not read. The system's buffers fill up, and then no more is read from the body.
  const [res] = responses as [ServerResponse];
  for (let still = 0; still < 500 && state.taken < 500; still += 1) {
    const before = state.taken;
    await new Promise((turn) => setImmediate(turn));
    if (state.taken !== before) still = 0;
  }
  expect(res.writableNeedDrain).toBe(true);
  expect(state.taken).toBeLessThan(500);
  answer.destroy();
  await state.over;
  expect(signal?.aborted).toBe(true);
});

it("cancels a stream that the server itself ends", async () => {
  const { state, body } = endless();
  const idle = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => state.cancelled(),
  });
  void body.cancel();
  let signal: AbortSignal | undefined;
  const { port, responses, failures } = await serve(async (asked) => {
    signal = asked.signal;
    return new Response(idle);
  });
  const said = await fetch(`http://127.0.0.1:${port}/`);
  responses[0]?.end();
  expect((await said.arrayBuffer()).byteLength).toBe(1);
  await state.over;
  expect([signal?.aborted, failures]).toEqual([true, []]);
});

it("does not handle a request whose body broke off", async () => {
  let asked = 0;
  const { port, responses } = await serve(async () => {
    asked += 1;
    return new Response();
  });
  const client = connect(port, "127.0.0.1");
  client.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");
  while (responses.length === 0) await new Promise((turn) => setImmediate(turn));
  client.resetAndDestroy();
  await once(responses[0] as ServerResponse, "close");
  await new Promise((turn) => setImmediate(turn));
  expect(asked).toBe(0);
});

it("sends nothing if the request was answered elsewhere meanwhile", async () => {
  const { port, failures } = await serve(async () => new Response("late"));
  const server = servers[0] as ReturnType<typeof createServer>;
  server.prependListener("request", (_, res) => res.writeHead(413).end("too large"));
  const said = await fetch(`http://127.0.0.1:${port}/`);
  expect([said.status, await said.text(), failures]).toEqual([413, "too large", []]);
});
