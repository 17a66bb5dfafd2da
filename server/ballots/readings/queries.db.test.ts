import { expect, it } from "vitest";
import type { MemberScope } from "@/server/groups/policy";
import { cancelMeeting, scheduleMeeting } from "@/server/meetings/commands";
import { openPoll } from "@/server/meetings/polls/commands";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { groupWithReading } from "@/server/testing/fixtures/meetings";
import { markRead } from "./commands";

ownDatabase();

const HOW = { minutes: 60, place: "", link: "" };

it("tells after a ballot when the group meets, and organizers that they can set the meeting", async () => {
  const {
    id: ballotId,
    slug: group,
    organizer,
    others,
    readingId,
    startsAt,
  } = await groupWithReading();
  const next = async (scope: MemberScope) =>
    (await as(scope.viewer).ballots.page({ group, ballotId })).chosen[0]?.next;
  const [member] = others as [MemberScope];
  expect(await next(organizer)).toMatchObject({
    readingId,
    meeting: null,
    pollId: null,
    mayPlan: true,
  });
  expect(await next(member)).toMatchObject({ mayPlan: false });
  const dates = [startsAt, new Date(startsAt.getTime() + HOUR)];
  const { id: pollId } = await openPoll(organizer, {
    readingId,
    paperId: null,
    dates,
    ...HOW,
    days: 0,
  });
  expect(await next(member)).toMatchObject({ pollId });
  const { id: meetingId } = await scheduleMeeting(organizer, { readingId, startsAt, ...HOW });
  expect(await next(organizer)).toMatchObject({
    meeting: { id: meetingId, startsAt },
    mayPlan: false,
  });
  await cancelMeeting(organizer, meetingId);
  expect(await next(member)).toMatchObject({ meeting: null });
});

it("offers no meeting about a paper that is read", async () => {
  const { id: ballotId, slug: group, organizer, readingId } = await groupWithReading();
  await markRead(organizer, { readingId, read: true });
  const { chosen } = await as(organizer.viewer).ballots.page({ group, ballotId });
  expect(chosen).toMatchObject([{ next: { meeting: null, mayPlan: false, read: true } }]);
});
