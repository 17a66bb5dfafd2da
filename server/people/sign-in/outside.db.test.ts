import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { finishOutsideSignIn, startOutsideSignIn } from "@/server/api/routes/outside-sign-in";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { hashSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { CLIENT, Issuer } from "@/server/testing/oidc-issuer";
import { callBy, emailOf, person } from "@/server/testing/world";
import type { Viewer } from "../policy";
import { PLACEHOLDER_NAME } from "../rules";
import { openSession } from "../sessions/commands";

ownDatabase();

const SITE = "http://localhost:3000";
const issuer = new Issuer();

beforeAll(async () => {
  await issuer.start();
  process.env.OIDC_ISSUER = issuer.url;
  process.env.OIDC_CLIENT_ID = CLIENT.id;
  process.env.OIDC_CLIENT_SECRET = CLIENT.secret;
  process.env.OIDC_NAME = "University of Somewhere";
  forgetEnv();
});
afterAll(() => issuer.stop());
beforeEach(async () => {
  issuer.declines = false;
  delete process.env.SITE_URL;
  forgetEnv();
  await db.rateLimit.deleteMany();
});

let subjects = 0;
const subject = () => `subject-${++subjects}`;

/** Presses the button. @returns the provider's address */
async function press(browser: Browser, fields: Record<string, string> = {}): Promise<URL> {
  const door = (request: Request) => startOutsideSignIn(request, { provider: "oidc" });
  const answer = await browser.post(door, "/api/sign-in/oidc", fields);
  const page = await answer.text();
  expect(answer.status, page).toBe(200);
  const [, href = ""] = /<a href="([^"]+)">/.exec(page) ?? [];
  return new URL(href.replaceAll("&amp;", "&"));
}

/** Goes to the provider and back. @returns where the site redirects to */
async function goOn(browser: Browser, provider: URL): Promise<string> {
  const there = await fetch(provider, { redirect: "manual" });
  const back = there.headers.get("location") ?? "";
  const answer = await browser.get(
    (request) => finishOutsideSignIn(request, { provider: "oidc" }),
    back,
  );
  expect(answer.status).toBe(303);
  return answer.headers.get("location") ?? "";
}

async function signInAs(
  claims: Issuer["claims"],
  { browser = new Browser(SITE), fields = {} as Record<string, string> } = {},
) {
  issuer.claims = claims;
  const led = await goOn(browser, await press(browser, fields));
  return { browser, led, who: await whoIs(browser) };
}

async function whoIs(browser: Browser) {
  const token =
    browser.cookies.get("colloquy.session") ?? browser.cookies.get("__Host-colloquy.session");
  if (!token) return null;
  const session = await db.session.findUnique({
    where: { tokenHash: hashSecret(token) },
    include: { person: { include: { accounts: true } } },
  });
  return session?.person ?? null;
}

async function signedIn(viewer: Viewer): Promise<Browser> {
  const browser = new Browser(SITE);
  browser.cookies.set("colloquy.session", await openSession(viewer.id, "test"));
  return browser;
}

describe("signing in at a provider", () => {
  it("makes a person the first time and finds the same one the next, each time in a fresh session", async () => {
    const claims = { sub: subject(), name: "Grace Hopper", email: "Grace@Navy.example" };
    const first = await signInAs(
      { ...claims, email_verified: true },
      { fields: { to: "/topics?x=1" } },
    );
    expect(first.led).toBe("/welcome?to=%2Ftopics%3Fx%3D1");
    expect(first.who).toMatchObject({ name: "Grace Hopper", email: "grace@navy.example" });
    const token = first.browser.cookies.get("colloquy.session");

    const again = await signInAs({ ...claims, email_verified: true }, { browser: first.browser });
    expect(again.who?.id).toBe(first.who?.id);
    expect(again.browser.cookies.get("colloquy.session")).not.toBe(token);
    const sessions = await db.session.findMany({ where: { personId: first.who?.id } });
    expect(sessions).toHaveLength(1);
    expect(sessions[0]?.userAgent).toContain("Firefox");
  });

  it("adopts the person's name only if it passes our rules", async () => {
    const odd = await signInAs({ sub: subject(), name: "Eve\u202Eecurb" });
    expect(odd.who?.name).toBe(PLACEHOLDER_NAME);
    const parts = await signInAs({ sub: subject(), given_name: "Josiah", family_name: "Carberry" });
    expect(parts.who?.name).toBe("Josiah Carberry");
    const long = await signInAs({ sub: subject(), name: "x".repeat(5000) });
    expect(long.who?.name).toBe(PLACEHOLDER_NAME);
  });

  it.each([undefined, false, "true", 1])(
    "takes no address whose email_verified is %s, and leaves its owner's account alone",
    async (verified) => {
      const owner = await person("lena");
      const email = await emailOf(owner);
      const mallory = await signInAs({ sub: subject(), email, email_verified: verified });
      expect(mallory.led).toBe("/welcome?to=%2F");
      expect(mallory.who?.id).not.toBe(owner.id);
      expect(mallory.who?.email).toBeNull();
      expect(await db.account.count({ where: { personId: owner.id } })).toBe(0);
      expect(await emailOf(owner)).toBe(email);
    },
  );

  it("never connects an account by its verified address alone: the owner has to sign in first", async () => {
    const owner = await person("lena");
    const { led, who } = await signInAs(
      { sub: subject(), email: await emailOf(owner), email_verified: true },
      { fields: { to: "/desk" } },
    );
    expect(led).toBe("/sign-in?error=OAuthAccountNotLinked&to=%2Fdesk");
    expect(who).toBeNull();
    expect(await db.account.count({ where: { personId: owner.id } })).toBe(0);
  });

  it("never connects the account to a person who happens to be signed in", async () => {
    const planted = await person();
    const { who } = await signInAs({ sub: subject() }, { browser: await signedIn(planted) });
    if (!who) throw new Error("nobody was signed in");
    expect(who.id).not.toBe(planted.id);
    expect(await db.account.count({ where: { personId: planted.id } })).toBe(0);
  });

  it("leads back when the person declines, and when somebody brings another's answer", async () => {
    issuer.declines = true;
    const declined = await signInAs({ sub: subject() }, { fields: { to: "/groups" } });
    expect(declined.led).toBe("/sign-in?error=OAuthCallbackError&to=%2Fgroups");
    issuer.declines = false;

    const mallory = new Browser(SITE);
    const away = await press(mallory);
    const victim = new Browser(SITE);
    expect(await goOn(victim, away)).toMatch(/^\/sign-in\?error=/);
    expect(await whoIs(victim)).toBeNull();
    // Even a person who has started at the same provider.
    await press(victim);
    expect(await goOn(victim, await press(mallory))).toMatch(/^\/sign-in\?error=/);
    expect(await whoIs(victim)).toBeNull();
  });

  it("never redirects to another site", async () => {
    for (const to of ["https://evil.example", "//evil.example", "/\\evil"]) {
      const { led } = await signInAs({ sub: subject() }, { fields: { to } });
      expect(led).toBe("/welcome?to=%2F");
    }
    const browser = new Browser(SITE);
    issuer.claims = { sub: subject() };
    const away = await press(browser);
    browser.cookies.set("authjs.callback-url", "https://evil.example/?to=/x");
    expect(await goOn(browser, away)).toMatch(/^\/(sign-in|welcome)\?/);
  });

  it("binds every cookie to https if the site uses it", async () => {
    process.env.SITE_URL = "https://read.example.org";
    forgetEnv();
    const browser = new Browser("https://read.example.org");
    const away = await press(browser);
    expect(away.searchParams.get("redirect_uri")).toBe(
      "https://read.example.org/api/auth/callback/oidc",
    );
    issuer.claims = { sub: subject() };
    expect(await goOn(browser, await press(browser))).toBe("/welcome?to=%2F");
    expect(browser.lines.length).toBeGreaterThan(4);
    for (const line of browser.lines) {
      expect(line).toMatch(/^__(Host|Secure)-/);
      expect(line).toMatch(/; Path=\//);
      expect(line).toMatch(/; HttpOnly/);
      expect(line).toMatch(/; Secure/);
      expect(line).toMatch(/; SameSite=Lax/i);
      expect(line).not.toMatch(/domain/i);
    }
    expect(await whoIs(browser)).not.toBeNull();
  });

  it("exists only if it is configured, and only for this site's own forms", async () => {
    const guest = createCaller(callBy(null));
    expect(await guest.people.outsideSignIns()).toEqual([
      { id: "oidc", name: "University of Somewhere" },
    ]);
    const browser = new Browser(SITE);
    for (const id of ["github", "email", "nobody"]) {
      const door = (request: Request) => startOutsideSignIn(request, { provider: id });
      expect((await browser.post(door, `/api/sign-in/${id}`, {})).status).toBe(404);
      const back = (request: Request) => finishOutsideSignIn(request, { provider: id });
      expect((await browser.get(back, `${SITE}/api/auth/callback/${id}?token=x`)).status).toBe(404);
    }
    const foreign = new Request(`${SITE}/api/sign-in/oidc`, {
      method: "POST",
      headers: { host: "localhost:3000", origin: "https://evil.example" },
    });
    expect((await startOutsideSignIn(foreign, { provider: "oidc" })).status).toBe(403);
  });

  it("says so when the provider cannot be reached", async () => {
    process.env.OIDC_ISSUER = "http://127.0.0.1:1";
    forgetEnv();
    const browser = new Browser(SITE);
    const door = (request: Request) => startOutsideSignIn(request, { provider: "oidc" });
    const answer = await browser.post(door, "/api/sign-in/oidc", { to: "/desk" });
    process.env.OIDC_ISSUER = issuer.url;
    forgetEnv();
    expect(answer.headers.get("location")).toBe("/sign-in?error=Configuration&to=%2Fdesk");
  });
});

describe("connecting a provider's account", () => {
  const CONNECT = { fields: { connect: "1" } };

  it("connects it to the person who asked, who then signs in with it", async () => {
    const ada = await person("ada");
    const claims = { sub: subject(), email: "other@example.org", email_verified: true };
    const browser = await signedIn(ada);
    const token = browser.cookies.get("colloquy.session");
    const { led, who } = await signInAs(claims, { browser, ...CONNECT });
    expect(led).toBe("/settings");
    expect(who).toMatchObject({ id: ada.id, accounts: [{ providerAccountId: claims.sub }] });
    expect(who?.email).not.toBe("other@example.org");
    expect(browser.cookies.get("colloquy.session")).toBe(token);
    expect((await signInAs(claims)).who?.id).toBe(ada.id);
  });

  it("refuses an account of another person", async () => {
    const sub = subject();
    const owner = await signInAs({ sub });
    const ada = await person("ada");
    const { led, who } = await signInAs({ sub }, { browser: await signedIn(ada), ...CONNECT });
    expect(led).toBe("/settings?error=OAuthAccountNotLinked");
    expect(who?.id).toBe(ada.id);
    expect(who?.accounts).toEqual([]);
    expect((await signInAs({ sub })).who?.id).toBe(owner.who?.id);
  });

  it("needs the session in which it started, still open", async () => {
    const [ada, milena] = [await person("ada"), await person("milena")];
    issuer.claims = { sub: subject() };
    for (const change of ["other", "none", "ended"]) {
      const browser = await signedIn(ada);
      const away = await press(browser, { connect: "1" });
      if (change === "other")
        browser.cookies.set("colloquy.session", await openSession(milena.id, "test"));
      if (change === "none") browser.cookies.delete("colloquy.session");
      if (change === "ended") await db.session.deleteMany({ where: { personId: ada.id } });
      expect(await goOn(browser, away), change).toBe(
        "/sign-in?error=SessionRequired&to=%2Fsettings",
      );
    }
    expect(await db.account.count({ where: { personId: { in: [ada.id, milena.id] } } })).toBe(0);
  });

  it("is refused to guests and to suspended people", async () => {
    const door = (request: Request) => startOutsideSignIn(request, { provider: "oidc" });
    const path = "/api/sign-in/oidc";
    expect((await new Browser(SITE).post(door, path, { connect: "1" })).status).toBe(401);
    const suspended = await signedIn(await person({ suspended: true }));
    expect((await suspended.post(door, path, { connect: "1" })).status).toBe(403);
  });

  it("can be undone, unless no other way to sign in would be left", async () => {
    const { who } = await signInAs({ sub: subject() });
    const viewer = { ...(await person()), id: who?.id ?? "" };
    const disconnect = () =>
      createCaller(callBy(viewer)).people.disconnectAccount({ provider: "oidc" });
    await expect(disconnect()).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(
      createCaller(callBy(viewer)).people.disconnectAccount({ provider: "\0" }),
    ).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await db.account.count({ where: { personId: viewer.id } })).toBe(1);
    await db.person.update({ where: { id: viewer.id }, data: { email: "way@example.org" } });
    await disconnect();
    expect(await db.account.count({ where: { personId: viewer.id } })).toBe(0);
  });
});
