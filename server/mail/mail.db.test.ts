import { beforeEach, expect, it } from "vitest";
import { recordFailure } from "@/server/digests/bounces/suppression/commands";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as, outcomes } from "@/server/testing/doors/callers";
import { setClockTo, subscribeAddress } from "@/server/testing/fixtures/digests";
import { person } from "@/server/testing/world";

ownDatabase();

let operator: Viewer;
let next = 0;

/** Makes a digest of an address without an account, in some state. @returns its id and address */
async function digest(state: {
  sentAt?: string;
  failedAt?: string;
  tryAt?: string;
  failure?: string;
  tries?: number;
}) {
  const email = `reader-${++next}@example.org`;
  const subscriptionId = await subscribeAddress(email, now());
  const { id } = await db.digest.create({
    data: { subscriptionId, period: `${next}`, dueAt: new Date("2026-11-24T07:00:00Z"), ...state },
  });
  return { id, email };
}

beforeEach(async () => {
  setClockTo("2026-11-20T08:00:10Z");
  await db.subscription.deleteMany();
  await db.mailFailure.deleteMany();
  await db.suppressedAddress.deleteMany();
  operator = await person({ operator: true, timeZone: "America/New_York" });
  return () => setClock(undefined);
});

it("lists waiting, failed and sent digests, each once, and finds an address", async () => {
  setClockTo("2026-11-24T12:00:00Z");
  const waiting = await digest({ tryAt: "2026-11-24T11:59:00Z" });
  const later = await digest({ tryAt: "2026-11-24T13:00:00Z", tries: 2, failure: "450 Busy" });
  const refused = await digest({ failedAt: "2026-11-24T11:00:00Z", failure: "550 5.7.1 No" });
  const ended = await digest({
    failedAt: "2026-11-24T11:30:00Z",
    failure: "unsubscribed before it was sent",
  });
  const sent = await digest({ sentAt: "2026-11-24T10:00:00Z" });
  const { mail } = as(operator);
  const listed = async (list: "waiting" | "failed" | "sent", address = "") =>
    (await mail.digests({ list, address })).rows.map((row) => [row.email, row.retriable]);
  expect(await listed("waiting")).toEqual([
    [waiting.email, false],
    [later.email, false],
  ]);
  expect(await listed("failed")).toEqual([
    [ended.email, false],
    [refused.email, true],
  ]);
  expect(await listed("sent")).toEqual([[sent.email, false]]);
  expect(await listed("failed", refused.email.toUpperCase())).toEqual([[refused.email, true]]);
  expect(await listed("failed", "nobody")).toEqual([]);
  expect(await mail.overview()).toMatchObject({
    waiting: 1,
    later: 1,
    sent: 1,
    failed: 2,
    suppressed: 0,
    due: 5,
  });
});

it("divides long lists into pages", async () => {
  const email = "many@example.org";
  const subscriptionId = await subscribeAddress(email, now());
  await db.digest.createMany({
    data: Array.from({ length: 51 }, (_, count) => ({
      subscriptionId,
      period: `${count}`,
      sentAt: new Date(Date.UTC(2026, 10, 20, 9, count)),
    })),
  });
  const { mail } = as(operator);
  const first = await mail.digests({ list: "sent" });
  const second = await mail.digests({ list: "sent", page: 2 });
  expect([first.rows.length, first.more]).toEqual([50, true]);
  expect([second.rows.length, second.more]).toEqual([1, false]);
  expect(second.rows[0]?.sentAt).toEqual(new Date(Date.UTC(2026, 10, 20, 9, 0)));
});

it("retries digests whose failure may be temporary, one or all of the last day", async () => {
  setClockTo("2026-11-24T12:00:00Z");
  const [one, other, old, ended, sent] = await Promise.all([
    digest({ failedAt: "2026-11-24T11:00:00Z", failure: "550 5.7.1 No", tries: 7 }),
    digest({ failedAt: "2026-11-24T10:00:00Z", failure: "connect ECONNREFUSED", tries: 7 }),
    digest({ failedAt: "2026-11-23T11:00:00Z", failure: "550 5.7.1 No", tries: 1 }),
    digest({ failedAt: "2026-11-24T11:00:00Z", failure: "unsubscribed before it was sent" }),
    digest({ sentAt: "2026-11-24T10:00:00Z", failure: "550 5.1.1 Came back" }),
  ]);
  const { mail } = as(operator);
  expect(
    await outcomes([
      mail.retry({ digestId: one.id }),
      mail.retry({ digestId: ended.id }),
      mail.retry({ digestId: sent.id }),
    ]),
  ).toEqual(["done", "PRECONDITION_FAILED", "PRECONDITION_FAILED"]);
  expect(await mail.retryRecent()).toEqual({ retried: 1 });
  expect(await mail.retryRecent()).toEqual({ retried: 0 });
  const rowOf = (id: string) => db.digest.findUniqueOrThrow({ where: { id } });
  const waits = { failedAt: null, tryAt: new Date("2026-11-24T12:00:00Z"), tries: 0 };
  for (const { id } of [one, other]) expect(await rowOf(id)).toMatchObject(waits);
  for (const { id } of [old, ended]) expect((await rowOf(id)).tryAt).toBeNull();
  expect(await rowOf(sent.id)).toMatchObject({ tryAt: null, failure: "550 5.1.1 Came back" });
  const jobs = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM graphile_worker.jobs WHERE task_identifier = 'digests.send'`;
  expect(jobs[0]?.count).toBeGreaterThan(0);
});

it("counts thirty days in the operator's time zone", async () => {
  setClockTo("2026-11-24T12:00:00Z");
  // In New York it is still the evening before.
  await digest({ sentAt: "2026-11-24T04:59:00Z" });
  await digest({ sentAt: "2026-11-24T05:01:00Z" });
  await digest({ failedAt: "2026-11-01T12:00:00Z", failure: "550 No" });
  const back = await digest({ sentAt: "2026-11-10T12:00:00Z", failure: "550 Came back" });
  setClockTo("2026-11-10T13:00:00Z");
  const failure = {
    permanent: true,
    address: true,
    status: "5.1.1",
    words: "No",
    complaint: false,
  };
  await recordFailure({ email: back.email, digestId: back.id, ...failure });
  await recordFailure({ email: "a@b.example", digestId: null, ...failure });
  await recordFailure({ email: "c@b.example", digestId: null, ...failure, complaint: true });
  setClockTo("2026-11-24T12:00:00Z");
  const days = await as(operator).mail.picture();
  expect(days).toHaveLength(30);
  expect([days[0]?.day, days.at(-1)?.day]).toEqual(["2026-10-26", "2026-11-24"]);
  const some = days.filter(({ sent, failed, returned }) => sent + failed + returned > 0);
  expect(some).toEqual([
    { day: "2026-11-01", sent: 0, failed: 1, returned: 0 },
    { day: "2026-11-10", sent: 1, failed: 0, returned: 2 },
    { day: "2026-11-23", sent: 1, failed: 0, returned: 0 },
    { day: "2026-11-24", sent: 1, failed: 0, returned: 0 },
  ]);
});

it("shows reports, and lets addresses be suppressed and emailed again", async () => {
  const { mail } = as(operator);
  const failure = { permanent: true, address: true, status: "5.1.1", words: "550 No such user" };
  await recordFailure({ email: "gone@example.org", digestId: null, complaint: false, ...failure });
  expect((await mail.reports({})).rows).toMatchObject([
    { email: "gone@example.org", permanent: true, status: "5.1.1", words: "550 No such user" },
  ]);
  await mail.suppress({ email: "Gone@example.org", note: "They asked by telephone." });
  await mail.suppress({ email: "gone@example.org", note: "Again." });
  const listed = async () => (await mail.suppressed({})).rows;
  expect(await listed()).toMatchObject([
    { email: "gone@example.org", reason: "operator", note: "They asked by telephone." },
  ]);
  expect((await mail.overview()).suppressed).toBe(1);
  await mail.unsuppress({ email: "gone@example.org" });
  await mail.unsuppress({ email: "gone@example.org" });
  expect(await listed()).toEqual([]);
});
