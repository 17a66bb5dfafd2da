import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { HOUR } from "@/server/testing/fixtures/ballots";
import { DAILY, subscribe } from "@/server/testing/fixtures/digests";
import { fullGroup } from "@/server/testing/fixtures/full-group";
import { group as madeGroup, person } from "@/server/testing/world";

// Somebody who may do everything in a group of their own names what belongs to others.
ownDatabase();
let theirs: Awaited<ReturnType<typeof fullGroup>>;
let mallory: Viewer;
let group: string;
let ids: Awaited<ReturnType<typeof theirIds>>;
beforeAll(async () => {
  theirs = await fullGroup(1);
  mallory = await person({ moderator: true });
  ({ slug: group } = await madeGroup({ members: [[mallory, "owner"]] }));
  ids = await theirIds();
});

async function theirIds() {
  const { owner, groupId, past, members } = theirs;
  const of = { where: { groupId } };
  const feed = await as(owner).meetings.makeFeed();
  const away = await as(members[0] as Viewer).meetings.addAway({
    group: theirs.group,
    fromDay: "2090-01-01",
    lastDay: "2090-01-02",
  });
  const meetingId = past[0]?.id as string;
  const { commentId, threadId } = theirs.comments[0] as (typeof theirs.comments)[number];
  await as(owner).moderation.lock({ threadId, reason: "Enough." });
  await db.notification.create({
    data: { personId: owner.id, kind: "ballot", subject: "ballot:x", via: "app", groupId },
  });
  return {
    pollId: theirs.pollId,
    dateId: (await db.pollDate.findFirstOrThrow({ where: { poll: of.where } })).id,
    meetingId,
    ahead: theirs.meetingId,
    commentId,
    threadId,
    ballotId: theirs.ballotId,
    feedId: feed.id,
    awayId: away.id,
    nominationId: theirs.nominationIds[0] as string,
    candidateId: (await db.candidate.findFirstOrThrow({ where: { ballot: { groupId } } })).id,
    readingId: (await db.reading.findFirstOrThrow(of)).id,
    linkId: (await db.meetingLink.findFirstOrThrow({ where: { meetingId } })).id,
    requestId: (await db.joinRequest.findFirstOrThrow(of)).id,
    invitationId: (await db.invitation.findFirstOrThrow(of)).id,
    subscriptionId: await subscribe(owner),
    handle: members[0]?.handle as string,
    draftId: (await db.ballot.findFirstOrThrow({ where: { groupId, openedAt: null } })).id,
  };
}

/** Everything in the database as one text, without the counters of calls. */
async function everything(): Promise<string> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name NOT IN ('RateLimit', '_prisma_migrations')`;
  const rows = await Promise.all(
    tables.map(({ name }) =>
      db.$queryRawUnsafe(`SELECT t::text AS row FROM "${name}" t ORDER BY t::text`),
    ),
  );
  return JSON.stringify(rows);
}

/** Words and people that are in the other group only. */
const secrets = () =>
  new RegExp(
    ["Words", "Notes", "Slides", "Room 1", "Read it", "What it is about"]
      .concat([theirs.owner, ...theirs.members].map(({ handle }) => handle))
      .join("|"),
  );

type Deeds = Record<string, () => Promise<unknown>>;

/** Does each, which has to be refused or to come to nothing, and to tell nothing. */
async function expectNothing(deeds: Deeds) {
  const before = await everything();
  for (const [name, deed] of Object.entries(deeds)) {
    const answer = await deed().catch((error: { code?: string; message: string }) => {
      expect(error.code, `${name}: ${error.message}`).not.toBe("INTERNAL_SERVER_ERROR");
      expect(error.code, `${name}: ${error.message}`).not.toBe("BAD_REQUEST");
    });
    expect(JSON.stringify(answer) ?? "", name).not.toMatch(secrets());
    expect((await everything()) === before, `${name} changed something`).toBe(true);
  }
}

it("changes no ballot and no nomination of another group", async () => {
  const { ballots, nominations } = as(mallory);
  const { ballotId, nominationId, candidateId, draftId } = ids;
  const closesAt = new Date(Date.now() + HOUR);
  const ballot = { ...USUAL_CHOICES, opensAt: null, closesAt, nominationIds: [nominationId] };
  await expectNothing({
    page: () => ballots.page({ group, ballotId }),
    draft: () => ballots.page({ group, ballotId: draftId }),
    fairness: () => ballots.fairness({ group, until: ballotId }),
    create: () => ballots.create({ group, ...ballot, draft: false }),
    edit: () => ballots.edit({ group, ballotId: draftId, ...ballot, draft: true }),
    open: () => ballots.open({ group, ballotId: draftId }),
    vote: () => ballots.vote({ group, ballotId, answer: { approvals: [candidateId] } }),
    add: () => ballots.addCandidate({ group, ballotId, nominationId }),
    freeze: () => ballots.freeze({ group, ballotId }),
    close: () => ballots.close({ group, ballotId }),
    cancel: () => ballots.cancel({ group, ballotId, note: "" }),
    cancelDraft: () => ballots.cancel({ group, ballotId: draftId, note: "" }),
    decide: () => ballots.decide({ group, ballotId, candidateId, note: "Because." }),
    withdraw: () => nominations.withdraw({ group, nominationId }),
    offer: () => nominations.offer({ group, nominationId, on: true }),
    object: () => nominations.object({ group, nominationId, reason: "Too long." }),
  });
});

it("changes no meeting of another group", async () => {
  const { meetings } = as(mallory);
  const { meetingId, ahead, readingId, linkId, awayId, handle, feedId } = ids;
  const of = { group, meetingId: ahead };
  const when = { startsAt: new Date(Date.now() + 48 * HOUR), minutes: 60, place: "", link: "" };
  const text = { group, meetingId, kind: "notes" as const };
  await expectNothing({
    page: () => meetings.page(of),
    turns: () => meetings.turns(of),
    schedule: () => meetings.schedule({ group, readingId, ...when }),
    cancel: () => meetings.cancel(of),
    volunteer: () => meetings.volunteer(of),
    handOn: () => meetings.handOn(of),
    setPresenter: () => meetings.setPresenter({ ...of, handle: mallory.handle }),
    theirPresenter: () => meetings.setPresenter({ ...of, handle }),
    rotate: () => meetings.rotate(of),
    rsvp: () => meetings.rsvp({ ...of, answer: "yes" }),
    saveOpinion: () => meetings.saveOpinion({ group, meetingId, question: "worth", answer: "no" }),
    markRead: () => meetings.markRead({ group, readingId, on: true }),
    removeAway: () => meetings.removeAway({ group, awayId }),
    saveText: () => meetings.saveText({ ...text, body: "Mine.", basedOn: 1 }),
    versions: () => meetings.textVersions(text),
    version: () => meetings.textVersion({ ...text, version: 1 }),
    addLink: () => meetings.addLink({ ...of, title: "Mine", url: "https://example.org/" }),
    removeLink: () => meetings.removeLink({ group, linkId }),
    revokeFeed: () => meetings.revokeFeed({ feedId }),
  });
});

it("reads and changes no poll of another group", async () => {
  const { datePolls } = as(mallory);
  const { readingId, pollId, dateId } = ids;
  const dates = [new Date(Date.now() + 48 * HOUR), new Date(Date.now() + 49 * HOUR)];
  const how = { days: 0, minutes: 60, place: "", link: "" };
  await expectNothing({
    page: () => datePolls.page({ group, pollId }),
    subject: () => datePolls.subject({ group, readingId }),
    open: () => datePolls.open({ group, readingId, dates, ...how }),
    answer: () => datePolls.answer({ group, pollId, answers: [{ dateId, answer: "yes" }] }),
    decide: () => datePolls.decide({ group, pollId, dateId }),
    cancel: () => datePolls.cancel({ group, pollId }),
  });
});

it("changes nobody of another group, and lets nobody in", async () => {
  const { groups, moderation } = as(mallory);
  const { requestId, invitationId, handle } = ids;
  await expectNothing({
    answer: () => groups.answerRequest({ group, requestId, accept: true }),
    decline: () => groups.answerRequest({ group, requestId, accept: false }),
    revoke: () => groups.revokeInvitation({ group, invitationId }),
    resend: () => groups.resendInvitation({ group, invitationId }),
    extend: () => groups.extendInvitation({ group, invitationId }),
    correct: () => groups.correctInvitation({ group, invitationId, email: "m@example.org" }),
    remove: () => groups.removeMember({ group, handle }),
    setRole: () => groups.setRole({ group, handle, role: "organizer" }),
    handOver: () => groups.handOver({ group, handle }),
    suspend: () => moderation.suspend({ group, handle, days: 1, reason: "No." }),
    reinstate: () => moderation.reinstate({ group, handle, reason: "" }),
  });
});

it("touches no comment and no thread of a group that is not open to them", async () => {
  const { threads, moderation } = as(mallory);
  const { commentId, threadId, ahead } = ids;
  const paper = theirs.papers[0]?.slug as string;
  const about = { commentId, reason: "No." };
  const words = { body: "Mine.", clientKey: randomUUID() };
  await expectNothing({
    edit: () => threads.edit({ commentId, body: "Mine." }),
    remove: () => threads.remove({ commentId }),
    react: () => threads.react({ commentId, kind: "thanks", on: true }),
    answered: () => threads.markAnswered({ commentId, answered: true }),
    pin: () => threads.pin({ commentId, pinned: true }),
    versions: () => threads.versions({ commentId }),
    seen: () => threads.seen({ threadId, number: 1 }),
    ofGroup: () => threads.ofGroup({ group: theirs.group, paper }),
    ofMine: () => threads.ofGroup({ group, paper, comment: commentId }),
    ofMeeting: () => threads.ofMeeting({ group, meetingId: ahead }),
    addOnMeeting: () => threads.addOnMeeting({ group, meetingId: ahead, ...words }),
    report: () => moderation.report(about),
    hide: () => moderation.hide(about),
    restore: () => moderation.restore(about),
    removed: () => moderation.remove(about),
    dismiss: () => moderation.dismiss(about),
    lock: () => moderation.lock({ threadId, reason: "No." }),
    unlock: () => moderation.unlock({ threadId, reason: "" }),
    answer: () => threads.addInGroup({ group, paper: "nowhere", ...words, parentId: commentId }),
  });
});

it("changes and reads no notification or email of another person", async () => {
  const { digests, notifications } = as(mallory);
  const { subscriptionId, threadId } = ids;
  const [long, soon] = [new Date("2001-01-01"), new Date(Date.now() + HOUR)];
  await expectNothing({
    change: () => digests.change({ subscriptionId, subscription: DAILY }),
    delete: () => digests.delete({ subscriptionId }),
    preview: () => digests.preview({ subscriptionId }),
    sendNow: () => digests.sendNow({ subscriptionId }),
    past: () => digests.past({ subscriptionId }),
    mark: () => notifications.mark({ key: "ballot:x", from: long, until: soon, read: true }),
    readThread: () => notifications.readThread({ threadId }),
    follow: () =>
      notifications.follow({ what: { thing: "thread", id: threadId }, level: "follow" }),
  });
});
