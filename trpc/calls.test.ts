import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpBatchLink, TRPCClientError } from "@trpc/client";
import { initTRPC, TRPCError } from "@trpc/server";
import { createHTTPServer } from "@trpc/server/adapters/standalone";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { fieldOf, sentenceOf } from "@/components/shell/errors";
import { refusalShape } from "@/server/door/errors";
import { sayAnswer } from "@/server/door/saying";
import { transformer } from "@/server/door/transformer";
import { Refusal } from "@/server/platform/refusal";
import { CallError, callsTo, refusalIn } from "./calls";
import { clientOf } from "./procedures";

const { input, output } = transformer;
const t = initTRPC.create({
  transformer: { input, output: { ...output, serialize: sayAnswer } },
  errorFormatter: ({ shape, error }) => {
    const refusal = refusalShape(error.cause);
    const { stack: _, ...data } = shape.data;
    return { ...shape, message: refusal?.say ?? shape.message, data: { ...data, refusal } };
  },
});
const refused = new Refusal("CONFLICT", { say: "Taken.", field: "name", details: { by: 7 } });
const router = t.router({
  plain: t.procedure
    .input(z.object({ text: z.string() }))
    .query(({ input: { text } }) => ({ text, none: null, left: undefined })),
  later: t.procedure
    .input(z.object({ at: z.coerce.date(), days: z.number().optional() }))
    .query(({ input: { at, days = 1 } }) => [new Date(at.getTime() + days * 864e5), -0]),
  nothing: t.procedure.query(() => undefined),
  broken: t.procedure.query(() => {
    throw new Error("Not foreseen");
  }),
  deep: t.router({
    act: t.procedure.input(z.string().min(3)).mutation(({ input: text }) => text.length),
    refuse: t.procedure.mutation(() => {
      throw new TRPCError({ code: "CONFLICT", message: "Taken.", cause: refused });
    }),
  }),
});
type Router = typeof router;

/** Answers of addresses that have no procedures. */
const OTHERS: Record<string, string> = {
  "/html/plain": "<html>Bad gateway</html>",
  "/json/plain": '{"ok":false}',
  "/short/plain,plain": '[{"result":{"data":{"json":1}}}]',
  "/null/plain": "null",
  "/odd/plain": '[{"error":{"json":null}}]',
};

/** All requests, as the server got them. */
let requests: string[] = [];
const server = createHTTPServer({
  router,
  basePath: "/api/trpc/",
  middleware(req, res, next) {
    const { method, url = "", headers } = req;
    const other = OTHERS[url.replace(/\?.*/, "")];
    if (other !== undefined) {
      res.end(other);
      return;
    }
    const note = [method, url, headers["content-type"]].join(" ");
    requests.push(note);
    next();
  },
});
let site = "";
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const ours = (path = "/api/trpc", fetch = globalThis.fetch) =>
  clientOf<Router>(callsTo(site + path, fetch));
const theirs = (path = "/api/trpc", fetch = globalThis.fetch) =>
  createTRPCClient<Router>({
    links: [httpBatchLink({ url: site + path, transformer, maxItems: 20, fetch })],
  });
type Client = ReturnType<typeof theirs>;

/** How calls end, in words that do not depend on the client. */
async function endsOf(calls: Promise<unknown>[]): Promise<unknown[]> {
  return (await Promise.allSettled(calls)).map((end) => {
    if (end.status === "fulfilled") return { answer: end.value };
    const { reason } = end;
    expect(reason instanceof CallError || reason instanceof TRPCClientError).toBe(true);
    return { message: reason.message, data: reason.data };
  });
}

/** Makes calls with a client. @returns how they ended, and what was sent */
async function storyOf(client: Client, calls: (client: Client) => Promise<unknown>[]) {
  requests = [];
  const ends = await endsOf(calls(client));
  return { ends, requests: [...requests].sort() };
}

it("asks and reads as tRPC's own client does", async () => {
  const calls = ({ plain, later, nothing, broken, deep }: Client) => [
    plain.query({ text: "Ünı & ?=#" }),
    later.query({ at: new Date("2026-11-24T08:00:00Z"), days: undefined }),
    nothing.query(),
    deep.act.mutate("four"),
    broken.query(),
    deep.act.mutate("no"),
    deep.refuse.mutate(),
    // @ts-expect-error a text is missing
    plain.query({}),
    // @ts-expect-error there is no such procedure
    deep.missing.query(),
  ];
  const story = await storyOf(ours(), calls);
  expect(story).toEqual(await storyOf(theirs(), calls));
  expect(story.ends.slice(0, 4)).toEqual([
    { answer: { text: "Ünı & ?=#", none: null, left: undefined } },
    { answer: [new Date("2026-11-25T08:00:00Z"), -0] },
    { answer: undefined },
    { answer: 4 },
  ]);
  expect(story.ends.slice(4).every((end) => (end as { message?: string }).message)).toBe(true);
  expect(story.requests.map((one) => one.split(" ")[0])).toEqual(["GET", "POST"]);
});

it("puts as many calls into a request as tRPC's own client", async () => {
  const calls = ({ plain }: Client) =>
    Array.from({ length: 45 }, (_, at) => plain.query({ text: String(at) }));
  const story = await storyOf(ours(), calls);
  expect(story).toEqual(await storyOf(theirs(), calls));
  expect(story.requests).toHaveLength(3);
  const one = ({ plain }: Client) => [plain.query({ text: "alone" })];
  expect(await storyOf(ours(), one)).toEqual(await storyOf(theirs(), one));
});

it("knows a refusal, its field and its details", async () => {
  const error = await ours()
    .deep.refuse.mutate()
    .catch((thrown: unknown) => thrown);
  expect([sentenceOf(error), fieldOf(error)]).toEqual(["Taken.", "name"]);
  expect(refusalIn(error)).toMatchObject({ code: "CONFLICT", details: { by: 7 } });
  expect((error as CallError).data?.code).toBe("CONFLICT");
  expect(refusalIn(new Error("Other"))).toBeNull();
});

it.each(["/html", "/json", "/null", "/odd"])(
  "fails without data where no answer comes: %s",
  async (path) => {
    for (const client of [ours(path), theirs(path)]) {
      const [end] = (await endsOf([client.plain.query({ text: "x" })])) as [{ data?: unknown }];
      expect(end).toMatchObject({ message: expect.any(String) });
      expect(end.data ?? null).toBeNull();
    }
    const error = await ours(path)
      .plain.query({ text: "x" })
      .catch((thrown: unknown) => thrown);
    expect(sentenceOf(error)).toMatch(/could not be reached/);
  },
);

it("fails for each call that a short answer has left out", async () => {
  const { plain } = ours("/short");
  const ends = await endsOf([plain.query({ text: "a" }), plain.query({ text: "b" })]);
  expect(ends).toEqual([{ answer: 1 }, { message: expect.any(String), data: null }]);
});

it("fails without data where no connection comes about", async () => {
  const failing = () => Promise.reject(new TypeError("Failed to fetch"));
  for (const client of [ours("", failing), theirs("", failing)]) {
    const [end] = await endsOf([client.deep.act.mutate("text")]);
    expect(end).toMatchObject({ message: "Failed to fetch" });
    expect((end as { data?: unknown }).data ?? null).toBeNull();
  }
});

/** A fetch that answers only when it is given up. */
function heldFetch() {
  const asked: { address: string; signal: AbortSignal }[] = [];
  const fetch = ((address: string, { signal }: { signal: AbortSignal }) => {
    asked.push({ address, signal });
    return new Promise((_, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("Given up", "AbortError")));
    });
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

it.each([
  ["ours", ours],
  ["tRPC's", theirs],
])("gives a request up when all of its calls are: %s", async (_, clientWith) => {
  const { asked, fetch } = heldFetch();
  const { plain } = clientWith("/api/trpc", fetch);
  const [first, second] = [new AbortController(), new AbortController()];
  const ends = endsOf([
    plain.query({ text: "first" }, { signal: first.signal }),
    plain.query({ text: "second" }, { signal: second.signal }),
  ]);
  await expect.poll(() => asked.length).toBe(1);
  first.abort();
  expect(asked[0]?.signal.aborted).toBe(false);
  second.abort();
  expect(asked[0]?.signal.aborted).toBe(true);
  for (const end of await ends) expect((end as { data?: unknown }).data ?? null).toBeNull();
});

it("does not send what is given up before", async () => {
  const { plain } = ours();
  requests = [];
  const before = new AbortController();
  const ends = endsOf([
    plain.query({ text: "before" }, { signal: before.signal }),
    plain.query({ text: "other" }),
  ]);
  before.abort();
  expect(await ends).toMatchObject([{ data: null }, { answer: { text: "other" } }]);
  expect(requests).toEqual([expect.stringContaining("/plain?batch=1")]);
});

it("goes on while a call of the request has no signal", async () => {
  const { asked, fetch } = heldFetch();
  const { plain } = ours("/api/trpc", fetch);
  const first = new AbortController();
  void plain.query({ text: "first" }, { signal: first.signal }).catch(() => {});
  void plain.query({ text: "other" }).catch(() => {});
  await expect.poll(() => asked.length).toBe(1);
  first.abort();
  expect(asked[0]?.signal.aborted).toBe(false);
});
