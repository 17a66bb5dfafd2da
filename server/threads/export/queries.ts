import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Viewer } from "@/server/people/policy";
import { PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { threadScope } from "../scope";
import { commentInMarkdown, headInMarkdown } from "./text";

const EXPORTS: Limit = { name: "thread-exports", points: 60, perSeconds: 3600 };
/** Comments that are in memory at a time. */
const AT_A_TIME = 200;
/** Characters after which others get an answer in between; many files may be written at once. */
const A_PART = 100_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** A file that is written while it is sent. */
export interface ThreadFile {
  name: string;
  parts: AsyncGenerator<string, void, void>;
}

/**
 * A thread as Markdown, each comment that the viewer may read once, answers after what they answer.
 * Only the tree itself is held; texts are read some at a time.
 * @param ip for whom exports of guests are counted
 * @throws Refusal NOT_FOUND, the same for a thread that does not exist and one that may not be seen
 */
export async function exportThread(
  viewer: Viewer | null,
  threadId: string,
  ip: string,
): Promise<ThreadFile> {
  const scope = await threadScope(viewer, threadId);
  await spend(EXPORTS, viewer?.id ?? ip);
  const { paper, group, thread } = scope;
  const path = thread.meetingId
    ? `/groups/${group?.slug}/meetings/${thread.meetingId}`
    : group
      ? `/groups/${group.slug}/threads/${paper.slug}`
      : `/papers/${paper.slug}`;
  const head = headInMarkdown({
    title: paper.title,
    group: group?.name ?? null,
    meeting: thread.meetingId !== null,
    address: `${env().SITE_URL}${path}`,
    at: now(),
  });
  return {
    name: [paper.slug, group?.slug, "thread"].filter(Boolean).join("-"),
    parts: partsOf(threadId, viewer, head),
  };
}

async function* partsOf(threadId: string, viewer: Viewer | null, head: string) {
  yield head;
  const places = await treeOf(threadId);
  for (let from = 0; from < places.length; from += AT_A_TIME) {
    const some = places.slice(from, from + AT_A_TIME);
    const rows = await readable(
      some.map(({ id }) => id),
      viewer,
    );
    let text = "";
    for (const { id, depth, to } of some) {
      const row = rows.get(id);
      if (row) text += commentInMarkdown(row, { depth, to });
      if (text.length < A_PART) continue;
      yield text;
      text = "";
      await setImmediate();
    }
    yield text;
  }
}

interface Place {
  id: string;
  depth: number;
  /** The number of what it answers. */
  to: number | null;
}

/** Where each comment stands, depth first, the oldest of siblings first. */
async function treeOf(threadId: string): Promise<Place[]> {
  const rows = await db.comment.findMany({
    where: { threadId },
    select: { id: true, parentId: true, number: true, depth: true },
    orderBy: { number: "asc" },
  });
  const answers = new Map<string | null, typeof rows>();
  for (const row of rows) {
    const list = answers.get(row.parentId);
    if (list) list.push(row);
    else answers.set(row.parentId, [row]);
  }
  const places: Place[] = [];
  const waiting = (answers.get(null) ?? []).map((row) => ({ row, to: null as number | null }));
  waiting.reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, to } = next;
    places.push({ id: row.id, depth: row.depth, to });
    const below = answers.get(row.id) ?? [];
    for (const answer of below.toReversed()) waiting.push({ row: answer, to: row.number });
  }
  return places;
}

/** These comments without those of people whom the viewer blocks. */
async function readable(ids: string[], viewer: Viewer | null) {
  const rows = await db.comment.findMany({
    where: {
      id: { in: ids },
      author: { blockedBy: { none: { personId: viewer?.id ?? NOBODY } } },
    },
    select: {
      id: true,
      number: true,
      body: true,
      label: true,
      spoiler: true,
      createdAt: true,
      editedAt: true,
      answeredAt: true,
      pinnedAt: true,
      deletedAt: true,
      hiddenAt: true,
      author: PERSON,
      quote: { select: { source: true, exact: true, place: true } },
    },
  });
  return new Map(rows.map((row) => [row.id, row]));
}
