import { afterEach, beforeEach, expect, it } from "vitest";
import type { Role } from "@/server/groups/policy";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { setClockTo } from "@/server/testing/fixtures/digests";
import { notificationsOf, runNotificationJobs } from "@/server/testing/fixtures/notifications";
import { suggestPapers, watchOf } from "@/server/testing/fixtures/watches";
import { emailOf, fillPool, group, person } from "@/server/testing/world";
import { tellingDayOf } from "@/server/watches/rules";
import { notifyOfSuggestions } from "./commands";

ownDatabase();
beforeEach(() => setClockTo("2026-11-24T05:00:00Z"));
afterEach(() => setClock(undefined));

/** A private group with a watch. Its owner gets what its watches suggest by email. */
async function watchingGroup() {
  const [lena, greta, ada] = [await person("lena"), await person("greta"), await person("ada")];
  const members: [Viewer, Role][] = [
    [lena, "owner"],
    [greta, "organizer"],
    [ada, "member"],
  ];
  const made = await group({ name: "The night birds", visibility: "private", members });
  await as(lena).notifications.choose({ kind: "watch", via: "mail" });
  return { ...made, lena, greta, ada, watchId: await watchOf(made.id) };
}

/** Tells of the suggestions until eight o'clock of a day in Berlin, as the job of that time does. */
async function tell(groupId: string, day = 24) {
  const until = setClockTo(`2026-11-${day}T07:00:00Z`);
  await notifyOfSuggestions({ groupId, ...tellingDayOf(until, "Europe/Berlin") });
}

const listed = async (viewer: Viewer) => {
  const { notifications } = await as(viewer).notifications.list({});
  return notifications.map(({ kind, detail, path }) => ({ kind, detail, path }));
};

it("tells organizers once a day of all that the watches of a group suggest, and nobody else", async () => {
  const { id, slug, lena, greta, ada, watchId } = await watchingGroup();
  await suggestPapers(watchId, ["Owls", "Moths"]);
  await suggestPapers(await watchOf(id, "Feeds"), ["Bats"]);
  await tell(id);
  await tell(id);
  const [told] = await listed(greta);
  expect(told).toMatchObject({ kind: "watch", path: `/groups/${slug}/papers#suggested` });
  expect(told?.detail).toMatchObject({ of: "watch", count: 3 });
  expect(await notificationsOf(lena)).toHaveLength(1);
  expect(await notificationsOf(greta)).toHaveLength(1);
  expect(await notificationsOf(ada)).toEqual([]);
  // Nothing came on the next day.
  await tell(id, 25);
  expect(await notificationsOf(greta)).toHaveLength(1);
  await suggestPapers(watchId, ["Foxes"]);
  await tell(id, 26);
  expect(await notificationsOf(greta)).toHaveLength(2);
  // Both are one line.
  expect((await listed(greta)).map(({ detail }) => detail)).toEqual([
    expect.objectContaining({ count: 4 }),
  ]);
});

it("sends one email, with the titles and how many more there are", async () => {
  const { id, slug, lena, greta, watchId } = await watchingGroup();
  const titles = ["Owls", "Moths", "Bats", "Foxes", "Toads", "Hedgehogs"];
  const papers = await suggestPapers(watchId, titles);
  await tell(id);
  await runNotificationJobs();
  const { subject, text, html } = await db.mailMessage.findFirstOrThrow({
    where: { to: await emailOf(lena) },
  });
  expect(subject).toBe("6 new suggestions in The night birds");
  for (const words of [text, html]) {
    for (const { title } of papers.slice(1)) expect(words).toContain(title);
    expect(words).not.toContain(papers[0]?.title);
    expect(words).toContain("And 1 more.");
    expect(words).toContain(`/groups/${slug}/papers#suggested`);
  }
  expect(await db.mailMessage.count({ where: { to: await emailOf(greta) } })).toBe(0);
});

it("counts only what still waits, and says nothing once nothing does", async () => {
  const { id, slug, lena, greta, watchId } = await watchingGroup();
  const [owls, moths, bats] = await suggestPapers(watchId, ["Owls", "Moths", "Bats"]);
  await fillPool(id, [owls?.id ?? ""], greta.id);
  await tell(id);
  expect((await listed(greta))[0]?.detail).toMatchObject({ count: 2 });
  expect(await as(greta).notifications.unread()).toEqual({ count: 1 });
  await db.reading.create({ data: { groupId: id, paperId: moths?.id ?? "" } });
  expect((await listed(greta))[0]?.detail).toEqual({
    ...{ of: "watch", count: 1 },
    titles: [bats?.title],
  });
  const { id: suggestionId } = await db.watchedPaper.findFirstOrThrow({
    where: { paperId: bats?.id ?? "" },
  });
  await as(greta).watches.dismiss({ group: slug, suggestionId });
  expect(await listed(greta)).toEqual([]);
  expect(await as(greta).notifications.unread()).toEqual({ count: 0 });
  await runNotificationJobs();
  expect(await db.mailMessage.count({ where: { to: await emailOf(lena) } })).toBe(0);
  // Everything was nominated before the hour: nobody is told.
  const [foxes] = await suggestPapers(watchId, ["Foxes"]);
  await fillPool(id, [foxes?.id ?? ""], greta.id);
  await tell(id, 25);
  expect(await notificationsOf(greta)).toHaveLength(1);
});

it("reaches no former organizer, nobody who has turned it off, and nobody in an archived group", async () => {
  const { id, slug, lena, greta, watchId } = await watchingGroup();
  await as(greta).notifications.chooseInGroup({ group: slug, kind: "watch", via: "none" });
  await suggestPapers(watchId, ["Owls"]);
  await tell(id);
  expect(await notificationsOf(greta)).toEqual([]);
  expect(await listed(lena)).toHaveLength(1);
  await db.membership.deleteMany({ where: { groupId: id, personId: lena.id } });
  expect(await listed(lena)).toEqual([]);
  await runNotificationJobs();
  expect(await db.mailMessage.count({ where: { to: await emailOf(lena) } })).toBe(0);
  await as(greta).notifications.chooseInGroup({ group: slug, kind: "watch", via: "app" });
  await suggestPapers(watchId, ["Moths"]);
  await db.group.update({ where: { id }, data: { archivedAt: new Date() } });
  await tell(id, 25);
  expect(await notificationsOf(greta)).toEqual([]);
});

it("reads the lines of many groups in as many statements as of one", async () => {
  const { id, greta, watchId } = await watchingGroup();
  await suggestPapers(watchId, ["Owls"]);
  await tell(id);
  const one = await queriesOf(() => as(greta).notifications.list({}));
  for (let at = 0; at < 3; at++) {
    const other = await group({ members: [[greta, "owner"]] });
    setClockTo("2026-11-24T05:00:00Z");
    await suggestPapers(await watchOf(other.id), ["Moths", "Bats"]);
    await tell(other.id);
  }
  expect(await queriesOf(() => as(greta).notifications.list({}))).toBe(one);
  expect(await listed(greta)).toHaveLength(4);
});
