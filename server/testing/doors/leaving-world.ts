import { randomUUID } from "node:crypto";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import { UPVOTE } from "@/server/digests/links/schema";
import { MANAGE, UNSUBSCRIBE } from "@/server/digests/schema";
import { OPINION } from "@/server/meetings/opinions/schema";
import { RSVP } from "@/server/meetings/schema";
import { MUTE } from "@/server/notifications/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { hashSecret, newSecret } from "@/server/platform/secrets/secret";
import { sign } from "@/server/platform/secrets/signed-link";
import { HOUR } from "../fixtures/ballots";
import { fillPool, group as madeGroup, paper as madePaper, person, session } from "../world";

const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);
const ID = { select: { id: true } } as const;

/** Ballots of a group on these nominations: an open one, and one that ended in a tie. */
async function ballotsOf(groupId: string, papers: string[], nominations: string[]) {
  const candidate = (place: 0 | 1) => {
    const [nominationId, paperId] = [nominations[place] as string, papers[place] as string];
    return { create: { nominationId, paperId, position: 0 } };
  };
  const open = { groupId, closesAt: inDays(1), openedAt: new Date() };
  const { id: ballotId } = await db.ballot.create({
    data: { ...open, candidateList: "open", candidates: candidate(0) },
    ...ID,
  });
  const over = { closedAt: new Date(), outcome: "tied", election: {}, result: {} } as const;
  const { id: tiedId, candidates } = await db.ballot.create({
    data: { ...open, ...over, candidates: candidate(1) },
    select: { id: true, candidates: ID },
  });
  const tiedCandidate = candidates[0]?.id as string;
  const result = { tied: [tiedCandidate] };
  await db.ballot.update({ where: { id: tiedId }, data: { result } });
  return { ballotId, tiedId, tiedCandidate };
}

/** Readings of a group: one that waits for its meeting, one that Ada presents, one without a presenter, one with a poll, and one whose meeting is over. */
async function meetingsOf(groupId: string, ada: string, papers: readonly string[]) {
  const [unplanned, taken, untaken, open] = await Promise.all(
    papers.map((paperId, place) => {
      // The one with a poll was chosen before the others.
      const chosenAt = place === 3 ? inDays(-30) : new Date();
      return db.reading.create({ data: { groupId, paperId, chosenAt }, ...ID });
    }),
  );
  const meeting = async (id: string | undefined, presenterId: string | null, days: number) => {
    const [readingId, startsAt] = [id as string, inDays(days)];
    const readAt = new Date(startsAt.getTime() + 90 * 60_000);
    await db.reading.update({ where: { id: readingId }, data: { readAt } });
    return db.meeting.create({ data: { groupId, readingId, presenterId, startsAt }, ...ID });
  };
  const { id: mine } = await meeting(taken?.id, ada, 2);
  const { id: nobodys } = await meeting(untaken?.id, null, 3);
  const earlier = await madePaper();
  const read = { groupId, paperId: earlier.id, chosenAt: inDays(-30) };
  const { id: overId } = await db.reading.create({ data: read, ...ID });
  const { id: over } = await meeting(overId, null, -1);
  const slot = { fromDay: new Date("2026-01-01"), everyWeeks: 1, weekday: 4, time: "17:00" };
  const day = { fromDay: new Date("2090-01-01"), lastDay: new Date("2090-01-02") };
  const link = { title: "Slides", url: "https://example.org/", addedById: ada };
  const [{ id: linkId }, { id: awayId }] = await Promise.all([
    db.meetingLink.create({ data: { meetingId: mine, ...link } }),
    db.away.create({ data: { groupId, personId: ada, ...day } }),
    db.meetingSlot.create({ data: { groupId, ...slot, minutes: 60, rotates: true } }),
    db.rsvp.create({ data: { meetingId: mine, personId: ada, answer: "yes" } }),
    db.reader.create({ data: { readingId: taken?.id as string, personId: ada } }),
  ]);
  const poll = await db.datePoll.create({
    data: {
      ...{ groupId, readingId: open?.id as string, closesAt: inDays(1), openedById: ada },
      dates: {
        create: [3, 4].map((days) => ({
          startsAt: inDays(days),
          answers: { create: { personId: ada, answer: "yes" } },
        })),
      },
    },
    select: { id: true, dates: ID },
  });
  return {
    ...{ unplanned: unplanned?.id as string, mine, nobodys, over, linkId, awayId },
    poll: { id: poll.id, dates: poll.dates.map(({ id }) => id) },
  };
}

/** A group that Lena owns and Ada organizes, with one of everything that a group can have. */
async function groupOf(ada: Viewer, lena: Viewer, bela: Viewer) {
  const suspended = await person();
  const { id: groupId, slug: group } = await madeGroup({
    members: [
      [lena, "owner"],
      [ada, "organizer"],
      [bela, "member"],
      [suspended, "member"],
    ],
  });
  const papers = await Promise.all(Array.from({ length: 6 }, () => madePaper()));
  const [first = "", ...others] = papers.map(({ id }) => id);
  const nominated = await fillPool(groupId, [first, ...others.slice(0, 1)], ada.id);
  const [ballots, meetings] = [
    await ballotsOf(groupId, [first, ...others], nominated),
    await meetingsOf(groupId, ada.id, others.slice(1)),
  ];
  const { ballotId } = ballots;
  await Promise.all([
    db.suspension.create({ data: { groupId, personId: suspended.id } }),
    db.objection.create({
      data: {
        ...{ nominationId: nominated[1] as string, personId: bela.id, reason: "Too long." },
        reports: { create: { reporterId: lena.id, reason: "Rude." } },
      },
    }),
    db.vote.create({ data: { ballotId, personId: ada.id, answer: { approvals: [] } } }),
    db.rhythm.create({
      data: {
        ...USUAL_CHOICES,
        groupId,
        fromDay: "2026-01-01",
        opensOn: 1,
        opensTime: "08:00",
        closesOn: 5,
        closesTime: "18:00",
        candidates: 5,
        timeZone: "UTC",
      },
    }),
  ]);
  const [paper, free] = [papers[0]?.slug as string, nominated[1] as string];
  return { groupId, group, ...ballots, ...meetings, free, paper, suspended: suspended.handle };
}

/** A group with Ada as the only member, with a draft of a ballot. */
async function groupAlone(ada: Viewer) {
  const name = `Alone ${randomUUID().slice(0, 8)}`;
  const { id: groupId, slug } = await madeGroup({ name, members: [[ada, "owner"]] });
  const { id: paperId } = await madePaper();
  const [nominationId = ""] = await fillPool(groupId, [paperId], ada.id);
  const candidates = { create: { nominationId, paperId, position: 0 } };
  const { id: draftId } = await db.ballot.create({
    data: { groupId, closesAt: inDays(1), candidates },
    ...ID,
  });
  return { slug, name, draftId, nominationId };
}

/** Comments on a paper: one by Ada, one by Béla, and a hidden one by Béla. */
async function talk(paper: string, groupId: string | null, ada: string, bela: string) {
  const { id: paperId } = await db.paper.update({
    where: { slug: paper },
    data: { commentCount: { increment: groupId ? 0 : 2 } },
  });
  const { id } = await db.thread.create({
    data: { paperId, groupId, commentCount: 2, lastNumber: 3 },
    ...ID,
  });
  const words = { body: "Words.", html: "<p>Words.</p>", label: "question" as const };
  const [adas, belas, hidden] = await Promise.all(
    [ada, bela, bela].map((authorId, at) =>
      db.comment.create({
        data: {
          threadId: id,
          authorId,
          number: at + 1,
          ...words,
          clientKey: randomUUID(),
          ...(at === 2 ? { hiddenAt: new Date(), hiddenById: ada } : {}),
        },
        ...ID,
      }),
    ),
  );
  const [one, two, three] = [adas?.id as string, belas?.id as string, hidden?.id as string];
  return { id, adas: one, belas: two, hidden: three };
}

/** Things that belong only to Ada. */
async function belongings({ id: personId }: Viewer, tag: string, threadId: string) {
  const email = `${tag}@example.org`;
  const [change, expiresAt] = [newSecret(), inDays(1)];
  const kept = { cadence: "daily", confirmedAt: new Date(), nextDueAt: new Date() } as const;
  const sources = { create: { position: 1, kind: "trending" as const } };
  const failed = { period: "2026-01-01", failedAt: new Date(), failure: "No." };
  const [{ id: feedId }, { id: subscriptionId, digests }] = await Promise.all([
    db.calendarFeed.create({ data: { personId, tokenHash: newSecret() }, ...ID }),
    db.subscription.create({
      data: { ...kept, personId, sources, digests: { create: failed } },
      select: { id: true, digests: ID },
    }),
    db.emailChange.create({
      data: { tokenHash: hashSecret(change), personId, email: `new-${email}`, expiresAt },
    }),
    db.account.create({ data: { personId, provider: "github", providerAccountId: tag } }),
    db.notification.create({
      data: { personId, kind: "answer", subject: `thread:${threadId}`, via: "mail", threadId },
    }),
    db.following.create({ data: { personId, threadId, level: "follow" } }),
    session(personId),
  ]);
  return { email, change, feedId, subscriptionId, digestId: digests[0]?.id as string };
}

/** Corrections of a paper: a change by Ada, and open suggestions by Ada and Béla. */
async function correctionsOf(paperId: string, ada: string, bela: string) {
  const words = { before: "Earlier words.", after: "What it is about." };
  await db.paper.update({ where: { id: paperId }, data: { version: 1 } });
  const suggest = (suggestedById: string, doi: string) =>
    db.paperSuggestion.create({
      data: {
        paperId,
        suggestedById,
        changes: { doi: { before: "", after: doi } },
        reason: "Yes.",
      },
      ...ID,
    });
  const tag = randomUUID();
  const [change, own, others] = await Promise.all([
    db.paperChange.create({
      data: {
        ...{ paperId, version: 1, kind: "edit", changedById: ada },
        fields: { create: { field: "abstract", ...words } },
      },
      ...ID,
    }),
    suggest(ada, `10.1000/a-${tag}`),
    suggest(bela, `10.1000/b-${tag}`),
  ]);
  return { changeId: change.id, ownSuggestionId: own.id, suggestionId: others.id };
}

/** An import by Ada of a paper that nobody uses. */
async function importOf(ada: string, tag: string): Promise<string> {
  const { id: paperId } = await madePaper();
  const data = { fileName: `${tag}.bib`, importedById: ada, papers: { create: { paperId } } };
  return (await db.paperImport.create({ data, ...ID })).id;
}

/** A paper that was merged into another one, with nothing else that moved. */
async function mergeOf(): Promise<string> {
  const { id: keptId } = await madePaper();
  const [formerId, tag] = [randomUUID(), randomUUID()];
  const paper = {
    ...{ abstract: "Words.", authors: ["A. Author"], authorParts: null, arxivId: null, doi: null },
    ...{ url: null, publishedOn: null, publishedPrecision: "day", venue: null, importId: null },
    ...{ addedById: null, addedAt: new Date().toISOString(), version: 0, namesake: 0 },
  };
  const data = { formerId, slug: `merged-${tag}`, title: `Merged ${tag}`, paper, keptId };
  return (await db.paperMerge.create({ data, ...ID })).id;
}

/** Makes Ada, who will delete the account, with one of everything. All texts that name Ada contain Ada's tag. */
export async function leavingWorld() {
  const tag = `zq${randomUUID().replaceAll("-", "").slice(0, 10)}`;
  const [ada, lena, bela, asking] = await Promise.all([
    person({
      name: `Ada ${tag}`,
      handle: tag,
      email: `${tag}@example.org`,
      moderator: true,
      operator: true,
    }),
    person({ as: "lena", moderator: true }),
    person("bela"),
    person(),
  ]);
  const owned = () => madeGroup({ members: [[lena, "owner"]], joinPolicy: "request" });
  const [reading, alone, joinable, askable, asked, { id: paperId, slug: paper }, spare] =
    await Promise.all([
      groupOf(ada, lena, bela),
      groupAlone(ada),
      madeGroup({ members: [[lena, "owner"]] }),
      owned(),
      owned(),
      madePaper(),
      madePaper(),
    ]);
  const corrections = await correctionsOf(paperId, ada.id, bela.id);
  const importId = await importOf(ada.id, tag);
  const mergeId = await mergeOf();
  const { groupId } = reading;
  const lock = { lockedAt: new Date(), lockedById: lena.id };
  const [open, inside, locked] = await Promise.all([
    talk(paper, null, ada.id, bela.id),
    talk(reading.paper, groupId, ada.id, bela.id),
    madePaper().then(({ id }) => db.thread.create({ data: { ...lock, paperId: id }, ...ID })),
  ]);
  const mine = await belongings(ada, tag, open.id);
  const [invitation, expiresAt] = [newSecret(), inDays(1)];
  const report = { reporterId: lena.id, reason: "No." };
  const [request, own, revocable, emailed] = await Promise.all([
    db.joinRequest.create({ data: { groupId, personId: asking.id } }),
    db.joinRequest.create({ data: { groupId: asked.id, personId: ada.id } }),
    db.invitation.create({
      data: { groupId, tokenHash: newSecret(), createdById: ada.id, expiresAt },
    }),
    db.invitation.create({
      data: { groupId, createdById: lena.id, expiresAt, email: `${randomUUID()}@example.org` },
    }),
    db.invitation.create({
      data: {
        groupId: joinable.id,
        createdById: lena.id,
        tokenHash: hashSecret(invitation),
        expiresAt,
      },
    }),
    db.block.create({ data: { personId: ada.id, blockedId: asking.id } }),
    db.report.create({ data: { commentId: open.belas, ...report } }),
    db.report.create({ data: { commentId: inside.adas, ...report } }),
  ]);
  const of = { personId: ada.id, sentAt: Date.now() };
  const subscription = { id: mine.subscriptionId, email: mine.email };
  return {
    tag,
    ada,
    lena,
    bela,
    asking,
    reading,
    alone,
    joinable,
    askable,
    asked,
    paperId,
    paper,
    /** A paper that nobody uses. */
    spare,
    ...corrections,
    importId,
    mergeId,
    open,
    inside,
    lockedId: locked.id,
    invitation,
    ...mine,
    requestId: request.id,
    ownRequestId: own.id,
    invitationId: revocable.id,
    /** An invitation that Lena has emailed. */
    emailedId: emailed.id,
    links: {
      upvote: sign(UPVOTE, { ...of, paperId }),
      opinion: sign(OPINION, { ...of, meetingId: reading.over, question: "worth" }),
      answer: sign(RSVP, { ...of, meetingId: reading.mine }),
      manage: sign(MANAGE, subscription),
      unsubscribe: sign(UNSUBSCRIBE, subscription),
      mute: sign(MUTE, { personId: ada.id, what: { threadId: open.id } }),
    },
  };
}

export type LeavingWorld = Awaited<ReturnType<typeof leavingWorld>>;
