import { afterEach, beforeEach, expect, it } from "vitest";
import type { Viewer } from "@/server/people/policy";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { quietPaper, writeAbout } from "@/server/testing/fixtures/notifications";
import { emailOf, person } from "@/server/testing/world";
import { notifyOfComment } from "../notifying/commands";
import { sendGathered } from "../sending/commands";
import { claimEmail, enqueueDueEmails, finishEmail } from "./commands";

ownDatabase();

let ada: Viewer;
let bela: Viewer;
let paper: { id: string; slug: string; title: string };
const start = Date.parse("2026-11-02T08:00:00Z");
const at = (minutes: number) => setClock(new Date(start + minutes * 60_000));

beforeEach(async () => {
  at(0);
  [ada, bela] = await Promise.all([person("ada"), person("bela")]);
  paper = await quietPaper();
});
afterEach(() => setClock(undefined));

/** Ada mentions Béla in a comment. */
async function mention(body = "Words."): Promise<string> {
  const id = await writeAbout(ada, paper.slug, { mentions: [bela], body });
  await notifyOfComment(id);
  return id;
}
const sent = async () => db.mailMessage.findMany({ where: { to: await emailOf(bela) } });
const messageIds = async () =>
  (await sent()).map(({ headers }) => (headers as Record<string, string>)["Message-ID"]);
const dueAt = async () => (await db.emailTurn.findUnique({ where: { personId: bela.id } }))?.dueAt;

it("gathers everything of ten minutes in one email", async () => {
  await mention("The first.");
  at(4);
  await mention("The second.");
  at(9.9);
  await sendGathered(bela.id);
  expect(await sent()).toEqual([]);
  at(10);
  await mention("The third.");
  await sendGathered(bela.id);
  const [mail, ...others] = await sent();
  expect(others).toEqual([]);
  for (const words of ["The first.", "The second.", "The third."])
    expect(mail?.text).toContain(words);
  expect(await dueAt()).toBeNull();
  at(11);
  await mention("Later.");
  expect(await dueAt()).toEqual(new Date(start + 21 * 60_000));
});

it("is sent by one of several processes", async () => {
  await mention();
  at(10);
  await Promise.all(Array.from({ length: 6 }, () => sendGathered(bela.id)));
  expect(await sent()).toHaveLength(1);
});

it("is sent again as it was by another process after one was killed, and what came meanwhile follows later", async () => {
  await mention("Before.");
  at(10);
  const killed = await claimEmail(bela.id);
  await mention("Meanwhile.");
  await sendGathered(bela.id);
  expect(await sent()).toEqual([]);
  at(20);
  const again = await claimEmail(bela.id);
  expect(again).toEqual(killed);
  await finishEmail(again as NonNullable<typeof again>);
  at(30);
  await sendGathered(bela.id);
  const [mail, ...others] = await sent();
  expect([mail?.text.includes("Meanwhile."), others]).toEqual([true, []]);
});

it("waits twice as long after each failure, and does not forget", async () => {
  await mention();
  const waits: number[] = [];
  let minutes = 10;
  for (let tries = 0; tries < 4; tries++) {
    at(minutes);
    expect(await claimEmail(bela.id)).not.toBeNull();
    const due = ((await dueAt())?.getTime() ?? 0) - start;
    waits.push(due / 60_000 - minutes);
    minutes = due / 60_000;
  }
  expect(waits).toEqual([10, 20, 40, 80]);
  at(minutes);
  await sendGathered(bela.id);
  expect(await sent()).toHaveLength(1);
});

it("says nothing if nothing is left to say", async () => {
  await mention();
  await as(bela).notifications.markAll({ until: new Date(start + 60_000) });
  at(10);
  await sendGathered(bela.id);
  expect(await sent()).toEqual([]);
  expect(await dueAt()).toBeNull();
});

it("can be replied to if it is about one thread alone", async () => {
  await mention("The first.");
  const last = await mention("The last.");
  at(10);
  await sendGathered(bela.id);
  expect(await messageIds()).toEqual([`<comment-${last}.${bela.id.slice(-12)}@localhost>`]);
  await mention("In one thread.");
  const other = await quietPaper();
  const id = await writeAbout(ada, other.slug, { mentions: [bela] });
  await notifyOfComment(id);
  at(20);
  await sendGathered(bela.id);
  expect((await messageIds())[1]).toMatch(/^<notification-/);
});

it("is queued by the sweep once its time has come, for people who still have an account", async () => {
  await mention();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const queued = () => db.$queryRaw`SELECT key FROM graphile_worker.jobs`;
  at(9);
  await enqueueDueEmails();
  expect(await queued()).toEqual([]);
  at(10);
  await enqueueDueEmails();
  await enqueueDueEmails();
  expect(await queued()).toEqual([{ key: `mail:${bela.id}` }]);
  await as(bela).people.deleteAccount({ handle: bela.handle });
  await sendGathered(bela.id);
  expect(await db.emailTurn.count({ where: { personId: bela.id } })).toBe(0);
});
