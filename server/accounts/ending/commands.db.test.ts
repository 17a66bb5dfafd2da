import { afterEach, beforeAll, expect, it } from "vitest";
import { startJobs } from "@/server/api/jobs";
import { handlers } from "@/server/groups/ending/jobs";
import type { MemberScope } from "@/server/groups/policy";
import { groupScope } from "@/server/groups/scope";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { as, outcomes } from "@/server/testing/doors/callers";
import { brokenInvariants } from "@/server/testing/doors/invariants";
import { leavingWorld } from "@/server/testing/doors/leaving-world";
import { tablesWith } from "@/server/testing/doors/leftovers";
import { postComment } from "@/server/testing/fixtures/threads";
import { emailOf, group, paper, person } from "@/server/testing/world";
import { deleteEndedGroups } from "./commands";
import { groupFile } from "./queries";

const address = ownDatabase();
afterEach(() => setClock(undefined));

const DAY = 24 * 3600 * 1000;
const START = new Date("2026-11-24T12:00:00Z");
const inDays = (days: number) => setClock(new Date(+START + days * DAY));
let lena: Viewer;
let bela: Viewer;
beforeAll(async () => {
  [lena, bela] = await Promise.all([person("lena"), person("bela")]);
});

/** A group of Lena's, whose deletion she has asked for. */
async function ending(name = `Ending ${crypto.randomUUID().slice(0, 8)}`) {
  inDays(0);
  const { slug } = await group({
    name,
    visibility: "private",
    members: [
      [lena, "owner"],
      [bela, "member"],
    ],
  });
  await as(lena).groups.askToEnd({ group: slug, name });
  return { slug, name };
}
const isThere = async (slug: string) => (await db.group.count({ where: { slug } })) === 1;
async function subjectsTo(viewer: Viewer, name: string): Promise<string[]> {
  const mails = await db.mailMessage.findMany({ where: { to: await emailOf(viewer) } });
  return mails.map(({ subject }) => subject).filter((subject) => subject.includes(name));
}

it("deletes a group a week after its members got an email, and not before", async () => {
  const { slug, name } = await ending();
  await workOff(handlers);
  for (const member of [lena, bela])
    expect(await subjectsTo(member, name)).toEqual([
      expect.stringMatching(/will be deleted on 1 December/),
    ]);
  expect((await as(bela).groups.head({ group: slug })).endsAt).toEqual(new Date(+START + 7 * DAY));
  inDays(6.99);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(true);
  inDays(7);
  await Promise.all([deleteEndedGroups(), deleteEndedGroups()]);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(false);
});

it("counts the week anew where the site was away, and never deletes before the emails left", async () => {
  const { slug, name } = await ending();
  inDays(30);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(true);
  await workOff(handlers);
  expect(await subjectsTo(bela, name)).toEqual([expect.stringMatching(/31 December/)]);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(true);
  inDays(37);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(false);
});

it("is taken back by the owner, and its members are told only of what they know", async () => {
  const { slug, name } = await ending();
  await as(lena).groups.keep({ group: slug });
  await workOff(handlers);
  expect(await subjectsTo(bela, name)).toEqual([]);
  await as(lena).groups.askToEnd({ group: slug, name });
  await workOff(handlers);
  await as(lena).groups.keep({ group: slug });
  await workOff(handlers);
  expect(await subjectsTo(bela, name)).toEqual([
    expect.stringMatching(/will be deleted/),
    `${name} will not be deleted`,
  ]);
  inDays(8);
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(true);
});

it("meets a change of mind at the same moment: it stays, or the owner is told that it is gone", async () => {
  const { slug } = await ending();
  await workOff(handlers);
  inDays(7);
  const [said] = await outcomes([as(lena).groups.keep({ group: slug }), deleteEndedGroups()]);
  expect(said).toBe((await isThere(slug)) ? "done" : "NOT_FOUND");
});

it("is for the owner, who types the name", async () => {
  const { slug } = await group({
    name: "Wide Reading",
    members: [
      [lena, "owner"],
      [bela, "organizer"],
    ],
  });
  const ask = (who: Viewer, name: string) => as(who).groups.askToEnd({ group: slug, name });
  expect(await outcomes([ask(bela, "Wide Reading"), ask(lena, "Wide")])).toEqual([
    "FORBIDDEN",
    "BAD_REQUEST",
  ]);
  await ask(lena, " wide reading ");
  // Guests and people who are not members do not see it.
  expect((await as(null).groups.head({ group: slug })).endsAt).toBeNull();
});

it("leaves nothing of a group that had everything", async () => {
  const world = await leavingWorld();
  const { group: slug, groupId } = world.reading;
  const tag = `zq${crypto.randomUUID().slice(0, 8)}`;
  await db.group.update({
    where: { id: groupId },
    data: {
      ...{ name: tag, description: tag, visibility: "private" },
      ...{ endAskedAt: START, endsAt: START, endToldAt: START },
    },
  });
  await postComment(world.bela, { group: slug, paper: world.reading.paper }, `About ${tag}.`);
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await deleteEndedGroups();
  expect(await isThere(slug)).toBe(false);
  expect(await tablesWith(tag)).toEqual([]);
  expect(await tablesWith(groupId)).toEqual([]);
  expect(await brokenInvariants(address())).toEqual([]);
});

it("gives its members everything that they can read as a file", async () => {
  const { slug } = await group({
    visibility: "private",
    members: [
      [lena, "owner"],
      [bela, "member"],
    ],
  });
  const { slug: about, id: paperId } = await paper({ title: "Kept" });
  await as(bela).nominations.nominate({ group: slug, paperId, pitch: "Read it." });
  const watch = {
    kind: "arxiv",
    name: "Watched words",
    query: "cat:cs.LG words",
    perDay: 5,
  } as const;
  const { id: watchId } = await db.watch.create({
    data: {
      ...watch,
      groupId: (await db.group.findUniqueOrThrow({ where: { slug } })).id,
      nextAt: new Date(),
    },
  });
  const dismissed = { ...{ key: "b", dismissedAt: new Date() }, watchId, paperId, brought: true };
  await db.watchedPaper.createMany({
    data: [{ watchId, paperId, key: "a", brought: true, dismissedAt: null }, dismissed],
  });
  const shown = await postComment(bela, { group: slug, paper: about }, "Shown words.");
  const hidden = await postComment(bela, { group: slug, paper: about }, "Hidden words.");
  await db.comment.update({
    where: { id: hidden.commentId },
    data: { hiddenAt: new Date(), hiddenById: lena.id },
  });
  const text = async (viewer: Viewer) => {
    let all = "";
    const scope = (await groupScope(viewer, slug)) as MemberScope;
    for await (const part of await groupFile(scope)) all += part;
    return all;
  };
  const file = JSON.parse(await text(lena));
  expect(file).toMatchObject({
    slug,
    members: [expect.anything(), expect.anything()],
    nominations: [{ pitch: "Read it.", paper: { slug: about } }],
    watches: [watch],
    suggestions: [{ paper: { slug: about }, watch: { name: watch.name } }],
    threads: [{ paper: { slug: about }, comments: [{ body: "Shown words.", replyTo: null }] }],
  });
  // Its members see what is suggested; only organizers see the places that are watched.
  const asMember = JSON.parse(await text(bela));
  expect(asMember.suggestions).toEqual(file.suggestions);
  expect(asMember).not.toHaveProperty("watches");
  expect(shown.commentId).toBeDefined();
  await db.block.create({ data: { personId: lena.id, blockedId: bela.id } });
  expect(await text(lena)).not.toContain("Shown words.");
  await db.block.deleteMany({});
});

it("is swept by the jobs of the site", async () => {
  const jobs = await startJobs();
  await jobs.stop();
  const known = await db.$queryRaw<{ identifier: string }[]>`
    SELECT identifier FROM graphile_worker._private_known_crontabs`;
  expect(known.map(({ identifier }) => identifier)).toContain("groups.sweepEnds");
});
