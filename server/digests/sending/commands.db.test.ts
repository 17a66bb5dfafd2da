import { beforeAll, describe, expect, it } from "vitest";
import { now, setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { sendMail } from "@/server/platform/mail/mail";
import { CONNECTIONS } from "@/server/platform/mail/smtp";
import { ownDatabase } from "@/server/testing/database/database";
import { runJob } from "@/server/testing/database/jobs";
import {
  addPapers,
  lastDigestOf,
  makeWaitingReader,
  setClockTo,
  subscribe,
  withoutDigests,
} from "@/server/testing/fixtures/digests";
import { headersOf, ownMailServer } from "@/server/testing/mail-server";
import { emailOf, person } from "@/server/testing/world";
import { writeDueDigests } from "../gathering/due";
import { handlers } from "../jobs";
import { SEND } from "../schema";
import { sendWaiting } from "./commands";

ownDatabase();

const server = ownMailServer({ SITE_URL: "https://colloquy.example" });

beforeAll(() => addPapers(60));
withoutDigests();

describe("sending", () => {
  it("delivers once, with the headers that mail programs and receivers require", async () => {
    const { id, email } = await makeWaitingReader();
    expect(await sendWaiting()).toBe(1);
    expect(await sendWaiting()).toBe(0);
    expect(server.accepted).toHaveLength(1);
    const [{ to, raw } = { to: "", raw: "" }] = server.accepted;
    expect(to).toBe(email);
    const digest = await lastDigestOf(id);
    expect(digest).toMatchObject({
      sentAt: new Date("2026-11-24T07:00:10Z"),
      tryAt: null,
      tries: 1,
    });
    const head = headersOf(raw);
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
    for (let count = 0; count < 60; count++) await subscribe(await person());
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(60);
    // There are more digests than may be sent in a second.
    process.env.MAILS_PER_SECOND = "1000";
    process.env.MAILS_PER_DOMAIN_SECOND = "1000";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
    const sent = await Promise.all([sendWaiting(), sendWaiting(), sendWaiting()]);
    expect(sent.reduce((sum, count) => sum + count)).toBe(60);
    expect(new Set(server.accepted.map(({ to }) => to)).size).toBe(60);
    expect(server.accepted).toHaveLength(60);
    process.env.MAILS_PER_SECOND = "";
    process.env.MAILS_PER_DOMAIN_SECOND = "";
    forgetEnv();
  });

  it("keeps to the rates per second, in total and per domain, and does not count waiting as a try", async () => {
    process.env.MAILS_PER_SECOND = "5";
    process.env.MAILS_PER_DOMAIN_SECOND = "3";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
    for (let count = 0; count < 8; count++) {
      const email = `${crypto.randomUUID()}@${count < 6 ? "one" : "two"}.example`;
      await subscribe(await person({ email }));
    }
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(8);
    expect(await sendWaiting()).toBe(5);
    expect(server.accepted.filter(({ to }) => to.endsWith("@one.example"))).toHaveLength(3);
    setClockTo("2026-11-24T07:00:10.500Z");
    expect(await sendWaiting()).toBe(0);
    setClockTo("2026-11-24T07:00:11.100Z");
    expect(await sendWaiting()).toBe(3);
    expect(await db.digest.count({ where: { tries: { not: 1 } } })).toBe(0);
    process.env.MAILS_PER_SECOND = "";
    process.env.MAILS_PER_DOMAIN_SECOND = "";
    forgetEnv();
    await db.sendingAllowance.deleteMany();
  });

  it("tries again later after a temporary refusal, with the same Message-ID", async () => {
    const { id, email } = await makeWaitingReader();
    server.refusals.set(email, { code: 451, words: "4.7.1 Greylisted" });
    expect(await sendWaiting()).toBe(0);
    expect(await lastDigestOf(id)).toMatchObject({
      tryAt: new Date("2026-11-24T07:01:10Z"),
      tries: 1,
      failedAt: null,
      failure: expect.stringContaining("Greylisted"),
    });
    expect(await sendWaiting()).toBe(0);
    server.refusals.clear();
    setClockTo("2026-11-24T07:01:20Z");
    expect(await sendWaiting()).toBe(1);
    expect(await lastDigestOf(id)).toMatchObject({ tries: 2, failure: null });
    expect(await db.suppressedAddress.count()).toBe(0);
  });

  it("gives up after half a day of refusals", async () => {
    const { id, email } = await makeWaitingReader();
    server.refusals.set(email, { code: 421, words: "try later" });
    let clock = new Date("2026-11-24T07:00:10Z").getTime();
    for (let hours = 0; hours < 14 * 4; hours++) {
      await sendWaiting();
      clock += 15 * 60_000;
      setClock(new Date(clock));
    }
    expect(await lastDigestOf(id)).toMatchObject({ tries: 7, tryAt: null, sentAt: null });
    expect((await lastDigestOf(id)).failedAt).not.toBeNull();
  });

  it("stops for an address after three permanent refusals, but not for refused emails", async () => {
    const viewer = await person();
    const email = await emailOf(viewer);
    const id = await subscribe(viewer);
    server.refusals.set(email, { code: 550, words: "5.1.1 No such user" });
    for (const day of [24, 25, 26, 27]) {
      setClockTo(`2026-11-${day}T07:00:10Z`);
      expect(await writeDueDigests()).toBe(1);
      await sendWaiting();
    }
    expect(await db.suppressedAddress.findMany({ select: { email: true, reason: true } })).toEqual([
      { email, reason: "bounces" },
    ]);
    expect(await db.mailFailure.count({ where: { email, permanent: true } })).toBe(3);
    expect(await lastDigestOf(id)).toMatchObject({
      tries: 1,
      failure: "the address is on the suppression list",
    });
    // The server would accept it again, but nothing is sent.
    server.refusals.clear();
    setClockTo("2026-11-28T07:00:10Z");
    await writeDueDigests();
    expect(await sendWaiting()).toBe(0);
    // Other emails do not go there either.
    await sendMail({ to: email.toUpperCase(), subject: "x", html: "x", text: "x" });
    expect(server.accepted).toEqual([]);

    const other = await makeWaitingReader();
    server.refusals.set(other.email, { code: 554, words: "5.7.1 Spam" });
    for (const day of [29, 30]) {
      setClockTo(`2026-11-${day}T07:00:10Z`);
      await writeDueDigests();
      await sendWaiting();
    }
    expect(await db.suppressedAddress.count({ where: { email: other.email } })).toBe(0);
  });

  it("leaves digests of a killed process to the next one, after the lease", async () => {
    const { id } = await makeWaitingReader();
    const digest = await lastDigestOf(id);
    // The state while a process is sending it.
    await db.digest.update({
      where: { id: digest.id },
      data: { tryAt: new Date("2026-11-24T07:10:10Z"), tries: 1 },
    });
    expect(await sendWaiting()).toBe(0);
    setClockTo("2026-11-24T07:10:11Z");
    expect(await sendWaiting()).toBe(1);
    expect(headersOf(server.accepted[0]?.raw ?? "")).toContain(
      `<digest-${digest.id}@colloquy.example>`,
    );
  });

  it("hands over only digests with enough of their lease left, however slow the mail server is", async () => {
    await db.sendingAllowance.deleteMany();
    for (let count = 0; count < 9; count++) await subscribe(await person());
    setClockTo("2026-11-24T07:00:10Z");
    expect(await writeDueDigests()).toBe(9);
    const left: number[] = [];
    server.beforeAccept = async () => {
      // Six of ten minutes pass while the first ones are handed over.
      setClockTo("2026-11-24T07:06:10Z");
      const id = /<digest-(.*)@/.exec(headersOf(server.accepted.at(-1)?.raw ?? ""))?.[1] as string;
      const { tryAt } = await db.digest.findUniqueOrThrow({ where: { id } });
      left.push((tryAt?.getTime() ?? 0) - now().getTime());
    };
    expect(await sendWaiting()).toBe(9);
    expect(server.accepted).toHaveLength(9);
    // A digest that was under way on its connection keeps its lease, and all others get a new one.
    const late = left.filter((ms) => ms !== 600_000);
    expect(late[0]).toBe(240_000);
    expect(late).toEqual(Array(Math.min(late.length, CONNECTIONS)).fill(240_000));
    expect(await db.digest.count({ where: { tries: { not: 1 } } })).toBe(0);
    await db.sendingAllowance.deleteMany();
  });

  it("is done by one job per process, which also sends digests that are requested while it runs", async () => {
    const send = () => runJob(handlers, SEND, {});
    await makeWaitingReader();
    let [go, came] = [() => {}, () => {}];
    const going = new Promise<void>((done) => {
      go = done;
    });
    const coming = new Promise<void>((done) => {
      came = done;
    });
    server.beforeAccept = async () => {
      came();
      await going;
    };
    const first = send();
    await coming;
    setClockTo("2026-11-24T05:00:00Z");
    await makeWaitingReader();
    await send();
    expect(server.accepted).toHaveLength(1);
    go();
    await first;
    expect(server.accepted).toHaveLength(2);
  });
});
