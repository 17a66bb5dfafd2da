import { randomUUID } from "node:crypto";
import { USUAL_CHOICES } from "@/server/ballots/schema";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import type { Things } from "../hostile/honest-inputs";
import { as } from "./callers";

/** Makes a group with one thing of each kind through the procedures, for somebody who has nothing yet. */
export async function makeThings(viewer: Viewer): Promise<Things> {
  const me = as(viewer);
  await me.groups.create({ name: `Group of ${viewer.handle}`, timeZone: "Europe/Berlin" });
  const mine = { memberships: { some: { personId: viewer.id } } };
  const { slug: group } = await db.group.findFirstOrThrow({ where: mine });
  const [first, second] = [`A paper of ${viewer.handle}`, `Another paper of ${viewer.handle}`];
  for (const title of [first, second])
    await me.papers.add({ title, abstract: "Words.", authors: ["Ada"] });
  const paper = await db.paper.findFirstOrThrow({ where: { title: first } });
  const other = await db.paper.findFirstOrThrow({ where: { title: second } });
  await me.nominations.nominate({ group, paperId: paper.id, pitch: "Read it." });
  const nomination = await db.nomination.findFirstOrThrow({ where: { paperId: paper.id } });
  const closesAt = new Date(Date.now() + 86_400_000);
  const nominationIds = [nomination.id];
  const choices = { ...USUAL_CHOICES, opensAt: null, closesAt, draft: false, nominationIds };
  await me.ballots.create({ group, ...choices });
  const ballot = await db.ballot.findFirstOrThrow({ where: { group: { slug: group } } });
  await me.meetings.plan({ group, paperId: other.id, startsAt: closesAt, minutes: 60 });
  const reading = await db.reading.findFirstOrThrow({ where: { paperId: other.id } });
  const meeting = await db.meeting.findFirstOrThrow({ where: { readingId: reading.id } });
  await me.threads.add({ paper: paper.slug, body: "First.", clientKey: randomUUID() });
  const comment = await db.comment.findFirstOrThrow({ where: { authorId: viewer.id } });
  await me.digests.create({ cadence: "off", timeZone: "UTC", sources: [{ kind: "trending" }] });
  const own = { personId: viewer.id };
  const subscription = await db.subscription.findFirstOrThrow({ where: own });
  return {
    handle: viewer.handle,
    group,
    paper: paper.slug,
    paperId: paper.id,
    nominationId: nomination.id,
    ballotId: ballot.id,
    readingId: reading.id,
    meetingId: meeting.id,
    commentId: comment.id,
    subscriptionId: subscription.id,
  };
}
