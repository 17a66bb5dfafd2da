import { afterEach, beforeEach, expect, it } from "vitest";
import { createCaller } from "@/server/api/root";
import { signInAsDemo } from "@/server/api/routes/sign-in";
import { db } from "@/server/platform/database/db";
import { forgetEnv } from "@/server/platform/env";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { workOff } from "@/server/testing/database/jobs";
import { callBy, person } from "@/server/testing/world";
import { handlers } from "../../jobs";
import { openSession, sessionByToken } from "../../sessions/commands";

ownDatabase();

const SITE = "http://localhost:3000";

function settings(set: Record<string, string>): void {
  for (const name of ["COLLOQUY_EMBEDDED", "SMTP_URL", "SITE_URL"]) delete process.env[name];
  Object.assign(process.env, set);
  forgetEnv();
}

beforeEach(() => settings({ COLLOQUY_EMBEDDED: "1" }));
afterEach(() => settings({}));

/** Ports of a connection that this machine does not have, so that no check finds another user's process. */
const HERE = "1 2";
const from = (direct: string | null) => createCaller({ ...callBy(null), direct }).people;
const demo = (
  direct: string | null,
  handle: string,
  browser = new Browser(SITE, "test", "127.0.0.1", direct),
) => browser.post(signInAsDemo, "/api/sign-in/demo", { handle });

it("shows the emails, newest first, and only people of the demo", async () => {
  const ada = await person({ as: "ada", email: "ada@demo.invalid" });
  await person();
  await from(HERE).requestLink({ email: "one@example.org" });
  await workOff(handlers);
  await from(HERE).requestLink({ email: "two@example.org" });
  await workOff(handlers);
  const { mails, people, site } = await from(HERE).mailbox();
  expect(mails.map(({ to }) => to)).toEqual(["two@example.org", "one@example.org"]);
  expect(mails[0]?.text).toContain("/sign-in/confirm?token=");
  expect(people).toEqual([{ handle: ada.handle, name: "Ada Okafor" }]);
  expect(site).toBe(SITE);
});

it("exists for the person who runs the site, at its machine", async () => {
  expect(await from(HERE).hasMailbox()).toBe(true);
});

it("does not exist for anybody else, nor does signing in as the demo's people", async () => {
  const { handle } = await person({ email: `${crypto.randomUUID()}@demo.invalid` });
  expect(await from(null).hasMailbox()).toBe(false);
  await expect(from(null).mailbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await demo(null, handle)).status).toBe(404);
});

it.each([
  ["with a database of one's own", {}],
  ["with an SMTP server", { COLLOQUY_EMBEDDED: "1", SMTP_URL: "smtp://127.0.0.1:25" }],
  // A proxy on the same machine: everybody comes from loopback.
  ["at a public address", { COLLOQUY_EMBEDDED: "1", SITE_URL: "https://read.example.org" }],
])("does not exist %s", async (_, set) => {
  settings(set);
  const { handle } = await person({ email: `${crypto.randomUUID()}@demo.invalid` });
  expect(await from(HERE).hasMailbox()).toBe(false);
  await expect(from(HERE).mailbox()).rejects.toMatchObject({ code: "NOT_FOUND" });
  const origin = process.env.SITE_URL ?? SITE;
  const browser = new Browser(origin, "test", "127.0.0.1", HERE);
  expect((await demo(HERE, handle, browser)).status).toBe(404);
});

it("signs in as a person of the demo, and as nobody else", async () => {
  const ada = await person({ as: "ada", email: "demo-ada@demo.invalid" });
  const bela = await person("bela");
  const browser = new Browser(SITE, "test", "127.0.0.1", HERE);
  const before = await openSession(bela.id, "test");
  browser.cookies.set("colloquy.session", before);
  const answer = await demo(HERE, ada.handle, browser);
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/desk"]);
  const session = await sessionByToken(browser.cookies.get("colloquy.session") ?? "");
  expect(session?.viewer.id).toBe(ada.id);
  expect(await sessionByToken(before)).toBeNull();

  await db.person.update({ where: { id: ada.id }, data: { email: null, deletedAt: new Date() } });
  for (const handle of [bela.handle, ada.handle, "nobody", "", "\0", "x".repeat(1000)]) {
    expect((await demo(HERE, handle)).status, handle).toBe(404);
  }
});
