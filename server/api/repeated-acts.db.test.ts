import { beforeAll, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { recordHeartbeat } from "@/server/platform/heartbeat";
import { ownDatabase } from "@/server/testing/database/database";
import { plansOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { fullGroup } from "@/server/testing/fixtures/full-group";

ownDatabase();
type World = Awaited<ReturnType<typeof fullGroup>>;
let world: World & { candidateIds: string[]; handles: string[] };
beforeAll(async () => {
  const made = await fullGroup(4);
  const candidates = await db.candidate.findMany({ where: { ballotId: made.ballotId } });
  const members = await db.person.findMany({
    where: { id: { in: made.members.map(({ id }) => id) } },
  });
  world = {
    ...made,
    candidateIds: candidates.map(({ id }) => id),
    handles: members.map(({ handle }) => handle),
  };
});

/** The most frequent acts of people and of the site, with other values each time. */
const ACTS: Record<string, (at: typeof world, time: number) => Promise<unknown>> = {
  "a heartbeat": () => recordHeartbeat(),
  "an upvote": ({ members, papers: [paper] }, time) =>
    as(members[time] as Viewer).papers.upvote({ paperId: paper?.id as string, on: true }),
  "a vote": ({ owner, group, ballotId, candidateIds }, time) =>
    as(owner).ballots.vote({ group, ballotId, answer: { approvals: candidateIds.slice(time) } }),
  "a comment": ({ members, papers: [paper] }, time) =>
    as(members[time] as Viewer).threads.add({
      paper: paper?.slug as string,
      body: `Words, *${time}*: $x^2$.`,
      clientKey: crypto.randomUUID(),
    }),
  "a reply that mentions somebody": ({ owner, group, papers: [paper], comments, handles }, time) =>
    as(owner).threads.addInGroup({
      group,
      paper: paper?.slug as string,
      parentId: comments[time]?.commentId,
      body: `Is it so, @${handles[time]}?`,
      clientKey: crypto.randomUUID(),
    }),
  "a reaction": ({ members, comments }, time) =>
    as(members[time] as Viewer).threads.react({
      commentId: comments[time]?.commentId as string,
      kind: "thanks",
      on: true,
    }),
  "an RSVP": ({ members, group, meetingId }, time) =>
    as(members[time] as Viewer).meetings.rsvp({ group, meetingId, answer: "yes" }),
  "a paper kept on a shelf": ({ members: [reader], papers }, time) =>
    as(reader as Viewer).shelves.keep({ paperId: papers[time]?.id as string, shelf: "toRead" }),
};

for (const [name, act] of Object.entries(ACTS)) {
  it(`${name} needs no new plan of Prisma's when its values are others`, async () => {
    await act(world, 0);
    await act(world, 1);
    const plans = await plansOf(async () => {
      await act(world, 2);
      await act(world, 3);
    });
    expect(plans).toEqual([]);
  });
}
