import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Viewer } from "@/server/people/policy";
import { NOBODY, PERSON } from "@/server/people/select";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { type Limit, spend } from "@/server/platform/limits";
import { placeOfThread, threadPath } from "../rules";
import { threadScope } from "../scope";
import { writeComment, writeHead } from "./text";

const EXPORTS: Limit = { name: "thread-exports", points: 60, perSeconds: 3600 };
/** Comments in memory at a time. */
const AT_A_TIME = 200;
/** Characters after which other requests get a turn; several exports may run at once. */
const A_PART = 100_000;

/** A file that is produced while it is sent. */
export interface ThreadFile {
  name: string;
  parts: AsyncGenerator<string, void, void>;
}

/**
 * Exports a thread as Markdown: each comment the viewer may read, once, replies after their parent.
 * Holds only the tree in memory and reads the texts in batches.
 * @param ip counts the exports of guests
 * @throws Refusal NOT_FOUND, the same for a missing thread and one the viewer may not see
 */
export async function exportThread(
  viewer: Viewer | null,
  threadId: string,
  ip: string,
): Promise<ThreadFile> {
  const scope = await threadScope(viewer, threadId);
  await spend(EXPORTS, viewer?.id ?? ip);
  const { paper, group, thread } = scope;
  const place = placeOfThread({ paper, group, meetingId: thread.meetingId });
  const head = writeHead({
    title: paper.title,
    group: group?.name ?? null,
    meeting: thread.meetingId !== null,
    address: `${env().SITE_URL}${threadPath(place)}`,
    at: now(),
  });
  return {
    name: [paper.slug, group?.slug, "thread"].filter(Boolean).join("-"),
    parts: writeParts(threadId, viewer, head),
  };
}

async function* writeParts(threadId: string, viewer: Viewer | null, head: string) {
  yield head;
  const places = await readTree(threadId);
  for (let from = 0; from < places.length; from += AT_A_TIME) {
    const some = places.slice(from, from + AT_A_TIME);
    const rows = await readComments(
      some.map(({ id }) => id),
      viewer,
    );
    let text = "";
    for (const { id, depth, to } of some) {
      const row = rows.get(id);
      if (row) text += writeComment(row, { depth, to });
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
  /** The number of the parent; null for a top-level comment. */
  to: number | null;
}

/** Orders the comments depth first, siblings by age. */
async function readTree(threadId: string): Promise<Place[]> {
  const rows = await db.comment.findMany({
    where: { threadId },
    select: { id: true, parentId: true, number: true, depth: true },
    orderBy: { number: "asc" },
  });
  const replies = new Map<string | null, typeof rows>();
  for (const row of rows) {
    const list = replies.get(row.parentId);
    if (list) list.push(row);
    else replies.set(row.parentId, [row]);
  }
  const places: Place[] = [];
  const waiting = (replies.get(null) ?? []).map((row) => ({ row, to: null as number | null }));
  waiting.reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { row, to } = next;
    places.push({ id: row.id, depth: row.depth, to });
    const below = replies.get(row.id) ?? [];
    for (const reply of below.toReversed()) waiting.push({ row: reply, to: row.number });
  }
  return places;
}

/** Reads these comments, without those by people the viewer has blocked. */
async function readComments(ids: string[], viewer: Viewer | null) {
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
