import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { GET, POST } from "@/app/api/unsubscribe/route";
import { importPapers } from "@/server/papers/commands";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { forgetEnv } from "@/server/platform/env";
import { startWorker } from "@/server/platform/queue";
import { ownDatabase } from "@/server/testing/database";
import { person } from "@/server/testing/world";
import { confirmSubscription, requestSubscription, setSubscription } from "./commands";
import { takeDue } from "./gathering";
import { mySubscription } from "./queries";
import { handlers, sendDigest } from "./sending";

ownDatabase();

interface Received {
  to: string[];
  mail: Email;
}
const received: Received[] = [];
/** Answers of the server to the next mails, instead of taking them. */
const refusals: string[] = [];
let smtp: SMTPServer;
let worker: { stop(): Promise<void> };

const DAILY = { cadence: "daily" as const, hour: 8, weekday: 1, timeZone: "Europe/Berlin" };
const mailsTo = (address: string) => received.filter(({ to }) => to.includes(address));
const header = (mail: Email, name: string) =>
  mail.headers.find(({ key }) => key === name.toLowerCase())?.value;

async function oneMailTo(address: string): Promise<Email> {
  const [only] = await vi.waitFor(() => {
    const found = mailsTo(address);
    expect(found.length).toBeGreaterThan(0);
    return found;
  }, 20_000);
  return (only as Received).mail;
}

beforeAll(async () => {
  smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    async onData(stream, session, done) {
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      const refusal = refusals.shift();
      if (refusal) return done(Object.assign(new Error(refusal), { responseCode: 451 }));
      const mail = await PostalMime.parse(Buffer.concat(pieces));
      received.push({ to: session.envelope.rcptTo.map(({ address }) => address), mail });
      done();
    },
  });
  await new Promise<void>((listening) => smtp.listen(0, "127.0.0.1", listening));
  const { port } = smtp.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.MAIL_FROM = "Colloquy <digest@colloquy.example>";
  process.env.SITE_URL = "https://colloquy.example";
  forgetEnv();
  await importPapers(
    Array.from({ length: 12 }, (_, at) => ({
      title: `Paper ${at} with S^{2}FT & accents é`,
      abstract: `Number ${at}. ${"word ".repeat(100)}`,
      authors: ["Ada Lovelace"],
    })),
  );
  worker = await startWorker(handlers, []);
});

afterAll(async () => {
  setClock(undefined);
  await worker.stop();
  await new Promise<void>((closed) => smtp.close(closed));
});

it("sends one mail each, however many tick, with what receivers and readers need", async () => {
  setClock(new Date("2026-11-24T05:00:00Z"));
  const people = await Promise.all(Array.from({ length: 5 }, () => person()));
  for (const viewer of people) await setSubscription(viewer, DAILY);
  setClock(new Date("2026-11-24T07:00:20Z"));
  await Promise.all(Array.from({ length: 8 }, () => takeDue()));
  await vi.waitFor(() => expect(received).toHaveLength(5), 20_000);
  await vi.waitFor(async () => {
    expect(await db.digest.count({ where: { sentAt: null } })).toBe(0);
  }, 20_000);
  const addresses = await db.person.findMany({ select: { email: true } });
  expect(received.flatMap(({ to }) => to).sort()).toEqual(
    addresses.map(({ email }) => email).sort(),
  );

  const [first] = received as [Received];
  const digest = await db.digest.findFirstOrThrow({
    where: { subscription: { person: { email: first.to[0] } } },
  });
  const { mail } = first;
  expect(mail.from).toMatchObject({ name: "Colloquy", address: "digest@colloquy.example" });
  expect(mail.messageId).toBe(`<digest-${digest.id}@colloquy.example>`);
  expect(header(mail, "List-Id")).toBe("Trending papers <trending.colloquy.example>");
  expect(header(mail, "List-Unsubscribe-Post")).toBe("List-Unsubscribe=One-Click");
  expect(header(mail, "List-Unsubscribe")).toMatch(
    /^<https:\/\/colloquy\.example\/api\/unsubscribe\?token=[\w.-]+>$/,
  );
  expect(header(mail, "Auto-Submitted")).toBe("auto-generated");
  expect(mail.subject).toMatch(/^Trending papers: Paper \d+ with S\^\{2\}FT & accents é$/);

  const shown = await db.paper.findMany({ where: { id: { in: digest.paperIds } } });
  expect(shown).toHaveLength(10);
  for (const { slug, title } of shown) {
    const link = `https://colloquy.example/papers/${slug}`;
    expect(mail.text).toContain(`${title} ${link}\n`);
    expect(mail.html).toContain(`href="${link}"`);
  }
  expect(mail.text).toContain("every day at 08:00, Europe/Berlin time");
  expect(mail.text).toContain("https://colloquy.example/digests\n");
  expect(mail.text).toMatch(/https:\/\/colloquy\.example\/unsubscribe\?token=[\w.-]+\n/);
  expect(mail.html?.length).toBeLessThan(100_000);
  // Run once more, as after a break between sending and marking, it sends nothing.
  await sendDigest(digest.id);
  expect(received).toHaveLength(5);
});

it("tries again what the mail server did not take", async () => {
  setClock(new Date("2026-11-24T05:00:00Z"));
  const ada = await person({ email: "again@example.org" });
  await setSubscription(ada, DAILY);
  refusals.push("come back later");
  setClock(new Date("2026-11-24T07:00:20Z"));
  expect(await takeDue()).toBe(1);
  const mail = await oneMailTo("again@example.org");
  expect(refusals).toEqual([]);
  expect(mailsTo("again@example.org")).toHaveLength(1);
  const digest = await db.digest.findFirstOrThrow({
    where: { subscription: { personId: ada.id } },
  });
  expect(mail.messageId).toBe(`<digest-${digest.id}@colloquy.example>`);
});

it("subscribes an address by the link that it gets, and unsubscribes it with one click", async () => {
  setClock(new Date("2026-11-24T05:00:00Z"));
  const email = "bare@example.org";
  await requestSubscription({ email, timeZone: "Asia/Tokyo" }, "192.0.2.7");
  const asked = await oneMailTo(email);
  const [, token = ""] = /\/subscribe\/confirm\?token=([\w.-]+)/.exec(asked.text ?? "") ?? [];
  expect(asked.html).toContain(`https://colloquy.example/subscribe/confirm?token=${token}`);
  expect((await confirmSubscription(token)).nextDueAt).toEqual(new Date("2026-11-24T23:00:00Z"));

  setClock(new Date("2026-11-24T23:00:10Z"));
  expect(await takeDue()).toBe(1);
  await vi.waitFor(() => expect(mailsTo(email)).toHaveLength(2), 20_000);
  const { mail } = mailsTo(email)[1] as Received;
  expect(mail.text).not.toContain("/digests");
  const link = header(mail, "List-Unsubscribe")?.slice(1, -1) ?? "";

  // Opening it changes nothing: mail scanners do.
  const opened = GET(new Request(link));
  expect(opened.status).toBe(303);
  expect(opened.headers.get("Location")).toMatch(/^\/unsubscribe\?token=/);
  const where = { email };
  expect(await db.subscription.findUniqueOrThrow({ where })).toMatchObject({
    unsubscribedAt: null,
  });
  // As a mail program posts it: no cookie, no origin.
  const click = (address: string) =>
    POST(
      new Request(address, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "List-Unsubscribe=One-Click",
      }),
    );
  for (const wrong of [`${link}x`, link.split("?")[0] ?? "", `${link.split("=")[0]}=a.b`]) {
    expect((await click(wrong)).status).toBe(400);
  }
  expect((await click(link)).status).toBe(200);
  expect((await click(link)).status).toBe(200);
  expect(await db.subscription.findUniqueOrThrow({ where })).toMatchObject({
    unsubscribedAt: new Date("2026-11-24T23:00:10Z"),
    nextDueAt: null,
  });
});

it("answers the same for known and unknown addresses, and tells nobody who has an account", async () => {
  setClock(new Date("2026-11-24T05:00:00Z"));
  const known = await person({ email: "known@example.org" });
  await setSubscription(known, { ...DAILY, cadence: "off" });
  const ask = (email: string) => requestSubscription({ email, timeZone: "UTC" }, "192.0.2.8");
  expect(await ask("known@example.org")).toEqual(await ask("unknown@example.org"));
  const [one, other] = [
    await oneMailTo("known@example.org"),
    await oneMailTo("unknown@example.org"),
  ];
  expect(one.subject).toBe(other.subject);
  expect(one.text?.replace(/token=\S+/, "")).toBe(other.text?.replace(/token=\S+/, ""));
  expect(await mySubscription(known)).toMatchObject({ cadence: "off" });

  await ask("known@example.org");
  await ask("known@example.org");
  await expect(ask("known@example.org")).rejects.toMatchObject({ code: "TOO_MANY" });
});
