import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { limitBody } from "./body-limit";

async function read(req: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of req) text += piece;
  return text;
}

/** Sends a body in chunks to a server that takes 10 bytes. @returns the answer's status and text */
async function send(chunks: string[]): Promise<[number, string]> {
  const server = createServer((req, res) => {
    limitBody(req, 10, () => res.writeHead(413).end("too large"));
    read(req).then(
      (text) => res.end(text),
      () => {},
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((done, failed) => {
      const sent = request({ port, host: "127.0.0.1", method: "POST" }, async (answer) =>
        done([answer.statusCode ?? 0, await read(answer)]),
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

it("lets a body through that fits", async () => {
  expect(await send(["12345", "67890"])).toEqual([200, "1234567890"]);
  expect(await send([])).toEqual([200, ""]);
});

it("answers one that does not, and hands nobody its end", async () => {
  expect(await send(["12345", "678901"])).toEqual([413, "too large"]);
  expect(await send(["x".repeat(50)])).toEqual([413, "too large"]);
});
