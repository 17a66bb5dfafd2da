import { afterEach, expect, it } from "vitest";
import { importPapers } from "@/server/papers/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { ownDatabase } from "@/server/testing/database";
import { person } from "@/server/testing/world";
import { confirmSubscription, setSubscription, takeDue, unsubscribe } from "./commands";
import { sendDigest } from "./sending";
import { sign } from "./signed-link";

ownDatabase();
afterEach(() => setClock(undefined));

const BERLIN = { hour: 8, weekday: 1, timeZone: "Europe/Berlin" };

it("writes one digest a day however many tick, sends it once, and never the same paper twice", async () => {
  const papers = Array.from({ length: 15 }, (_, at) => ({
    title: `Paper ${at}`,
    abstract: "x",
    authors: ["A"],
  }));
  await importPapers(papers);
  setClock(new Date("2026-11-24T05:00:00Z"));
  const ada = await person({ email: "ada@example.org" });
  await setSubscription(ada, { cadence: "daily", ...BERLIN });
  expect(await takeDue()).toBe(0);

  setClock(new Date("2026-11-24T07:00:30Z"));
  const ticks = await Promise.all(Array.from({ length: 10 }, () => takeDue()));
  expect(ticks.reduce((sum, count) => sum + count)).toBe(1);
  const first = await db.digest.findFirstOrThrow();
  expect(first).toMatchObject({ period: "2026-11-24", sentAt: null });
  expect(first.paperIds).toHaveLength(10);

  await sendDigest(first.id);
  await sendDigest(first.id);
  const mails = await db.mailMessage.findMany();
  expect(mails).toHaveLength(1);
  expect(mails[0]).toMatchObject({
    to: "ada@example.org",
    headers: {
      "Message-ID": `<digest-${first.id}@localhost>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  });
  expect(mails[0]?.text).toContain("Paper");

  // Three days out of service: one digest, not three; then nothing new, so no mail.
  setClock(new Date("2026-11-27T12:00:00Z"));
  expect(await takeDue()).toBe(1);
  const second = await db.digest.findFirstOrThrow({ where: { period: "2026-11-27" } });
  expect(second.paperIds).toHaveLength(5);
  expect(second.paperIds.some((id) => first.paperIds.includes(id))).toBe(false);
  setClock(new Date("2026-11-28T12:00:00Z"));
  expect(await takeDue()).toBe(0);
});

it("sends nothing more once the link of the mail was used, and believes no forged one", async () => {
  const bob = await person();
  await setSubscription(bob, { cadence: "daily", ...BERLIN });
  const { id } = await db.subscription.findUniqueOrThrow({ where: { personId: bob.id } });
  await expect(unsubscribe(sign("subscribe", { id }))).rejects.toMatchObject({ code: "EXPIRED" });
  await expect(unsubscribe(`${sign("unsubscribe", { id })}x`)).rejects.toMatchObject({
    code: "EXPIRED",
  });
  await unsubscribe(sign("unsubscribe", { id }));
  await unsubscribe(sign("unsubscribe", { id }));
  expect(await db.subscription.findUniqueOrThrow({ where: { id } })).toMatchObject({
    nextDueAt: null,
  });
});

it("subscribes an address by its own, which the account then takes over", async () => {
  const content = { email: "carl@example.org", timeZone: "Asia/Tokyo" };
  await expect(
    confirmSubscription(sign("subscribe", { ...content, until: 0 })),
  ).rejects.toMatchObject({
    code: "EXPIRED",
  });
  const token = sign("subscribe", { ...content, until: Date.now() + 1000 });
  await confirmSubscription(token);
  await confirmSubscription(token);
  expect(await db.subscription.count({ where: { email: content.email } })).toBe(1);
  const carl = await person({ email: content.email });
  await setSubscription(carl, { cadence: "weekly", ...BERLIN });
  expect(await db.subscription.count({ where: { email: content.email } })).toBe(0);
});
