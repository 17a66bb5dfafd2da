import { beforeAll, expect, it } from "vitest";
import { CAST } from "@/prisma/demo/cast";
import { FRIDAY_LUNCH } from "@/prisma/demo/groups/friday-lunch";
import { loadFairness } from "@/server/ballots/result/fairness/queries";
import { checkRecord } from "@/server/ballots/result/record/rules";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { valueIn } from "@/server/papers/pasting/rules";
import { listPapers } from "@/server/papers/queries";
import type { Order } from "@/server/papers/rules";
import { profileInput } from "@/server/people/schema";
import { findDemoPerson } from "@/server/people/sign-in/mailbox/queries";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { downloadRecord } from "@/server/testing/fixtures/downloads";
import { seedDemo } from "./seed";

ownDatabase();
const DAY_MS = 24 * 3600 * 1000;

/** The month that an arXiv id begins with, counted from the year 0. */
const monthOf = (id: string) => (2000 + Number(id.slice(0, 2))) * 12 + Number(id.slice(2, 4)) - 1;
const monthsOf = (day: Date | null) => (day ? day.getUTCFullYear() * 12 + day.getUTCMonth() : 0);

beforeAll(seedDemo);

it("has a tombstone with replies, an edited comment, and replies to replies", async () => {
  const tombstones = await db.comment.findMany({
    where: { deletedAt: { not: null } },
    select: { body: true, _count: { select: { answers: true } } },
  });
  expect(tombstones).toEqual([{ body: "", _count: { answers: 1 } }]);
  expect(await db.comment.count({ where: { editedAt: { not: null } } })).toBe(1);
  expect(await db.comment.count({ where: { depth: 3 } })).toBeGreaterThanOrEqual(3);
  expect(await db.comment.count({ where: { html: { contains: "katex" } } })).toBeGreaterThan(10);
  expect(await db.comment.count({ where: { html: { contains: "katex-error" } } })).toBe(0);
});

it("shows a result of every kind, one by name, one tie", async () => {
  const closed = await db.ballot.findMany({
    where: { closedAt: { not: null } },
    select: { rule: true, secret: true, outcome: true, result: true },
  });
  const one = ["approval", "plurality", "score", "borda", "irv", "star", "schulze", "ranked-pairs"];
  expect(new Set(closed.map(({ rule }) => rule))).toEqual(new Set([...one, "perpetual-consensus"]));
  expect(closed.every(({ outcome }) => outcome === "chosen")).toBe(true);
  expect(closed.some(({ secret, rule }) => !secret && rule === "schulze")).toBe(true);
  const score = closed.find(({ rule }) => rule === "score")?.result as { tied?: string[] } | null;
  expect(score?.tied).toHaveLength(2);
});

it("shows a ballot that chose two papers, both discussed since", async () => {
  const found = await db.ballot.findMany({
    where: { closedAt: { not: null }, seats: 2 },
    select: {
      outcome: true,
      readings: {
        select: { readAt: true, meeting: { select: { startsAt: true, texts: true } } },
        orderBy: { seat: "asc" },
      },
    },
  });
  expect(found.map(({ outcome, readings }) => [outcome, readings.length])).toEqual([["chosen", 2]]);
  const now = Date.now();
  for (const { readAt, meeting } of found[0]?.readings ?? []) {
    expect(Number(readAt)).toBeLessThan(now);
    expect(meeting?.texts).toHaveLength(1);
  }
});

/** Finds one of the demo's people as a member of one of its groups. */
async function member(handle: string, group: string): Promise<MemberScope> {
  const select = { id: true, handle: true, name: true, timeZone: true };
  const found = await db.person.findFirstOrThrow({ where: { handle }, select });
  const { slug } = await db.group.findFirstOrThrow({ where: { name: group } });
  const viewer = { ...found, suspended: false, welcomed: true, moderator: false, operator: false };
  return (await groupScope(viewer, slug)) as MemberScope;
}

it("shows forty weeks in which a lasting quarter gets its share, and would get nothing by approval", async () => {
  const { ballots, named, members, weights } = await loadFairness(
    await member("ada", FRIDAY_LUNCH.name),
  );
  expect({ ballots, named, members: members.length }).toEqual({
    ballots: 40,
    named: true,
    members: 12,
  });
  for (const { person, voted, won, plain } of members) {
    const few = ["ada", "dalia", "eluned"].includes(person?.handle ?? "");
    expect(plain, person?.handle).toBe(few ? 0 : voted);
    expect(won / voted, person?.handle).toBeGreaterThan(few ? 0.22 : 0.7);
    expect(won / voted, person?.handle).toBeLessThan(few ? 0.28 : 0.8);
  }
  expect(weights).toMatchObject({ rule: "perpetual-consensus" });
  expect(weights?.lines.map(({ values }) => values.length)).toEqual(Array(12).fill(40));
});

it("has a record of each closed ballot that gives the same result when it is counted again", async () => {
  const closed = await db.ballot.findMany({
    where: { closedAt: { not: null } },
    select: { id: true, group: { select: { name: true } } },
  });
  for (const { id, group } of closed) {
    const found = await downloadRecord(await member("ada", group.name), id);
    expect(checkRecord(JSON.parse(JSON.stringify(found))).differences, group.name).toEqual([]);
    expect(found.explanation.why.length).toBeGreaterThan(20);
  }
});

it("leaves votes for ada to cast, and coming meetings for everybody", async () => {
  const open = await db.ballot.findMany({
    where: { closedAt: null },
    select: {
      seats: true,
      closesAt: true,
      group: { select: { timeZone: true } },
      votes: { select: { person: { select: { handle: true } } } },
    },
  });
  // One of them chooses two papers.
  expect(open.map(({ seats }) => seats).toSorted()).toEqual([1, 2]);
  for (const { closesAt, group, votes } of open) {
    const days = (closesAt.getTime() - Date.now()) / DAY_MS;
    expect(days).toBeGreaterThan(1);
    expect(days).toBeLessThan(6);
    const clock = { timeZone: group.timeZone, minute: "numeric", second: "numeric" } as const;
    expect(new Intl.DateTimeFormat("en", clock).format(closesAt)).toBe("00:00");
    expect(votes.length).toBeGreaterThanOrEqual(3);
    expect(votes.map((vote) => vote.person.handle)).not.toContain("ada");
  }
  const roles = await db.membership.findMany({
    where: { person: { handle: "ada" } },
    select: { role: true, group: { select: { visibility: true, joinPolicy: true } } },
    orderBy: { joinedAt: "asc" },
  });
  expect(roles).toEqual([
    { role: "member", group: { visibility: "public", joinPolicy: "open" } },
    { role: "owner", group: { visibility: "public", joinPolicy: "open" } },
    { role: "organizer", group: { visibility: "public", joinPolicy: "request" } },
    { role: "member", group: { visibility: "private", joinPolicy: "invitation" } },
  ]);
  const meetings = await db.meeting.findMany({ select: { startsAt: true, groupId: true } });
  const ahead = meetings.filter(({ startsAt }) => startsAt.getTime() > Date.now());
  // Each group has one, planned by the regular time in two groups. The next meeting is at least three days
  // away, so a weekly group may have another one before it.
  expect(new Set(ahead.map(({ groupId }) => groupId)).size).toBe(4);
  const weekly = await db.meetingSlot.findMany({ where: { everyWeeks: 1 } });
  const early = ahead.length - 4;
  expect(early).toBeLessThanOrEqual(weekly.length);
  for (const { startsAt } of ahead)
    expect(startsAt.getTime()).toBeLessThan(Date.now() + 11 * DAY_MS);
});

it("shows different papers first under trending, new and top", async () => {
  const first = async (order: Order) =>
    (await listPapers({ order, window: "all", cursor: 1 })).papers.slice(0, 3);
  const shown = [...(await first("trending")), ...(await first("new")), ...(await first("top"))];
  expect(new Set(shown.map(({ id }) => id)).size).toBe(9);
});

it("has people whom the mailbox page can sign in", async () => {
  process.env.COLLOQUY_EMBEDDED = "1";
  forgetEnv();
  for (const [handle, { name, timeZone }] of Object.entries(CAST)) {
    expect(profileInput.parse({ handle, name, timeZone })).toEqual({ handle, name, timeZone });
    expect(await findDemoPerson(handle, "1 2")).toMatch(/^[0-9a-f-]{36}$/);
  }
  delete process.env.COLLOQUY_EMBEDDED;
  forgetEnv();
});

it("links each paper by an id that the catalogue would read the same", async () => {
  const rows = await db.paper.findMany({
    select: { title: true, arxivId: true, doi: true, url: true, publishedOn: true },
  });
  for (const { title, arxivId, doi, url, publishedOn } of rows) {
    expect(arxivId ?? doi ?? url, title).toBeTruthy();
    if (arxivId) expect(valueIn(`https://arxiv.org/abs/${arxivId}`, "arxiv"), title).toBe(arxivId);
    if (doi) expect(valueIn(`https://doi.org/${doi}`, "doi"), title).toBe(doi);
    // arXiv numbers a paper in its month of submission, or in the next month if submitted on the last day.
    if (arxivId) expect([0, 1], title).toContain(monthOf(arxivId) - monthsOf(publishedOn));
  }
  const ids = rows.flatMap(({ arxivId }) => arxivId ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeGreaterThan(20);
});
