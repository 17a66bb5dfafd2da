import { afterEach, expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { HOUR } from "@/server/testing/database/choosing";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { notificationsOf, runNotificationJobs } from "@/server/testing/sayings/telling";
import { talkingGroup } from "@/server/testing/sayings/threads";
import { paper as madePaper, pool } from "@/server/testing/world";
import { notifyOfMeeting } from "./notifying/commands";
import { sendNotification } from "./sending/commands";

ownDatabase();
afterEach(() => setClock(undefined));

it("tells of a ballot also those who have blocked whoever opened it, and names nobody", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  await as(ada).people.block({ handle: organizer.handle });
  const nominationIds = await pool(groupId, [(await madePaper()).id], ada.id);
  const closesAt = new Date(Date.now() + HOUR);
  const { id } = await as(organizer).ballots.create({
    ...{ group, ...USUAL_CHOICES, opensAt: null, closesAt, nominationIds, draft: false },
  });
  await runNotificationJobs();
  expect(await notificationsOf(ada)).toEqual([`ballot ballot:${id}`]);
  const where = { kind: "ballot" as const, actorId: { not: null } };
  expect(await db.notification.count({ where })).toBe(0);
});

/** A meeting at half past four in UTC, which is ten in the evening in Kolkata the whole year. */
async function withEveningMeeting() {
  const world = await talkingGroup();
  const day = new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10);
  const startsAt = new Date(`${day}T16:30:00Z`);
  const { id } = await as(world.organizer).meetings.plan({
    ...{ group: world.slug, paperId: (await madePaper()).id, startsAt },
    ...{ minutes: 60, place: "", link: "" },
  });
  return { ...world, meetingId: id, startsAt };
}

it("says in a mail when a meeting is by the clocks of whoever reads it", async () => {
  const { organizer, ada, meetingId } = await withEveningMeeting();
  await db.person.update({ where: { id: ada.id }, data: { timeZone: "Asia/Kolkata" } });
  await as(ada).notifications.choose({ kind: "meeting", via: "mail" });
  await notifyOfMeeting(meetingId, organizer.id);
  const { id } = await db.notification.findFirstOrThrow({ where: { personId: ada.id } });
  await sendNotification(id);
  const mail = await db.mailMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(mail.text).toContain("22:00 (Asia/Kolkata)");
  expect(mail.html).toContain("22:00 (Asia/Kolkata)");
});

it("tells of no meeting that was changed long before the queue came to it", async () => {
  const { organizer, ada, meetingId } = await withEveningMeeting();
  setClock(new Date(Date.now() + 72 * HOUR));
  await notifyOfMeeting(meetingId, organizer.id);
  expect(await notificationsOf(ada)).toEqual([]);
});
