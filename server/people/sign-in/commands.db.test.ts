import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { confirmSignIn } from "@/server/api/routes/sign-in";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { canonicalAddress } from "@/server/platform/mail/address";
import { hashSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import {
  fieldsOf,
  guest,
  MINUTE,
  mailedLink,
  ownInbox,
  press,
  SITE,
} from "@/server/testing/sign-in";
import { person } from "@/server/testing/world";
import { handlers } from "../jobs";
import { openSession } from "../sessions/commands";

ownDatabase();
const inbox = ownInbox();

const AGAIN = /^\/sign-in\?error=Verification&/;

describe("a link to sign in", () => {
  it("comes by SMTP as text and HTML, from the site's own address, and signs in", async () => {
    const link = await mailedLink(inbox, "Ada@Example.org", "/groups/a?x=1");
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
    expect(browser.lines[0]).toMatch(/; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/);

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
  ])("reaches %s, and one person by each form of it", async (typed, tokens) => {
    for (const form of [typed, tokens, tokens.toUpperCase()]) {
      const { headers } = await press(new Browser(SITE), await mailedLink(inbox, form));
      expect(headers.get("location")).toMatch(/^\/welcome/);
    }
    const arrived = inbox.map(({ to }) => canonicalAddress(to?.[0]?.address ?? ""));
    expect(arrived).toEqual([tokens, tokens, tokens]);
    expect(await db.person.count({ where: { email: tokens } })).toBe(1);
  });

  it("is never stored in the database before it is used", async () => {
    const link = await mailedLink(inbox, "secret@example.org");
    const token = link.searchParams.get("token") ?? "none";
    const tokens = await db.signInToken.findMany();
    const waiting = await db.$queryRaw`SELECT * FROM graphile_worker._private_jobs`;
    expect(tokens.length).toBeGreaterThan(0);
    expect(JSON.stringify([tokens, waiting])).not.toContain(token);
    expect(await db.mailMessage.count()).toBe(0);
  });

  it("works once, however often it is pressed at the same time", async () => {
    const link = await mailedLink(inbox, "once@example.org");
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
      const link = await mailedLink(inbox, "late@example.org");
      setClock(new Date(start.getTime() + late));
      const led = (await press(new Browser(SITE), link)).headers.get("location") ?? "";
      expect(led.startsWith("/welcome"), `${late} ms`).toBe(good);
      expect(AGAIN.test(led)).toBe(!good);
    }
  });

  it("works only for its own address, and survives an attempt with another", async () => {
    const milena = await person("milena");
    const link = await mailedLink(inbox, "mine@example.org");
    const wrong = new Browser(SITE);
    const { email } = await db.person.findUniqueOrThrow({ where: { id: milena.id } });
    const answer = await press(wrong, link, { email: email ?? "" });
    expect(answer.headers.get("location")).toMatch(AGAIN);
    expect(wrong.cookies.size).toBe(0);
    expect((await press(new Browser(SITE), link)).headers.get("location")).toMatch(/^\/welcome/);
  });

  it("can be used only by a form of this site", async () => {
    const link = await mailedLink(inbox, "scanned@example.org");
    const foreign = new Request(`${SITE}/api/sign-in/confirm`, {
      method: "POST",
      headers: { host: "localhost:3000", origin: "https://evil.example" },
      body: new URLSearchParams(fieldsOf(link)),
    });
    expect((await confirmSignIn(foreign)).status).toBe(403);
    expect((await press(new Browser(SITE), link)).headers.get("location")).toMatch(/^\/welcome/);
  });

  it("redirects only to paths of this site", async () => {
    for (const to of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:x",
    ]) {
      const link = await mailedLink(inbox, `to-${randomUUID()}@example.org`, to);
      expect(link.searchParams.get("to")).toBe("/");
      const answer = await press(new Browser(SITE), link, { to });
      expect(answer.headers.get("location")).toBe("/welcome?to=%2F");
    }
  });

  it("opens a new session, and ends the one that the browser had", async () => {
    const before = await person();
    const browser = new Browser(SITE);
    const old = await openSession(before.id, "test");
    browser.cookies.set("colloquy.session", old);
    await press(browser, await mailedLink(inbox, "fresh@example.org"));
    const token = browser.cookies.get("colloquy.session") ?? "";
    expect(token).not.toBe(old);
    expect(await db.session.count({ where: { tokenHash: hashSecret(old) } })).toBe(0);
    const now = await db.session.findUniqueOrThrow({
      where: { tokenHash: hashSecret(token) },
      include: { person: true },
    });
    expect(now.person.email).toBe("fresh@example.org");
  });

  it("is no longer sent when nobody can be waiting for it", async () => {
    setClock(new Date(Date.now() - 2 * 60 * MINUTE));
    await guest().people.requestLink({ email: "slow@example.org" });
    setClock(undefined);
    await workOff(handlers);
    expect(inbox).toHaveLength(0);
  });

  it("comes under the configured address; with https the cookie is bound to the host", async () => {
    process.env.SITE_URL = "https://read.example.org";
    forgetEnv();
    const link = await mailedLink(inbox, "https@example.org");
    expect(link.origin).toBe("https://read.example.org");
    const browser = new Browser("https://read.example.org");
    await press(browser, link);
    const [line] = browser.lines;
    expect(browser.lines).toHaveLength(1);
    expect(line).toMatch(/^__Host-colloquy\.session=[\w-]{43}; Max-Age=\d+; Path=\/; /);
    expect(line).toMatch(/; HttpOnly; Secure; SameSite=Lax$/);
    expect(line).not.toMatch(/domain/i);
  });
});
