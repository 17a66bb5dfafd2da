import { beforeAll, describe, expect, it } from "vitest";
import { showUnsubscribing, unsubscribeByLink } from "@/server/api/routes/links";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import {
  addPapers,
  lastDigestOf,
  makeWaitingReader,
  setClockTo,
  withoutDigests,
} from "@/server/testing/fixtures/digests";
import { headersOf, ownMailServer } from "@/server/testing/mail-server";
import { writeDueDigests } from "../gathering/due";
import { sendWaiting } from "./commands";

ownDatabase();

const server = ownMailServer({ SITE_URL: "https://colloquy.example" });

beforeAll(() => addPapers(60));
withoutDigests();

describe("unsubscribing", () => {
  const linkOf = (raw: string) =>
    /^List-Unsubscribe: <(.*)>$/m.exec(headersOf(raw))?.[1]?.replace(/ /g, "") ?? "";

  it("works by one POST without a cookie, and never by a GET", async () => {
    const { id } = await makeWaitingReader();
    await sendWaiting();
    const link = linkOf(server.accepted[0]?.raw ?? "");
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
    setClockTo("2026-11-25T07:00:10Z");
    expect(await writeDueDigests()).toBe(1);
    for (const _ of [1, 2]) {
      expect((await unsubscribeByLink(new Request(link, { method: "POST", body }))).status).toBe(
        200,
      );
    }
    expect(await ended()).toBe(true);
    expect(await sendWaiting()).toBe(0);
    expect(await lastDigestOf(id)).toMatchObject({ failure: "unsubscribed before it was sent" });
    setClockTo("2026-11-26T07:00:10Z");
    expect(await writeDueDigests()).toBe(0);
    expect(server.accepted).toHaveLength(1);
  });

  it("sends nothing to people who are suspended, deleted, or no longer have an address", async () => {
    const three = [await makeWaitingReader(), await makeWaitingReader(), await makeWaitingReader()];
    const [ada, bela, chen] = three.map(({ viewer }) => viewer.id);
    const set = (id: string | undefined, data: object) =>
      db.person.update({ where: { id: id as string }, data });
    await set(ada, { suspendedAt: new Date() });
    await set(bela, { deletedAt: new Date(), email: null });
    await set(chen, { email: null });
    expect(await sendWaiting()).toBe(0);
    expect(await db.digest.count({ where: { failedAt: null } })).toBe(0);
  });

  it("sends nothing to an old address after a change", async () => {
    const { viewer } = await makeWaitingReader();
    const email = `moved-${viewer.id}@example.org`;
    await db.person.update({ where: { id: viewer.id }, data: { email } });
    expect(await sendWaiting()).toBe(1);
    expect(server.accepted.map(({ to }) => to)).toEqual([email]);
  });
});
