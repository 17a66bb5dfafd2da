import { beforeAll, expect, it } from "vitest";
import { sendOwnData } from "@/server/api/routes/downloads";
import type { Viewer } from "@/server/people/policy";
import { sessionCookieName } from "@/server/people/sessions/commands";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { postComment } from "@/server/testing/fixtures/threads";
import { size } from "@/server/testing/tier";
import { group, paper, person, session } from "@/server/testing/world";
import { ownDataFile } from "./queries";

ownDatabase();

const COMMENTS = size(130, 3000);
const UPVOTES = size(600, 6000);
const VERSIONS = 45;

let ada: Viewer;
beforeAll(async () => {
  ada = await person("ada");
  await writeMuch(ada, COMMENTS, UPVOTES);
});

/** Comments of 8,000 characters, the first edited often, with reactions of all kinds and upvotes. */
async function writeMuch(viewer: Viewer, comments: number, upvotes: number) {
  const { slug } = await paper();
  const { threadId, commentId } = await postComment(viewer, { paper: slug }, "First.");
  const body = "word ".repeat(1600);
  await db.comment.createMany({
    data: Array.from({ length: comments - 1 }, (_, at) => ({
      threadId,
      authorId: viewer.id,
      clientKey: crypto.randomUUID(),
      number: at + 2,
      body: `${at + 2} ${body}`,
      html: "",
    })),
  });
  await db.commentVersion.createMany({
    data: Array.from({ length: VERSIONS }, (_, at) => ({
      commentId,
      version: at + 1,
      body: `Version ${at + 1}. ${body}`,
      html: "",
      createdAt: new Date(),
    })),
  });
  const ids = await db.comment.findMany({ where: { threadId }, select: { id: true } });
  const kinds = ["agree", "insightful", "thanks", "curious", "celebrate"] as const;
  await db.reaction.createMany({
    data: ids.flatMap(({ id }) =>
      kinds.map((kind) => ({ commentId: id, personId: viewer.id, kind })),
    ),
  });
  const papers = Array.from({ length: upvotes }, (_, at) => ({
    id: crypto.randomUUID(),
    slug: crypto.randomUUID(),
    title: `Paper ${at}`,
    normalizedTitle: crypto.randomUUID(),
    abstract: "Words.",
  }));
  await db.paper.createMany({ data: papers });
  const upvoted = papers.map(({ id }) => ({ paperId: id, personId: viewer.id }));
  await db.upvote.createMany({ data: upvoted });
}

it("is written in small parts, each row once", async () => {
  const parts: string[] = [];
  for await (const part of await ownDataFile(ada)) parts.push(part);
  expect(parts.length).toBeGreaterThan((COMMENTS * 8000) / 64_000);
  expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(64_001);
  const data = JSON.parse(parts.join(""));
  const numbers = data.comments.map(({ number }: { number: number }) => number);
  expect(numbers.toSorted((a: number, b: number) => a - b)).toEqual(
    Array.from({ length: COMMENTS }, (_, at) => at + 1),
  );
  const first = data.comments.find(({ number }: { number: number }) => number === 1);
  expect(first.versions.map(({ version }: { version: number }) => version)).toEqual(
    Array.from({ length: VERSIONS }, (_, at) => at + 1),
  );
  expect(data.reactions).toHaveLength(COMMENTS * 5);
  expect(new Set(data.reactions.map((row: object) => JSON.stringify(row))).size).toBe(COMMENTS * 5);
  expect(new Set(data.upvotes.map((row: { paper: { slug: string } }) => row.paper.slug)).size).toBe(
    UPVOTES,
  );
  // Columns that only give the order are left out.
  expect(Object.keys(data.upvotes[0])).toEqual(["paper", "createdAt"]);
  expect(data.comments[1]).not.toHaveProperty("id");
});

it("stops reading while nobody takes the written parts", async () => {
  const parts = await ownDataFile(ada);
  await parts.next();
  const next = async () => {
    await parts.next();
  };
  // One part is a fraction of a page of comments.
  const counts: number[] = [];
  for (let at = 0; at < 8; at++) counts.push(await queriesOf(next));
  expect(counts).toContain(0);
  await parts.return();
});

it("asks for a page of rows, not for each row", async () => {
  const [few, many] = [await person(), await person()];
  await writeMuch(few, 2, 10);
  await writeMuch(many, 19, 200);
  expect(await queriesOf(() => downloadOwnData(many))).toBe(
    await queriesOf(() => downloadOwnData(few)),
  );
});

it("is a file for people who are signed in, and nothing for guests", async () => {
  const at = "http://localhost/api/my-data";
  const guest = await sendOwnData(new Request(at));
  expect(guest.status).toBe(401);
  const viewer = await person({ name: "Ada Own" });
  await group({ members: [[viewer, "owner"]] });
  const headers = { Cookie: `${sessionCookieName()}=${await session(viewer.id)}` };
  const answer = await sendOwnData(new Request(at, { headers }));
  expect(answer.headers.get("content-disposition")).toBe(
    `attachment; filename="colloquy-${viewer.handle}.json"`,
  );
  expect(answer.headers.get("cache-control")).toMatch(/no-store/);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ name: "Ada Own", memberships: [{ role: "owner" }] });
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
});
