import { expect, it } from "vitest";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import {
  quietPaper,
  runNotificationJobs,
  writeAbout,
} from "@/server/testing/fixtures/notifications";
import { person } from "@/server/testing/world";

ownDatabase();

it("exports notifications and choices, and deletes them with the account", async () => {
  process.env.INBOUND_DOMAIN = "reply.colloquy.example";
  forgetEnv();
  const [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  const paper = await quietPaper();
  const parentId = await writeAbout(bela, paper.slug);
  await writeAbout(ada, paper.slug, { parentId: parentId });
  await as(bela).notifications.choose({ kind: "comment", via: "none" });
  await runNotificationJobs();
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id: parentId } });
  const personId = bela.id;
  await db.threadVisit.create({ data: { personId, threadId, seenNumber: 1, seenAt: new Date() } });
  const data = await downloadOwnData(bela);
  expect(data).toMatchObject({
    followings: [{ threadId, level: "follow" }],
    visits: [{ threadId, seenNumber: 1 }],
    notificationChoices: [{ kind: "comment", via: "none" }],
    notifications: [{ kind: "answer", threadId }],
    replyAddresses: [{ threadId }],
  });
  await as(bela).people.deleteAccount({ handle: bela.handle });
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
