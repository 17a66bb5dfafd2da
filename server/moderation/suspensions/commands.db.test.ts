import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { groupWithMeeting } from "@/server/testing/fixtures/meetings";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();
afterEach(() => setClock(undefined));

const DAY = 86_400_000;

function suspending(by: Viewer, group: string, { handle }: Viewer, days: number | null = null) {
  return as(by).moderation.suspend({ group, handle, days, reason: "Insults." });
}

describe("a suspended member", () => {
  it("can read and leave, but take part in nothing", async () => {
    const { organizer, ada, slug, paper } = await talkingGroup("public");
    const { commentId } = await postComment(ada, { paper, group: slug }, "mine");
    const paperId = (await db.paper.findUniqueOrThrow({ where: { slug: paper } })).id;
    await suspending(organizer, slug, ada);
    const { threads, nominations, groups, moderation } = as(ada);
    expect((await threads.ofGroup({ group: slug, paper })).comments).toHaveLength(1);
    expect((await threads.ofGroup({ group: slug, paper })).may.add).toBe(false);
    expect(
      await outcomes([
        postComment(ada, { paper, group: slug }, "more"),
        threads.edit({ commentId, body: "changed" }),
        threads.remove({ commentId }),
        nominations.nominate({ group: slug, paperId }),
      ]),
    ).toEqual(Array(4).fill("FORBIDDEN"));
    expect(await moderation.mySuspension({ group: slug })).toMatchObject({
      reason: "Insults.",
      until: null,
    });
    expect(await outcomes([groups.leave({ group: slug })])).toEqual(["done"]);
    expect(await db.suspension.count({ where: { personId: ada.id } })).toBe(1);
  });

  it("does not come back by leaving and joining, asking, or an invitation", async () => {
    const { organizer, owner, ada, groupId, slug } = await talkingGroup("public");
    await suspending(organizer, slug, ada);
    await as(ada).groups.leave({ group: slug });
    const { link } = await as(owner).groups.inviteByLink({ group: slug });
    const token = link.slice(link.lastIndexOf("/") + 1);
    const tries = () => [
      as(ada).groups.join({ group: slug }),
      as(ada).groups.acceptInvitation({ token }),
    ];
    expect(await outcomes(tries())).toEqual(["FORBIDDEN", "FORBIDDEN"]);
    await db.group.update({ where: { id: groupId }, data: { joinPolicy: "request" } });
    expect(await outcomes([as(ada).groups.ask({ group: slug, message: "Please." })])).toEqual([
      "FORBIDDEN",
    ]);
    // Accepting an older request lets nobody in.
    const { id: requestId } = await db.joinRequest.create({
      data: { id: randomUUID(), groupId, personId: ada.id },
    });
    const accepted = as(owner).groups.answerRequest({ group: slug, requestId, accept: true });
    expect(await outcomes([accepted])).toEqual(["FORBIDDEN"]);
    expect(await db.membership.count({ where: { groupId, personId: ada.id } })).toBe(0);

    await as(organizer).moderation.reinstate({ group: slug, handle: ada.handle });
    expect(await outcomes([as(ada).groups.acceptInvitation({ token })])).toEqual(["done"]);
  });

  it("has an earlier request declined", async () => {
    const { organizer, groupId, slug, ada, paper } = await talkingGroup("public");
    await postComment(ada, { paper, group: slug }, "x");
    await as(ada).groups.leave({ group: slug });
    await db.joinRequest.create({ data: { groupId, personId: ada.id } });
    await suspending(organizer, slug, ada);
    expect(await as(organizer).groups.requests({ group: slug })).toEqual([]);
  });

  it("can take part again when the time is over", async () => {
    const { organizer, ada, slug, paper } = await talkingGroup();
    const began = Date.now();
    setClock(new Date(began));
    await suspending(organizer, slug, ada, 7);
    const write = () => postComment(ada, { paper, group: slug }, "back");
    setClock(new Date(began + 7 * DAY - 1));
    expect(await outcomes([write()])).toEqual(["FORBIDDEN"]);
    setClock(new Date(began + 7 * DAY + 1));
    expect(await outcomes([write()])).toEqual(["done"]);
    expect((await as(organizer).moderation.suspensions({ group: slug })).suspended).toEqual([]);
    expect(await as(ada).moderation.mySuspension({ group: slug })).toBeNull();
  });
});

describe("suspending", () => {
  it("lets organizers suspend members, the owner organizers, nobody the owner or themselves", async () => {
    const { owner, organizer, ada, bela, groupId, slug } = await talkingGroup();
    const [second, stranger, unknown] = await Promise.all([person(), person(), person()]);
    await db.membership.create({ data: { groupId, personId: second.id, role: "organizer" } });
    expect(
      await outcomes([
        suspending(ada, slug, bela),
        suspending(organizer, slug, second),
        suspending(organizer, slug, owner),
        suspending(organizer, slug, organizer),
        suspending(owner, slug, owner),
        suspending(stranger, slug, bela),
        suspending(organizer, slug, unknown),
      ]),
    ).toEqual([
      ...Array(5).fill("FORBIDDEN"),
      // Strangers do not find the group, and organizers do not find strangers.
      ...Array(2).fill("NOT_FOUND"),
    ]);
    expect(await db.suspension.count({ where: { groupId } })).toBe(0);
    expect(
      await outcomes([suspending(organizer, slug, bela), suspending(owner, slug, second)]),
    ).toEqual(["done", "done"]);
    // An organizer cannot undo the owner's suspension of another organizer.
    const { handle } = second;
    const undo = as(organizer).moderation.reinstate({ group: slug, handle });
    expect(await outcomes([undo])).toEqual(["FORBIDDEN"]);
  });

  it("does not let the owner hand the group to a suspended member", async () => {
    const { owner, organizer, slug } = await talkingGroup();
    await suspending(owner, slug, organizer);
    const { handle } = organizer;
    const handover = as(owner).groups.handOver({ group: slug, handle });
    expect(await outcomes([handover])).toEqual(["FORBIDDEN"]);
  });

  it("logs each act once", async () => {
    const { organizer, ada, groupId, slug } = await talkingGroup();
    await suspending(organizer, slug, ada, 3);
    const { handle } = ada;
    const end = () => as(organizer).moderation.reinstate({ group: slug, handle, reason: "Sorry." });
    await Promise.all([end(), end()]);
    const acts = await db.moderationAct.findMany({ where: { groupId }, orderBy: { id: "asc" } });
    expect(acts).toMatchObject([
      { kind: "suspend", personId: ada.id, actorId: organizer.id, reason: "Insults." },
      { kind: "reinstate", personId: ada.id, actorId: organizer.id, reason: "Sorry." },
    ]);
  });
});

it("skips a suspended member's turn to present", async () => {
  const { organizer, others, slug, meetingId } = await groupWithMeeting({ rotates: true });
  const member = others[0]?.viewer as Viewer;
  const skipped = async () => {
    const turns = await as(member).meetings.turns({ group: slug, meetingId });
    return turns.find(({ handle }) => handle === member.handle)?.skipped;
  };
  expect(await skipped()).toBe(false);
  // The meeting is tomorrow.
  await suspending(organizer.viewer, slug, member, 7);
  expect(await skipped()).toBe(true);
  const { handle } = member;
  await as(organizer.viewer).moderation.reinstate({ group: slug, handle });
  expect(await skipped()).toBe(false);
});
