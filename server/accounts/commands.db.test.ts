import { describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import type { Viewer } from "@/server/people/policy";
import { openSession, sessionByToken } from "@/server/people/sessions/commands";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { callBy, group, person } from "@/server/testing/world";

ownDatabase();

const by = (viewer: Viewer) => createCaller(callBy(viewer));
const remove = (viewer: Viewer) => by(viewer).people.deleteAccount({ handle: viewer.handle });

function paper() {
  const key = crypto.randomUUID();
  return db.paper.create({
    data: { slug: key, title: "A paper", normalizedTitle: key, abstract: "Words." },
    select: { id: true, slug: true },
  });
}

/** An open ballot of the group on one paper. */
async function ballot(owner: Viewer, slug: string) {
  const on = await paper();
  const { id: groupId } = await db.group.findUniqueOrThrow({ where: { slug } });
  const nomination = await db.nomination.create({
    data: { groupId, paperId: on.id, nominatedById: owner.id },
  });
  return db.ballot.create({
    data: {
      groupId,
      openedAt: new Date(),
      closesAt: new Date(Date.now() + 3_600_000),
      candidates: { create: { nominationId: nomination.id, paperId: on.id, position: 0 } },
    },
    include: { candidates: true },
  });
}

describe("deleting an account", () => {
  it("keeps comments as those of a deleted person, and nothing that names the person", async () => {
    const [ada, bela] = [await person({ name: "Ada Unique" }), await person("bela")];
    const { slug } = await paper();
    const comment = { paper: slug, body: "I was here.", parentId: null };
    await by(ada).threads.add({ ...comment, clientKey: crypto.randomUUID() });
    const about = await paper();
    const naming = { paper: about.slug, body: `Ask @${ada.handle}.`, parentId: null };
    await by(bela).threads.add({ ...naming, clientKey: crypto.randomUUID() });
    expect(await db.mention.count({ where: { personId: ada.id } })).toBe(1);
    await remove(ada);
    expect(await db.mention.count({ where: { personId: ada.id } })).toBe(0);
    const thread = await by(bela).threads.ofPaper({ paper: slug });
    expect(thread.commentCount).toBe(1);
    expect(thread.comments).toMatchObject([{ author: { name: "deleted person" }, gone: null }]);
    expect(thread.comments[0]?.html).toContain("I was here.");
    const row = await db.person.findUniqueOrThrow({ where: { id: ada.id } });
    expect(row).toMatchObject({ name: "deleted person", email: null, timeZone: "UTC" });
    expect(row.handle).toMatch(/^deleted-/);
    expect(JSON.stringify(row)).not.toContain("Unique");
  });

  it("ends every session and way in, and frees handle and address", async () => {
    const ada = await person({ as: "ada", email: "ada@freed.example" });
    const token = await openSession(ada.id, "test");
    await db.account.create({
      data: { personId: ada.id, provider: "github", providerAccountId: "42" },
    });
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.emailChange.create({
      data: { tokenHash: "change", personId: ada.id, email: "x@example.org", expiresAt },
    });
    await db.signInToken.create({
      data: { tokenHash: "link", email: "ada@freed.example", expiresAt },
    });
    await db.subscription.create({ data: { personId: ada.id } });
    await remove(ada);
    expect(await sessionByToken(token)).toBeNull();
    const own = { where: { personId: ada.id } };
    expect(await db.account.count(own)).toBe(0);
    expect(await db.emailChange.count(own)).toBe(0);
    expect(await db.subscription.count(own)).toBe(0);
    expect(await db.signInToken.count()).toBe(0);
    const next = await person({ email: "ada@freed.example" });
    await by(next).people.updateProfile({ name: "Next", handle: ada.handle, timeZone: "UTC" });
  });

  it("forgets invitations to the address, and ends the links that the person made", async () => {
    const [owner, ada] = [
      await person("lena"),
      await person({ as: "ada", email: "ada@invited.example" }),
    ];
    const { id: groupId } = await group({
      members: [
        [owner, "owner"],
        [ada, "organizer"],
      ],
    });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const made = (createdById: string, email: string | null = null) =>
      db.invitation.create({
        data: { groupId, createdById, email, expiresAt, tokenHash: crypto.randomUUID() },
      });
    const [invitation, others] = [await made(ada.id), await made(owner.id)];
    await made(owner.id, "ada@invited.example");
    await remove(ada);
    const live = { where: { groupId, revokedAt: null }, select: { id: true } };
    expect(await db.invitation.findMany(live)).toEqual([{ id: others.id }]);
    const left = await db.invitation.findMany({ where: { groupId }, select: { id: true } });
    expect(left).toHaveLength(2);
    expect(left).toContainEqual({ id: invitation.id });
  });

  it("demands that the handle is typed", async () => {
    const ada = await person("ada");
    await expect(by(ada).people.deleteAccount({ handle: "someone" })).rejects.toThrow(ada.handle);
    expect(await db.person.count({ where: { id: ada.id, deletedAt: null } })).toBe(1);
    await by(ada).people.deleteAccount({ handle: ` ${ada.handle.toUpperCase()} ` });
  });

  it("leaves groups, with counts that are right, and takes back votes in open ballots", async () => {
    const [owner, ada] = [await person("lena"), await person("ada")];
    const { id, slug } = await group({
      members: [
        [owner, "owner"],
        [ada, "organizer"],
      ],
    });
    const closed = await ballot(owner, slug);
    const vote = (ballotId: string) =>
      db.vote.create({ data: { ballotId, personId: ada.id, answer: { approvals: [] } } });
    await vote(closed.id);
    await db.ballot.update({
      where: { id: closed.id },
      data: { closedAt: new Date(), outcome: "none", election: {}, result: {} },
    });
    const open = await ballot(owner, slug);
    await vote(open.id);
    await db.joinRequest.create({
      data: { groupId: id, personId: ada.id, message: "Personal words" },
    });

    await remove(ada);
    expect(await db.group.findUniqueOrThrow({ where: { id } })).toMatchObject({ memberCount: 1 });
    expect(await db.membership.count({ where: { groupId: id } })).toBe(1);
    expect(await db.vote.count({ where: { ballotId: open.id } })).toBe(0);
    // Results stay as they were, and can be counted again.
    expect(await db.vote.count({ where: { ballotId: closed.id } })).toBe(1);
    expect(await db.joinRequest.count({ where: { personId: ada.id } })).toBe(0);
  });

  it("is refused to the owner of a group with others, and changes nothing", async () => {
    const [owner, bela] = [await person("lena"), await person("bela")];
    const shared = await group({
      members: [
        [owner, "owner"],
        [bela, "member"],
      ],
    });
    const alone = await group({ members: [[owner, "owner"]] });
    await expect(remove(owner)).rejects.toThrow(/Hand it over/);
    expect(await db.group.count({ where: { id: { in: [shared.id, alone.id] } } })).toBe(2);
    expect(await db.person.count({ where: { id: owner.id, deletedAt: null } })).toBe(1);

    await by(owner).groups.handOver({ group: shared.slug, handle: bela.handle });
    await remove(owner);
    expect(await db.group.count({ where: { id: alone.id } })).toBe(0);
    expect(await db.group.findUniqueOrThrow({ where: { id: shared.id } })).toMatchObject({
      memberCount: 1,
    });
  });

  it("and joining, leaving or being removed at the same time leave right counts", async () => {
    for (let round = 0; round < 6; round++) {
      const [owner, ada] = [await person("lena"), await person("ada")];
      const { id, slug } = await group({
        members: [
          [owner, "owner"],
          [ada, "member"],
        ],
      });
      const other = await group({ members: [[owner, "owner"]] });
      await Promise.allSettled([
        by(owner).groups.removeMember({ group: slug, handle: ada.handle }),
        by(ada).groups.join({ group: other.slug }),
        remove(ada),
        by(ada).groups.leave({ group: slug }),
      ]);
      const groups = await db.group.findMany({
        where: { id: { in: [id, other.id] } },
        include: { memberships: true },
      });
      expect(await db.person.count({ where: { id: ada.id, deletedAt: null } })).toBe(0);
      for (const { memberCount, memberships } of groups) {
        expect(memberships.map(({ personId }) => personId)).toEqual([owner.id]);
        expect(memberCount).toBe(1);
      }
    }
  });
});
