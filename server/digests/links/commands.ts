import "server-only";
import type { z } from "zod";
import { type MemberScope, mayTakePart } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import { saveRsvp } from "@/server/meetings/attendance/commands";
import { saveOpinion } from "@/server/meetings/opinions/commands";
import { OPINION } from "@/server/meetings/opinions/schema";
import { RSVP } from "@/server/meetings/schema";
import { upvote } from "@/server/papers/commands";
import { findStandingPaper } from "@/server/papers/merging/queries";
import { PAPER } from "@/server/papers/select";
import { titleInSigns, withShownTitle } from "@/server/papers/titles/shown";
import { mayWrite, type Viewer } from "@/server/people/policy";
import { findViewer } from "@/server/people/sessions/queries";
import { now } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { demand, refuse } from "@/server/platform/refusal";
import { type Purpose, verifyToken } from "@/server/platform/secrets/signed-link";
import { meetingPath } from "@/server/platform/web/addresses";
import { type opinionByMailInput, type rsvpByMailInput, UPVOTE } from "./schema";

/** How long a link in an email works: people who find an old email cannot act in its reader's name. */
const LINK_MS = 60 * 24 * 3600 * 1000;

const ADDRESS_CHANGED =
  "This link was sent to an email address that the account no longer uses. Sign in to do this on the site.";

/** Verifies a link and finds its person. @throws Refusal EXPIRED, SUSPENDED */
async function openLink<C extends z.ZodType<{ personId: string; sentAt: number }>>(
  purpose: Purpose<C>,
  token: string,
): Promise<{ viewer: Viewer; content: z.output<C> }> {
  const content = verifyToken(purpose, token);
  if (!content || content.sentAt + LINK_MS < now().getTime()) refuse("EXPIRED");
  const found = await findViewer(content.personId);
  if (!found) refuse("EXPIRED");
  if (content.sentAt < (found.emailSince?.getTime() ?? 0))
    refuse("EXPIRED", { say: ADDRESS_CHANGED });
  demand(mayWrite(found.viewer));
  return { viewer: found.viewer, content };
}

/** Finds the paper that a link would upvote. */
export async function readUpvoteLink(token: string) {
  const { content } = await openLink(UPVOTE, token);
  const paper = await db.paper.findUnique({
    where: { id: await findStandingPaper(content.paperId) },
    ...PAPER,
  });
  return paper ? withShownTitle(paper) : refuse("NOT_FOUND");
}

/** Upvotes the paper of a link for the person it was sent to. Safe to repeat. */
export async function upvoteByMail(token: string): Promise<void> {
  const { viewer, content } = await openLink(UPVOTE, token);
  await upvote(viewer, { paperId: await findStandingPaper(content.paperId), on: true });
}

/** Finds the meeting of a link, and the reader's RSVP so far. */
export async function readRsvpLink(token: string) {
  const { viewer, scope, meetingId } = await findLinkedMeeting(token);
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    select: {
      startsAt: true,
      cancelledAt: true,
      place: true,
      reading: { select: { paper: { select: { title: true } } } },
      rsvps: { where: { personId: viewer.id }, select: { answer: true } },
    },
  });
  if (!meeting) refuse("NOT_FOUND");
  const { reading, rsvps, cancelledAt, ...rest } = meeting;
  return {
    ...rest,
    cancelled: cancelledAt !== null,
    title: titleInSigns(reading.paper.title),
    group: { slug: scope.group.slug, name: scope.group.name },
    timeZone: viewer.timeZone,
    path: meetingPath(scope.group.slug, meetingId),
    answer: rsvps[0]?.answer ?? null,
  };
}

/** Saves an RSVP for the person a link was sent to. @throws Refusal CLOSED for a past meeting */
export async function rsvpByMail({
  token,
  answer,
}: z.output<typeof rsvpByMailInput>): Promise<void> {
  const { scope, meetingId } = await findLinkedMeeting(token);
  demand(mayTakePart(scope));
  await saveRsvp(scope, { meetingId, answer });
}

/** Finds the meeting and the question of a link, and the reader's answer so far. */
export async function readOpinionLink(token: string) {
  const { viewer, content } = await openLink(OPINION, token);
  const { meetingId, question } = content;
  const { scope } = await findMeetingOf(viewer, meetingId);
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    select: {
      reading: { select: { paper: { select: { title: true } } } },
      opinions: { where: { personId: viewer.id, kind: question }, select: { answer: true } },
    },
  });
  if (!meeting) refuse("NOT_FOUND");
  return {
    question,
    title: meeting.reading.paper.title,
    group: { slug: scope.group.slug, name: scope.group.name },
    path: meetingPath(scope.group.slug, meetingId),
    answer: meeting.opinions[0]?.answer ?? null,
  };
}

/** Saves an answer about a meeting for the person a link was sent to. @throws Refusal CLOSED */
export async function opinionByMail({
  token,
  answer,
}: z.output<typeof opinionByMailInput>): Promise<void> {
  const { viewer, content } = await openLink(OPINION, token);
  const { meetingId, question } = content;
  const { scope } = await findMeetingOf(viewer, meetingId);
  demand(mayTakePart(scope));
  await saveOpinion(scope, { meetingId, question, answer });
}

async function findLinkedMeeting(token: string) {
  const { viewer, content } = await openLink(RSVP, token);
  return findMeetingOf(viewer, content.meetingId);
}

/** @throws Refusal NOT_FOUND if the person has left the group */
async function findMeetingOf(viewer: Viewer, meetingId: string) {
  const meeting = await db.meeting.findUnique({
    where: { id: meetingId },
    select: { group: { select: { slug: true } } },
  });
  if (!meeting) refuse("NOT_FOUND");
  const scope = await groupScope(viewer, meeting.group.slug);
  if (!scope.role) refuse("NOT_FOUND");
  return { viewer, scope: scope as MemberScope, meetingId };
}
