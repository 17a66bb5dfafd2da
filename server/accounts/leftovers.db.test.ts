import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { databasePool, db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { faultsAfterDeletion, tablesWithRowsOf } from "@/server/testing/doors/leftovers";
import { writeComment } from "@/server/testing/fixtures/comments";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { group as madeGroup, paper as madePaper, person, session } from "@/server/testing/world";

ownDatabase();

it("leaves no row that concerned only the deleted account", async () => {
  const { members, group, meetingId } = await fullGroup(2);
  const [ada, bela] = members;
  if (!ada || !bela) throw new Error("no members");
  const calls = as(ada);
  const { id: paperId, slug: paper } = await madePaper();
  await session(ada.id);
  await calls.people.requestEmailChange({ email: "other@example.org" });
  await calls.people.block({ handle: bela.handle });
  await calls.papers.upvote({ paperId, on: true });
  await calls.recommendations.dismiss({ paperId, on: true });
  await calls.meetings.makeFeed();
  await calls.meetings.makeGroupFeed({ group });
  await calls.meetings.rsvp({ group, meetingId, answer: "yes" });
  await calls.meetings.addAway({ group, fromDay: "2090-01-01", lastDay: "2090-01-02" });
  await calls.notifications.choose({ kind: "answer", via: "none" });
  await calls.notifications.follow({ what: { thing: "paper", id: paperId }, level: "follow" });
  const commentId = await writeComment(bela, paper, `@${ada.handle}`);
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: commentId } });
  await calls.threads.seen({ threadId, number: 1 });
  const notification = {
    personId: ada.id,
    kind: "mention" as const,
    subject: `comment:${commentId}`,
  };
  await db.notification.create({ data: { ...notification, via: "app", threadId, commentId } });
  await db.replyAddress.create({ data: { personId: ada.id, threadId } });
  const away = { tokenHash: "y", email: "o@example.org", expiresAt: new Date() };
  await db.emailChange.create({ data: { personId: ada.id, ...away } });
  await db.account.create({
    data: { personId: ada.id, provider: "github", providerAccountId: "7" },
  });
  await calls.digests.create({ cadence: "off", timeZone: "UTC", sources: [{ kind: "trending" }] });

  await calls.people.deleteAccount({ handle: ada.handle });
  expect(await tablesWithRowsOf(ada.id)).toEqual([]);
  expect(await db.rsvp.count({ where: { personId: ada.id, meetingId } })).toBe(0);
});

it("clears leftovers of accounts that were deleted before the database refused them", async () => {
  const [ada, bela, milena] = [
    await person({ name: "Ada Unique" }),
    await person("bela"),
    await person("milena"),
  ];
  const shared = await madeGroup({
    members: [
      [ada, "owner"],
      [milena, "member"],
      [bela, "organizer"],
    ],
  });
  const alone = await madeGroup({ members: [[ada, "owner"]] });
  await session(ada.id);
  const feed = { personId: ada.id, groupId: shared.id, tokenHash: crypto.randomUUID() };
  await db.calendarFeed.create({ data: feed });
  await db.block.create({ data: { personId: ada.id, blockedId: bela.id } });
  await db.person.update({ where: { id: ada.id }, data: { deletedAt: new Date(), email: null } });
  const migration = readFileSync(
    "prisma/migrations/20261128140000_deleted_is_deleted/migration.sql",
    "utf8",
  );
  const [mending = ""] = migration.split("-- Deleting an account");
  // The state that the migration found.
  await databasePool().query(`BEGIN; ALTER TABLE "Person" DISABLE TRIGGER USER; ${mending};
    ALTER TABLE "Person" ENABLE TRIGGER USER; COMMIT`);
  expect(await faultsAfterDeletion(ada.id, "Unique")).toEqual([]);
  expect(await db.group.count({ where: { id: alone.id } })).toBe(0);
  const owner = { groupId: shared.id, role: "owner" } as const;
  expect(await db.membership.findMany({ where: owner })).toMatchObject([{ personId: bela.id }]);
});
