import { createTRPCClient, httpBatchLink } from "@trpc/client";
import { initTRPC } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { editInput, newBallotInput } from "@/server/ballots/schema";
import { markInput } from "@/server/notifications/schema";
import { COSTLY_JSON } from "@/server/testing/hostile/costly-texts";
import { sayAnswer } from "./saying";
import { transformer } from "./transformer";
import { findUnstorable, isTooMuch } from "./wire";

/** A value as the server reads it from the wire. */
const sent = (value: unknown) =>
  transformer.input.deserialize(JSON.parse(JSON.stringify(transformer.input.serialize(value))));

describe("an input", () => {
  it("arrives as plain JSON, in which schemas find their dates", () => {
    const at = new Date("2026-11-24T08:00:00.123Z");
    expect(sent({ at, list: [1, "two"], unset: undefined })).toEqual({
      at: at.toISOString(),
      list: [1, "two"],
    });
    const { opensAt, closesAt } = newBallotInput
      .pick({ opensAt: true, closesAt: true })
      .parse(sent({ opensAt: null, closesAt: at }));
    expect([opensAt, closesAt]).toEqual([null, at]);
    expect(editInput.shape.opensAt.parse(sent(at))).toEqual(at);
    expect(markInput.parse(sent({ key: "k", from: at, until: at, read: true })).from).toEqual(at);
  });

  it("cannot name kinds of values, or reach a prototype", () => {
    const text =
      '{"json":{"a":"/(a+)+$/"},"meta":{"values":{"a":["regexp"],"__proto__.polluted":["Date"]}}}';
    expect(transformer.input.deserialize(JSON.parse(text))).toEqual(JSON.parse(text));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

it("takes dates there and back, through the client and the door", async () => {
  const { input, output } = transformer;
  const t = initTRPC.create({
    transformer: { input, output: { ...output, serialize: sayAnswer } },
  });
  const next = t.procedure
    .input(z.object({ at: z.coerce.date(), days: z.number().optional() }))
    .query(({ input: { at, days = 1 } }) => ({ at: new Date(at.getTime() + days * 864e5) }));
  const nothing = t.procedure.query(({ input }) => ({ input }));
  const router = t.router({ next, nothing });
  const endpoint = "/api/trpc";
  const fetch = (url: RequestInfo | URL | string, init?: object) =>
    fetchRequestHandler({ router, endpoint, req: new Request(url as string, init) });
  const url = `http://localhost${endpoint}`;
  const client = createTRPCClient<typeof router>({
    links: [httpBatchLink({ url, transformer, fetch: fetch as typeof globalThis.fetch })],
  });
  const answers = await Promise.all([
    client.next.query({ at: new Date("2026-11-24T08:00:00Z"), days: undefined }),
    client.nothing.query(),
  ]);
  expect(answers).toEqual([{ at: new Date("2026-11-25T08:00:00Z") }, { input: undefined }]);
});

describe("the depth and size of a JSON text", () => {
  it("counts what is open, not the contents of strings", () => {
    expect(isTooMuch("[".repeat(40) + "]".repeat(40))).toBe(false);
    expect(isTooMuch("[".repeat(41))).toBe(true);
    expect(isTooMuch(`{"a":`.repeat(41))).toBe(true);
    expect(isTooMuch("[],".repeat(1000))).toBe(false);
    expect(isTooMuch(JSON.stringify({ text: '[{"\\'.repeat(1000) }))).toBe(false);
  });

  it("counts values, not commas in strings", () => {
    const list = (count: number) => JSON.stringify({ json: Array(count).fill({ a: 0 }) });
    expect(isTooMuch(list(20_000))).toBe(false);
    expect(isTooMuch(list(20_002))).toBe(true);
    expect(isTooMuch(JSON.stringify({ text: ",".repeat(900_000) }))).toBe(false);
  });

  it("copes with a million quotation marks", () => {
    expect(COSTLY_JSON.map(isTooMuch)).toEqual([false, false]);
  });
});

it("finds what PostgreSQL cannot store, wherever it is", () => {
  expect(findUnstorable({ title: "S^{2}FT 🜚", list: ["é", 1, null, new Date()] })).toBeNull();
  expect(findUnstorable({ list: ["fine", { body: "a\0b" }] })).toBe("list.1.body");
  expect(findUnstorable({ name: "\ud83d" })).toBe("name");
  expect(findUnstorable({ "\0": 1 })).toBe("");
  expect(findUnstorable("\udc00")).toBe("");
});
