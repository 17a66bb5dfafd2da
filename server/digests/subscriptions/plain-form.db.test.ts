import { expect, it } from "vitest";
import { subscribeByForm } from "@/server/api/routes/subscribe";
import { db } from "@/server/platform/database/db";
import { env } from "@/server/platform/env";
import { Browser } from "@/server/testing/browser";
import { ownDatabase } from "@/server/testing/database/database";

ownDatabase();

const JOBS = "SELECT count(*)::int AS count FROM graphile_worker.jobs";
const countJobs = async () => (await db.$queryRawUnsafe<{ count: number }[]>(JOBS))[0]?.count;

it("subscribes an address without JavaScript, and refuses what is wrong with a sentence", async () => {
  const send = (fields: Record<string, string>) =>
    new Browser(env().SITE_URL).post(subscribeByForm, "/api/subscribe", fields);
  const before = (await countJobs()) ?? 0;
  const sent = await send({ email: "plain@example.org", timeZone: "Asia/Tokyo", q: "graphs" });
  expect([sent.status, sent.headers.get("location")]).toEqual([303, "/subscribe?q=graphs&sent=1"]);
  expect(await countJobs()).toBe(before + 1);
  const wrong = await send({ email: "plain", timeZone: "Asia/Tokyo" });
  expect([wrong.status, await wrong.text()]).toEqual([
    400,
    "Enter an email address, such as ada@example.org.\n",
  ]);
  expect((await send({ email: "plain@example.org", topic: "no-such-topic" })).status).toBe(400);
  const unknown = await send({ email: "plain@example.org", author: "no-such-author" });
  expect([unknown.status, await unknown.text()]).toEqual([400, "No paper names this author.\n"]);
  expect((await send({})).status).toBe(400);
  expect(await countJobs()).toBe(before + 1);
});
