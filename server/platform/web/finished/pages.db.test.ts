import { afterEach, expect, it } from "vitest";
import { db, transact } from "@/server/platform/database/db";
import { closeLive, liveHub, notifyTopics } from "@/server/platform/live";
import { ownDatabase } from "@/server/testing/database/database";
import { size } from "@/server/testing/tier";
import { soon } from "@/server/testing/time";
import { paper } from "@/server/testing/world";
import { FinishedPages } from "./pages";

ownDatabase();
afterEach(() => closeLive());

/** Pages about papers, as a process keeps them. */
function keptPages() {
  const rendered = { count: 0 };
  const pages = new FinishedPages<{ title: string }>({
    most: 1_000_000,
    announcements: liveHub(),
    // The clock is fixed, so that no page expires however long the test takes.
    now: () => 0,
    make: async (id) => {
      rendered.count += 1;
      const body = await db.paper.findUniqueOrThrow({ where: { id }, select: { title: true } });
      return { body, bytes: 1000, topics: [id] };
    },
  });
  return { rendered, titleOf: async (id: string) => (await pages.get(id, null)).title };
}

const rename = (id: string, title: string) =>
  transact(async (tx) => {
    await tx.paper.update({ where: { id }, data: { title } });
    await notifyTopics(tx, id);
  });

/** Changes the title, and waits until this process has heard of it. */
async function announce(id: string, title: string): Promise<void> {
  const before = liveHub().heardSoFar();
  await rename(id, title);
  await soon(() => expect(liveHub().heardAfter(id, before)).toBe(true));
}

it("shows each change once it is announced, and renders no page needlessly", async () => {
  const [{ id }, other] = [await paper(), await paper()];
  const kept = keptPages();
  await kept.titleOf(other.id);
  await kept.titleOf(id);
  const changes = size(20, 1000);
  for (let change = 0; change < changes; change++) {
    await announce(id, `Title ${change}`);
    for (let time = 0; time < 2; time++) expect(await kept.titleOf(id)).toBe(`Title ${change}`);
    await kept.titleOf(other.id);
  }
  expect(kept.rendered.count).toBe(changes + 2);
});

it("shows what was announced while nobody listened", async () => {
  const { id } = await paper();
  const kept = keptPages();
  await kept.titleOf(id);
  const hub = liveHub();
  const heard = hub.heardSoFar();
  await db.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'colloquy live'`;
  await rename(id, "Meanwhile");
  await soon(() => expect(hub.heardAfter("anything", heard) || !hub.hears()).toBe(true));
  expect(await kept.titleOf(id)).toBe("Meanwhile");
  await soon(() => expect(hub.hears()).toBe(true));
  expect(await kept.titleOf(id)).toBe("Meanwhile");
  const { count } = kept.rendered;
  expect(await kept.titleOf(id)).toBe("Meanwhile");
  expect(kept.rendered.count).toBe(count);
});
