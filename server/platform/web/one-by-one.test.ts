import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { oneByOne } from "./one-by-one";

/** Sends so many requests in one piece. @returns what came back, and how many were begun, in all and at most at once */
async function pipelined(count: number) {
  const begun: ServerResponse[] = [];
  let most = 0;
  const handle = oneByOne(async (req, res) => {
    begun.push(res);
    most = Math.max(most, begun.filter(({ writableFinished }) => !writableFinished).length);
    // Runs after everything that has arrived by then.
    setImmediate(() => setImmediate(() => res.end(`<${req.url}>`)));
  });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const request = (at: number) =>
    `GET /${at} HTTP/1.1\r\nHost: x\r\n${at === count ? "Connection: close\r\n" : ""}\r\n`;
  const text = await new Promise<string>((done) => {
    let got = "";
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(Array.from({ length: count }, (_, at) => request(at + 1)).join("")),
    );
    socket.on("data", (piece) => {
      got += piece;
    });
    socket.on("error", () => {});
    socket.on("close", () => done(got));
  });
  server.closeAllConnections();
  server.close();
  return { answers: [...text.matchAll(/<\/(\d+)>/g)].map(([, at]) => Number(at)), begun, most };
}

it("answers the requests of one connection one after the other, in order", async () => {
  const { answers, most } = await pipelined(50);
  expect(answers).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
  expect(most).toBe(1);
});

it("closes a connection with more waiting requests than any client sends", async () => {
  const { answers, begun } = await pipelined(1500);
  expect(answers.length).toBeLessThan(1500);
  expect(begun.length).toBeLessThan(100);
});

it("handles no request of a closed connection", async () => {
  let begun = 0;
  const first: ServerResponse[] = [];
  const handle = oneByOne(async (_, res) => {
    begun += 1;
    first.push(res);
  });
  const server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(20)),
    );
    server.once("request", (_, res) => {
      res.once("close", () => setImmediate(done));
      socket.destroy();
    });
  });
  expect(begun).toBe(1);
  server.close();
});
