import { expect, it } from "vitest";
import { welcomeByForm } from "@/server/api/routes/welcome";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";
import { person, session } from "@/server/testing/world";

ownDatabase();

const FIELDS = { name: "Nora Quist", timeZone: "Europe/Oslo", to: "/desk" };
const send = (browser: Browser, fields: Record<string, string>) =>
  browser.post(welcomeByForm, "/api/welcome", fields);

it("takes the name and the time zone of a first visit without JavaScript", async () => {
  const { id } = await person();
  await db.person.update({ where: { id }, data: { welcomedAt: null } });
  const browser = new Browser(env().SITE_URL);
  expect((await send(browser, FIELDS)).status).toBe(401);
  browser.cookies.set("colloquy.session", await session(id));

  const nameless = await send(browser, { ...FIELDS, name: " " });
  expect(nameless.status).toBe(400);
  expect(await nameless.text()).toMatch(/name/);
  const read = () =>
    db.person.findUniqueOrThrow({
      where: { id },
      select: { name: true, timeZone: true, welcomedAt: true },
    });
  expect((await read()).welcomedAt).toBeNull();

  const sent = await send(browser, FIELDS);
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/desk"]);
  expect(await read()).toMatchObject({ name: "Nora Quist", timeZone: "Europe/Oslo" });
  expect((await read()).welcomedAt).not.toBeNull();
  const away = await send(browser, { ...FIELDS, to: "https://elsewhere.example" });
  expect(away.headers.get("location")).toBe("/");
});
