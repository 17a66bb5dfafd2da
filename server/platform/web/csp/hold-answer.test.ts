import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { holdAnswer } from "./hold-answer";

/** Fetches an answer that is held if it is HTML, and sealed by upper-casing it. */
async function answered(answer: RequestListener) {
  const server = createServer((req, res) => {
    holdAnswer(res, {
      holds: () => String(res.getHeader("content-type")).startsWith("text/html"),
      seal: async (text) => {
        if (text === "broken") throw new Error("cannot be sealed");
        res.setHeader("x-sealed", "yes");
        return text.toUpperCase();
      },
    });
    answer(req, res);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  try {
    const { port } = server.address() as AddressInfo;
    const got = await fetch(`http://127.0.0.1:${port}/`);
    return { status: got.status, headers: got.headers, text: await got.text() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

it("collects pieces and sends them sealed, once", async () => {
  const { status, headers, text } = await answered((_, res) => {
    res.writeHead(201, "Made", { "Content-Type": "text/html", "X-Kept": "1" });
    expect(res.headersSent).toBe(true);
    res.flushHeaders();
    res.write("a");
    res.write(Buffer.from("é"));
    res.write("Yg==", "base64");
    res.end("c", () => {});
    res.end("never");
    res.write("nor this");
  });
  expect(text).toBe("AÉBC");
  expect([status, headers.get("x-kept"), headers.get("x-sealed")]).toEqual([201, "1", "yes"]);
  expect(headers.get("content-length")).toBe(String(Buffer.byteLength("AÉBC")));
});

it("keeps a character whole if two pieces share it", async () => {
  const [first, second] = [Buffer.from("é").subarray(0, 1), Buffer.from("é").subarray(1)];
  const { text } = await answered((_, res) => {
    res.setHeader("Content-Type", "text/html");
    res.write(first);
    res.end(second);
  });
  expect(text).toBe("É");
});

it("passes everything else on as it is written", async () => {
  const { status, headers, text } = await answered((_, res) => {
    res.writeHead(200, ["Content-Type", "text/plain", "X-Kept", "1"]);
    res.write("a");
    res.end("b");
  });
  expect([status, text, headers.get("x-kept"), headers.get("x-sealed")]).toEqual([
    200,
    "ab",
    "1",
    null,
  ]);
});

it("breaks off where sealing fails, rather than send a page unsealed", async () => {
  const broken = answered((_, res) => {
    res.setHeader("Content-Type", "text/html");
    res.end("broken");
  });
  await expect(broken).rejects.toThrow();
});
