import { expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { paperSlug } from "@/server/testing/fixtures/comments";
import { postComment, talkingGroup } from "@/server/testing/fixtures/threads";
import { person } from "@/server/testing/world";

ownDatabase();

/** A group with every kind of act: a hidden and a deleted comment of ada's, a suspension of bela. */
async function eventful() {
  const world = await talkingGroup("public");
  const { organizer, ada, bela, slug, paper } = world;
  const at = { paper, group: slug };
  const [first, second] = [
    await postComment(ada, at, "the first"),
    await postComment(ada, at, "the second"),
  ];
  const { moderation } = as(organizer);
  await moderation.hide({ commentId: first.commentId, reason: "Insults." });
  await moderation.remove({ commentId: second.commentId, reason: "Advertising." });
  await moderation.lock({ threadId: first.threadId, reason: "Heated." });
  await moderation.suspend({ group: slug, handle: bela.handle, days: 7, reason: "Both." });
  return world;
}

const kinds = async (viewer: Viewer, group: string) =>
  (await as(viewer).moderation.groupLog({ group })).acts.map(({ kind }) => kind).sort();

it("shows organizers everything, members locks and acts that concern them", async () => {
  const { owner, organizer, ada, bela, slug, groupId } = await eventful();
  const [member, stranger] = await Promise.all([person(), person()]);
  await db.membership.create({ data: { groupId, personId: member.id } });
  const all = ["hide", "lock", "remove", "suspend"];
  expect(await kinds(owner, slug)).toEqual(all);
  expect(await kinds(organizer, slug)).toEqual(all);
  expect(await kinds(ada, slug)).toEqual(["hide", "lock", "remove"]);
  expect(await kinds(bela, slug)).toEqual(["lock", "suspend"]);
  expect(await kinds(member, slug)).toEqual(["lock"]);
  expect(await kinds(stranger, slug)).toEqual([]);
  // Moderators of the site have no rights in groups.
  expect(await kinds(await person({ moderator: true }), slug)).toEqual([]);
});

it("tells the person concerned why, by whom and when", async () => {
  const { organizer, ada, slug, paper } = await eventful();
  const { acts } = await as(ada).moderation.groupLog({ group: slug });
  expect(acts.find(({ kind }) => kind === "hide")).toMatchObject({
    reason: "Insults.",
    createdAt: expect.any(Date),
    actor: { handle: organizer.handle },
    about: { paper: { slug: paper } },
    comment: { words: "the first" },
  });
  // The log shows no words of a deleted comment.
  expect(acts.find(({ kind }) => kind === "remove")).toMatchObject({ comment: null });
});

it("stays readable for former members", async () => {
  const { bela, slug } = await eventful();
  await as(bela).groups.leave({ group: slug });
  expect(await kinds(bela, slug)).toEqual(["suspend"]);
  const everywhere = await as(bela).moderation.log({});
  expect(everywhere.acts).toMatchObject([{ kind: "suspend", group: { slug }, reason: "Both." }]);
});

it("shows public acts only to moderators and the people concerned", async () => {
  const [moderator, second, author, other] = await Promise.all([
    person({ moderator: true }),
    person({ moderator: true }),
    person(),
    person(),
  ]);
  const { commentId, threadId } = await postComment(author, { paper: await paperSlug() }, "x");
  await as(moderator).moderation.hide({ commentId, reason: "Insults." });
  await as(moderator).moderation.lock({ threadId, reason: "Heated." });
  await eventful();
  const of = async (viewer: Viewer) =>
    (await as(viewer).moderation.log({})).acts.map(({ kind }) => kind).sort();
  expect(await of(moderator)).toEqual(["hide", "lock"]);
  expect(await of(second)).toEqual(["hide", "lock"]);
  expect(await of(author)).toEqual(["hide"]);
  expect(await of(other)).toEqual([]);
});

it("comes in pages", async () => {
  const { organizer, groupId, slug } = await talkingGroup();
  const row = { kind: "lock", groupId, actorId: organizer.id, reason: "x" } as const;
  await db.moderationAct.createMany({ data: Array.from({ length: 35 }, () => row) });
  const first = await as(organizer).moderation.groupLog({ group: slug, page: 1 });
  const last = await as(organizer).moderation.groupLog({ group: slug, page: 2 });
  expect([first.acts.length, first.more, last.acts.length, last.more]).toEqual([
    30,
    true,
    5,
    false,
  ]);
});
