import { afterEach, beforeEach, expect, it } from "vitest";
import { notifyOfAwaited } from "@/server/notifications/notifying/awaited/commands";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { standInSources } from "@/server/testing/sources";
import { person } from "@/server/testing/world";
import { askForAwaited, awaitPaper } from "./commands";
import { AWAITED_MAX } from "./rules";

ownDatabase();
const sources = standInSources();
const using = { network: sources.network, wait: async () => {} };
const pass = (hours: number) => setClock(new Date(now().getTime() + hours * 3600_000));
const BEGINNING = new Date("2026-05-17T12:00:00Z");
let ada: Viewer;

beforeEach(async () => {
  setClock(BEGINNING);
  ada = await person("ada");
  await db.awaitedPaper.deleteMany();
  await db.sourceAnswer.deleteMany();
  await db.rateLimit.deleteMany();
  sources.answerInTurn("<feed></feed>");
});
afterEach(() => setClock(undefined));

const ID = "2605.01234";
const feed = (author = "<author><name>Ada Muster</name></author>") => `<feed><entry>
  <id>http://arxiv.org/abs/${ID}v1</id><title>Trees that came late</title><summary>We plant.</summary>
  <published>2026-05-18T00:00:00Z</published>${author}</entry></feed>`;

/** The sentences and addresses of a person's notifications, once those about awaited papers are written. */
async function newsOf(viewer: Viewer) {
  const ended = await db.awaitedPaper.findMany({ where: { endedAt: { not: null } } });
  for (const { id } of ended) await notifyOfAwaited(id);
  const { notifications } = await as(viewer).notifications.list({});
  return notifications.map(({ path, detail }) => [path, detail]);
}

it("adds a paper in the name of the person who waits, once it has come, and notifies them", async () => {
  await awaitPaper(ada, { text: `https://arxiv.org/abs/${ID}` });
  await awaitPaper(ada, { text: `arXiv:${ID}v1` });
  expect(await db.awaitedPaper.count()).toBe(1);
  await askForAwaited(using);
  expect(sources.asked).toEqual([]);
  pass(3);
  await askForAwaited(using);
  expect(sources.asked).toHaveLength(1);
  expect(await newsOf(ada)).toEqual([]);
  sources.answerInTurn(feed());
  pass(3);
  await askForAwaited(using);
  const added = await db.paper.findUniqueOrThrow({ where: { arxivId: ID } });
  expect(added).toMatchObject({ title: "Trees that came late", addedById: ada.id });
  const label = `arXiv ${ID}`;
  expect(await newsOf(ada)).toEqual([
    [`/papers/${added.slug}`, { of: "awaited", state: "added", label }],
  ]);
  const jobs = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'papers.awaitedEnded'`;
  expect(jobs).toEqual([{ count: 1 }]);
  pass(24);
  await askForAwaited(using);
  expect(sources.asked).toHaveLength(2);
});

it("leaves a paper that lacks something to its person", async () => {
  await awaitPaper(ada, { text: `arXiv:${ID}` });
  sources.answerInTurn(feed(""));
  pass(3);
  await askForAwaited(using);
  expect(await newsOf(ada)).toEqual([
    [`/add?text=arXiv+${ID}`, { of: "awaited", state: "came", label: `arXiv ${ID}` }],
  ]);
});

it("gives up after a week, with fewer questions from the second day on, and says so", async () => {
  await awaitPaper(ada, { text: `arXiv:${ID}` });
  for (let hour = 0; hour < 24 * 8; hour += 1) {
    pass(1);
    await askForAwaited(using);
  }
  // Twelve on the first day, four on each of six others, and one more at the end.
  expect(sources.asked.length).toBeLessThanOrEqual(40);
  expect(sources.asked.length).toBeGreaterThan(30);
  expect(await newsOf(ada)).toEqual([
    [`/add?text=arXiv+${ID}`, { of: "awaited", state: "ended", label: `arXiv ${ID}` }],
  ]);
});

it("two processes ask for a paper once", async () => {
  await awaitPaper(ada, { text: "https://openreview.net/forum?id=Abc1234567" });
  sources.answerInTurn(
    JSON.stringify({ notes: [{ id: "Abc1234567", content: { title: "Trees" } }] }),
  );
  pass(3);
  // Neither takes an answer that the other has kept.
  const anew = { ...using, fresh: true };
  await Promise.all([askForAwaited(anew), askForAwaited(anew)]);
  expect(sources.asked).toHaveLength(1);
});

it("a person sees what they wait for, and stops waiting for what is theirs", async () => {
  await awaitPaper(ada, { text: "https://openreview.net/forum?id=Abc1234567" });
  setClock(new Date(BEGINNING.getTime() + 1000));
  await awaitPaper(ada, { text: "arXiv:2605.07777" });
  const bela = await person("bela");
  const labels = async (viewer: Viewer) =>
    (await as(viewer).papers.awaited()).map(({ label }) => label);
  expect(await labels(ada)).toEqual(["arXiv 2605.07777", "OpenReview Abc1234567"]);
  expect(await labels(bela)).toEqual([]);
  const [first] = await as(ada).papers.awaited();
  const awaitedId = first?.id ?? "";
  expect(first?.until).toEqual(new Date(BEGINNING.getTime() + 7 * 864e5 + 1000));
  await expect(as(bela).papers.stopAwaiting({ awaitedId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await as(ada).papers.stopAwaiting({ awaitedId });
  expect(await labels(ada)).toEqual(["OpenReview Abc1234567"]);
  await expect(as(ada).papers.stopAwaiting({ awaitedId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  sources.answerInTurn("{}");
  pass(3);
  await askForAwaited(using);
  expect(JSON.stringify(sources.asked)).toMatch(/Abc1234567(?!.*2605\.07777)/);
});

it("takes papers with an identifier only, and not too many", async () => {
  await expect(awaitPaper(ada, { text: "some words" })).rejects.toMatchObject({ code: "INVALID" });
  for (let at = 0; at < AWAITED_MAX; at += 1)
    await awaitPaper(ada, { text: `arXiv:2605.0${2000 + at}` });
  await expect(awaitPaper(ada, { text: `arXiv:${ID}` })).rejects.toMatchObject({
    code: "CONFLICT",
  });
  await awaitPaper(ada, { text: "arXiv:2605.02000" });
});
