import { afterEach, expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import {
  emailNow,
  notificationsOf,
  runNotificationJobs,
} from "@/server/testing/fixtures/notifications";
import { talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper as madePaper } from "@/server/testing/world";
import { notifyOfMeeting } from "./notifying/group-events";

ownDatabase();
afterEach(() => setClock(undefined));

it("notifies people of a ballot whose opener they have blocked, and names nobody", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  await as(ada).people.block({ handle: organizer.handle });
  const nominationIds = await fillPool(groupId, [(await madePaper()).id], ada.id);
  const closesAt = new Date(Date.now() + HOUR);
  const { id } = await as(organizer).ballots.create({
    group,
    ...USUAL_CHOICES,
    opensAt: null,
    closesAt,
    nominationIds,
    draft: false,
  });
  await runNotificationJobs();
  expect(await notificationsOf(ada)).toEqual([`ballot ballot:${id}`]);
  const where = { kind: "ballot" as const, actorId: { not: null } };
  expect(await db.notification.count({ where })).toBe(0);
});

/** Plans a meeting at 16:30 UTC, which is 22:00 in Kolkata all year. */
async function withEveningMeeting() {
  const world = await talkingGroup();
  const day = new Date(Date.now() + 48 * HOUR).toISOString().slice(0, 10);
  const startsAt = new Date(`${day}T16:30:00Z`);
  const { id } = await as(world.organizer).meetings.plan({
    group: world.slug,
    paperId: (await madePaper()).id,
    startsAt,
    minutes: 60,
    place: "",
    link: "",
  });
  return { ...world, meetingId: id, startsAt };
}

it("gives a meeting's time in an email in the time zone of its recipient", async () => {
  const { organizer, ada, meetingId } = await withEveningMeeting();
  await db.person.update({ where: { id: ada.id }, data: { timeZone: "Asia/Kolkata" } });
  await as(ada).notifications.choose({ kind: "meeting", via: "mail" });
  await notifyOfMeeting(meetingId, organizer.id);
  await emailNow(ada);
  const mail = await db.mailMessage.findFirstOrThrow({ orderBy: { id: "desc" } });
  expect(mail.text).toContain("22:00 (Asia/Kolkata)");
  expect(mail.html).toContain("22:00 (Asia/Kolkata)");
});

it("notifies nobody of a meeting that changed long before the queue came to it", async () => {
  const { organizer, ada, meetingId } = await withEveningMeeting();
  setClock(new Date(Date.now() + 72 * HOUR));
  await notifyOfMeeting(meetingId, organizer.id);
  expect(await notificationsOf(ada)).toEqual([]);
});
