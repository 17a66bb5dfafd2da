import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { importPapers } from "@/server/testing/fixtures/papers";
import { postComment } from "@/server/testing/fixtures/threads";
import { paper as madePaper } from "@/server/testing/world";
import { checkDatabase } from "./counters";

const address = ownDatabase();
let client: pg.Client;
beforeAll(async () => {
  const { owner, members, comments } = await fullGroup(3);
  const [first, second, third] = comments.map(({ commentId }) => commentId);
  const { moderation, threads } = as(owner);
  // Hidden or deleted comments and people's reactions to their own comments do not count.
  await moderation.hide({ commentId: first as string, reason: "No." });
  await moderation.remove({ commentId: second as string, reason: "No." });
  const own = as(members[2] as Viewer).threads;
  await own.react({ commentId: third as string, kind: "agree", on: true });
  const { slug: paper } = await madePaper();
  const inPublic = await postComment(owner, { paper }, "Words.");
  await postComment(owner, { paper }, "Others.", { parentId: inPublic.commentId });
  await threads.remove({ commentId: inPublic.commentId });
  await importPapers([{ title: "Trees", abstract: "On graphs.", authors: [] }]);
  client = new pg.Client({ connectionString: address() });
  await client.connect();
});
afterAll(() => client.end());

const wrong = async (mend = false) =>
  (await checkDatabase(client, mend)).filter((finding) => finding.wrong.length > 0);

/** Statements that make each counter wrong, by the name of its check. */
const COUNTERS: Record<string, string> = {
  "upvotes counted on papers": `UPDATE "PaperStanding" SET "upvoteCount" = "upvoteCount" + 1`,
  "trending weights that follow from upvotes": `UPDATE "PaperStanding" SET "trendingWeight" = "trendingWeight" * 2`,
  "papers found by their words": `DELETE FROM "PaperSearch"`,
  "papers found by their authors": `UPDATE "PaperAuthor" SET key = 'nobody'`,
  "comments found by their words": `DELETE FROM "CommentSearch"`,
  "papers counted on topics": `UPDATE "Topic" SET "paperCount" = "paperCount" + 1`,
  "comments counted on threads": `UPDATE "Thread" SET "commentCount" = "commentCount" + 1`,
  "public comments counted on papers": `UPDATE "Paper" SET "commentCount" = "commentCount" + 1`,
  "members counted on groups": `UPDATE "Group" SET "memberCount" = "memberCount" + 1`,
  "replies counted on comments": `UPDATE "Comment" SET "answerCount" = "answerCount" + 1`,
  "people who react counted on comments": `UPDATE "Comment" SET "reactedCount" = "reactedCount" + 1`,
  "comments numbered within their thread": `UPDATE "Thread" SET "lastNumber" = 0`,
};

for (const [name, statement] of Object.entries(COUNTERS)) {
  it(`finds and mends a fault: ${name}`, async () => {
    expect(await wrong()).toEqual([]);
    await client.query(statement);
    expect(await wrong()).toMatchObject([{ name, mended: false }]);
    expect(await wrong(true)).toMatchObject([{ name, mended: true }]);
    expect(await wrong()).toEqual([]);
  });
}

const OTHERS: Record<string, string> = {
  "every group has an owner": `UPDATE "Membership" SET role = 'member' WHERE role = 'owner'`,
  "candidates are nominations of the ballot's own group": `UPDATE "Candidate" c SET "paperId" =
    (SELECT id FROM "Paper" p WHERE p.id NOT IN (SELECT "paperId" FROM "Candidate") LIMIT 1)`,
  "readings follow from the ballot of their group": `UPDATE "Reading" SET "ballotId" =
    (SELECT id FROM "Ballot" WHERE "closedAt" IS NULL LIMIT 1)
    WHERE id = (SELECT id FROM "Reading" LIMIT 1)`,
  "meetings are about a reading of their own group": `UPDATE "Reading" SET "groupId" =
    (SELECT id FROM "Group" g WHERE g.id NOT IN (SELECT "groupId" FROM "Meeting") LIMIT 1)`,
};

for (const [name, statement] of Object.entries(OTHERS)) {
  it(`finds a fault, and leaves it to people: ${name}`, async () => {
    await client.query("BEGIN");
    await client.query(statement);
    expect((await wrong(true)).find((finding) => finding.name === name)).toMatchObject({
      mended: false,
    });
    await client.query("ROLLBACK");
  });
}
