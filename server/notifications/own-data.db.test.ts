import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { ownData } from "@/server/testing/sayings/own-data";
import { quietPaper, runNotificationJobs, write } from "@/server/testing/sayings/telling";
import { person } from "@/server/testing/world";

ownDatabase();

it("exports notifications and choices, and deletes them with the account", async () => {
  process.env.INBOUND_DOMAIN = "reply.colloquy.example";
  forgetEnv();
  const [ada, bob] = await Promise.all([person(), person()]);
  const paper = await quietPaper();
  const mine = await write(bob, paper.slug);
  await write(ada, paper.slug, { parentId: mine });
  await as(bob).notifications.choose({ kind: "comment", via: "none" });
  await runNotificationJobs();
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: mine } });
  const personId = bob.id;
  await db.threadVisit.create({ data: { personId, threadId, seenNumber: 1, seenAt: new Date() } });
  const data = await ownData(bob);
  expect(data).toMatchObject({
    followings: [{ threadId, level: "follow" }],
    visits: [{ threadId, seenNumber: 1 }],
    notificationChoices: [{ kind: "comment", via: "none" }],
    notifications: [{ kind: "answer", threadId }],
    replyAddresses: [{ threadId }],
  });
  await as(bob).people.deleteAccount({ handle: bob.handle });
  const where = { where: { personId } };
  const left = [
    await db.following.count(where),
    await db.threadVisit.count(where),
    await db.notificationChoice.count(where),
    await db.notification.count(where),
    await db.replyAddress.count(where),
  ];
  expect(left).toEqual([0, 0, 0, 0, 0]);
});
