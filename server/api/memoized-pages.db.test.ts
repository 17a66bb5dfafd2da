import { beforeAll, expect, it } from "vitest";
import type { BallotChoices } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { sessionCookieName } from "@/server/people/sessions/commands";
import { db } from "@/server/platform/database/db";
import { MemoizedPages } from "@/server/platform/web/memoized/pages";
import { rendering } from "@/server/platform/web/memoized/visit";
import { ownDatabase } from "@/server/testing/database/database";
import { statementsOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { groupWithBallot } from "@/server/testing/fixtures/ballots";
import { person, session } from "@/server/testing/world";
import { callsFor, type Handover, handToPages, type ServerForPages } from "./pages";

ownDatabase();
type Calls = Awaited<ReturnType<ServerForPages["proceduresFor"]>>;
let pages: ServerForPages;
beforeAll(() => {
  handToPages();
  pages = (globalThis as Handover).colloquyServer as ServerForPages;
});

const cookieOf = async ({ id }: Viewer) =>
  new Headers({ cookie: `${sessionCookieName()}=${await session(id)}` });

/** A ballot of a private group, whose members live in one time zone. */
async function ballot(choices: Partial<BallotChoices> = {}) {
  const made = await groupWithBallot(["A", "B"], { visibility: "private", ballot: choices });
  const members = made.others.map(({ viewer }) => viewer) as [Viewer, Viewer, Viewer, Viewer];
  const ids = members.map(({ id }) => id);
  await db.person.updateMany({ where: { id: { in: ids } }, data: { timeZone: "Asia/Tokyo" } });
  return { ...made, members };
}

/** The calls of the page of a ballot, as the page makes them. */
const ballotPage = (group: string, ballotId: string) => async (calls: Calls) => {
  const [head, ballot] = await Promise.all([
    calls.groups.head({ group }),
    calls.ballots.page({ group, ballotId }),
  ]);
  return { head, ballot, reader: await calls.people.reader() };
};

/** Serves one page to readers. @returns whether it had to be rendered, and what it shows */
function memory<Shown>(page: (calls: Calls) => Promise<Shown>) {
  const known = new MemoizedPages<{ shows: Shown }>(10_000_000);
  return async (headers: Headers) => {
    const found = await known.visit("/", callsFor(headers));
    if (found.page) return { rendered: false, shows: found.page.shows };
    const shows = await rendering(found.visit, async () =>
      page(await pages.proceduresFor(headers)),
    );
    found.keep({ shows }, 1000);
    return { rendered: true, shows };
  };
}

it("shows one rendering of an open ballot to all members who have not voted, in one time zone", async () => {
  const { slug, id, members } = await ballot();
  const read = memory(ballotPage(slug, id));
  const seen = async () => {
    const all = [];
    for (const one of members) all.push((await read(await cookieOf(one))).rendered);
    return all;
  };
  expect(await seen()).toEqual([true, false, false, false]);
  const [first] = members;
  await db.person.update({ where: { id: first.id }, data: { timeZone: "Europe/Rome" } });
  expect(await seen()).toEqual([true, false, false, false]);
});

it("makes no statement more for a page that is known", async () => {
  const { slug, id, members } = await ballot();
  const [first, second] = [await cookieOf(members[0]), await cookieOf(members[1])];
  const read = memory(ballotPage(slug, id));
  const rendered = await statementsOf(() => read(first));
  const known = await statementsOf(() => read(second));
  expect(known.length).toBe(rendered.length);
});

it("shows a vote to its voter at once, and to nobody else, whoever votes the same", async () => {
  const { slug, id, members, candidates } = await ballot({ rule: "approval", secret: true });
  const [one, another, third] = members;
  const cookies = await Promise.all([one, another, third].map(cookieOf));
  const read = memory(ballotPage(slug, id));
  const votes = async () => {
    const all = [];
    for (const cookie of cookies) {
      const { rendered, shows } = await read(cookie);
      all.push([rendered, shows.ballot.myVote?.answer ?? null]);
    }
    return all;
  };
  expect(await votes()).toEqual([
    [true, null],
    [false, null],
    [false, null],
  ]);
  const answer = { approvals: candidates.slice(0, 1) };
  for (const voter of [one, another]) {
    await as(voter).ballots.vote({ group: slug, ballotId: id, answer });
  }
  // Each vote has a receipt of its own, so nobody can tell from the time of an answer that somebody voted the same.
  expect(await votes()).toEqual([
    [true, answer],
    [true, answer],
    [true, null],
  ]);
  expect(await votes()).toEqual([
    [false, answer],
    [false, answer],
    [false, null],
  ]);
});

it("refuses a known page to strangers, and to a member who was removed or has signed out", async () => {
  const { slug, id, members, organizer } = await ballot();
  const [one, another] = members;
  const read = memory(ballotPage(slug, id));
  const cookies = [await cookieOf(one), await cookieOf(another)] as const;
  for (const cookie of cookies) await read(cookie);
  await as(organizer.viewer).groups.removeMember({ group: slug, handle: one.handle });
  await as(another).people.signOutEverywhere();
  for (const cookie of [...cookies, await cookieOf(await person()), new Headers()]) {
    await expect(read(cookie)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});
