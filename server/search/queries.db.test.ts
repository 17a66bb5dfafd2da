import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});
afterEach(() => vi.restoreAllMocks());

const found = async (viewer: Viewer | null, input: { q: string } & Record<string, unknown>) =>
  (await as(viewer).search.comments(input)).hits;
const ids = async (viewer: Viewer | null, input: { q: string } & Record<string, unknown>) =>
  (await found(viewer, input)).map(({ id }) => id);

/** Unique words. */
const word = () => `x${randomUUID().replaceAll("-", "").slice(0, 14)}`;

describe("texts of a private group", () => {
  it("are found only by its members, whatever the filters", async () => {
    const { organizer, ada: author, bela: left, groupId, slug, paper } = await talkingGroup();
    const secret = word();
    const { commentId } = await postComment(author, { paper, group: slug }, `about ${secret}`);
    const own = await postComment(left, { paper, group: slug }, `mine: ${secret}`);
    await as(left).groups.leave({ group: slug });
    const suspended = await person();
    await db.membership.create({ data: { groupId, personId: suspended.id } });
    const { handle } = suspended;
    await as(organizer).moderation.suspend({ group: slug, handle, days: 1, reason: "x" });
    const [stranger, moderator] = [await person(), await person({ moderator: true })];

    const both = [commentId, own.commentId].sort();
    const searches = [
      { q: secret },
      { q: secret, group: slug },
      { q: secret, author: author.handle },
      { q: secret, author: left.handle, group: slug },
    ];
    for (const input of searches) {
      for (const viewer of [author, organizer, suspended]) {
        expect((await ids(viewer, input)).sort()).toEqual(
          both.filter(
            (id) => !("author" in input) || (id === commentId) === (input.author === author.handle),
          ),
        );
      }
      for (const viewer of [null, stranger, left, moderator]) {
        const answer = await as(viewer).search.comments(input);
        expect(answer).toEqual({ hits: [], more: false });
      }
    }
    for (const viewer of [stranger, left, null]) {
      await expect(as(viewer).search.groupPapers({ group: slug, q: "x" })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    }
    // The search of papers does not find the word either.
    expect(await as(stranger).papers.search({ q: secret })).toEqual([]);
  });
});

describe("comments", () => {
  it("are found by any of the words, in any inflection, without regard to accents", async () => {
    const paper = await paperSlug();
    const tag = word();
    const { commentId } = await postComment(ada, { paper }, `Béla's attentions ${tag} were naïve`);
    for (const q of ["attention", "NAIVE", "bela", "naïve", `nothing ${tag}`]) {
      expect(await ids(null, { q }), q).toContain(commentId);
    }
    for (const q of ["", "the of and", "!?&|()<->:*", "'; DROP TABLE x"]) {
      expect(await ids(null, { q }), q).toEqual([]);
    }
  });

  it("come with most of the words first, then the newest", async () => {
    const paper = await paperSlug();
    const [one, two] = [word(), word()];
    const bodies = [`${one} ${two}`, `${one} ${one} ${one}`, `${two}`];
    const made: string[] = [];
    for (const body of bodies) made.push((await postComment(ada, { paper }, body)).commentId);
    const [both, first, last] = made;
    expect(await ids(null, { q: `${one} ${two}` })).toEqual([both, last, first]);
  });

  it("leave out what is hidden, deleted, or by somebody blocked", async () => {
    const paper = await paperSlug();
    const tag = word();
    const [standing, hidden, deleted, blocked] = [
      await postComment(ada, { paper }, `kept ${tag}`),
      await postComment(ada, { paper }, `hidden ${tag}`),
      await postComment(ada, { paper }, `deleted ${tag}`),
      await postComment(bela, { paper }, `by bela ${tag}`),
    ];
    await postComment(bela, { paper }, "keeps the place", { parentId: deleted.commentId });
    await as(ada).threads.remove({ commentId: deleted.commentId });
    const moderator = await person({ moderator: true });
    await as(moderator).moderation.hide({ commentId: hidden.commentId, reason: "x" });
    const viewer = await person();
    await as(viewer).people.block({ handle: bela.handle });
    expect(await ids(viewer, { q: tag })).toEqual([standing.commentId]);
    // Béla notices nothing: he finds his own comment.
    for (const other of [null, bela]) {
      expect((await ids(other, { q: tag })).sort()).toEqual(
        [standing.commentId, blocked.commentId].sort(),
      );
    }
  });

  it("show the words asked for in their sentence, as plain text", async () => {
    const paper = await paperSlug();
    const tag = word();
    const body = `Filler words. <b onclick="x">The ${tag}</b> & $x^2 < y$ <img src=x onerror=alert(1)> end.`;
    await postComment(ada, { paper }, body);
    const [hit] = await found(null, { q: tag });
    expect(hit?.words.filter(({ hit }) => hit)).toEqual([{ text: tag, hit: true }]);
    const text = hit?.words.map(({ text }) => text).join("");
    expect(text).not.toContain("\u0002");
    expect(text).not.toContain("\u0003");
    expect(text).toContain(`The ${tag}`);
  });

  it("mark an accented word that was typed with its accents", async () => {
    const tag = word();
    await postComment(ada, { paper: await paperSlug() }, `The Kertész lemma ${tag}`);
    const [hit] = await found(null, { q: `Kertész ${tag}` });
    expect(hit?.words.filter(({ hit }) => hit).map(({ text }) => text)).toEqual(["Kertész", tag]);
  });

  it("show no words of a spoiler", async () => {
    const tag = word();
    await postComment(ada, { paper: await paperSlug() }, `He dies ${tag}`, {
      spoiler: "section 4",
    });
    expect(await found(null, { q: tag })).toMatchObject([{ spoiler: "section 4", words: [] }]);
  });

  it("can be filtered by group, label, author and days", async () => {
    const { ada: author, slug, paper } = await talkingGroup();
    const tag = word();
    const within = await postComment(author, { paper, group: slug }, tag);
    const question = await postComment(author, { paper }, `${tag}?`, { label: "question" });
    const old = await postComment(ada, { paper }, tag);
    const createdAt = new Date("2026-03-01T23:59:00Z");
    await db.comment.update({ where: { id: old.commentId }, data: { createdAt } });
    const at = (more: object) => ids(author, { q: tag, ...more });
    expect(await at({ group: slug })).toEqual([within.commentId]);
    expect(await at({ label: "question" })).toEqual([question.commentId]);
    expect(await at({ author: ada.handle })).toEqual([old.commentId]);
    expect(await at({ since: "2026-03-01", until: "2026-03-01" })).toEqual([old.commentId]);
    expect(await at({ until: "2026-02-28" })).toEqual([]);
    expect(await at({ since: "2026-03-02" })).toHaveLength(2);
    expect(await at({ author: "nobody-at-all" })).toEqual([]);
  });

  it.each(["0000-01-01", "2026-02-30", "2026-13-01", "yesterday"])(
    "are not looked for on a day that there is not: %s",
    async (since) => {
      const search = as(null).search.comments({ q: "x", since });
      await expect(search).rejects.toMatchObject({ code: "BAD_REQUEST" });
    },
  );

  it("come in pages, with the same number of queries whatever is found", async () => {
    const paper = await paperSlug();
    const { threadId } = await postComment(ada, { paper }, "first");
    const tag = word();
    const rows = Array.from({ length: 45 }, (_, at) => ({
      threadId,
      authorId: ada.id,
      clientKey: randomUUID(),
      number: at + 2,
      body: `${tag} ${at}`,
      html: "",
    }));
    await db.comment.createMany({ data: rows });
    const queries = vi.spyOn(pg.Client.prototype, "query");
    const searchPage = async (q: string, page: number) => {
      queries.mockClear();
      const { hits, more } = await as(ada).search.comments({ q, page });
      return { hits: hits.map(({ id }) => id), more, queries: queries.mock.calls.length };
    };
    const pages = [await searchPage(tag, 1), await searchPage(tag, 2), await searchPage(tag, 3)];
    expect(pages.map(({ hits, more }) => [hits.length, more])).toEqual([
      [20, true],
      [20, true],
      [5, false],
    ]);
    expect(new Set(pages.flatMap(({ hits }) => hits)).size).toBe(45);
    const none = await searchPage(word(), 1);
    expect(new Set([...pages, none].map((one) => one.queries)).size).toBe(1);
  });
});

describe("agendas and notes", () => {
  it("are found only by members, and only in their current version", async () => {
    const { organizer, others, slug, meetingId } = await groupWithMeeting({ visibility: "public" });
    const [before, after] = [word(), word()];
    const save = (body: string, basedOn: number) =>
      as(organizer.viewer).meetings.saveText({
        group: slug,
        meetingId,
        kind: "notes",
        body,
        basedOn,
      });
    await save(`We said ${before}.`, 0);
    await save(`We said ${after}.`, 1);
    const member = others[0]?.viewer as Viewer;
    const notes = async (viewer: Viewer | null, q: string, group: string | null = null) =>
      (await as(viewer).search.notes({ q, group })).hits;
    expect(await notes(member, after)).toMatchObject([
      { meetingId, kind: "notes", group: { slug }, words: [{ hit: false }, { text: after }] },
    ]);
    expect(await notes(member, after, slug)).toHaveLength(1);
    expect(await notes(member, before)).toEqual([]);
    await as(member).groups.leave({ group: slug });
    for (const viewer of [null, ada, member]) {
      expect(await notes(viewer, after)).toEqual([]);
      expect(await notes(viewer, after, slug)).toEqual([]);
    }
  });
});

it("finds a group's papers among what it nominated or read", async () => {
  const { organizer, slug, paper } = await groupWithMeeting();
  const title = `Elsewhere ${slug}`;
  await paperSlug(title);
  const cards = await as(organizer.viewer).search.groupPapers({ group: slug, q: slug });
  expect(cards.map((card) => card.slug)).toContain(paper.slug);
  expect(cards.map((card) => card.title)).not.toContain(title);
  expect(cards).toHaveLength(2);
});
