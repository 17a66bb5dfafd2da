import "server-only";
import { groupScope } from "@/server/groups/scope";
import { GROUP } from "@/server/groups/select";
import { authorNames } from "@/server/papers/authors/queries";
import { PAPER } from "@/server/papers/select";
import { titleInSigns } from "@/server/papers/titles/shown";
import type { Viewer } from "@/server/people/policy";
import { db, type Prisma, type Tx } from "@/server/platform/database/db";
import { type ListOrder, planPage } from "@/server/platform/database/list-pages";
import { refuse } from "@/server/platform/refusal";
import type { ListPosition } from "@/server/platform/text/inputs";
import { cutToFit } from "@/server/platform/text/page-texts";
import { authorPath, groupPath, paperPath, topicPath } from "@/server/platform/web/addresses";
import { placeOfThread, threadPath } from "@/server/threads/rules";
import { threadScope } from "@/server/threads/scope";
import { effectiveLevel, type Levels } from "../rules";
import type { Kind, Level, ThingInput } from "../schema";
import { levelColumns, reachingFollowings, threadWithPaper } from "./sql";

/** The column that refers to a thing, and its value. */
export type Reference =
  | { threadId: string }
  | { paperId: string }
  | { authorKey: string }
  | { topicSlug: string }
  | { groupId: string };

/** Finds a thing that the viewer may follow; a group is for its members. @throws Refusal NOT_FOUND, NOT_ALLOWED */
export async function findReference(viewer: Viewer, { thing, id }: ThingInput): Promise<Reference> {
  if (thing === "thread") return { threadId: (await threadScope(viewer, id)).thread.id };
  if (thing === "paper") {
    const paper = await db.paper.findUnique({ where: { id }, select: { id: true } });
    return { paperId: (paper ?? refuse("NOT_FOUND")).id };
  }
  if (thing === "author") {
    const author = await db.paperAuthor.findFirst({ where: { key: id }, select: { key: true } });
    return { authorKey: (author ?? (await findOwnAuthor(viewer, id)) ?? refuse("NOT_FOUND")).key };
  }
  if (thing === "topic") {
    const topic = await db.topic.findUnique({
      where: { slug: id, merged: null },
      select: { slug: true },
    });
    return { topicSlug: (topic ?? refuse("NOT_FOUND")).slug };
  }
  const { group, role } = await groupScope(viewer, id);
  if (!role) refuse("NOT_ALLOWED", { say: "Join the group to follow its discussions." });
  return { groupId: group.id };
}

/** An author without a paper, whom the viewer followed before: they can still end that. */
async function findOwnAuthor(viewer: Viewer, key: string) {
  const where = { personId: viewer.id, authorKey: key };
  return (await db.following.count({ where })) > 0 ? { key } : null;
}

/** A person's choice for a thing, and the one that it inherits from what it belongs to. */
interface Following {
  level: Level | null;
  inherited: Level | null;
}

/** Finds the viewer's choice for a thing; for a paper, for its public thread as well, if it has one. */
export async function findFollowing(
  viewer: Viewer,
  what: ThingInput,
): Promise<Following & { thread?: Following | null }> {
  if (what.thing === "paper") return findFollowingOfPaper(viewer, what.id);
  const reference = await findReference(viewer, what);
  if ("threadId" in reference) {
    return followingOfThread(await readLevels(db, viewer.id, reference.threadId));
  }
  const own = await db.following.findFirst({
    where: { personId: viewer.id, ...reference },
    select: { level: true },
  });
  return { level: own?.level ?? null, inherited: null };
}

function followingOfThread(levels: Levels): Following {
  return { level: levels.thread, inherited: effectiveLevel({ ...levels, thread: null }) };
}

async function findFollowingOfPaper(viewer: Viewer, paperId: string) {
  const [found] = await db.$queryRaw<(Levels & { threadId: string | null })[]>`
    WITH about AS (SELECT t.id, t."groupId", p.id AS "paperId" FROM "Paper" p
      LEFT JOIN "Thread" t ON t."paperId" = p.id AND t."groupId" IS NULL WHERE p.id = ${paperId}::uuid)
    SELECT about.id AS "threadId", ${levelColumns}
    FROM about LEFT JOIN (${reachingFollowings}) f ON f."personId" = ${viewer.id}::uuid GROUP BY about.id`;
  const { threadId, ...levels } = found ?? refuse("NOT_FOUND");
  return {
    level: levels.paper,
    inherited: levels.author ?? levels.topic,
    thread: threadId ? followingOfThread(levels) : null,
  };
}

/** Reads a person's choices for a thread and for everything that it belongs to. */
export async function readLevels(tx: Tx, personId: string, threadId: string): Promise<Levels> {
  const [found] = await tx.$queryRaw<Levels[]>`
    WITH about AS (${threadWithPaper} WHERE t.id = ${threadId}::uuid)
    SELECT ${levelColumns} FROM (${reachingFollowings}) f WHERE f."personId" = ${personId}::uuid`;
  return found ?? { thread: null, paper: null, author: null, topic: null, group: null };
}

/** A person whom a comment may concern, with everything that decides whether it makes a notification. */
export interface ConcernedPerson extends Levels {
  personId: string;
  answered: boolean;
  mentioned: boolean;
  choices: Partial<Record<Kind, "mail" | "digest" | "app" | "none">> | null;
}

/** Lists everybody whom a comment may concern, in one statement. */
export function listConcernedPeople(tx: Tx, commentId: string): Promise<ConcernedPerson[]> {
  return tx.$queryRaw<ConcernedPerson[]>`
    WITH comment AS (
      SELECT c."threadId", c."authorId", c."parentId" FROM "Comment" c WHERE c.id = ${commentId}::uuid
    ), about AS (${threadWithPaper} JOIN comment ON comment."threadId" = t.id),
    level AS (SELECT f."personId", ${levelColumns} FROM (${reachingFollowings}) f GROUP BY f."personId"),
    person AS (
      SELECT "personId", bool_or(answered) AS answered, bool_or(mentioned) AS mentioned FROM (
        SELECT "personId", false AS answered, false AS mentioned FROM level
        UNION ALL SELECT p."authorId", true, false FROM comment
          JOIN "Comment" p ON p.id = comment."parentId" AND p."deletedAt" IS NULL
        UNION ALL SELECT m."personId", false, true FROM "Mention" m WHERE m."commentId" = ${commentId}::uuid
      ) x GROUP BY "personId"
    )
    SELECT person.*, level.thread, level.paper, level.author, level.topic, level."group",
      (SELECT json_object_agg(n.kind, n.via) FROM "NotificationChoice" n
        WHERE n."personId" = person."personId") AS choices
    FROM person LEFT JOIN level USING ("personId")`;
}

/** Most followings on one page. */
const A_PAGE = 50;
/** Bytes of all titles on one page. */
const TITLE_BYTES = 60_000;
/** Characters left of a title that is cut. */
const BEGINNING = 30;

const LATEST_FIRST: ListOrder = [
  { by: "createdAt", as: "time", desc: true },
  { by: "id", as: "id", desc: true },
];

/** Lists a page of what the viewer follows and mutes, the latest first; groups only while they are a member. */
export async function listFollowings(viewer: Viewer, position: ListPosition) {
  const page = planPage(position, A_PAGE, LATEST_FIRST);
  const ownGroup = { memberships: { some: { personId: viewer.id } } };
  const shownTo: Prisma.FollowingWhereInput = {
    personId: viewer.id,
    OR: [
      { paperId: { not: null } },
      { authorKey: { not: null } },
      { topic: { merged: null } },
      { group: ownGroup },
      { thread: { groupId: null } },
      { thread: { group: ownGroup } },
    ],
  };
  const read = await db.following.findMany({
    where: { AND: [shownTo, page.where] },
    select: {
      id: true,
      level: true,
      createdAt: true,
      authorKey: true,
      topic: { select: { slug: true, name: true } },
      group: GROUP,
      paper: { select: { id: true, ...PAPER.select } },
      thread: {
        select: {
          id: true,
          meetingId: true,
          paper: PAPER,
          meeting: { select: { reading: { select: { paper: PAPER } } } },
          group: GROUP,
        },
      },
    },
    orderBy: page.orderBy,
    skip: page.skip,
    take: page.take,
  });
  const { rows, ...rest } = page.cut(read);
  const authors = await authorNames(rows.flatMap(({ authorKey }) => authorKey ?? []));
  const shown = rows.flatMap(({ level, authorKey, topic, group, paper, thread }) => {
    if (authorKey) {
      const name = authors(authorKey);
      return [toEntry(level, "author", authorKey, name, authorPath(authorKey))];
    }
    if (topic) return [toEntry(level, "topic", topic.slug, topic.name, topicPath(topic.slug))];
    if (group) return [toEntry(level, "group", group.slug, group.name, groupPath(group.slug))];
    if (paper)
      return [toEntry(level, "paper", paper.id, titleInSigns(paper.title), paperPath(paper.slug))];
    const about = thread?.paper ?? thread?.meeting?.reading.paper;
    if (!thread || !about) return [];
    const path = threadPath(placeOfThread({ ...thread, paper: about }));
    return [
      { ...toEntry(level, "thread", thread.id, titleInSigns(about.title), path), in: thread.group },
    ];
  });
  const names = cutToFit(
    shown.map(({ name }) => name),
    TITLE_BYTES,
    BEGINNING,
  );
  return {
    followings: shown.map((one, at) => ({ ...one, name: names[at] ?? one.name })),
    ...rest,
  };
}

function toEntry(level: Level, thing: ThingInput["thing"], id: string, name: string, path: string) {
  const where: { slug: string; name: string } | null = null;
  return { level, what: { thing, id } as ThingInput, name, path, in: where };
}
