import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { HEAD } from "@/app/api/live/route";
import { db } from "@/server/platform/database/db";
import { Refusal } from "@/server/platform/refusal";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { closeStreams, page } from "@/server/testing/streams";
import { group, paper, person, session } from "@/server/testing/world";
import {
  liveInput,
  openLiveStream,
  openStreams,
  STREAMS_OF_GUESTS,
  STREAMS_OF_PERSON,
} from "./live";

ownDatabase();
const aborts: AbortController[] = [];
afterEach(async () => {
  for (const one of aborts.splice(0)) one.abort();
  await closeStreams();
  expect(openStreams().taken("process")).toBe(0);
  await db.$executeRaw`DELETE FROM "RateLimit"`;
});

/** Opens a stream from this address. @returns "open", or the code of the refusal */
async function open(ip: string, token: string | null = null): Promise<string> {
  const abort = new AbortController();
  aborts.push(abort);
  const input = liveInput.parse({ watches: ["me"], since: null });
  try {
    await openLiveStream({ token, ip }, input, abort.signal);
    return "open";
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

/** Asks for many streams at once and counts those that are opened; the others have to be refused. */
async function openedOf(count: number, ask: (place: number) => Promise<string>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, (_, place) => ask(place)));
  const opened = answers.filter((answer) => answer === "open").length;
  expect(answers.filter((answer) => answer === "TOO_MANY")).toHaveLength(count - opened);
  return opened;
}

it("holds a bounded number of streams of the guests at one address, and takes others once some end", async () => {
  const ip = "198.51.100.7";
  expect(await openedOf(STREAMS_OF_GUESTS + 40, () => open(ip))).toBe(STREAMS_OF_GUESTS);
  expect(openStreams().taken(`guests ${ip}`)).toBe(STREAMS_OF_GUESTS);
  // Somebody else's address has places of its own, and so have those who are signed in at this one.
  expect(await open("198.51.100.8")).toBe("open");
  expect(await open(ip, await session((await person()).id))).toBe("open");
  for (const one of aborts.slice(0, STREAMS_OF_GUESTS)) one.abort();
  expect(await open(ip)).toBe("open");
});

it("opens no stream for a HEAD request", async () => {
  expect(HEAD().status).toBe(200);
  expect(openStreams().taken("process")).toBe(0);
});

it("counts an IPv6 address by its network", async () => {
  const ask = (place: number) => open(`2001:db8:1:2::${place + 1}`);
  expect(await openedOf(STREAMS_OF_GUESTS + 5, ask)).toBe(STREAMS_OF_GUESTS);
  expect(await open("2001:db8:1:3::1")).toBe("open");
});

it("holds a bounded number of streams of one person, wherever they come from", async () => {
  const { id } = await person();
  const tokens = await Promise.all([session(id), session(id)]);
  const ask = (place: number) => open(`198.51.100.${place}`, tokens[place % 2]);
  expect(await openedOf(STREAMS_OF_PERSON + 10, ask)).toBe(STREAMS_OF_PERSON);
  expect(openStreams().taken(`person ${id}`)).toBe(STREAMS_OF_PERSON);
  expect(await open("198.51.100.1", await session((await person()).id))).toBe("open");
});

it("counts exactly when a browser vanishes while its stream is set up, or ends it twice", async () => {
  const watches = [`group/${(await group()).slug}`, `paper/${(await paper()).slug}`];
  const input = liveInput.parse({ watches, since: null });
  const ip = "198.51.100.9";
  for (let time = 0; time < 5; time++) {
    const early = new AbortController();
    const late = new AbortController();
    const twice = new AbortController();
    early.abort();
    const gone = openLiveStream({ token: null, ip }, input, early.signal);
    const going = openLiveStream({ token: null, ip }, input, late.signal);
    late.abort();
    for await (const _ of await gone) throw new Error("a stream without a reader says something");
    for await (const _ of await going) throw new Error("a stream without a reader says something");
    const stream = await openLiveStream({ token: null, ip }, input, twice.signal);
    await stream.cancel();
    twice.abort();
  }
  expect(openStreams().taken(`guests ${ip}`)).toBe(0);
});

it("gives a place back when the database fails meanwhile", async () => {
  const ip = "198.51.100.10";
  await db.$executeRaw`ALTER TABLE "Paper" RENAME TO "Elsewhere"`;
  const input = liveInput.parse({ watches: ["paper/some"], since: null });
  const failed = openLiveStream({ token: null, ip }, input, new AbortController().signal);
  await expect(failed).rejects.toThrow();
  await db.$executeRaw`ALTER TABLE "Elsewhere" RENAME TO "Paper"`;
  expect(openStreams().taken(`guests ${ip}`)).toBe(0);
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
  for (let time = 0; time < most + 50 && answers.at(-1) !== "TOO_MANY"; time++) {
    answers.push(await open(ip, token));
    for (const one of aborts.splice(0)) one.abort();
  }
  expect(answers.filter((answer) => answer === "open")).toHaveLength(most);
  expect(openStreams().taken("process")).toBe(0);
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
  const asked = async (watches: string[]) => {
    const abort = new AbortController();
    aborts.push(abort);
    const input = liveInput.parse({ watches, since: null });
    return queriesOf(() => openLiveStream({ token, ip: "198.51.100.12" }, input, abort.signal));
  };
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
