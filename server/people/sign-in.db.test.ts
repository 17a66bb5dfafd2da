import { randomUUID } from "node:crypto";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as confirm } from "@/app/api/sign-in/confirm/route";
import { POST as requestByForm } from "@/app/api/sign-in/email/route";
import { createCaller } from "@/server/api/root";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/db";
import { forgetEnv } from "@/server/platform/env";
import { canonicalAddress } from "@/server/platform/mail-address";
import { hashSecret } from "@/server/platform/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database";
import { workOff } from "@/server/testing/jobs";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "./jobs";
import { openSession } from "./sessions";

ownDatabase();

const SITE = "http://localhost:3000";
const MINUTE = 60_000;
const inbox: Email[] = [];
const smtp = new SMTPServer({
  disabledCommands: ["AUTH", "STARTTLS"],
  logger: false,
  async onData(stream, session, done) {
    const pieces: Buffer[] = [];
    for await (const piece of stream) pieces.push(piece as Buffer);
    inbox.push(await PostalMime.parse(Buffer.concat(pieces)));
    expect(session.envelope.rcptTo).toHaveLength(1);
    done();
  },
});

beforeAll(async () => {
  await new Promise<void>((done) => smtp.listen(0, "127.0.0.1", () => done()));
  const { port } = smtp.server.address() as { port: number };
  process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
  process.env.MAIL_FROM = "Colloquy <reading@example.org>";
  forgetEnv();
});
afterAll(async () => {
  await new Promise<void>((done) => smtp.close(() => done()));
});
beforeEach(async () => {
  inbox.length = 0;
  await db.rateLimit.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
});
afterEach(() => {
  setClock(undefined);
  vi.useRealTimers();
  delete process.env.SITE_URL;
  forgetEnv();
});

const guest = () => createCaller(callBy(null));

/** Asks for a link, lets the queue send it, and reads the mail that arrived. */
async function mailedLink(email: string, to = "/"): Promise<URL> {
  await guest().people.requestLink({ email, to });
  await workOff(handlers);
  return linkIn(inbox.at(-1));
}

function linkIn(mail: Email | undefined): URL {
  const [found] = /https?:\/\/\S+\/sign-in\/confirm\?\S+/.exec(mail?.text ?? "") ?? [];
  return new URL(found ?? "");
}

function fieldsOf(link: URL): Record<string, string> {
  return Object.fromEntries(link.searchParams);
}

function press(browser: Browser, link: URL, other: Record<string, string> = {}) {
  return browser.post(confirm, "/api/sign-in/confirm", { ...fieldsOf(link), ...other });
}

const AGAIN = /^\/sign-in\?error=Verification&/;

describe("a link to sign in", () => {
  it("comes by SMTP as text and HTML, from the site's own address, and signs in", async () => {
    const link = await mailedLink("Ada@Example.org", "/groups/a?x=1");
    const [mail] = inbox;
    expect(inbox).toHaveLength(1);
    expect(mail?.from?.address).toBe("reading@example.org");
    expect(mail?.to).toMatchObject([{ address: "ada@example.org" }]);
    expect(mail?.html).toContain(link.pathname);
    expect(link.origin).toBe(SITE);

    const browser = new Browser(SITE);
    const answer = await press(browser, link);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/welcome?to=%2Fgroups%2Fa%3Fx%3D1");
    const token = browser.cookies.get("colloquy.session") ?? "";
    expect(browser.cookies.size).toBe(1);
    expect(browser.lines[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);

    const session = await db.session.findUniqueOrThrow({
      where: { tokenHash: hashSecret(token) },
      include: { person: true },
    });
    expect(session.person).toMatchObject({ email: "ada@example.org", welcomedAt: null });
    expect(session.userAgent).toContain("Firefox");
    expect(JSON.stringify(await db.session.findMany())).not.toContain(token);
  });

  it.each([
    ["User@MÜNCHEN.example", "user@xn--mnchen-3ya.example"],
    ["Marketing & Sales <marketing&sales@example.org>", "marketing&sales@example.org"],
    ["{o'hara}/x=1%40?*+#@example.org.", "{o'hara}/x=1%40?*+#@example.org"],
  ])("reaches %s, and one person by each form of it", async (typed, kept) => {
    for (const form of [typed, kept, kept.toUpperCase()]) {
      const { headers } = await press(new Browser(SITE), await mailedLink(form));
      expect(headers.get("location")).toMatch(/^\/welcome/);
    }
    const arrived = inbox.map(({ to }) => canonicalAddress(to?.[0]?.address ?? ""));
    expect(arrived).toEqual([kept, kept, kept]);
    expect(await db.person.count({ where: { email: kept } })).toBe(1);
  });

  it("is nowhere in the database before it is used", async () => {
    const link = await mailedLink("secret@example.org");
    const token = link.searchParams.get("token") ?? "none";
    const kept = await db.signInToken.findMany();
    const waiting = await db.$queryRaw`SELECT * FROM graphile_worker._private_jobs`;
    expect(kept.length).toBeGreaterThan(0);
    expect(JSON.stringify([kept, waiting])).not.toContain(token);
    expect(await db.mailMessage.count()).toBe(0);
  });

  it("works once, however often it is pressed at the same time", async () => {
    const link = await mailedLink("once@example.org");
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => press(new Browser(SITE), link)),
    );
    const led = answers.map(({ headers }) => headers.get("location") ?? "");
    expect(led.filter((to) => to.startsWith("/welcome"))).toHaveLength(1);
    expect(led.filter((to) => AGAIN.test(to))).toHaveLength(7);
    expect(await db.person.count({ where: { email: "once@example.org" } })).toBe(1);
  });

  it("works within 15 minutes and not a moment longer", async () => {
    const start = new Date();
    for (const [late, good] of [
      [15 * MINUTE - 1, true],
      [15 * MINUTE, false],
    ] as const) {
      setClock(start);
      const link = await mailedLink("late@example.org");
      setClock(new Date(start.getTime() + late));
      const led = (await press(new Browser(SITE), link)).headers.get("location") ?? "";
      expect(led.startsWith("/welcome"), `${late} ms`).toBe(good);
      expect(AGAIN.test(led)).toBe(!good);
    }
  });

  it("works for its own address only, and is not lost by a try for another", async () => {
    const eve = await person();
    const link = await mailedLink("mine@example.org");
    const wrong = new Browser(SITE);
    const { email } = await db.person.findUniqueOrThrow({ where: { id: eve.id } });
    const answer = await press(wrong, link, { email: email ?? "" });
    expect(answer.headers.get("location")).toMatch(AGAIN);
    expect(wrong.cookies.size).toBe(0);
    expect((await press(new Browser(SITE), link)).headers.get("location")).toMatch(/^\/welcome/);
  });

  it("is used up by nothing but a form of this site", async () => {
    const link = await mailedLink("scanned@example.org");
    const foreign = new Request(`${SITE}/api/sign-in/confirm`, {
      method: "POST",
      headers: { host: "localhost:3000", origin: "https://evil.example" },
      body: new URLSearchParams(fieldsOf(link)),
    });
    expect((await confirm(foreign)).status).toBe(403);
    expect((await press(new Browser(SITE), link)).headers.get("location")).toMatch(/^\/welcome/);
  });

  it("leads to paths of this site only", async () => {
    for (const to of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:x",
    ]) {
      const link = await mailedLink(`to-${randomUUID()}@example.org`, to);
      expect(link.searchParams.get("to")).toBe("/");
      const answer = await press(new Browser(SITE), link, { to });
      expect(answer.headers.get("location")).toBe("/welcome?to=%2F");
    }
  });

  it("opens a fresh session, and ends the one that the browser had", async () => {
    const before = await person();
    const browser = new Browser(SITE);
    const old = await openSession(before.id, "test");
    browser.cookies.set("colloquy.session", old);
    await press(browser, await mailedLink("fresh@example.org"));
    const token = browser.cookies.get("colloquy.session") ?? "";
    expect(token).not.toBe(old);
    expect(await db.session.count({ where: { tokenHash: hashSecret(old) } })).toBe(0);
    const now = await db.session.findUniqueOrThrow({
      where: { tokenHash: hashSecret(token) },
      include: { person: true },
    });
    expect(now.person.email).toBe("fresh@example.org");
  });

  it("is not sent any more when nobody can be waiting for it", async () => {
    setClock(new Date(Date.now() - 2 * 60 * MINUTE));
    await guest().people.requestLink({ email: "slow@example.org" });
    setClock(undefined);
    await workOff(handlers);
    expect(inbox).toHaveLength(0);
  });

  it("comes under the configured address; with https the cookie is bound to the host", async () => {
    process.env.SITE_URL = "https://read.example.org";
    forgetEnv();
    const link = await mailedLink("https@example.org");
    expect(link.origin).toBe("https://read.example.org");
    const browser = new Browser("https://read.example.org");
    await press(browser, link);
    const [line] = browser.lines;
    expect(browser.lines).toHaveLength(1);
    expect(line).toMatch(/^__Host-colloquy\.session=[\w-]{43}; Path=\/; /);
    expect(line).toMatch(/; HttpOnly; SameSite=Lax; Secure; /);
    expect(line).not.toMatch(/domain/i);
  });
});

describe("asking for a link", () => {
  it("is answered the same for an address that is known and one that is not", async () => {
    const known = await person();
    const { email } = await db.person.findUniqueOrThrow({ where: { id: known.id } });
    const ask = (to: string) => guest().people.requestLink({ email: to });
    expect(await ask(email ?? "")).toEqual(await ask("nobody@example.org"));
    await workOff(handlers);
    const [one, other] = inbox;
    expect(inbox).toHaveLength(2);
    expect(one?.subject).toBe(other?.subject);
    const bare = (mail: Email | undefined) => mail?.text?.replace(/https?:\/\/\S+/g, "");
    expect(bare(one)).toBe(bare(other));
  });

  /** Asks from a network and lets the queue send what there is to send. */
  const askFrom = async (ip: string, email: string) => {
    await createCaller({ ...callBy(null), ip }).people.requestLink({ email });
    await workOff(handlers);
  };
  const works = async (mail: Email | undefined) => {
    const led = (await press(new Browser(SITE), linkIn(mail))).headers.get("location") ?? "";
    return led.startsWith("/welcome");
  };
  const LAST = "This is the last link for an hour";

  it("sends an asker five mails an hour, and says in the fifth that it is the last", async () => {
    for (let at = 0; at < 8; at++) await askFrom("198.51.100.1", "five@example.org");
    expect(inbox.map(({ text }) => text?.includes(LAST))).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    // Beyond them the newest is good for as long as somebody asks for it.
    const sent = Date.now();
    setClock(new Date(sent + 50 * MINUTE));
    await askFrom("198.51.100.1", "five@example.org");
    expect(inbox).toHaveLength(5);
    setClock(new Date(sent + 64 * MINUTE));
    expect(await works(inbox[3])).toBe(false);
    expect(await works(inbox[4])).toBe(true);
  });

  it("locks nobody out, however often strangers ask", async () => {
    for (let network = 0; network < 6; network++)
      for (let at = 0; at < 6; at++) await askFrom(`198.51.100.${network}`, "flood@example.org");
    expect(inbox).toHaveLength(20);
    expect(inbox.at(-1)?.text).toContain(LAST);
    const sent = Date.now();
    setClock(new Date(sent + 40 * MINUTE));
    await askFrom("203.0.113.1", "flood@example.org");
    expect(inbox).toHaveLength(20);
    expect(await works(inbox[19])).toBe(true);
    // That one is used up. The next who asks is sent one more, and only one.
    for (let at = 0; at < 3; at++) await askFrom("203.0.113.1", "flood@example.org");
    expect(inbox).toHaveLength(21);
    expect(await works(inbox[20])).toBe(true);
  });

  it("sends one mail to many who ask at once, and never more than there may be", async () => {
    const at = Array.from({ length: 40 }, (_, number) => number);
    const ask = (number: number) =>
      createCaller({ ...callBy(null), ip: `198.51.100.${number % 8}` }).people.requestLink({
        email: number % 2 ? "Race@example.org" : " race@example.org",
      });
    await Promise.all(at.map(ask));
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
    await Promise.all(at.map(ask));
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
    expect(await works(inbox[0])).toBe(true);
  });

  it("prolongs a link for an hour and a quarter at most, and clears it away then", async () => {
    for (let at = 0; at < 5; at++) await askFrom("198.51.100.1", "old@example.org");
    const sent = Date.now();
    const sweep = handlers.find(({ name }) => name === "people.sweep");
    setClock(new Date(sent + 70 * MINUTE));
    await sweep?.run({}, {} as never);
    expect(await db.signInToken.count({ where: { email: "old@example.org" } })).toBe(5);
    setClock(new Date(sent + 76 * MINUTE));
    await sweep?.run({}, {} as never);
    expect(await db.signInToken.count({ where: { email: "old@example.org" } })).toBe(0);
  });

  it("answers the same whichever way it went, for an address that is known and one that is not", async () => {
    const { id } = await person();
    const { email } = await db.person.findUniqueOrThrow({ where: { id } });
    for (const to of [email ?? "", "stranger@example.org"])
      for (let at = 0; at < 7; at++)
        expect(await guest().people.requestLink({ email: to })).toBeUndefined();
  });

  it("sends no more mails to the tagged addresses of a mailbox than to one address", async () => {
    for (let at = 0; at < 24; at++) await askFrom(`198.51.100.${at}`, `tags+${at}@example.org`);
    expect(inbox).toHaveLength(20);
    expect(inbox[0]?.to?.[0]?.address).toBe("tags+0@example.org");
    expect(await works(inbox[0])).toBe(true);
    // The mailbox itself is another address.
    await askFrom("198.51.100.1", "tags@example.org");
    expect(inbox).toHaveLength(21);
  });

  it("stops after 30 mails an hour from a network address", async () => {
    const ask = (ip: string, at: number) =>
      createCaller({ ...callBy(null), ip }).people.requestLink({ email: `p${at}@example.org` });
    for (let at = 0; at < 30; at++) await ask("198.51.100.9", at);
    await expect(ask("198.51.100.9", 30)).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
    await ask("198.51.100.10", 31);
  });

  it("takes the longest address there may be", async () => {
    const email = `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.example`;
    await guest().people.requestLink({ email });
    await workOff(handlers);
    expect(inbox).toHaveLength(1);
  });

  it("works by a plain form too, with the same limits", async () => {
    const browser = new Browser(SITE);
    const ask = (email: string) =>
      browser.post(requestByForm, "/api/sign-in/email", { email, to: "/topics" });
    vi.useFakeTimers({ toFake: ["Date"] });
    const answer = await ask("plain@example.org");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      303,
      "/sign-in?sent=1&to=%2Ftopics",
    ]);
    expect((await ask("no address")).headers.get("location")).toContain("error=Address");
    for (let at = 0; at < 4; at++) await ask("plain@example.org");
    for (let at = 0; at < 30; at++) await ask(`plain-${at}@example.org`);
    const refused = await ask("plain@example.org");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3600");
  });
});
