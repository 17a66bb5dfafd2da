import { beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { downloadOwnData } from "@/server/testing/fixtures/downloads";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { group, person } from "@/server/testing/world";

ownDatabase();
let ada: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
});

describe("a report in a group", () => {
  it("is read only by organizers, with reporter and reason", async () => {
    const { owner, organizer, ada: author, bela: reporter, slug, paper } = await talkingGroup();
    const { commentId } = await postComment(author, { paper, group: slug }, "an insult");
    const reason = "It insults Chen.";
    await as(reporter).moderation.report({ commentId, reason });
    for (const viewer of [owner, organizer]) {
      const { comments } = await as(viewer).moderation.reports({ group: slug });
      expect(comments).toMatchObject([
        { id: commentId, reports: [{ reason, reporter: { handle: reporter.handle } }] },
      ]);
      expect((await as(viewer).groups.head({ group: slug })).reports).toBe(1);
    }
    for (const viewer of [author, reporter]) {
      const refused = as(viewer).moderation.reports({ group: slug });
      await expect(refused).rejects.toMatchObject({ code: "FORBIDDEN" });
      const seen = JSON.stringify([
        await as(viewer).threads.ofGroup({ paper, group: slug }),
        await as(viewer).moderation.groupLog({ group: slug }),
        await as(viewer).moderation.log({}),
        await as(viewer).groups.head({ group: slug }),
      ]);
      expect(seen).not.toContain("insults Chen");
      expect((await as(viewer).groups.head({ group: slug })).reports).toBe(0);
    }
    // The author's download does not mention it either.
    expect(JSON.stringify(await downloadOwnData(author))).not.toContain("insults Chen");
  });

  it("is stored once per person and comment, despite many clicks at once", async () => {
    const { ada: author, bela: reporter, slug, paper } = await talkingGroup();
    const { commentId } = await postComment(author, { paper, group: slug }, "x");
    const report = () => as(reporter).moderation.report({ commentId, reason: "No." });
    const answers = await outcomes([report(), report(), report()]);
    expect(answers.sort()).toEqual(["CONFLICT", "CONFLICT", "done"]);
    expect(await db.report.count({ where: { commentId } })).toBe(1);
  });

  it("is refused about one's own comment and about a deleted or hidden one", async () => {
    const { organizer, ada: author, bela: other, slug, paper } = await talkingGroup();
    const { commentId } = await postComment(author, { paper, group: slug }, "x");
    const report = (viewer: Viewer) => as(viewer).moderation.report({ commentId, reason: "No." });
    expect(await outcomes([report(author)])).toEqual(["BAD_REQUEST"]);
    const stranger = await person();
    expect(await outcomes([report(stranger)])).toEqual(["NOT_FOUND"]);
    await as(organizer).moderation.hide({ commentId, reason: "No." });
    expect(await outcomes([report(other)])).toEqual(["PRECONDITION_FAILED"]);
  });

  it("never reaches its subject, even an organizer", async () => {
    const { owner, organizer, bela: reporter, slug, paper } = await talkingGroup();
    const { commentId } = await postComment(organizer, { paper, group: slug }, "x");
    await as(reporter).moderation.report({ commentId, reason: "No." });
    expect((await as(organizer).moderation.reports({ group: slug })).comments).toEqual([]);
    expect((await as(organizer).groups.head({ group: slug })).reports).toBe(0);
    const own = as(organizer).moderation.dismiss({ commentId });
    await expect(own).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await as(owner).moderation.reports({ group: slug })).comments).toHaveLength(1);
    await as(owner).moderation.dismiss({ commentId, reason: "It is fine." });
    const logOf = async (viewer: Viewer) =>
      (await as(viewer).moderation.groupLog({ group: slug })).acts;
    expect(await logOf(organizer)).toEqual([]);
    expect(await logOf(owner)).toMatchObject([{ kind: "dismiss", reason: "It is fine." }]);
  });

  it("is refused if nobody could read it", async () => {
    const [owner, member] = await Promise.all([person("lena"), person()]);
    const paper = await paperSlug();
    const { slug } = await group({
      members: [
        [owner, "owner"],
        [member, "member"],
      ],
    });
    const { commentId } = await postComment(owner, { paper, group: slug }, "x");
    const report = as(member).moderation.report({ commentId, reason: "No." });
    await expect(report).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
  });

  it("is closed by hiding, deleting or dismissing", async () => {
    const { organizer, ada: author, bela: reporter, slug, paper } = await talkingGroup();
    const at = { paper, group: slug };
    const ids = await Promise.all(["a", "b", "c"].map((body) => postComment(author, at, body)));
    const [a, b, c] = ids.map(({ commentId }) => commentId) as [string, string, string];
    for (const commentId of [a, b, c]) {
      await as(reporter).moderation.report({ commentId, reason: "No." });
    }
    expect((await as(organizer).groups.head({ group: slug })).reports).toBe(3);
    await as(organizer).moderation.hide({ commentId: a, reason: "No." });
    await as(organizer).moderation.remove({ commentId: b, reason: "No." });
    await as(organizer).moderation.dismiss({ commentId: c });
    // A second decision finds no open report and is not logged.
    await as(organizer).moderation.dismiss({ commentId: c });
    expect((await as(organizer).moderation.reports({ group: slug })).comments).toEqual([]);
    expect((await as(organizer).groups.head({ group: slug })).reports).toBe(0);
    expect(
      await db.moderationAct.count({
        where: { kind: "dismiss", groupId: { not: null }, commentId: c },
      }),
    ).toBe(1);
  });
});

describe("a report in public", () => {
  it("is read by moderators of the site, and refused if there are none", async () => {
    const paper = await paperSlug();
    const { commentId } = await postComment(ada, { paper }, "x");
    const report = () => as(bela).moderation.report({ commentId, reason: "Why not." });
    await expect(report()).rejects.toMatchObject({ code: "PRECONDITION_FAILED" });
    const moderator = await person({ moderator: true });
    await report();
    expect((await as(moderator).moderation.publicReports({})).comments).toMatchObject([
      { id: commentId, reports: [{ reason: "Why not." }] },
    ]);
    await expect(as(ada).moderation.publicReports({})).rejects.toMatchObject({ code: "FORBIDDEN" });
    // They see no reports of groups.
    const { ada: author, bela: reporter, slug, paper: theirs } = await talkingGroup("public");
    const within = await postComment(author, { paper: theirs, group: slug }, "x");
    await as(reporter).moderation.report({ commentId: within.commentId, reason: "No." });
    expect((await as(moderator).moderation.publicReports({})).comments).toHaveLength(1);
  });
});
