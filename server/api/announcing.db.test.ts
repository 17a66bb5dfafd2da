import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ballotTopic } from "@/server/ballots/rules";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { groupListTopic, groupTopic } from "@/server/groups/policy";
import { planReading } from "@/server/meetings/planning/commands";
import { settlePoll } from "@/server/meetings/polls/commands";
import { paperTopic } from "@/server/papers/rules";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { accessTopic } from "@/server/platform/live";
import { ownDatabase } from "@/server/testing/database/database";
import { Announcements } from "@/server/testing/doors/announced";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { THURSDAYS } from "@/server/testing/fixtures/meetings";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { fillPool, paper as madePaper, person } from "@/server/testing/world";
import { threadTopic } from "@/server/threads/rules";

ownDatabase();
const announcements = new Announcements();
beforeAll(() => announcements.begin());
afterAll(() => announcements.end());

/** Does each in turn, and holds what it announces against what it has to. */
async function expectEach(deeds: [name: string, work: () => Promise<unknown>, topics: string[]][]) {
  for (const [name, work, topics] of deeds) {
    expect(await announcements.by(work), name).toEqual([...topics].sort());
  }
}

const threadOf = (id: string) => db.thread.findUniqueOrThrow({ where: { id } });
const meetingOf = (id: string) => db.meeting.findUniqueOrThrow({ where: { id } });
/** Makes a reading that has no meeting yet. @returns its id */
const readingOf = async (groupId: string, paperId: string) =>
  (await db.reading.create({ data: { groupId, paperId, chosenAt: new Date() } })).id;
const wordsOf = (commentId: string) => ({ commentId, reason: "Off the point." });

it("announces what changes in a thread of a group, to its page and to the group's", async () => {
  const { organizer, ada, bela, slug: group, groupId, paper } = await talkingGroup();
  const place = { group, paper };
  const { commentId, threadId } = await postComment(ada, place, "Why?", { label: "question" });
  const { paperId } = await threadOf(threadId);
  const thread = [groupTopic(groupId), threadTopic({ groupId, paperId, meetingId: null })];
  const [byAda, byBela] = [as(ada).threads, as(bela).threads];
  const { moderation, threads } = as(organizer);
  const addComment = () => byBela.addInGroup({ ...place, body: "So.", clientKey: randomUUID() });
  await expectEach([
    ["add", addComment, thread],
    ["edit", () => byAda.edit({ commentId, body: "But why?", label: "question" }), thread],
    ["react", () => byBela.react({ commentId, kind: "thanks", on: true }), thread],
    ["take back", () => byBela.react({ commentId, kind: "thanks", on: false }), thread],
    ["answered", () => byAda.markAnswered({ commentId, answered: true }), thread],
    ["pin", () => threads.pin({ commentId, pinned: true }), thread],
    ["hide", () => moderation.hide(wordsOf(commentId)), thread],
    ["restore", () => moderation.restore(wordsOf(commentId)), thread],
    ["lock", () => moderation.lock({ threadId, reason: "Enough." }), thread],
    ["unlock", () => moderation.unlock({ threadId, reason: "" }), thread],
    ["remove", () => byAda.remove({ commentId }), thread],
  ]);
});

it("announces what changes in a public thread to its own page and lists of papers", async () => {
  const ada = await person("ada");
  const { id: paperId, slug: paper } = await madePaper();
  const topics = [paperTopic(paperId), threadTopic({ groupId: null, paperId, meetingId: null })];
  await expectEach([["add", () => postComment(ada, { paper }, "Words."), topics]]);
});

it("announces people who come and go, and changes of their rights", async () => {
  const { organizer, ada, bela, slug: group, groupId } = await talkingGroup("public");
  const [milena, here] = [await person("milena"), [groupTopic(groupId), groupListTopic()]];
  const { moderation, groups } = as(organizer);
  const about = { group, handle: ada.handle, reason: "Off the point." };
  await expectEach([
    ["join", () => as(milena).groups.join({ group }), [...here, accessTopic(milena.id)]],
    ["leave", () => as(milena).groups.leave({ group }), [...here, accessTopic(milena.id)]],
    [
      "removed",
      () => groups.removeMember({ group, handle: bela.handle }),
      [...here, accessTopic(bela.id)],
    ],
    ["suspend", () => moderation.suspend({ ...about, days: 1 }), [accessTopic(ada.id)]],
    ["reinstate", () => moderation.reinstate(about), [accessTopic(ada.id)]],
  ]);
});

it("announces what changes in the pool and on a ballot", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  const here = groupTopic(groupId);
  const [first, second, third] = await Promise.all([madePaper(), madePaper(), madePaper()]);
  const ids = await fillPool(groupId, [first.id, second.id], ada.id);
  const [nominationId = "", other = ""] = ids;
  const { nominations } = as(ada);
  await expectEach([
    ["nominate", () => nominations.nominate({ group, paperId: third.id, pitch: "" }), [here]],
    ["offer", () => nominations.offer({ group, nominationId, on: true }), [here]],
    ["object", () => nominations.object({ group, nominationId, reason: "Too long." }), [here]],
  ]);
  const { ballots } = as(organizer);
  const opened = (more: object = {}) =>
    ballots.create({
      group,
      ...USUAL_CHOICES,
      opensAt: null,
      draft: false,
      closesAt: new Date(Date.now() + HOUR),
      nominationIds: [nominationId],
      ...more,
    });
  let ballotId = "";
  const open = async () => {
    ballotId = (await opened({ candidateList: "open" })).id;
  };
  const topics = await announcements.by(open);
  const both = [ballotTopic(groupId, ballotId), here].sort();
  expect(topics).toEqual(both);
  const cast = () => as(ada).ballots.vote({ group, ballotId, answer: { approvals: [] } });
  await expectEach([
    ["vote", cast, both],
    [
      "candidate",
      () => as(ada).ballots.addCandidate({ group, ballotId, nominationId: other }),
      both,
    ],
    ["change", () => ballots.change({ group, ballotId, title: "Which one?" }), both],
    ["remind", () => ballots.remind({ group, ballotId }), both],
    ["freeze", () => ballots.freeze({ group, ballotId }), both],
    ["close", () => ballots.close({ group, ballotId }), both],
  ]);
  const { id } = await opened();
  const again = [ballotTopic(groupId, id), here];
  await expectEach([
    ["cancel", () => ballots.cancel({ group, ballotId: id, note: "" }), again],
    ["withdraw", () => nominations.withdraw({ group, nominationId }), [here]],
  ]);
});

it("announces what changes about a poll for a meeting's time", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  const here = [groupTopic(groupId)];
  const { datePolls } = as(organizer);
  const dates = [3, 4].map((days) => new Date(Date.now() + days * 24 * HOUR));
  const how = { days: 0, minutes: 60, place: "", link: "" };
  const opened = async () => {
    const { id: paperId } = await madePaper();
    const { id: pollId } = await datePolls.open({ group, paperId, dates, ...how });
    const rows = await db.pollDate.findMany({ where: { pollId }, select: { id: true } });
    return { pollId, dateIds: rows.map(({ id }) => id) };
  };
  const { pollId, dateIds } = await opened();
  const answers = dateIds.map((dateId) => ({ dateId, answer: "yes" as const }));
  const other = await opened();
  await expectEach([
    ["answer", () => as(ada).datePolls.answer({ group, pollId, answers }), here],
    ["decide", () => datePolls.decide({ group, pollId, dateId: dateIds[0] as string }), here],
    ["cancel", () => datePolls.cancel({ group, pollId: other.pollId }), here],
  ]);
  const { id: paperId } = await madePaper();
  await expectEach([["open", () => datePolls.open({ group, paperId, dates, ...how }), here]]);
  const { id } = await db.datePoll.findFirstOrThrow({ where: { reading: { paperId } } });
  setClock(new Date(Date.now() + 80 * HOUR));
  await expectEach([["closes by itself", () => settlePoll(id), here]]);
  setClock(undefined);
});

it("announces what changes about a meeting", async () => {
  const { organizer, ada, slug: group, groupId } = await talkingGroup();
  const here = [groupTopic(groupId)];
  const [one, two] = await Promise.all([madePaper(), madePaper()]);
  const startsAt = new Date(Date.now() + 24 * HOUR);
  const { meetings } = as(organizer);
  const when = { minutes: 60, place: "Room 1", link: "" };
  let meetingId = "";
  const plan = async () => {
    meetingId = (await meetings.plan({ group, paperId: one.id, startsAt, ...when })).id;
  };
  expect(await announcements.by(plan)).toEqual(here);
  const { readingId } = await meetingOf(meetingId);
  const later = new Date(+startsAt + HOUR);
  const of = { group, meetingId };
  await meetings.setSlot({ group, ...THURSDAYS });
  const waiting = await readingOf(groupId, two.id);
  await expectEach([
    ["rsvp", () => as(ada).meetings.rsvp({ ...of, answer: "yes" }), here],
    ["read it", () => as(ada).meetings.markRead({ group, readingId, on: true }), here],
    ["volunteer", () => as(ada).meetings.volunteer(of), here],
    ["hand on", () => as(ada).meetings.handOn(of), here],
    ["presenter", () => meetings.setPresenter({ ...of, handle: organizer.handle }), here],
    ["move", () => meetings.schedule({ group, readingId, startsAt: later, ...when }), here],
    ["cancel", () => meetings.cancel(of), here],
    ["planned by the queue", () => planReading(waiting), here],
  ]);
});
