import { afterEach, expect, it } from "vitest";
import { notifyOfOpening } from "@/server/notifications/notifying/group-events";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { DAILY, digestSubjects, subscribe } from "@/server/testing/fixtures/digests";
import { memberAt } from "@/server/testing/fixtures/meetings";
import { emailNow } from "@/server/testing/fixtures/notifications";
import { emailOf } from "@/server/testing/world";
import { writeDueDigests } from "./due";

ownDatabase();
afterEach(() => setClock(undefined));

/** A member with a daily digest of the group, in which a ballot opens just before the digest is due. */
async function opening() {
  setClock(new Date("2026-11-24T05:00:00Z"));
  const world = await groupWithPool(["A"], { members: 1 });
  const { viewer } = memberAt(world.others);
  const source = { kind: "group" as const, group: world.slug };
  const subscription = await subscribe(viewer, { ...DAILY, sources: [source] });
  await db.nomination.updateMany({ data: { createdAt: new Date("2026-01-01") } });
  const at = new Date("2026-11-24T06:55:00Z");
  setClock(at);
  const closesAt = new Date(at.getTime() + 72 * HOUR);
  const { id } = await openBallot(world.organizer, {
    closesAt,
    nominationIds: world.nominationIds,
  });
  await notifyOfOpening(id);
  const emails = async () => db.mailMessage.count({ where: { to: await emailOf(viewer) } });
  return { viewer, subscription, id, emails };
}
const digestTime = () => setClock(new Date("2026-11-24T07:00:10Z"));

it("leaves out of a digest what was emailed", async () => {
  const { viewer, subscription, emails } = await opening();
  await emailNow(viewer);
  expect(await emails()).toBe(1);
  digestTime();
  await writeDueDigests();
  expect((await digestSubjects(subscription)).flat()).toEqual([]);
});

it("sends no email of what a digest carries", async () => {
  const { viewer, subscription, id, emails } = await opening();
  digestTime();
  await writeDueDigests();
  expect(await digestSubjects(subscription)).toEqual([[`ballot:${id}`]]);
  await emailNow(viewer);
  expect(await emails()).toBe(0);
});
