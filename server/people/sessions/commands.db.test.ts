import { afterEach, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { signOut } from "@/server/api/routes/sign-in";
import { contextOf } from "@/server/door/context";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { hashSecret } from "@/server/platform/secrets/secret";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "../jobs";
import { openSession, sessionByToken } from "./commands";

ownDatabase();
afterEach(() => setClock(undefined));

const DAY = 24 * 3_600_000;

/** The viewer of a request with these cookies. */
async function viewerBy(cookie: string) {
  return (await contextOf(new Headers({ cookie }))).viewer;
}

it("is found by its token, of which only the hash is stored", async () => {
  const ada = await person("ada");
  const token = await openSession(ada.id, "test");
  expect(await viewerBy(`a=b; colloquy.session=${token}; c=d`)).toMatchObject({ id: ada.id });
  const [stored] = await db.session.findMany();
  expect(stored?.tokenHash).toBe(hashSecret(token));
  expect(JSON.stringify(stored)).not.toContain(token);
  // The hash by itself gives no access.
  expect(await viewerBy(`colloquy.session=${stored?.tokenHash}`)).toBeNull();
});

it("is not found by any other cookie value", async () => {
  const ada = await person("ada");
  const token = await openSession(ada.id, "test");
  for (const wrong of ["", "x", "x".repeat(5000), `${token}x`, token.slice(1), "%00", "'--"]) {
    expect(await viewerBy(`colloquy.session=${wrong}`), wrong).toBeNull();
  }
  expect(await viewerBy(`__Host-colloquy.session=${token}`)).toBeNull();
  expect(await viewerBy(`xcolloquy.session=${token}`)).toBeNull();
});

it("ends 30 days after its last use, and is then deleted", async () => {
  const start = Date.now();
  const at = (days: number) => setClock(new Date(start + days * DAY));
  at(0);
  const token = await openSession((await person()).id, "test");
  at(29.9);
  expect(await sessionByToken(token)).not.toBeNull();
  at(59.8);
  expect(await sessionByToken(token)).not.toBeNull();
  at(89.8);
  expect(await sessionByToken(token)).toBeNull();
  const sweep = handlers.filter(({ name }) => name === "people.sweep");
  expect(sweep).toHaveLength(1);
  await db.$executeRaw`SELECT graphile_worker.add_job('people.sweep')`;
  await workOff(sweep);
  expect(await db.session.count({ where: { tokenHash: hashSecret(token) } })).toBe(0);
});

it("of a deleted person is refused, even if its row is still there", async () => {
  const ada = await person("ada");
  const token = await openSession(ada.id, "test");
  await db.person.update({ where: { id: ada.id }, data: { email: null, deletedAt: new Date() } });
  expect(await sessionByToken(token)).toBeNull();
});

it("of a suspended person can read, and says that the person is suspended", async () => {
  const milena = await person({ as: "milena", suspended: true });
  const token = await openSession(milena.id, "test");
  const viewer = await viewerBy(`colloquy.session=${token}`);
  const caller = createCaller({ ...callBy(viewer), sessionToken: token });
  expect(await caller.people.viewer()).toMatchObject({ handle: milena.handle, suspended: true });
  expect(await caller.people.profile()).toMatchObject({ suspended: true });
  await expect(caller.people.welcome({ name: "Milena", timeZone: "UTC" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

it("is listed with its browser in words; all end at once with signing out everywhere", async () => {
  const [ada, bela] = [await person("ada"), await person("bela")];
  const firefox = await openSession(ada.id, "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
  const odd = await openSession(ada.id, `\0\uD800${"x".repeat(5000)}`);
  const other = await openSession(bela.id, "test");
  const expired = { personId: ada.id, expiresAt: new Date(Date.now() - 1000) };
  await db.session.create({ data: { ...expired, tokenHash: "expired" } });
  const caller = createCaller({ ...callBy(ada), sessionToken: firefox });
  const { sessions } = await caller.people.profile();
  expect(sessions.map(({ browser, here }) => [browser, here]).sort()).toEqual([
    ["An unknown browser", false],
    ["Firefox on Linux", true],
  ]);
  expect(JSON.stringify(sessions)).not.toContain(hashSecret(firefox));

  await caller.people.signOutEverywhere();
  expect(await sessionByToken(firefox)).toBeNull();
  expect(await sessionByToken(odd)).toBeNull();
  expect(await sessionByToken(other)).not.toBeNull();
});

it("ends in this browser by a form of this site, and redirects nowhere else", async () => {
  const ada = await person("ada");
  const [here, there] = [await openSession(ada.id, "test"), await openSession(ada.id, "test")];
  const browser = new Browser("http://localhost:3000");
  browser.cookies.set("colloquy.session", here);
  const foreign = new Request("http://localhost:3000/api/sign-out", {
    method: "POST",
    headers: { cookie: `colloquy.session=${here}`, "sec-fetch-site": "cross-site" },
  });
  expect((await signOut(foreign)).status).toBe(403);
  expect(await sessionByToken(here)).not.toBeNull();
  const answer = await browser.post(signOut, "/api/sign-out", { to: "https://evil.example" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/"]);
  expect(browser.cookies.has("colloquy.session")).toBe(false);
  expect(await sessionByToken(here)).toBeNull();
  expect(await sessionByToken(there)).not.toBeNull();
});
