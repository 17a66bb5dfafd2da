import { afterEach, describe, expect, it, vi } from "vitest";
import { embeddingsServer, vectorOfTest, vectorsFor } from "@/server/testing/embeddings-server";
import { normalize } from "../rules";
import { embedByHttp, vectorsOf } from "./http";

let server: Awaited<ReturnType<typeof embeddingsServer>> | undefined;
afterEach(async () => {
  await server?.end();
  server = undefined;
});

type Answer = Parameters<typeof embeddingsServer>[0];

/** Starts a server and returns how to ask it. */
async function model(answer?: Answer, dimensions: number | null = null) {
  server = await embeddingsServer(answer);
  const settings = { provider: "http", name: "small", base: server.base, dimensions } as const;
  return (texts: readonly string[], key?: string, asked = false) =>
    embedByHttp(settings, key, texts, asked);
}

const expected = (text: string) => normalize(Float32Array.from(vectorOfTest(text)));
const NOW = { "retry-after": "0" };

describe("vectors from an address", () => {
  it.each(["float", "base64"] as const)("come in the order of the texts, as %s", async (as) => {
    const embed = await model((asked) => vectorsFor(asked, as));
    const texts = Array.from({ length: 70 }, (_, at) => `sea number ${at}`);
    expect(await embed(texts)).toEqual(texts.map(expected));
    expect(server?.asked.map(({ input }) => input.length)).toEqual([32, 32, 6]);
  });

  it("are asked for with the key and the numbers of the settings, if there are any", async () => {
    const embed = await model(undefined, 16);
    await embed(["sea"], "a-key");
    await embed(["sea"]);
    const heads = server?.asked.map(({ authorization, dimensions }) => [authorization, dimensions]);
    expect(heads).toEqual([
      ["Bearer a-key", 16],
      [undefined, 16],
    ]);
  });

  it.each([429, 500, 503])("are asked for again after status %i", async (status) => {
    let failures = 2;
    const embed = await model((asked) =>
      failures-- > 0 ? { status, body: "", headers: NOW } : vectorsFor(asked),
    );
    expect(await embed(["sea"])).toEqual([expected("sea")]);
    expect(server?.asked).toHaveLength(3);
  });

  it("are not asked for again for a question, or after a refusal", async () => {
    const embed = await model(() => ({ status: 503, body: "", headers: NOW }));
    await expect(embed(["sea"], undefined, true)).rejects.toThrow("status 503");
    expect(server?.asked).toHaveLength(1);
    await server?.end();
    const refused = await model(() => ({ status: 401, body: "" }));
    await expect(refused(["sea"], "wrong")).rejects.toThrow("status 401");
    expect(server?.asked).toHaveLength(1);
  });

  it("are not fetched from where an answer leads on, because the key is not for there", async () => {
    const embed = await model(() => ({ status: 307, body: "", headers: { location: "/else" } }));
    await expect(embed(["sea"], "a-key")).rejects.toThrow();
    expect(server?.asked).toHaveLength(1);
  });

  it("are not read without an end", async () => {
    const embed = await model(() => ({ status: 200, body: " ".repeat(9_000_000) }));
    await expect(embed(["sea"])).rejects.toThrow("too much");
  });

  it("do not wait for an address that says nothing", async () => {
    vi.spyOn(AbortSignal, "timeout").mockImplementation(() => AbortSignal.abort());
    const embed = await model(() => null);
    await expect(embed(["sea"])).rejects.toThrow();
    vi.restoreAllMocks();
  });
});

it.each([
  ["no JSON", "<html>", "JSON"],
  ["something else", '{"error":"no"}', "vectors"],
  ["too few", '{"data":[{"index":0,"embedding":[1,2]}]}', "1 vectors for 2"],
  ["one twice", '{"data":[{"index":0,"embedding":[1]},{"index":0,"embedding":[1]}]}', "2 texts"],
  [
    "other lengths",
    '{"data":[{"index":0,"embedding":[1]},{"index":1,"embedding":[1,2]}]}',
    "compared",
  ],
  ["none at all", '{"data":[{"index":0,"embedding":""},{"index":1,"embedding":""}]}', "compared"],
])("an answer with %s is refused", (_, text, words) => {
  expect(() => vectorsOf(text, 2)).toThrow(words);
});
