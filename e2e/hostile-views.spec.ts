import { expect } from "@playwright/test";
import { size } from "../server/testing/tier";
import { pagesOf, places } from "./hostile-pages";
import { sql, test } from "./hostile-site";
import { mallory } from "./hostile-world";
import { PROBE_PORT } from "./ports";
import { SITE } from "./raw";

// Page views leave nothing behind in memory. Each kind of page is viewed many times. Then the test counts the objects
// that the site's process still holds after a forced garbage collection (server/testing/probe.mjs).

const VIEWS = size(6, 200);
/** Most objects left per view, to allow for other work of the process; a page held in memory has thousands. */
const OBJECTS_A_VIEW = 50;
/** Timers that may come and go at any moment, for jobs and for this probe. */
const AT_ANY_MOMENT = 20;
/** The share of answers that may still be held. Three in a hundred were seen, for no particular kind of page. */
const LINGERING = 0.05;

async function probed(path: string): Promise<Record<string, number>> {
  return (await fetch(`http://127.0.0.1:${PROBE_PORT}${path}`)).json();
}

test("a view of a page leaves nothing behind", async () => {
  const me = await mallory();
  const place = await places(me);
  const group = `/groups/${me.group}`;
  const addresses = [
    ...pagesOf(place),
    ...["/?order=top&window=year", "/search?q=attention", "/search?q=attention&in=discussion"],
    ...[`${group}/search?q=words`, `${group}/search?q=words&in=notes`],
    ...["/api/v1/papers?q=attention", "/api/trpc/people.viewer", "/there-is-none"],
  ];
  const view = async (path: string, cookie: string) => {
    const { status, text } = await look(path, cookie);
    expect(status, `${path}: ${text.slice(0, 200)}`).toBeLessThan(500);
    return status;
  };
  const statuses: Record<string, number> = {};
  const left: Record<string, number> = {};
  // After the first view, all modules are loaded and all shared caches are filled.
  for (const path of addresses) {
    for (const cookie of [me.cookie, ""]) {
      const status = await view(path, cookie);
      if (cookie) statuses[path] = status;
    }
  }
  // This part measures the pages themselves.
  expect(Object.values(statuses).filter((status) => status === 200).length).toBeGreaterThan(50);
  await probed("/");
  const before = await probed("/");
  for (const path of addresses) {
    await sql(`DELETE FROM "RateLimit"`);
    // A guest sees the public pages; other pages lead to the sign-in.
    const twice = () => Promise.all([view(path, me.cookie), view(path, "")]);
    await twice();
    const timersOf = async (views: number) => {
      const { timers = 0 } = await probed("/timers");
      for (let time = 0; time < views; time += 2) await twice();
      const { timers: after = 0 } = await probed("/timers");
      return after - timers;
    };
    if ((await timersOf(VIEWS)) < VIEWS / 2) continue;
    // Other work of the site starts a few timers too, but only a page's timers grow with its views.
    const started = await timersOf(4 * VIEWS);
    if (started >= 2 * VIEWS) left[path] = started;
  }
  expect(left, "timers that views of these pages started").toEqual({});
  const after = await probed("/");
  const grown = Object.fromEntries(
    Object.entries(after).map(([kind, count]) => [kind, count - (before[kind] ?? 0)]),
  );
  test.info().annotations.push({ type: "left behind", description: JSON.stringify(grown) });
  const views = addresses.length * (VIEWS + 2);
  expect(grown.timers, "timers").toBeLessThan(AT_ANY_MOMENT);
  for (const kind of ["requests", "answers"]) {
    expect((grown[kind] ?? 0) / views, kind).toBeLessThan(LINGERING);
  }
  expect((grown.objects ?? 0) / views, "objects").toBeLessThan(OBJECTS_A_VIEW);
});

async function look(path: string, cookie: string): Promise<{ status: number; text: string }> {
  // This header makes the site render a page for each view, even one that it keeps.
  const headers = { cookie, "next-url": "/" };
  const answer = await fetch(`${SITE}${path}`, { headers, redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}
