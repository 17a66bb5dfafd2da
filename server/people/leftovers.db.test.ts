import { expect, it } from "vitest";
import { db } from "@/server/platform/db";
import { as } from "@/server/testing/callers";
import { ownDatabase } from "@/server/testing/database";
import { fullGroup } from "@/server/testing/full-group";
import { written } from "@/server/testing/talk";
import { paper as madePaper, session } from "@/server/testing/world";

ownDatabase();

/**
 * What stays of somebody who deletes their account: what others would miss. A vote that was counted, and
 * answers to meetings that are over, stay as those of a deleted person.
 */
const STAYS = ["Upvote", "Reaction", "Report", "Rsvp", "Suspension", "ModerationAct", "PassedTurn"];

it("leaves no row of a deleted account that is nobody else's business", async () => {
  const { members, group, meetingId } = await fullGroup(2);
  const [ada, bob] = members;
  if (!ada || !bob) throw new Error("no members");
  const calls = as(ada);
  const { id: paperId, slug: paper } = await madePaper();
  await session(ada.id);
  await calls.people.requestEmailChange({ email: "other@example.org" });
  await calls.people.block({ handle: bob.handle });
  await calls.papers.upvote({ paperId, on: true });
  await calls.meetings.makeFeed();
  await calls.meetings.makeGroupFeed({ group });
  await calls.meetings.rsvp({ group, meetingId, answer: "yes" });
  await calls.meetings.addAway({ group, fromDay: "2090-01-01", lastDay: "2090-01-02" });
  await calls.notifications.choose({ kind: "answer", via: "none" });
  await calls.notifications.follow({ what: { thing: "paper", id: paperId }, level: "follow" });
  const commentId = await written(bob, paper, `@${ada.handle}`);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: commentId } });
  await calls.threads.seen({ threadId, number: 1 });
  const told = { personId: ada.id, kind: "mention" as const, subject: `comment:${commentId}` };
  await db.notification.create({ data: { ...told, via: "app", threadId, commentId } });
  await db.replyAddress.create({ data: { personId: ada.id, threadId } });
  const away = { tokenHash: "y", email: "o@example.org", expiresAt: new Date() };
  await db.emailChange.create({ data: { personId: ada.id, ...away } });
  await db.account.create({
    data: { personId: ada.id, provider: "github", providerAccountId: "7" },
  });
  await calls.digests.create({ cadence: "off", timeZone: "UTC", sources: [{ kind: "trending" }] });

  await calls.people.deleteAccount({ handle: ada.handle });
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'personId' ORDER BY 1`;
  expect(tables.length).toBeGreaterThan(15);
  const left: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM "${name}" WHERE "personId" = $1::uuid`,
      ada.id,
    );
    if (row?.count && !STAYS.includes(name)) left.push(name);
  }
  expect(left).toEqual([]);
  expect(await db.rsvp.count({ where: { personId: ada.id, meetingId } })).toBe(0);
});
