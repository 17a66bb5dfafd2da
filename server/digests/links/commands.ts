import "server-only";
import type { z } from "zod";
import { type MemberScope, mayTakePart } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { rsvp } from "@/server/meetings/attendance/commands";
import { upvote } from "@/server/papers/commands";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { viewerOf } from "@/server/people/sessions/queries";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { demand, refuse } from "@/server/platform/refusal";
import { type Purpose, verifyToken } from "@/server/platform/signed-link";
import { ANSWER, type answerByMailInput, UPVOTE } from "../schema";

/** A link of a mail is worth this long: whoever finds an old mail does nothing in somebody's name. */
const WORTH_MS = 60 * 24 * 3600 * 1000;

const ELSEWHERE =
  "This link was sent to an email address that the account no longer uses. Sign in to do this on the site.";

/** Whom and what a link names. @throws Refusal EXPIRED, SUSPENDED */
async function read<C extends z.ZodType<{ personId: string; sentAt: number }>>(
  purpose: Purpose<C>,
  token: string,
): Promise<{ viewer: Viewer; content: z.output<C> }> {
  const content = verifyToken(purpose, token);
  if (!content || content.sentAt + WORTH_MS < now().getTime()) refuse("EXPIRED");
  const found = await viewerOf(content.personId);
  if (!found) refuse("EXPIRED");
  if (content.sentAt < (found.emailSince?.getTime() ?? 0)) refuse("EXPIRED", { say: ELSEWHERE });
  demand(mayWrite(found.viewer));
  return { viewer: found.viewer, content };
}

/** What the button behind the link would upvote. */
export async function upvoteLink(token: string) {
  const { content } = await read(UPVOTE, token);
  const paper = await db.paper.findUnique({
    where: { id: content.paperId },
    select: { slug: true, title: true },
  });
  return paper ?? refuse("NOT_FOUND");
}

/** Upvotes the paper that the link names, for whom it was sent to. Safe to repeat. */
export async function upvoteByMail(token: string): Promise<void> {
  const { viewer, content } = await read(UPVOTE, token);
  await upvote(viewer, { paperId: content.paperId, on: true });
}

/** The meeting that the link is about, and what its reader has answered so far. */
export async function answerLink(token: string) {
  const { viewer, scope, meetingId } = await meetingOf(token);
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    select: {
      ...{ startsAt: true, cancelledAt: true, place: true },
      reading: { select: { paper: { select: { title: true } } } },
      rsvps: { where: { personId: viewer.id }, select: { answer: true } },
    },
  });
  if (!meeting) refuse("NOT_FOUND");
  const { reading, rsvps, cancelledAt, ...rest } = meeting;
  return {
    ...rest,
    cancelled: cancelledAt !== null,
    title: reading.paper.title,
    group: { slug: scope.group.slug, name: scope.group.name },
    timeZone: viewer.timeZone,
    path: `/groups/${scope.group.slug}/meetings/${meetingId}`,
    answer: rsvps[0]?.answer ?? null,
  };
}

/** Says whether she comes to whom the link was sent. @throws Refusal CLOSED for a meeting that is over */
export async function answerByMail({
  token,
  answer,
}: z.output<typeof answerByMailInput>): Promise<void> {
  const { scope, meetingId } = await meetingOf(token);
  demand(mayTakePart(scope));
  await rsvp(scope, { meetingId, answer });
}

/** @throws Refusal NOT_FOUND for who has left the group */
async function meetingOf(token: string) {
  const { viewer, content } = await read(ANSWER, token);
  const { meetingId } = content;
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    select: { group: { select: { slug: true } } },
  });
  if (!meeting) refuse("NOT_FOUND");
  const scope = await groupScope(viewer, meeting.group.slug);
  if (!scope.role) refuse("NOT_FOUND");
  return { viewer, scope: scope as MemberScope, meetingId };
}
