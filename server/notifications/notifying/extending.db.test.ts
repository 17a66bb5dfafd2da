import { afterEach, expect, it } from "vitest";
import { changeBallot } from "@/server/ballots/life/changes/commands";
import { cancelBallot, closeBallot } from "@/server/ballots/life/closing";
import type { BallotChoices } from "@/server/ballots/schema";
import { castVote } from "@/server/ballots/votes/commands";
import type { MemberScope } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as } from "@/server/testing/doors/callers";
import { groupWithPool, HOUR, openBallot } from "@/server/testing/fixtures/ballots";
import { emailNow, notificationsOf } from "@/server/testing/fixtures/notifications";
import { emailOf } from "@/server/testing/world";
import { timeInWords } from "../contents/entries";
import { handlers } from "../jobs";
import { remind } from "../reminding/commands";
import { notifyOfExtension } from "./group-events";

ownDatabase();
afterEach(() => setClock(undefined));

/** Hours are counted from the opening of a ballot that is open for two days. The time is a whole second. */
const start = Math.floor(Date.now() / 1000) * 1000;
const after = (hours: number) => new Date(start + hours * HOUR);
const at = (hours: number) => setClock(after(hours));
const CLOSES = 48;

/** A ballot of which everybody has heard. */
async function twoDays(ballot: Partial<BallotChoices> = {}, members = 3) {
  at(0);
  const world = await groupWithPool(["Paxos", "Raft"], { members });
  await db.membership.updateMany({ data: { joinedAt: after(-1) } });
  const { nominationIds, organizer, others } = world;
  const { id } = await openBallot(organizer, { closesAt: after(CLOSES), nominationIds, ...ballot });
  await workOff(handlers);
  await db.notification.updateMany({ data: { mailedAt: after(0), readAt: after(0) } });
  await db.emailTurn.updateMany({ data: { dueAt: null } });
  const extend = async (hours: number, by: MemberScope = organizer) => {
    await changeBallot(by, { ballotId: id, title: "", note: "", closesAt: after(hours) });
    await workOff(handlers);
  };
  const [ada, bela, chen] = others.map(({ viewer }) => viewer) as [Viewer, Viewer, Viewer];
  return { ...world, id, extend, ada, bela, chen };
}

const extensions = async (who: Viewer) =>
  (await notificationsOf(who)).filter((line) => line.includes(":extended-")).length;
const mailsTo = async (who: Viewer) =>
  db.mailMessage.findMany({ where: { to: await emailOf(who) }, orderBy: { id: "asc" } });
const flat = (text = "") => text.replace(/\s+/g, " ");

it("tells everybody who may vote of the new time, once and in one email, but not the organizer who extends it", async () => {
  const { id, slug, organizer, others, extend, ada, bela, chen } = await twoDays();
  await castVote(others[1] as MemberScope, { ballotId: id, answer: { approvals: [] } });
  await as(chen).notifications.chooseInGroup({ group: slug, kind: "ballot", via: "none" });
  await extend(72);
  at(0.1);
  await extend(96);
  await Promise.all([notifyOfExtension(id), notifyOfExtension(id)]);
  expect(await Promise.all([organizer.viewer, chen].map(extensions))).toEqual([0, 0]);
  expect(await extensions(ada)).toBe(2);
  for (const who of [organizer.viewer, ada, bela, chen]) await emailNow(who);
  expect(await Promise.all([organizer.viewer, chen].map(mailsTo))).toEqual([[], []]);
  const until = timeInWords(after(96), "Europe/Berlin");
  const [toAda, ...more] = await mailsTo(ada);
  expect(more).toEqual([]);
  expect(toAda?.subject).toBe(`There is more time to vote in Group ${slug}`);
  expect(flat(toAda?.text)).toContain(`It closes ${until}.`);
  expect(toAda?.text).toContain("?choose=");
  const [toBela] = await mailsTo(bela);
  expect(flat(toBela?.text)).toContain("You have voted, and can change your vote until then.");
  expect(toBela?.text).not.toContain("?choose=");
  const [line] = (await as(ada).notifications.list({})).notifications;
  expect(line).toMatchObject({ kind: "ballot", detail: { of: "ballot", news: "extended" } });
});

it("shows the papers once in an email that also says that the ballot has opened", async () => {
  const { extend, ada } = await twoDays();
  await db.notification.updateMany({
    where: { kind: "ballot" },
    data: { mailedAt: null, readAt: null },
  });
  await extend(72);
  await emailNow(ada);
  const [mail] = await mailsTo(ada);
  expect(flat(mail?.text)).toContain("It is open until");
  expect(mail?.text.match(/\?choose=/g)).toHaveLength(2);
});

it("is told to nobody who may not vote or may no longer see the group", async () => {
  const { id, slug, extend, organizer, ada, bela, chen } = await twoDays({ electorate: "fixed" });
  const late = { groupId: organizer.group.id, personId: ada.id };
  await db.membership.updateMany({ where: late, data: { joinedAt: after(0.01) } });
  at(0.1);
  await as(bela).groups.leave({ group: slug });
  await extend(72);
  expect(await Promise.all([ada, bela, chen].map(extensions))).toEqual([0, 0, 1]);
  await as(chen).groups.leave({ group: slug });
  await emailNow(chen);
  expect(await mailsTo(chen)).toEqual([]);
  expect((await as(chen).notifications.list({})).notifications).toEqual([]);
  await cancelBallot(organizer, { ballotId: id, note: "" });
  await db.notification.deleteMany({});
  await notifyOfExtension(id);
  expect(await db.notification.count()).toBe(0);
});

it("is reminded of a day before the new time, once, also by those who were reminded of the first one", async () => {
  const { extend, ada } = await twoDays();
  const reminders = async () =>
    (await notificationsOf(ada)).filter((line) => line.startsWith("closing")).length;
  at(CLOSES - 24);
  await remind();
  expect(await reminders()).toBe(1);
  at(CLOSES - 1);
  await extend(CLOSES + 48);
  for (const hours of [CLOSES, CLOSES + 23]) {
    at(hours);
    await remind();
    expect(await reminders()).toBe(1);
  }
  for (const hours of [24, 30, 40, 47]) {
    at(CLOSES + hours);
    await remind();
    expect(await reminders()).toBe(2);
  }
});

it("by a missed quorum is told to members; organizers have an email of their own", async () => {
  const { id, organizer, ada } = await twoDays({ quorum: 4 });
  at(CLOSES);
  expect(await closeBallot(id, null)).toBe(false);
  await workOff(handlers);
  expect([await extensions(ada), await extensions(organizer.viewer)]).toEqual([1, 0]);
});
