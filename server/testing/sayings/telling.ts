import { randomUUID } from "node:crypto";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { handlers } from "@/server/notifications/jobs";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { addComment, addGroupComment } from "@/server/threads/comments/commands";
import { papersOf } from "../database/choosing";
import { workOff } from "../database/jobs";

/** The text of a test's comment, unless the test gives one. */
const USUAL = {
  label: null,
  spoiler: null,
  quote: null,
  parentId: null,
  seenNumber: null,
} as const;

interface Choices {
  /** The group in whose own thread it stands; the public one without. */
  group?: string;
  parentId?: string;
  mentions?: Viewer[];
  body?: string;
  spoiler?: string;
}

/** A paper that nobody talks about yet. */
export async function quietPaper(): Promise<{ id: string; slug: string; title: string }> {
  const title = `Quiet ${randomUUID()}`;
  const [paper] = await papersOf([title]);
  return { ...(paper as { id: string; slug: string }), title };
}

/** Writes about a paper; who is concerned is told only by `runNotificationJobs`. @returns the comment's id */
export async function write(
  by: Viewer,
  slug: string,
  { group, mentions = [], ...rest }: Choices = {},
): Promise<string> {
  const input = { ...USUAL, body: "Words.", clientKey: randomUUID(), ...rest };
  const { id } = group
    ? await addGroupComment((await groupScope(by, group)) as MemberScope, slug, input)
    : await addComment(by, slug, input);
  const data = mentions.map((person) => ({ commentId: id, personId: person.id }));
  await db.mention.createMany({ data, skipDuplicates: true });
  return id;
}

/** Does what waits in the queue about notifications. */
export function runNotificationJobs(): Promise<void> {
  return workOff(handlers);
}

/** Lists a person's notifications, oldest first, whether or not they may still see them. */
export async function notificationsOf(person: Viewer): Promise<string[]> {
  const rows = await db.notification.findMany({
    where: { personId: person.id },
    select: { kind: true, subject: true },
    orderBy: [{ createdAt: "asc" }, { subject: "asc" }],
  });
  return rows.map(({ kind, subject }) => `${kind} ${subject}`);
}
