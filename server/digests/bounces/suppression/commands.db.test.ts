import { beforeEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { person } from "@/server/testing/world";
import { sendNow } from "../../subscriptions/commands";
import { BOUNCES_MAX } from "../rules";
import { recordFailure } from "./commands";

ownDatabase();
beforeEach(() => () => setClock(undefined));

const recordRefusal = (email: string, more: object = {}) =>
  recordFailure({
    email,
    permanent: true,
    address: true,
    complaint: false,
    digestId: null,
    status: "5.1.1",
    words: "No such user",
    ...more,
  });
const isSuppressed = async (email: string) =>
  (await db.suppressedAddress.count({ where: { email } })) > 0;

it("ends all email to an address after a number of permanent refusals, and not for anything else", async () => {
  const email = "gone@example.org";
  await recordRefusal(email, { permanent: false });
  await recordRefusal(email, { address: false });
  for (let count = 1; count < BOUNCES_MAX; count++) await recordRefusal(email);
  expect(await isSuppressed(email)).toBe(false);
  await recordRefusal(email);
  expect(await isSuppressed(email)).toBe(true);
});

it("counts refusals at the same time once each", async () => {
  const email = "many@example.org";
  await Promise.all(Array.from({ length: BOUNCES_MAX }, () => recordRefusal(email)));
  expect(await isSuppressed(email)).toBe(true);
});

it("ignores old refusals", async () => {
  const email = "back@example.org";
  setClockTo("2026-06-01T12:00:00Z");
  for (let count = 1; count < BOUNCES_MAX; count++) await recordRefusal(email);
  setClockTo("2026-11-01T12:00:00Z");
  await recordRefusal(email);
  expect(await isSuppressed(email)).toBe(false);
});

it("ends all email at the first complaint", async () => {
  const email = "enough@example.org";
  await recordRefusal(email, { permanent: false, complaint: true });
  expect(await isSuppressed(email)).toBe(true);
});

it("sends no digest now for an ended subscription", async () => {
  const ada = await person("ada");
  const subscriptionId = await subscribe(ada);
  await db.subscription.update({
    where: { id: subscriptionId },
    data: { unsubscribedAt: new Date(), nextDueAt: null },
  });
  await expect(sendNow(ada, { subscriptionId })).rejects.toMatchObject({ code: "CLOSED" });
  expect(await db.digest.count({ where: { subscriptionId } })).toBe(0);
});
