import { randomUUID } from "node:crypto";
import MarkdownIt from "markdown-it";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sendThread } from "@/server/api/routes/downloads";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";
import { exportThread } from "./queries";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
let moderator: Viewer;
beforeAll(async () => {
  [ada, bela, moderator] = await Promise.all([
    person({ name: "Ada *O'Kafor*" }),
    person("bela"),
    person({ moderator: true }),
  ]);
});
afterEach(() => vi.restoreAllMocks());

async function exported(viewer: Viewer | null, threadId: string): Promise<string> {
  const { parts } = await exportThread(viewer, threadId, "192.0.2.1");
  let text = "";
  for await (const part of parts) text += part;
  return text;
}

/** Headings as a Markdown parser finds them, without those in quoted boxes. */
function headings(text: string): string[] {
  const tokens = new MarkdownIt().parse(text, {});
  return tokens.flatMap((token, at) =>
    token.type === "heading_open" && token.level === 0 ? [tokens[at + 1]?.content ?? ""] : [],
  );
}

it("contains each readable comment once, in order, and nothing else", async () => {
  const paper = await paperSlug("On [brackets] & `ticks`");
  const body = "```\nnever closed\n# not a heading of ours";
  const first = await postComment(ada, { paper }, body, { label: "question" });
  const { threadId, commentId } = first;
  const later = await postComment(bela, { paper }, "the second thread");
  const answer = await postComment(bela, { paper }, "an answer", { parentId: commentId });
  const gone = await postComment(ada, { paper }, "deleted words", { parentId: commentId });
  await postComment(bela, { paper }, "below it", {
    parentId: gone.commentId,
    spoiler: "section 4",
  });
  const hidden = await postComment(ada, { paper }, "hidden words");
  await as(ada).threads.remove({ commentId: gone.commentId });
  await as(moderator).moderation.hide({ commentId: hidden.commentId, reason: "x" });
  await db.comment.update({
    where: { id: commentId },
    data: { answeredAt: new Date(), answeredById: ada.id },
  });
  await db.quote.create({
    data: {
      commentId: answer.commentId,
      threadId,
      source: "paper",
      exact: "- all *you* need",
      place: "p. 4",
    },
  });
  await db.comment.update({
    where: { id: later.commentId },
    data: { createdAt: new Date("2026-11-24T13:05:59Z") },
  });

  const text = await exported(null, threadId);
  expect(headings(text).map((line) => line.replace(/,.*/, ""))).toEqual([
    "On \\[brackets\\] \\& \\`ticks\\`",
    `1. Ada \\*O'Kafor\\* (@${ada.handle})`,
    `3. ${bela.name} (@${bela.handle})`,
    "4.",
    `5. ${bela.name} (@${bela.handle})`,
    `2. ${bela.name} (@${bela.handle})`,
    "6.",
  ]);
  for (const words of ["never closed", "an answer", "below it", "the second thread"]) {
    expect(text.split(words), words).toHaveLength(2);
  }
  expect(text).not.toContain("deleted words");
  expect(text).not.toContain("hidden words");
  expect(text).toContain("*This comment was deleted.*");
  expect(text).toContain("*This comment is hidden.*");
  expect(text).toContain("*Question, answered*");
  expect(text).toContain("*in reply to 4; Spoiler: section 4*");
  expect(text).toContain("On the paper (p. 4):\n\n> > \\- all \\*you\\* need");
  expect(text).toContain(", 2026-11-24 13:05 UTC\n");
  // Formatting in a comment ends with it: the last lines are Markdown again.
  expect(new MarkdownIt().render(text)).toContain("<em>This comment is hidden.</em>");
});

it("leaves out comments by people the viewer has blocked, for that viewer only", async () => {
  const paper = await paperSlug();
  const { threadId, commentId } = await postComment(bela, { paper }, "by bela");
  await postComment(ada, { paper }, "to bela", { parentId: commentId });
  const viewer = await person();
  await as(viewer).people.block({ handle: bela.handle });
  const text = await exported(viewer, threadId);
  expect(text).not.toContain("by bela");
  expect(text).not.toContain(bela.handle);
  expect(text).toContain("to bela");
  expect(await exported(null, threadId)).toContain("by bela");
});

it("reads a long and deep thread in batches, each comment once", async () => {
  const paper = await paperSlug();
  const { threadId, commentId } = await postComment(ada, { paper }, "first");
  const size = 2000;
  const ids = [commentId, ...Array.from({ length: size - 1 }, () => randomUUID())];
  const rows = ids.slice(1).map((id, at) => ({
    id,
    threadId,
    authorId: at % 2 ? ada.id : bela.id,
    clientKey: randomUUID(),
    // A chain of a thousand replies, and a thousand siblings.
    parentId: at < 1000 ? (ids[at] as string) : commentId,
    depth: at < 1000 ? at + 1 : 1,
    number: at + 2,
    body: `words ${at + 2}.`,
    html: "",
  }));
  await db.comment.createMany({ data: rows });
  const queries = vi.spyOn(pg.Client.prototype, "query");
  const { parts } = await exportThread(null, threadId, "192.0.2.1");
  let text = "";
  let longest = 0;
  for await (const part of parts) {
    text += part;
    longest = Math.max(longest, part.length);
  }
  expect(queries.mock.calls.length).toBeLessThan(60);
  expect(longest).toBeLessThan(text.length / 5);
  expect(headings(text)).toHaveLength(size + 1);
  for (const at of [2, 777, 1500, 2000]) expect(text.split(`words ${at}.`)).toHaveLength(2);
});

it("writes long comments in parts", async () => {
  const paper = await paperSlug();
  const { threadId } = await postComment(ada, { paper }, "first");
  const rows = Array.from({ length: 40 }, (_, at) => ({
    id: randomUUID(),
    threadId,
    authorId: ada.id,
    clientKey: randomUUID(),
    html: "",
    number: at + 2,
    body: "words ".repeat(1600),
  }));
  await db.comment.createMany({ data: rows });
  const { parts } = await exportThread(null, threadId, "192.0.2.1");
  for await (const part of parts) expect(part.length).toBeLessThan(120_000);
});

describe("the door", () => {
  /** The response of the address to a person with a session, or to a guest. */
  async function requestExport(viewer: Viewer | null, threadId: string): Promise<Response> {
    const token = newSecret();
    if (viewer) {
      const expiresAt = new Date(Date.now() + 3_600_000);
      const data = { tokenHash: hashSecret(token), personId: viewer.id, expiresAt };
      await db.session.create({ data });
    }
    const headers = { ...(viewer ? { cookie: `colloquy.session=${token}` } : {}) };
    const request = new Request(`http://localhost/api/threads/${threadId}/export.md`, { headers });
    return sendThread(request, { thread: threadId });
  }

  it("serves a private thread to members only; others get NOT_FOUND", async () => {
    const { ada: member, bela: left, slug, paper } = await talkingGroup();
    const { threadId } = await postComment(member, { paper, group: slug }, "a secret");
    await as(left).groups.leave({ group: slug });
    const response = await requestExport(member, threadId);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="${paper}-${slug}-thread.md"`,
    );
    expect(await response.text()).toContain("> a secret");
    const missing = await (await requestExport(null, randomUUID())).text();
    for (const viewer of [null, left, moderator, await person()]) {
      const refused = await requestExport(viewer, threadId);
      expect(refused.status).toBe(404);
      expect(await refused.text()).toBe(missing);
    }
    expect((await requestExport(member, "no-id")).status).toBe(404);
  });

  it.each<[string, (reader: Viewer, slug: string) => Promise<unknown>]>([
    ["leaves the group", (reader, slug) => as(reader).groups.leave({ group: slug })],
    ["signs out", (reader) => as(reader).people.signOutEverywhere()],
  ])("breaks a file off for a reader who %s while reading it", async (_, end) => {
    const { bela: reader, slug, paper } = await talkingGroup();
    const { threadId } = await postComment(reader, { paper, group: slug }, "a secret");
    const body = (await requestExport(reader, threadId)).body?.getReader();
    await end(reader, slug);
    // The head was made before.
    expect(new TextDecoder().decode((await body?.read())?.value)).not.toContain("a secret");
    await expect(body?.read()).rejects.toThrow("may no longer read");
  });

  it("serves a public thread to everybody", async () => {
    const { threadId } = await postComment(ada, { paper: await paperSlug() }, "hello");
    const response = await requestExport(null, threadId);
    expect([response.status, (await response.text()).includes("> hello")]).toEqual([200, true]);
  });
});
