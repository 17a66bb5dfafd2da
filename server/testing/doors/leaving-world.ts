import { randomUUID } from "node:crypto";
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
import { group as madeGroup, paper as madePaper, person, session } from "../world";
import { groupAlone, groupOf, watchOf } from "./leaving-groups";

const inDays = (days: number) => new Date(Date.now() + days * 24 * HOUR);
const ID = { select: { id: true } } as const;

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
  const stated = { status: "withdrawn", reason: "They said so.", statedById: ada } as const;
  await db.paperStatement.create({ data: { paperId, ...stated } });
  return { changeId: change.id, ownSuggestionId: own.id, suggestionId: others.id };
}

/** An import by Ada of a paper that nobody uses. */
async function importOf(ada: string, tag: string): Promise<string> {
  const { id: paperId } = await madePaper();
  const data = { fileName: `${tag}.bib`, importedById: ada, papers: { create: { paperId } } };
  return (await db.paperImport.create({ data, ...ID })).id;
}

/** Things that Ada keeps: a paper on a shelf, a note, and a list that is shared and names Ada. */
async function keptBy(personId: string, tag: string, paperId: string) {
  const shared = { linkId: randomUUID(), linkHash: hashSecret(tag), showsOwner: true };
  const [note, list] = await Promise.all([
    db.paperNote.create({ data: { personId, paperId, body: tag, bodyHtml: tag }, ...ID }),
    db.paperList.create({
      data: { personId, name: tag, description: tag, ...shared, papers: { create: { paperId } } },
      ...ID,
    }),
    db.shelvedPaper.create({ data: { personId, paperId, shelf: "reading" } }),
    db.tellingChoice.create({ data: { personId, tells: true } }),
  ]);
  return { noteId: note.id, listId: list.id };
}

/** A paper that was merged into another one, with nothing else that moved. */
async function mergeOf(): Promise<string> {
  const { id: keptId } = await madePaper();
  const [formerId, tag] = [randomUUID(), randomUUID()];
  const paper = {
    ...{ abstract: "Words.", authors: ["A. Author"], authorParts: null, arxivId: null, doi: null },
    ...{ url: null, publishedOn: null, publishedPrecision: "day", venue: null, importId: null },
    ...{ status: "current", own: {} },
    ...{ addedById: null, addedAt: new Date().toISOString(), version: 0, namesake: 0 },
  };
  const data = { formerId, slug: `merged-${tag}`, title: `Merged ${tag}`, paper, keptId };
  return (await db.paperMerge.create({ data, ...ID })).id;
}

/** Two topics, one merged into the other with a paper. */
async function topicsOf(paperId: string, slug: string) {
  const tag = randomUUID();
  const [kept, merged] = [`kept-${tag.slice(0, 8)}`, `merged-${tag.slice(0, 8)}`];
  // The letters at the end of the paper's title and address stand in no other paper.
  const words = [slug.split("-").at(-1) as string];
  await db.topic.create({ data: { slug: kept, name: kept, words, paperCount: 1 } });
  await db.topic.create({ data: { slug: merged, name: merged } });
  await db.paperTopic.create({ data: { paperId, topicSlug: kept } });
  const moved = { papers: [paperId], both: [], followings: [], subscriptions: [] };
  await db.topicMerge.create({ data: { slug: merged, keptSlug: kept, ...moved } });
  return { kept, merged };
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
  const kept = await keptBy(ada.id, tag, paperId);
  const siteWatch = await watchOf(null);
  const mergeId = await mergeOf();
  const topics = await topicsOf(paperId, paper);
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
    ...kept,
    siteWatchId: siteWatch.id,
    mergeId,
    topics,
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
