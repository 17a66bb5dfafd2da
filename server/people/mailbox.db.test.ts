import { afterEach, beforeEach, expect, it } from "vitest";
import { POST as signInAs } from "@/app/api/sign-in/demo/route";
import { createCaller } from "@/server/api/root";
import { db } from "@/server/platform/db";
import { forgetEnv } from "@/server/platform/env";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database";
import { workOff } from "@/server/testing/jobs";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "./jobs";
import { openSession, sessionByToken } from "./sessions";

ownDatabase();

const SITE = "http://localhost:3000";

function settings(set: Record<string, string>): void {
  for (const name of ["COLLOQUY_EMBEDDED", "SMTP_URL", "SITE_URL"]) delete process.env[name];
  Object.assign(process.env, set);
  forgetEnv();
}

beforeEach(() => settings({ COLLOQUY_EMBEDDED: "1" }));
afterEach(() => settings({}));

const from = (ip: string) => createCaller({ ...callBy(null), ip }).people;
const demo = (ip: string, handle: string, browser = new Browser(SITE, "test", ip)) =>
  browser.post(signInAs, "/api/sign-in/demo", { handle });

it("shows the mails, newest first, and the people of the demo only", async () => {
  const ada = await person({ email: "ada@demo.invalid", name: "Ada" });
  await person();
  await from("127.0.0.1").requestLink({ email: "one@example.org" });
  await workOff(handlers);
  await from("127.0.0.1").requestLink({ email: "two@example.org" });
  await workOff(handlers);
  const { mails, people, site } = await from("127.0.0.1").mailbox();
  expect(mails.map(({ to }) => to)).toEqual(["two@example.org", "one@example.org"]);
  expect(mails[0]?.text).toContain("/sign-in/confirm?token=");
  expect(people).toEqual([{ handle: ada.handle, name: "Ada" }]);
  expect(site).toBe(SITE);
});

it.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("exists for %s", async (ip) => {
  expect(await from(ip).hasMailbox()).toBe(true);
});

it.each(["192.0.2.1", "10.0.0.1", "2001:db8::1", "::ffff:192.0.2.1", "unknown", "localhost", ""])(
  "does not exist for %s, nor does signing in as the demo's people",
  async (ip) => {
    const { handle } = await person({ email: `${crypto.randomUUID()}@demo.invalid` });
    expect(await from(ip).hasMailbox()).toBe(false);
    await expect(from(ip).mailbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await demo(ip, handle)).status).toBe(404);
  },
);

it.each([
  ["with a database of one's own", {}],
  ["with an SMTP server", { COLLOQUY_EMBEDDED: "1", SMTP_URL: "smtp://127.0.0.1:25" }],
  // A proxy on the same machine: everybody comes from loopback.
  ["at a public address", { COLLOQUY_EMBEDDED: "1", SITE_URL: "https://read.example.org" }],
])("does not exist %s", async (_, set) => {
  settings(set);
  const { handle } = await person({ email: `${crypto.randomUUID()}@demo.invalid` });
  expect(await from("127.0.0.1").hasMailbox()).toBe(false);
  await expect(from("127.0.0.1").mailbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
  const origin = process.env.SITE_URL ?? SITE;
  const browser = new Browser(origin, "test", "127.0.0.1");
  expect((await demo("127.0.0.1", handle, browser)).status).toBe(404);
});

it("signs in as a person of the demo, and as nobody else", async () => {
  const ada = await person({ email: "demo-ada@demo.invalid" });
  const bob = await person();
  const browser = new Browser(SITE, "test", "127.0.0.1");
  const before = await openSession(bob.id, "test");
  browser.cookies.set("colloquy.session", before);
  const answer = await demo("127.0.0.1", ada.handle, browser);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/desk"]);
  const session = await sessionByToken(browser.cookies.get("colloquy.session") ?? "");
  expect(session?.viewer.id).toBe(ada.id);
  expect(await sessionByToken(before)).toBeNull();

  await db.person.update({ where: { id: ada.id }, data: { email: null, deletedAt: new Date() } });
  for (const handle of [bob.handle, ada.handle, "nobody", "", "\0", "x".repeat(1000)]) {
    expect((await demo("127.0.0.1", handle)).status, handle).toBe(404);
  }
});
