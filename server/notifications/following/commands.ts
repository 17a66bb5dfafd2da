import "server-only";
import type { z } from "zod";
import { groupScope } from "@/server/groups/scope";
import { fittingTitles } from "@/server/papers/brief";
import type { Viewer } from "@/server/people/policy";
import { now } from "@/server/platform/clock";
import { db, Prisma, type Tx } from "@/server/platform/db";
import { refuse } from "@/server/platform/refusal";
import { sign, verifyToken } from "@/server/platform/signed-link";
import { threadScope } from "@/server/threads/scope";
import { type Levels, levelOf } from "../rules";
import { type followInput, type Kind, type Level, MUTE, type ThingInput } from "../schema";

/** The column that names a thing, and its value. */
type Reference =
  | { threadId: string }
  | { paperId: string }
  | { topicSlug: string }
  | { groupId: string };

/** A thing that the viewer may see; a group's own is for its members. @throws Refusal NOT_FOUND, NOT_ALLOWED */
async function referenceOf(viewer: Viewer, { thing, id }: ThingInput): Promise<Reference> {
  if (thing === "thread") return { threadId: (await threadScope(viewer, id)).thread.id };
  if (thing === "paper") {
    const paper = await db.paper.findUnique({ where: { id }, select: { id: true } });
    return { paperId: (paper ?? refuse("NOT_FOUND")).id };
  }
  if (thing === "topic") {
    const topic = await db.topic.findUnique({ where: { slug: id }, select: { slug: true } });
    return { topicSlug: (topic ?? refuse("NOT_FOUND")).slug };
  }
  const { group, role } = await groupScope(viewer, id);
  if (!role) refuse("NOT_ALLOWED", { say: "Join the group to follow its discussions." });
  return { groupId: group.id };
}

/** Follows or mutes a thing, or with a null level neither. */
export async function follow(
  viewer: Viewer,
  { what, level }: z.output<typeof followInput>,
): Promise<void> {
  const key = { personId: viewer.id, ...(await referenceOf(viewer, what)) };
  if (level) await setLevel(key, level);
  else await db.following.deleteMany({ where: key });
}

async function setLevel(key: { personId: string } & Reference, level: Level): Promise<void> {
  const { count } = await db.following.updateMany({ where: key, data: { level } });
  if (count > 0) return;
  const data = [{ ...key, level, createdAt: now() }];
  await db.following.createMany({ data, skipDuplicates: true });
}

/** What the viewer chose for a thing, and what holds for it by what it belongs to. */
export async function following(viewer: Viewer, what: ThingInput) {
  const reference = await referenceOf(viewer, what);
  const mine = await db.following.findFirst({
    where: { personId: viewer.id, ...reference },
    select: { level: true },
  });
  return { level: mine?.level ?? null, inherited: await inheritedBy(viewer, reference) };
}

async function inheritedBy(viewer: Viewer, reference: Reference): Promise<Level | null> {
  if ("threadId" in reference) {
    const levels = await levelsOf(db, viewer.id, reference.threadId);
    return levelOf({ ...levels, thread: null });
  }
  if (!("paperId" in reference)) return null;
  const topics = await db.following.findMany({
    where: { personId: viewer.id, topic: { papers: { some: reference } } },
    select: { level: true },
  });
  if (topics.some(({ level }) => level === "mute")) return "mute";
  return topics[0]?.level ?? null;
}

/** As `max` orders the words, "mute" comes after "follow": of several topics a muted one counts. */
const LEVELS = Prisma.sql`
  max(f.level::text) FILTER (WHERE f."threadId" IS NOT NULL) AS thread,
  max(f.level::text) FILTER (WHERE f."paperId" IS NOT NULL) AS paper,
  max(f.level::text) FILTER (WHERE f."topicSlug" IS NOT NULL) AS topic,
  max(f.level::text) FILTER (WHERE f."groupId" IS NOT NULL) AS "group"`;

/** The thread, with the paper it is about, also where that is a meeting's. */
const THREAD = Prisma.sql`
  SELECT t.id, t."groupId", coalesce(t."paperId", r."paperId") AS "paperId" FROM "Thread" t
  LEFT JOIN "Meeting" m ON m.id = t."meetingId" LEFT JOIN "Reading" r ON r.id = m."readingId"`;

/** All followings that reach into a thread, one statement. */
const REACHING = Prisma.sql`
  SELECT f.* FROM about JOIN "Following" f ON f."threadId" = about.id
  UNION ALL SELECT f.* FROM about JOIN "Following" f ON f."paperId" = about."paperId"
  UNION ALL SELECT f.* FROM about JOIN "PaperTopic" pt ON pt."paperId" = about."paperId"
    JOIN "Following" f ON f."topicSlug" = pt."topicSlug"
  UNION ALL SELECT f.* FROM about JOIN "Following" f ON f."groupId" = about."groupId"`;

/** What one person follows and mutes of a thread and all it belongs to. */
export async function levelsOf(tx: Tx, personId: string, threadId: string): Promise<Levels> {
  const [found] = await tx.$queryRaw<Levels[]>`
    WITH about AS (${THREAD} WHERE t.id = ${threadId}::uuid)
    SELECT ${LEVELS} FROM (${REACHING}) f WHERE f."personId" = ${personId}::uuid`;
  return found ?? { thread: null, paper: null, topic: null, group: null };
}

export interface Concerned extends Levels {
  personId: string;
  answered: boolean;
  mentioned: boolean;
  choices: Partial<Record<Kind, "mail" | "digest" | "app" | "none">> | null;
}

/** Everybody whom a comment may concern, with all that decides whether she is told; one statement. */
export function concernedBy(tx: Tx, commentId: string): Promise<Concerned[]> {
  return tx.$queryRaw<Concerned[]>`
    WITH comment AS (
      SELECT c."threadId", c."authorId", c."parentId" FROM "Comment" c WHERE c.id = ${commentId}::uuid
    ), about AS (${THREAD} JOIN comment ON comment."threadId" = t.id),
    level AS (SELECT f."personId", ${LEVELS} FROM (${REACHING}) f GROUP BY f."personId"),
    person AS (
      SELECT "personId", bool_or(answered) AS answered, bool_or(mentioned) AS mentioned FROM (
        SELECT "personId", false AS answered, false AS mentioned FROM level
        UNION ALL SELECT p."authorId", true, false FROM comment
          JOIN "Comment" p ON p.id = comment."parentId" AND p."deletedAt" IS NULL
        UNION ALL SELECT m."personId", false, true FROM "Mention" m WHERE m."commentId" = ${commentId}::uuid
      ) x GROUP BY "personId"
    )
    SELECT person.*, level.thread, level.paper, level.topic, level."group",
      (SELECT json_object_agg(n.kind, n.via) FROM "NotificationChoice" n
        WHERE n."personId" = person."personId") AS choices
    FROM person LEFT JOIN level USING ("personId")`;
}

/** Who writes in a thread follows it, unless she mutes it or what it belongs to. */
export async function followByWriting(tx: Tx, personId: string, threadId: string): Promise<void> {
  if (levelOf(await levelsOf(tx, personId, threadId)) === "mute") return;
  const data = [{ personId, threadId, level: "follow" as const, createdAt: now() }];
  await tx.following.createMany({ data, skipDuplicates: true });
}

const PAPER = { select: { slug: true, title: true } } as const;

/** Followings on one page, and bytes of their titles. */
const A_PAGE = 50;
const TITLES = 60_000;

/** A page of what the viewer follows and mutes, the latest first; of groups only the viewer's own. */
export async function followings(viewer: Viewer, page: number) {
  const mine = { memberships: { some: { personId: viewer.id } } };
  const rows = await db.following.findMany({
    where: {
      personId: viewer.id,
      OR: [
        { paperId: { not: null } },
        { topicSlug: { not: null } },
        { group: mine },
        { thread: { groupId: null } },
        { thread: { group: mine } },
      ],
    },
    select: {
      level: true,
      createdAt: true,
      topic: { select: { slug: true, name: true } },
      group: { select: { slug: true, name: true } },
      paper: { select: { id: true, ...PAPER.select } },
      thread: {
        select: {
          id: true,
          meetingId: true,
          paper: PAPER,
          meeting: { select: { reading: { select: { paper: PAPER } } } },
          group: { select: { slug: true, name: true } },
        },
      },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    skip: (page - 1) * A_PAGE,
    take: A_PAGE + 1,
  });
  const shown = rows.slice(0, A_PAGE).flatMap(({ level, topic, group, paper, thread }) => {
    if (topic) return [entry(level, "topic", topic.slug, topic.name, `/topics/${topic.slug}`)];
    if (group) return [entry(level, "group", group.slug, group.name, `/groups/${group.slug}`)];
    if (paper) return [entry(level, "paper", paper.id, paper.title, `/papers/${paper.slug}`)];
    const about = thread?.paper ?? thread?.meeting?.reading.paper;
    if (!thread || !about) return [];
    const path = threadPath({ ...thread, paper: about });
    return [{ ...entry(level, "thread", thread.id, about.title, path), in: thread.group }];
  });
  const names = fittingTitles(
    shown.map(({ name }) => name),
    TITLES,
  );
  return {
    followings: shown.map((one, at) => ({ ...one, name: names[at] ?? one.name })),
    more: rows.length > A_PAGE,
  };
}

function entry(level: Level, thing: ThingInput["thing"], id: string, name: string, path: string) {
  const where: { slug: string; name: string } | null = null;
  return { level, what: { thing, id } as ThingInput, name, path, in: where };
}

/** Where a thread is read. */
export function threadPath(thread: {
  meetingId: string | null;
  paper: { slug: string };
  group: { slug: string } | null;
}): string {
  const { meetingId, paper, group } = thread;
  if (!group) return `/papers/${paper.slug}`;
  if (meetingId) return `/groups/${group.slug}/meetings/${meetingId}`;
  return `/groups/${group.slug}/threads/${paper.slug}`;
}

type Muted = { threadId: string } | { kind: Kind };

/** The secret of a link in a mail that silences what the mail was about. */
export function muteToken(personId: string, what: Muted): string {
  return sign(MUTE, { personId, what, sentAt: now().getTime() });
}

/** What a link in a mail says that it silences. @throws Refusal EXPIRED where it is not one of ours */
function mutedBy(token: string) {
  const content = verifyToken(MUTE, token);
  return (
    content ?? refuse("EXPIRED", { say: "This link is incomplete. Open it from the email again." })
  );
}

/** Silences what the mail was about: its thread, or mails of its kind. Safe to repeat. @throws Refusal EXPIRED */
export async function muteByLink(token: string): Promise<void> {
  const { personId, what, sentAt } = mutedBy(token);
  // What went to an address before says nothing about mails that go to another by now.
  const same = { OR: [{ emailSince: null }, { emailSince: { lte: new Date(sentAt) } }] };
  const person = await db.person.count({ where: { id: personId, deletedAt: null, ...same } });
  if (person === 0) return;
  if ("kind" in what) {
    const key = { personId, kind: what.kind };
    await db.notificationChoice.upsert({
      where: { personId_kind: key },
      create: { ...key, via: "app" },
      update: { via: "app" },
    });
    return;
  }
  const { threadId } = what;
  const thread = await db.thread.count({ where: { id: threadId } });
  if (thread > 0) await setLevel({ personId, threadId }, "mute");
}

/** What the link from a mail would silence, in words that tell no more than the mail did. @throws Refusal EXPIRED */
export function muteLink(token: string): { what: "thread" | Kind } {
  const { what } = mutedBy(token);
  return { what: "kind" in what ? what.kind : "thread" };
}
