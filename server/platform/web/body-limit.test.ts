import { createServer, type IncomingMessage, type RequestListener, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { discardBody, limitBody } from "./body-limit";

async function read(req: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of req) text += piece;
  return text;
}

/** Sends a body in chunks. @returns the answer's status and text */
async function send(answer: RequestListener, chunks: string[]): Promise<[number, string]> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((done, failed) => {
      const sent = request({ port, host: "127.0.0.1", method: "POST" }, async (got) =>
        done([got.statusCode ?? 0, await read(got)]),
      );
      sent.once("error", failed);
      for (const chunk of chunks) sent.write(chunk);
      sent.end();
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const atMostTen: RequestListener = (req, res) => {
  limitBody(req, 10, () => res.writeHead(413, { Connection: "close" }).end("too large"));
  read(req).then(
    (text) => res.end(text),
    () => {},
  );
};

it("lets a body through if it fits", async () => {
  expect(await send(atMostTen, ["12345", "67890"])).toEqual([200, "1234567890"]);
  expect(await send(atMostTen, [])).toEqual([200, ""]);
});

it("answers a body that does not fit, and hands on none of the excess", async () => {
  expect(await send(atMostTen, ["12345", "678901"])).toEqual([413, "too large"]);
  expect(await send(atMostTen, ["x".repeat(90)])).toEqual([413, "too large"]);
});

it("throws a body away until it ends, so that its sender can read the answer", async () => {
  const no: RequestListener = async (req, res) => {
    await discardBody(req, 10_000_000);
    res.writeHead(413, { Connection: "close" }).end("too large");
  };
  expect(await send(no, Array(20).fill("x".repeat(100_000)))).toEqual([413, "too large"]);
});
