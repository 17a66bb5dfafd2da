import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { showUnsubscribing, unsubscribeByLink } from "@/server/api/routes/links";
import type { Viewer } from "@/server/people/policy";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { closeMail, sendMail } from "@/server/platform/mail/mail";
import { CONNECTIONS } from "@/server/platform/mail/smtp";
import { ownDatabase } from "@/server/testing/database/database";
import { runJob } from "@/server/testing/database/jobs";
import { at, papers, subscribed } from "@/server/testing/sayings/digests";
import { person } from "@/server/testing/world";
import { writeDueDigests } from "../gathering/due";
import { handlers } from "../jobs";
import { SEND } from "../schema";
import { sendWaiting } from "./commands";

ownDatabase();

/** Emails that the mail server accepted, by address. */
const taken: { to: string; raw: string }[] = [];
/** Runs before an email is accepted. */
let beforeYes: (() => Promise<void>) | undefined;
/** The server's replies by address; it accepts all others. */
const answers = new Map<string, { code: number; words: string }>();
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  // The sender's connections are still open at this point.
  closeTimeout: 100,
  onRcptTo({ address }, _, done) {
    const no = answers.get(address);
    done(no ? Object.assign(new Error(no.words), { responseCode: no.code }) : undefined);
  },
  onData(stream, { envelope }, done) {
    const pieces: Buffer[] = [];
    stream.on("data", (piece: Buffer) => pieces.push(piece));
    stream.on("end", () => {
      const raw = Buffer.concat(pieces).toString();
      for (const { address } of envelope.rcptTo) taken.push({ to: address, raw });
      if (beforeYes) beforeYes().then(() => done(), done);
      else done();
    });
  },
});

beforeAll(async () => {
  await papers(60);
  await new Promise<void>((ready) => {
    server.listen(0, "127.0.0.1", ready);
  });
  const { port } = server.server.address() as AddressInfo;
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.SITE_URL = "https://colloquy.example";
  forgetEnv();
});
afterAll(async () => {
  process.env.SMTP_URL = "";
  forgetEnv();
  closeMail();
  await new Promise<void>((closed) => {
    server.close(closed);
  });
});
beforeEach(async () => {
  taken.length = 0;
  beforeYes = undefined;
  answers.clear();
  await db.subscription.deleteMany();
  await db.suppressedAddress.deleteMany();
  await db.mailFailure.deleteMany();
  at("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

const addressOf = async ({ id }: Viewer) =>
  (await db.person.findUniqueOrThrow({ where: { id } })).email as string;

/** Makes a person whose digest is written and waiting. */
async function makeWaitingReader() {
  const viewer = await person();
  const id = await subscribed(viewer);
  at("2026-11-24T07:00:10Z");
  await writeDueDigests();
  return { viewer, id, email: await addressOf(viewer) };
}

const digestOf = (subscriptionId: string) =>
  db.digest.findFirstOrThrow({ where: { subscriptionId }, orderBy: { createdAt: "desc" } });
const headers = (raw: string) => raw.slice(0, raw.indexOf("\r\n\r\n")).replace(/\r\n[ \t]+/g, " ");

describe("sending", () => {
  it("delivers once, with the headers that mail programs and receivers require", async () => {
    const { id, email } = await makeWaitingReader();
    expect(await sendWaiting()).toBe(1);
    expect(await sendWaiting()).toBe(0);
    expect(taken).toHaveLength(1);
    const [{ to, raw } = { to: "", raw: "" }] = taken;
    expect(to).toBe(email);
    const digest = await digestOf(id);
    expect(digest).toMatchObject({
      sentAt: new Date("2026-11-24T07:00:10Z"),
      tryAt: null,
      tries: 1,
    });
    const head = headers(raw);
    expect(head).toContain(`Message-ID: <digest-${digest.id}@colloquy.example>`);
    expect(head).toContain(`References: <subscription-${id}@colloquy.example>`);
    expect(head).toMatch(/^List-Id: .*<[0-9a-f-]+\.digests\.colloquy\.example>$/im);
    expect(head).toMatch(
      /^List-Unsubscribe: <https:\/\/colloquy\.example\/api\/unsubscribe\?token=/m,
    );
    expect(head).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(head).toContain("Auto-Submitted: auto-generated");
    expect(head).toContain("Precedence: bulk");
    expect(raw).toContain("text/plain");
    expect(raw).toContain("text/html");
    expect(raw.length).toBeLessThan(100_000);
  });

  it("shares the work with another process, each digest sent by one of them", async () => {
    for (let count = 0; count < 60; count++) await subscribed(await person());
    at("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(60);
    // More than the rate of a second.
    process.env.MAILS_PER_SECOND = "1000";
    process.env.MAILS_PER_DOMAIN_SECOND = "1000";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
    const sent = await Promise.all([sendWaiting(), sendWaiting(), sendWaiting()]);
    expect(sent.reduce((sum, count) => sum + count)).toBe(60);
    expect(new Set(taken.map(({ to }) => to)).size).toBe(60);
    expect(taken).toHaveLength(60);
    process.env.MAILS_PER_SECOND = "";
    process.env.MAILS_PER_DOMAIN_SECOND = "";
    forgetEnv();
  });

  it("keeps to the rates per second, in total and per domain; waiting is not a try", async () => {
    process.env.MAILS_PER_SECOND = "5";
    process.env.MAILS_PER_DOMAIN_SECOND = "3";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
    for (let count = 0; count < 8; count++) {
      const email = `${crypto.randomUUID()}@${count < 6 ? "one" : "two"}.example`;
      await subscribed(await person({ email }));
    }
    at("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(8);
    expect(await sendWaiting()).toBe(5);
    expect(taken.filter(({ to }) => to.endsWith("@one.example"))).toHaveLength(3);
    at("2026-11-24T07:00:10.500Z");
    expect(await sendWaiting()).toBe(0);
    at("2026-11-24T07:00:11.100Z");
    expect(await sendWaiting()).toBe(3);
    expect(await db.digest.count({ where: { tries: { not: 1 } } })).toBe(0);
    process.env.MAILS_PER_SECOND = "";
    process.env.MAILS_PER_DOMAIN_SECOND = "";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
  });

  it("tries again later after a temporary refusal, with the same Message-ID", async () => {
    const { id, email } = await makeWaitingReader();
    answers.set(email, { code: 451, words: "4.7.1 Greylisted" });
    expect(await sendWaiting()).toBe(0);
    expect(await digestOf(id)).toMatchObject({
      tryAt: new Date("2026-11-24T07:01:10Z"),
      tries: 1,
      failedAt: null,
      failure: expect.stringContaining("Greylisted"),
    });
    expect(await sendWaiting()).toBe(0);
    answers.clear();
    at("2026-11-24T07:01:20Z");
    expect(await sendWaiting()).toBe(1);
    expect(await digestOf(id)).toMatchObject({ tries: 2, failure: null });
    expect(await db.suppressedAddress.count()).toBe(0);
  });

  it("gives up after half a day of refusals", async () => {
    const { id, email } = await makeWaitingReader();
    answers.set(email, { code: 421, words: "try later" });
    let clock = new Date("2026-11-24T07:00:10Z").getTime();
    for (let hours = 0; hours < 14 * 4; hours++) {
      await sendWaiting();
      clock += 15 * 60_000;
      setClock(new Date(clock));
    }
    expect(await digestOf(id)).toMatchObject({ tries: 7, tryAt: null, sentAt: null });
    expect((await digestOf(id)).failedAt).not.toBeNull();
  });

  it("stops for an address after three permanent refusals, but not for refused emails", async () => {
    const viewer = await person();
    const email = await addressOf(viewer);
    const id = await subscribed(viewer);
    answers.set(email, { code: 550, words: "5.1.1 No such user" });
    for (const day of [24, 25, 26, 27]) {
      at(`2026-11-${day}T07:00:10Z`);
      expect(await writeDueDigests()).toBe(1);
      await sendWaiting();
    }
    expect(await db.suppressedAddress.findMany({ select: { email: true, reason: true } })).toEqual([
      { email, reason: "bounces" },
    ]);
    expect(await db.mailFailure.count({ where: { email, permanent: true } })).toBe(3);
    expect(await digestOf(id)).toMatchObject({
      tries: 1,
      failure: "the address is on the suppression list",
    });
    // The server would accept it again, but nothing is sent.
    answers.clear();
    at("2026-11-28T07:00:10Z");
    await writeDueDigests();
    expect(await sendWaiting()).toBe(0);
    // Other emails do not go there either.
    await sendMail({ to: email.toUpperCase(), subject: "x", html: "x", text: "x" });
    expect(taken).toEqual([]);

    const other = await makeWaitingReader();
    answers.set(other.email, { code: 554, words: "5.7.1 Spam" });
    for (const day of [29, 30]) {
      at(`2026-11-${day}T07:00:10Z`);
      await writeDueDigests();
      await sendWaiting();
    }
    expect(await db.suppressedAddress.count({ where: { email: other.email } })).toBe(0);
  });

  it("leaves digests of a killed process to the next one, after the lease", async () => {
    const { id } = await makeWaitingReader();
    const digest = await digestOf(id);
    // The state while a process is sending it.
    await db.digest.update({
      where: { id: digest.id },
      data: { tryAt: new Date("2026-11-24T07:10:10Z"), tries: 1 },
    });
    expect(await sendWaiting()).toBe(0);
    at("2026-11-24T07:10:11Z");
    expect(await sendWaiting()).toBe(1);
    expect(headers(taken[0]?.raw ?? "")).toContain(`<digest-${digest.id}@colloquy.example>`);
  });

  it("hands over only digests with enough of their lease left, however slow the mail server is", async () => {
    await db.sendingAllowance.deleteMany();
    for (let count = 0; count < 9; count++) await subscribed(await person());
    at("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(9);
    const left: number[] = [];
    beforeYes = async () => {
      // Six of ten minutes pass while the first ones are handed over.
      at("2026-11-24T07:06:10Z");
      const id = /<digest-(.*)@/.exec(headers(taken.at(-1)?.raw ?? ""))?.[1] as string;
      const { tryAt } = await db.digest.findUniqueOrThrow({ where: { id } });
      left.push((tryAt?.getTime() ?? 0) - now().getTime());
    };
    expect(await sendWaiting()).toBe(9);
    expect(taken).toHaveLength(9);
    expect(left.slice(CONNECTIONS)).toEqual(Array(9 - CONNECTIONS).fill(600_000));
    expect(await db.digest.count({ where: { tries: { not: 1 } } })).toBe(0);
    await db.sendingAllowance.deleteMany();
  });

  it("is done by one job per process, which also sends digests requested meanwhile", async () => {
    const send = () => runJob(handlers, SEND, {});
    await makeWaitingReader();
    let [go, came] = [() => {}, () => {}];
    const going = new Promise<void>((done) => {
      go = done;
    });
    const coming = new Promise<void>((done) => {
      came = done;
    });
    beforeYes = async () => {
      came();
      await going;
    };
    const first = send();
    await coming;
    at("2026-11-24T05:00:00Z");
    await makeWaitingReader();
    await send();
    expect(taken).toHaveLength(1);
    go();
    await first;
    expect(taken).toHaveLength(2);
  });
});

describe("unsubscribing", () => {
  const linkOf = (raw: string) =>
    /^List-Unsubscribe: <(.*)>$/m.exec(headers(raw))?.[1]?.replace(/ /g, "") ?? "";

  it("works by one POST without a cookie, and never by a GET", async () => {
    const { id } = await makeWaitingReader();
    await sendWaiting();
    const link = linkOf(taken[0]?.raw ?? "");
    const page = showUnsubscribing(new Request(link));
    expect([page.status, page.headers.get("location")]).toEqual([
      303,
      expect.stringMatching(/^\/unsubscribe\?token=/),
    ]);
    const ended = async () =>
      (await db.subscription.findUniqueOrThrow({ where: { id } })).unsubscribedAt !== null;
    expect(await ended()).toBe(false);
    const forged = link.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });
    expect((await unsubscribeByLink(new Request(forged, { method: "POST", body }))).status).toBe(
      400,
    );
    expect(await ended()).toBe(false);
    // A digest that is written already is not sent either.
    at("2026-11-25T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    for (const _ of [1, 2]) {
      expect((await unsubscribeByLink(new Request(link, { method: "POST", body }))).status).toBe(
        200,
      );
    }
    expect(await ended()).toBe(true);
    expect(await sendWaiting()).toBe(0);
    expect(await digestOf(id)).toMatchObject({ failure: "unsubscribed before it was sent" });
    at("2026-11-26T07:00:10Z");
    expect(await writeDueDigests()).toBe(0);
    expect(taken).toHaveLength(1);
  });

  it("sends nothing to people who are suspended, deleted, or no longer have an address", async () => {
    const three = [await makeWaitingReader(), await makeWaitingReader(), await makeWaitingReader()];
    const [ada, bob, carla] = three.map(({ viewer }) => viewer.id);
    const set = (id: string | undefined, data: object) =>
      db.person.update({ where: { id: id as string }, data });
    await set(ada, { suspendedAt: new Date() });
    await set(bob, { deletedAt: new Date(), email: null });
    await set(carla, { email: null });
    expect(await sendWaiting()).toBe(0);
    expect(await db.digest.count({ where: { failedAt: null } })).toBe(0);
  });

  it("sends nothing to an old address after a change", async () => {
    const { viewer } = await makeWaitingReader();
    const email = `moved-${viewer.id}@example.org`;
    await db.person.update({ where: { id: viewer.id }, data: { email } });
    expect(await sendWaiting()).toBe(1);
    expect(taken.map(({ to }) => to)).toEqual([email]);
  });
});
