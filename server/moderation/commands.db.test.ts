import { beforeAll, describe, expect, it } from "vitest";
import { checkDatabase } from "@/scripts/runtime/counters";
import { connect } from "@/scripts/runtime/postgres/reach";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

const address = ownDatabase();
let ada: Viewer;
let bela: Viewer;
let moderator: Viewer;
let second: Viewer;

beforeAll(async () => {
  [ada, bela, moderator, second] = await Promise.all([
    person("ada"),
    person("bela"),
    person({ moderator: true }),
    person({ moderator: true }),
  ]);
});

/** Faults that a recount of the database finds. */
async function wrong() {
  const client = await connect(address());
  try {
    return (await checkDatabase(client, false)).flatMap((one) => one.wrong);
  } finally {
    await client.end();
  }
}
const kinds = async (where: { threadId: string }) =>
  (await db.moderationAct.findMany({ where, orderBy: { id: "asc" } })).map(({ kind }) => kind);

describe("hiding", () => {
  it("removes a comment from view and from every count; restoring brings it back", async () => {
    const paper = await paperSlug();
    const { commentId, threadId } = await postComment(ada, { paper }, "an insult");
    await postComment(bela, { paper }, "an answer", { parentId: commentId });
    await db.comment.update({
      where: { id: commentId },
      data: { pinnedAt: new Date(), pinnedById: moderator.id },
    });
    await as(moderator).moderation.hide({ commentId, reason: "Insults." });

    for (const viewer of [null, bela]) {
      const page = await as(viewer).threads.ofPaper({ paper });
      expect(page).toMatchObject({ commentCount: 1, keyPoints: [] });
      expect(page.comments[0]).toMatchObject({ gone: "hidden", html: "", author: null });
      expect(JSON.stringify(page)).not.toContain("insult");
    }
    // Its author and people who may restore it see it, marked.
    for (const viewer of [ada, moderator]) {
      const [shown] = (await as(viewer).threads.ofPaper({ paper })).comments;
      expect(shown).toMatchObject({ gone: "hidden", pinned: false });
      expect(shown?.html).toContain("an insult");
    }
    expect((await db.paper.findUniqueOrThrow({ where: { slug: paper } })).commentCount).toBe(1);
    expect(await wrong()).toEqual([]);

    await as(moderator).moderation.restore({ commentId });
    const page = await as(null).threads.ofPaper({ paper });
    expect(page.commentCount).toBe(2);
    expect(page.comments[0]?.html).toContain("an insult");
    expect(await wrong()).toEqual([]);
    expect(await kinds({ threadId })).toEqual(["hide", "restore"]);
  });

  it("counts once and is logged once, despite concurrent requests", async () => {
    const paper = await paperSlug();
    const { commentId, threadId } = await postComment(ada, { paper }, "x");
    const hide = () => as(moderator).moderation.hide({ commentId, reason: "No." });
    await Promise.all([
      hide(),
      hide(),
      hide(),
      as(second).moderation.hide({ commentId, reason: "No." }),
    ]);
    expect((await as(null).threads.ofPaper({ paper })).commentCount).toBe(0);
    const restore = () => as(moderator).moderation.restore({ commentId });
    await Promise.all([restore(), restore(), restore()]);
    expect((await as(null).threads.ofPaper({ paper })).commentCount).toBe(1);
    expect(await kinds({ threadId })).toEqual(["hide", "restore"]);
    expect(await wrong()).toEqual([]);
  });

  it("keeps counts right when a hidden comment is deleted", async () => {
    const paper = await paperSlug();
    const { commentId } = await postComment(ada, { paper }, "x");
    await postComment(bela, { paper }, "keeps the place", { parentId: commentId });
    await as(moderator).moderation.hide({ commentId, reason: "No." });
    await as(ada).threads.remove({ commentId });
    expect((await as(null).threads.ofPaper({ paper })).commentCount).toBe(1);
    expect(await wrong()).toEqual([]);
    const late = as(moderator).moderation.restore({ commentId });
    await expect(late).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("lets nobody reply to, edit or react to a hidden comment", async () => {
    const paper = await paperSlug();
    const { commentId } = await postComment(ada, { paper }, "x");
    await as(moderator).moderation.hide({ commentId, reason: "No." });
    await expect(postComment(bela, { paper }, "y", { parentId: commentId })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(as(ada).threads.edit({ commentId, body: "nicer" })).rejects.toMatchObject({
      code: "PRECONDITION_FAILED",
    });
  });

  it("needs a reason", async () => {
    const { commentId } = await postComment(ada, { paper: await paperSlug() }, "x");
    const silent = as(moderator).moderation.hide({ commentId, reason: "  " });
    await expect(silent).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });
});

describe("moderation of a thread", () => {
  it("is for moderators of the site in public, and for nobody else", async () => {
    const paper = await paperSlug();
    const { commentId, threadId } = await postComment(ada, { paper }, "x");
    const { organizer } = await talkingGroup();
    for (const viewer of [bela, ada, organizer]) {
      const { moderation } = as(viewer);
      const results = await outcomes([
        moderation.hide({ commentId, reason: "No." }),
        moderation.restore({ commentId }),
        moderation.remove({ commentId, reason: "No." }),
        moderation.dismiss({ commentId }),
        moderation.lock({ threadId, reason: "No." }),
        moderation.unlock({ threadId }),
        moderation.publicReports({}),
      ]);
      expect(new Set(results)).toEqual(new Set(["FORBIDDEN"]));
    }
    expect(await kinds({ threadId })).toEqual([]);
  });

  it("is for organizers in a group, which a moderator of the site does not even find", async () => {
    const { organizer, owner, ada: member, slug, paper } = await talkingGroup();
    const { commentId, threadId } = await postComment(member, { paper, group: slug }, "x");
    const all = (viewer: Viewer) => [
      as(viewer).moderation.hide({ commentId, reason: "No." }),
      as(viewer).moderation.lock({ threadId, reason: "No." }),
    ];
    expect(await outcomes(all(moderator))).toEqual(["NOT_FOUND", "NOT_FOUND"]);
    expect(await outcomes(all(member))).toEqual(["FORBIDDEN", "FORBIDDEN"]);
    expect(await kinds({ threadId })).toEqual([]);
    expect(await outcomes(all(organizer))).toEqual(["done", "done"]);
    await as(owner).moderation.restore({ commentId });
    await as(owner).moderation.unlock({ threadId });
    expect((await kinds({ threadId })).sort()).toEqual(["hide", "lock", "restore", "unlock"]);
  });

  it("is never for the author: only others restore a comment that others have hidden", async () => {
    const { owner, organizer, slug, paper } = await talkingGroup();
    const { commentId } = await postComment(organizer, { paper, group: slug }, "x");
    const { hide, restore } = as(organizer).moderation;
    expect(await outcomes([hide({ commentId, reason: "No." })])).toEqual(["FORBIDDEN"]);
    await as(owner).moderation.hide({ commentId, reason: "No." });
    expect(await outcomes([restore({ commentId })])).toEqual(["FORBIDDEN"]);
    const [shown] = (await as(organizer).threads.ofGroup({ group: slug, paper })).comments;
    expect(shown).toMatchObject({ gone: "hidden", may: { hide: false } });
    expect(shown?.html).toContain("x");
  });

  it("is not for suspended organizers", async () => {
    const { owner, organizer, ada: member, slug, paper } = await talkingGroup();
    const { commentId, threadId } = await postComment(member, { paper, group: slug }, "x");
    const handle = organizer.handle;
    await as(owner).moderation.suspend({ group: slug, handle, days: null, reason: "No." });
    const { moderation, threads } = as(organizer);
    expect(
      await outcomes([
        moderation.hide({ commentId, reason: "No." }),
        moderation.remove({ commentId, reason: "No." }),
        threads.remove({ commentId }),
        moderation.lock({ threadId, reason: "No." }),
        moderation.reports({ group: slug }),
        moderation.suspend({ group: slug, handle: member.handle, days: 1, reason: "No." }),
        moderation.reinstate({ group: slug, handle }),
      ]),
    ).toEqual(Array(7).fill("FORBIDDEN"));
    expect(await db.comment.count({ where: { id: commentId, deletedAt: null } })).toBe(1);
  });
});

describe("locking", () => {
  it("closes a thread to everybody except people who may unlock it", async () => {
    const { organizer, ada: member, bela: other, slug, paper } = await talkingGroup();
    const at = { paper, group: slug };
    const { commentId, threadId } = await postComment(member, at, "x");
    await as(organizer).moderation.lock({ threadId, reason: "Enough." });
    expect(
      await outcomes([
        postComment(other, at, "y", { parentId: commentId }),
        as(member).threads.edit({ commentId, body: "z" }),
        postComment(organizer, at, "The last word."),
      ]),
    ).toEqual(["PRECONDITION_FAILED", "PRECONDITION_FAILED", "done"]);
    const page = await as(other).threads.ofGroup({ paper, group: slug });
    expect(page).toMatchObject({ locked: true, may: { add: false } });
    await as(organizer).moderation.unlock({ threadId });
    expect(await outcomes([postComment(other, at, "y")])).toEqual(["done"]);
  });
});

describe("deleting somebody else's comment", () => {
  it("is logged with a reason, though the comment is gone", async () => {
    const { organizer, ada: member, slug, paper } = await talkingGroup();
    const { commentId, threadId } = await postComment(member, { paper, group: slug }, "spam");
    await as(organizer).moderation.remove({ commentId, reason: "Advertising." });
    expect(await db.comment.count({ where: { id: commentId } })).toBe(0);
    expect(await db.moderationAct.findMany({ where: { threadId } })).toMatchObject([
      { kind: "remove", actorId: organizer.id, personId: member.id, reason: "Advertising." },
    ]);
    expect(await wrong()).toEqual([]);
  });

  it("is logged by every procedure, unless it is one's own", async () => {
    const { organizer, ada: member, slug, paper } = await talkingGroup();
    const first = await postComment(member, { paper, group: slug }, "x");
    const own = await postComment(member, { paper, group: slug }, "y");
    await as(organizer).threads.remove({ commentId: first.commentId });
    await as(member).threads.remove({ commentId: own.commentId });
    expect(await kinds({ threadId: first.threadId })).toEqual(["remove"]);
  });
});
