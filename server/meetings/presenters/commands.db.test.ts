import { afterEach, expect, it } from "vitest";
import { deleteAccount } from "@/server/accounts/commands";
import { leaveGroup } from "@/server/accounts/leaving/commands";
import type { MemberScope } from "@/server/groups/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR, papersOf } from "@/server/testing/fixtures/ballots";
import { groupWithMeeting, meetingRow, memberAt } from "@/server/testing/fixtures/meetings";
import { addAway, removeAway, saveRsvp } from "../attendance/commands";
import { cancelMeeting, planMeeting, scheduleMeeting } from "../commands";
import { handOn, passToNext, setPresenter, volunteer } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

/** The presenter by place in the cast: 0 the owner, 1 the first member … */
async function presenterOf(meetingId: string, cast: MemberScope[]): Promise<number> {
  const { presenterId } = await meetingRow(meetingId);
  return cast.findIndex(({ viewer }) => viewer.id === presenterId);
}

/** Joined one after the other, so that the order of the rotation is known. */
async function inOrder(cast: MemberScope[]): Promise<void> {
  for (const [place, { viewer, group }] of cast.entries()) {
    await db.membership.update({
      where: { groupId_personId: { groupId: group.id, personId: viewer.id } },
      data: { joinedAt: new Date(Date.UTC(2026, 0, 1 + place)) },
    });
  }
}

async function rotating(members = 3) {
  const world = await groupWithMeeting({ members, rotates: true });
  const cast = [world.organizer, ...world.others];
  await inOrder(cast);
  return { ...world, cast };
}

/** Plans another meeting, this many days after tomorrow. */
async function another(organizer: MemberScope, days: number): Promise<string> {
  const [paper] = await papersOf([`Later ${days} in ${organizer.group.slug}`]);
  const startsAt = new Date(Date.now() + (24 + 24 * days) * HOUR);
  const paperId = paper?.id as string;
  const when = { startsAt, minutes: 60, place: "", link: "" };
  return (await planMeeting(organizer, { paperId, ...when })).id;
}

it("lets one of many volunteers present", async () => {
  const { others, meetingId } = await groupWithMeeting({ members: 12 });
  const tries = await Promise.allSettled(others.map((scope) => volunteer(scope, meetingId)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const winner = tries.findIndex(({ status }) => status === "fulfilled");
  expect(await presenterOf(meetingId, others)).toBe(winner);
  expect((await meetingRow(meetingId)).sequence).toBe(1);
  for (const one of tries) {
    if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "ALREADY_DONE" });
  }
});

it("rotates by itself if the group rotates", async () => {
  const { organizer, cast, meetingId } = await rotating(2);
  await passToNext(organizer, meetingId);
  expect(await presenterOf(meetingId, cast)).toBe(0);
  const later = [
    await another(organizer, 1),
    await another(organizer, 2),
    await another(organizer, 3),
  ];
  const presenters = await Promise.all(later.map((id) => presenterOf(id, cast)));
  expect(presenters).toEqual([1, 2, 0]);
});

it("chooses nobody by itself if the group does not rotate", async () => {
  const { meetingId } = await groupWithMeeting({ rotates: false });
  expect((await meetingRow(meetingId)).presenterId).toBeNull();
});

it("skips members who are away on the day, declined, or are suspended", async () => {
  const { organizer, cast, meetingId, startsAt } = await rotating(3);
  const day = (ms: number) => new Date(startsAt.getTime() + ms).toISOString().slice(0, 10);
  await addAway(cast[0] as MemberScope, { fromDay: day(-48 * HOUR), lastDay: day(48 * HOUR) });
  await saveRsvp(cast[1] as MemberScope, { meetingId, answer: "no" });
  const suspended = (cast[2] as MemberScope).viewer.id;
  await db.person.update({ where: { id: suspended }, data: { suspendedAt: new Date() } });
  await passToNext(organizer, meetingId);
  expect(await presenterOf(meetingId, cast)).toBe(3);
  // Days away in another group, or at another time, do not count.
  const elsewhere = await as((cast[0] as MemberScope).viewer).meetings.away({
    group: organizer.group.slug,
  });
  await removeAway(cast[0] as MemberScope, elsewhere[0]?.id as string);
  await addAway(cast[0] as MemberScope, { fromDay: day(72 * HOUR), lastDay: day(96 * HOUR) });
  await passToNext(organizer, meetingId);
  expect(await presenterOf(meetingId, cast)).toBe(0);
});

it("shows the order of turns, with how often each member has presented", async () => {
  const { slug, organizer, cast, meetingId } = await rotating(2);
  await saveRsvp(cast[1] as MemberScope, { meetingId, answer: "no" });
  await passToNext(organizer, meetingId);
  await another(organizer, 1);
  const seen = await as((cast[2] as MemberScope).viewer).meetings.turns({ group: slug, meetingId });
  expect(
    seen.map(({ handle, presented, skipped, presents }) => [handle, presented, skipped, presents]),
  ).toEqual([
    [cast[0]?.viewer.handle, 0, false, true],
    [cast[2]?.viewer.handle, 0, false, false],
    [cast[1]?.viewer.handle, 1, true, false],
  ]);
});

it("is handed on to the next in turn, and not back, until nobody is left", async () => {
  const { organizer, cast, meetingId } = await rotating(2);
  await passToNext(organizer, meetingId);
  for (const [place, next] of [
    [0, 1],
    [1, 2],
    [2, -1],
  ] as const) {
    await handOn(cast[place] as MemberScope, meetingId);
    expect(await presenterOf(meetingId, cast)).toBe(next);
  }
  await expect(passToNext(organizer, meetingId)).rejects.toMatchObject({ code: "CONFLICT" });
  // A member who handed it on can still volunteer.
  await volunteer(cast[1] as MemberScope, meetingId);
  expect(await presenterOf(meetingId, cast)).toBe(1);
});

it("is handed on to nobody if the group does not rotate, and only by the presenter", async () => {
  const { organizer, others, meetingId } = await groupWithMeeting({ members: 2, rotates: false });
  await volunteer(memberAt(others), meetingId);
  await expect(handOn(memberAt(others, 1), meetingId)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  await expect(handOn(organizer, meetingId)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await handOn(memberAt(others), meetingId);
  expect((await meetingRow(meetingId)).presenterId).toBeNull();
});

it("does not count cancelled meetings", async () => {
  const { organizer, cast, meetingId } = await rotating(1);
  await setPresenter(organizer, { meetingId, handle: organizer.viewer.handle });
  const later = await another(organizer, 1);
  expect(await presenterOf(later, cast)).toBe(1);
  await cancelMeeting(organizer, meetingId);
  await passToNext(organizer, later);
  expect(await presenterOf(later, cast)).toBe(0);
});

it("is set by organizers, to members only, also once it is over", async () => {
  const { organizer, others, meetingId, startsAt } = await groupWithMeeting();
  const other = await groupWithMeeting();
  const { handle } = memberAt(other.others).viewer;
  await expect(setPresenter(organizer, { meetingId, handle })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(setPresenter(other.organizer, { meetingId, handle })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  setClock(new Date(startsAt.getTime() + 48 * HOUR));
  await setPresenter(organizer, { meetingId, handle: memberAt(others).viewer.handle });
  expect(await presenterOf(meetingId, others)).toBe(0);
  await expect(volunteer(memberAt(others, 1), meetingId)).rejects.toMatchObject({ code: "CLOSED" });
  await expect(handOn(memberAt(others), meetingId)).rejects.toMatchObject({ code: "CLOSED" });
});

it("keeps past presenters who leave, but not future ones, and forgets deleted people", async () => {
  const { others, meetingId, startsAt } = await groupWithMeeting({ members: 2 });
  const [leaving, deleted] = others as [MemberScope, MemberScope];
  await volunteer(leaving, meetingId);
  await saveRsvp(leaving, { meetingId, answer: "yes" });
  await leaveGroup(leaving);
  expect(await meetingRow(meetingId)).toMatchObject({ presenterId: null, sequence: 2 });
  expect(await db.rsvp.count({ where: { meetingId } })).toBe(0);

  await volunteer(deleted, meetingId);
  await saveRsvp(deleted, { meetingId, answer: "yes" });
  setClock(new Date(startsAt.getTime() + 48 * HOUR));
  await deleteAccount(deleted.viewer, deleted.viewer.handle);
  expect((await meetingRow(meetingId)).presenterId).toBeNull();
  expect(await db.rsvp.count({ where: { meetingId } })).toBe(1);
});

it("never keeps a presenter who is not a member, in either order of the two", async () => {
  const { others, meetingId } = await groupWithMeeting({ members: 6 });
  await Promise.allSettled(
    others.flatMap((scope) => [volunteer(scope, meetingId), leaveGroup(scope)]),
  );
  const { presenterId, groupId } = await meetingRow(meetingId);
  // Only the organizer is left, and did not volunteer.
  expect(await db.membership.count({ where: { groupId } })).toBe(1);
  expect(presenterId).toBeNull();
});

it("gives a rescheduled past meeting to nobody who has left meanwhile", async () => {
  const { organizer, others, meetingId, startsAt } = await groupWithMeeting({ members: 2 });
  const [gone, stays] = [memberAt(others), memberAt(others, 1)];
  const again = async (days: number) => {
    const { readingId } = await meetingRow(meetingId);
    const when = { minutes: 60, place: "", link: "" };
    const at = new Date(startsAt.getTime() + days * 24 * HOUR);
    await scheduleMeeting(organizer, { readingId, startsAt: at, ...when });
    return (await meetingRow(meetingId)).presenterId;
  };
  await volunteer(gone, meetingId);
  setClock(new Date(startsAt.getTime() + HOUR));
  await leaveGroup(gone);
  expect((await meetingRow(meetingId)).presenterId).toBe(gone.viewer.id);
  expect(await again(7)).toBeNull();
  await volunteer(stays, meetingId);
  expect(await again(8)).toBe(stays.viewer.id);
});
