import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Role, Visibility } from "@/server/groups/policy";
import { importPapers } from "@/server/papers/commands";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import type { addInput } from "@/server/threads/schema";
import { as } from "../doors/callers";
import { group, person } from "../world";

/** A paper of the catalogue, by its address. */
export async function paperSlug(title = `Paper ${randomUUID()}`): Promise<string> {
  await importPapers([{ title, abstract: "x", authors: [] }]);
  return (await db.paper.findFirstOrThrow({ where: { title } })).slug;
}

/** A comment of this person on a paper: in public, or in a group. @returns its id and its thread's */
export async function said(
  viewer: Viewer,
  place: { paper: string; group?: string },
  body: string,
  more: Partial<Pick<z.input<typeof addInput>, "parentId" | "label" | "spoiler" | "quote">> = {},
): Promise<{ commentId: string; threadId: string }> {
  const { group: slug, paper } = place;
  const input = { paper, body, ...more, clientKey: randomUUID() };
  const { threads } = as(viewer);
  const { id } = await (slug ? threads.addInGroup({ ...input, group: slug }) : threads.add(input));
  const select = { threadId: true } as const;
  const { threadId } = await db.comment.findUniqueOrThrow({ where: { id }, select });
  return { commentId: id, threadId };
}

/** A group with an owner, an organizer and two members, and a paper to talk about. */
export async function talkingGroup(visibility: Visibility = "private") {
  const [owner, organizer, ada, bob] = await Promise.all([person(), person(), person(), person()]);
  const members: [Viewer, Role][] = [
    [owner, "owner"],
    [organizer, "organizer"],
    [ada, "member"],
    [bob, "member"],
  ];
  const { id: groupId, slug } = await group({ visibility, members });
  return { owner, organizer, ada, bob, groupId, slug, paper: await paperSlug() };
}
