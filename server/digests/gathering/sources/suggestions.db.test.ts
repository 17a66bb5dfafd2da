import { afterEach, beforeEach, expect, it } from "vitest";
import { previewDigest } from "@/server/digests/queries";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { digestSubjects, setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { suggestPapers, watchOf } from "@/server/testing/fixtures/watches";
import { emailOf, fillPool, group, person } from "@/server/testing/world";
import { sendWaiting } from "../../sending/commands";
import { writeDueDigests } from "../due";

ownDatabase();
beforeEach(async () => {
  await db.subscription.deleteMany();
  setClockTo("2026-11-24T05:00:00Z");
});
afterEach(() => setClock(undefined));

/** A private group with a watch, and a member who gets it by email every day at eight in Berlin. */
async function watchingGroup() {
  const [lena, ada] = [await person("lena"), await person("ada")];
  const made = await group({
    name: "The night birds",
    visibility: "private",
    members: [
      [lena, "owner"],
      [ada, "member"],
    ],
  });
  const watchId = await watchOf(made.id);
  const id = await subscribe(ada, { sources: [{ kind: "group", group: made.slug }] });
  return { groupId: made.id, slug: made.slug, lena, ada, watchId, id };
}

/** Writes and sends the digests of a day. */
async function morning(day: number) {
  setClockTo(`2026-11-${day}T07:00:10Z`);
  const written = await writeDueDigests();
  await sendWaiting();
  return written;
}

const mailTo = async (viewer: Viewer) => {
  const to = await emailOf(viewer);
  return db.mailMessage.findFirst({ where: { to }, orderBy: { id: "desc" } });
};
const flat = (text = "") => text.replace(/\s+/g, " ");
const TITLES = ["Owls", "Moths", "Bats", "Foxes", "Glow worms", "Hedgehogs", "Nightjars"];

it("shows the five latest suggestions, says how many others came, and says nothing twice", async () => {
  const { ada, id, slug, watchId } = await watchingGroup();
  const papers = await suggestPapers(watchId, TITLES);
  await morning(24);
  const mail = await mailTo(ada);
  const text = flat(mail?.text);
  expect(mail?.subject).toContain("Nightjars");
  expect(text).toContain("SUGGESTED BY WATCHES");
  expect(text).toContain("Night journals in The night birds");
  for (const { title } of papers.slice(2)) expect(text).toContain(title);
  for (const { title } of papers.slice(0, 2)) expect(text).not.toContain(title);
  expect(text).toContain("2 more new suggestions in this group");
  expect(text).toContain(`/groups/${slug}/papers#suggested`);
  expect(mail?.html).toContain(`/groups/${slug}/papers#suggested`);
  expect(mail?.html).toContain("2 more new suggestions in this group");
  // The other two came before this digest: they wait in the pool, and are in no later one.
  expect(await morning(25)).toBe(0);
  const [late] = await suggestPapers(watchId, ["Toads"]);
  expect(await morning(26)).toBe(1);
  const [second = [], first = []] = await digestSubjects(id);
  expect([second.length, first.length]).toEqual([1, 5]);
  const last = flat((await mailTo(ada))?.text);
  expect(last).toContain(late?.title);
  expect(last).not.toContain("in this group");
});

it("says nothing of what was nominated, chosen or dismissed before it was sent, and later shows no more of it", async () => {
  const { id: subscriptionId, ada, lena, slug, groupId, watchId } = await watchingGroup();
  const titles = ["Owls", "Moths", "Bats", "Foxes", "Toads"];
  const papers = await suggestPapers(watchId, titles);
  const [owls, moths, bats, foxes, toads] = papers.map(({ id }) => id) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const suggested = async (paperId: string) => {
    const { id } = await db.watchedPaper.findFirstOrThrow({ where: { paperId } });
    return { group: slug, suggestionId: id };
  };
  await fillPool(groupId, [owls], lena.id);
  setClockTo("2026-11-24T07:00:10Z");
  expect(await writeDueDigests()).toBe(1);
  expect((await digestSubjects(subscriptionId))[0]?.map((one) => one.split(":")[0])).toEqual([
    "nomination",
    ...Array.from({ length: 4 }, () => "suggestion"),
  ]);
  // Between the writing and the sending.
  await fillPool(groupId, [moths], lena.id);
  await db.reading.create({ data: { groupId, paperId: bats } });
  await as(lena).watches.dismiss(await suggested(foxes));
  await sendWaiting();
  const { text } = (await mailTo(ada)) ?? { text: "" };
  expect(text).toContain(papers[4]?.title);
  for (const { title } of papers.slice(1, 4)) expect(text).not.toContain(title);
  await as(lena).watches.dismiss(await suggested(toads));
  const { id: digestId } = await db.digest.findFirstOrThrow({ where: { subscriptionId } });
  const past = JSON.stringify(await as(ada).digests.read({ digestId }));
  for (const { title } of papers.slice(1)) expect(past).not.toContain(title);
});

it("leaves out what an organizer is told by email, unless they mute the group", async () => {
  const { lena, slug, watchId } = await watchingGroup();
  await suggestPapers(watchId, ["Owls"]);
  const id = await subscribe(lena, { sources: [{ kind: "group", group: slug }] });
  await suggestPapers(watchId, ["Moths"]);
  setClockTo("2026-11-24T06:00:00Z");
  const shown = async () => (await previewDigest(lena, { subscriptionId: id })).text;
  expect(await shown()).toContain("Moths");
  await as(lena).notifications.chooseInGroup({ group: slug, kind: "watch", via: "mail" });
  expect(await shown()).not.toContain("Moths");
  const what = { thing: "group", id: slug } as const;
  await as(lena).notifications.follow({ what, level: "mute" });
  expect(await shown()).toContain("Moths");
});

it("takes as many statements for many readers and suggestions as for one", async () => {
  const { watchId } = await watchingGroup();
  await suggestPapers(watchId, ["Owls"]);
  setClockTo("2026-11-24T07:00:10Z");
  const write = async () => {
    await writeDueDigests();
    await sendWaiting();
  };
  const one = await queriesOf(write);
  for (let at = 0; at < 4; at++) {
    const made = await watchingGroup();
    await suggestPapers(made.watchId, TITLES, now());
  }
  setClockTo("2026-11-25T07:00:10Z");
  await db.subscription.updateMany({ data: { nextDueAt: new Date("2026-11-25T07:00:00Z") } });
  expect(await queriesOf(writeDueDigests)).toBeLessThanOrEqual(one);
  expect(await db.digestItem.count({ where: { kind: "suggestion" } })).toBe(21);
});

it("reaches nobody outside a private group", async () => {
  const { ada, slug, watchId } = await watchingGroup();
  const [owls] = await suggestPapers(watchId, ["Owls"]);
  await morning(24);
  const sent = await mailTo(ada);
  expect(sent?.text).toContain(owls?.title);
  await suggestPapers(watchId, ["Moths"]);
  setClockTo("2026-11-25T07:00:10Z");
  expect(await writeDueDigests()).toBe(1);
  await as(ada).groups.leave({ group: slug });
  await sendWaiting();
  expect((await mailTo(ada))?.id).toBe(sent?.id);
  const { id: digestId } = await db.digest.findFirstOrThrow({ where: { sentAt: { not: null } } });
  const past = JSON.stringify(await as(ada).digests.read({ digestId }));
  expect(past).not.toContain(owls?.title);
  expect(past).not.toContain("Night journals");
});
