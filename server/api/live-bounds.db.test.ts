import { randomUUID } from "node:crypto";
import { TRPCError } from "@trpc/server";
import { afterEach, expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { closeStreams, page, stream } from "@/server/testing/streams";
import { group, paper, person, session } from "@/server/testing/world";
import { answerCalls } from "./routes/calls";
import { openStreams, STREAMS_OF_GUESTS, STREAMS_OF_PERSON } from "./stream-limits";

ownDatabase();
const open: AbortController[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  await closeStreams();
  expect(openStreams.taken("process")).toBe(0);
  await db.$executeRaw`DELETE FROM "RateLimit"`;
});

/** Opens a stream from this address. @returns "open", or the code of the refusal */
async function ask(ip: string, token: string | null = null): Promise<string> {
  const leaving = new AbortController();
  open.push(leaving);
  try {
    await stream(token, ["me"], {}, { ip, leaving });
    return "open";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  }
}

/** Asks for many streams at once and counts those that are opened; the others have to be refused. */
async function openedOf(count: number, ask: (place: number) => Promise<string>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, (_, place) => ask(place)));
  const opened = answers.filter((answer) => answer === "open").length;
  expect(answers.filter((answer) => answer === "TOO_MANY_REQUESTS")).toHaveLength(count - opened);
  return opened;
}

it("holds a bounded number of streams of the guests at one address, and takes others once some end", async () => {
  const ip = "198.51.100.7";
  expect(await openedOf(STREAMS_OF_GUESTS + 40, () => ask(ip))).toBe(STREAMS_OF_GUESTS);
  expect(openStreams.taken(`guests ${ip}`)).toBe(STREAMS_OF_GUESTS);
  // Somebody else's address has places of its own, and so have those who are signed in at this one.
  expect(await ask("198.51.100.8")).toBe("open");
  expect(await ask(ip, await session((await person()).id))).toBe("open");
  for (const one of open.slice(0, STREAMS_OF_GUESTS)) one.abort();
  expect(await ask(ip)).toBe("open");
});

/** Opens a stream as a browser does. */
function knock(ip: string, method = "GET", more: Record<string, string> = {}) {
  const leaving = new AbortController();
  open.push(leaving);
  const input = encodeURIComponent(JSON.stringify({ watches: ["me"], since: null }));
  const headers = { "x-colloquy-client-ip": ip, ...more };
  const address = `http://localhost/api/trpc/live.changes?input=${input}`;
  const request = new Request(address, { method, headers, signal: leaving.signal });
  return answerCalls(request, { calls: "live.changes" });
}

it("is an answer that no cache and no proxy keeps or changes on the way", async () => {
  const { status, headers, body } = await knock("198.51.100.6");
  expect([status, headers.get("content-type")]).toEqual([200, "text/event-stream"]);
  expect(headers.get("cache-control")).toMatch(/(?=.*no-store)(?=.*no-transform)/);
  expect(headers.get("x-accel-buffering")).toBe("no");
  await body?.cancel();
});

it("refuses with a status at which a browser gives up, and says when to come again", async () => {
  const ip = "198.51.100.5";
  await openedOf(STREAMS_OF_GUESTS, () => ask(ip));
  const { status, headers, body } = await knock(ip);
  expect([status, headers.get("retry-after")]).toEqual([429, "60"]);
  expect(await new Response(body).text()).toContain("Too many pages are open here.");
});

it("opens no stream for a HEAD request", async () => {
  const fromHere = { "sec-fetch-site": "same-origin", "content-type": "application/json" };
  expect((await knock("198.51.100.4", "HEAD", fromHere)).body).toBeNull();
  expect(openStreams.taken("process")).toBe(0);
});

it("counts an IPv6 address by its network", async () => {
  const asked = (place: number) => ask(`2001:db8:1:2::${place + 1}`);
  expect(await openedOf(STREAMS_OF_GUESTS + 5, asked)).toBe(STREAMS_OF_GUESTS);
  expect(await ask("2001:db8:1:3::1")).toBe("open");
});

it("holds a bounded number of streams of one person, wherever they come from", async () => {
  const { id } = await person();
  const tokens = await Promise.all([session(id), session(id)]);
  const asked = (place: number) => ask(`198.51.100.${place}`, tokens[place % 2]);
  expect(await openedOf(STREAMS_OF_PERSON + 10, asked)).toBe(STREAMS_OF_PERSON);
  expect(openStreams.taken(`person ${id}`)).toBe(STREAMS_OF_PERSON);
  expect(await ask("198.51.100.1", await session((await person()).id))).toBe("open");
});

it("counts exactly when a browser vanishes while its stream is set up, or ends it twice", async () => {
  const watches = [`group/${(await group()).slug}`, `paper/${(await paper()).slug}`];
  const ip = "198.51.100.9";
  for (let time = 0; time < 5; time++) {
    const [early, late, twice] = [1, 2, 3].map(() => new AbortController()) as Leaving;
    early.abort();
    const gone = stream(null, watches, {}, { ip, leaving: early });
    const going = stream(null, watches, {}, { ip, leaving: late });
    late.abort();
    for await (const _ of await gone) throw new Error("a stream without a reader says something");
    for await (const _ of await going) throw new Error("a stream without a reader says something");
    const read = await stream(null, watches, {}, { ip, leaving: twice });
    await read.next();
    await read.return();
    twice.abort();
  }
  expect(openStreams.taken(`guests ${ip}`)).toBe(0);
});
type Leaving = [AbortController, AbortController, AbortController];

it("gives a place back at once where the page does not read on", async () => {
  const ip = "198.51.100.13";
  const leaving = new AbortController();
  const read = await stream(null, [`paper/${(await paper()).slug}`], {}, { ip, leaving });
  await read.next();
  leaving.abort();
  expect(openStreams.taken(`guests ${ip}`)).toBe(0);
});

it("gives a place back when the database fails meanwhile", async () => {
  const ip = "198.51.100.10";
  await db.$executeRaw`ALTER TABLE "Paper" RENAME TO "Elsewhere"`;
  await expect(stream(null, ["paper/some"], {}, { ip })).rejects.toThrow();
  await db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "Paper"`;
  expect(openStreams.taken(`guests ${ip}`)).toBe(0);
});

it("holds twenty streams of a person, and sixty of the guests at an address", () => {
  expect([STREAMS_OF_PERSON, STREAMS_OF_GUESTS]).toEqual([20, 60]);
});

it.each([
  ["guests", 300],
  ["a person", 120],
])("does not let a page of %s open and close streams in a loop", async (who, most) => {
  const ip = "198.51.100.11";
  const token = who === "guests" ? null : await session((await person()).id);
  const answers: string[] = [];
  for (let time = 0; time < most + 50 && answers.at(-1) !== "TOO_MANY_REQUESTS"; time++) {
    answers.push(await ask(ip, token));
    for (const one of open.splice(0)) one.abort();
  }
  expect(answers.filter((answer) => answer === "open")).toHaveLength(most);
  expect(openStreams.taken("process")).toBe(0);
});

it("asks the database as often for eight watches as for two", async () => {
  const ada = await person();
  const token = await session(ada.id);
  const places = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const { slug } = await group({ visibility: "private", members: [[ada, "member"]] });
      return [`group/${slug}`, `group/${slug}/paper/${(await paper()).slug}`];
    }),
  );
  const all = places.flat();
  const asked = (watches: string[]) => queriesOf(() => stream(token, watches));
  await asked(all);
  const few = await asked(all.slice(0, 2));
  expect(await asked(all)).toBe(few);
  expect(few).toBeLessThan(9);
});

it("passes over what can be no address, whatever it holds", async () => {
  const { slug } = await paper();
  const strange = ["%2500", "%2F", "%F0%9F%98%80", "..", "x'--", "A"];
  const watches = strange.flatMap((name) => [`paper/${name}`, `group/${name}/paper/${slug}`]);
  const mixed = [...watches.slice(0, 7), `paper/${slug}`];
  expect((await page(null, mixed)).watching).toEqual([`paper/${slug}`]);
  const nothing = [...watches.slice(7), `group/${randomUUID()}/ballot/none`];
  expect((await page(null, nothing)).watching).toEqual([]);
});
