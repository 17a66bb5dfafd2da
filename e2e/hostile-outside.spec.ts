import { expect } from "@playwright/test";
import { COMMON, plantWords } from "../server/testing/doors/group-texts";
import { pagesOf, places } from "./hostile-pages";
import { sql, tables, test } from "./hostile-site";
import { account, forEach, mallory } from "./hostile-world";
import { call, SITE } from "./raw";

// Every text of a private group holds a word that stands nowhere else. No page says one of these words to people outside
// (server/api/members-only.db.test.ts asks the same of procedures, addresses for machines, digests and emails).

/** How a browser asks for a page: as a document, as what the framework fetches for a link, and ahead of a click. */
const WAYS: Record<string, string>[] = [
  {},
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
];

interface Seen {
  page: string;
  text: string;
}

/** Everything that these pages show to this browser. */
async function seen(pages: string[], cookie: string): Promise<Seen[]> {
  const shown: Seen[] = [];
  const asked = pages.flatMap((page) => WAYS.map((way) => ({ page, way })));
  await forEach(asked, async ({ page, way }) => {
    const headers = { cookie, ...way };
    const answer = await fetch(`${SITE}${page}`, { headers, redirect: "manual" });
    expect(answer.status).toBeLessThan(500);
    const text = `${JSON.stringify([...answer.headers])} ${await answer.text()}`;
    shown.push({ page, text });
  });
  await sql(`DELETE FROM "RateLimit"`);
  return shown;
}

test("no page shows a word of a private group to people outside it", async () => {
  const me = await mallory();
  const outside = { stranger: await account(), moderator: await account(), gone: await account() };
  await tables().person.update({
    where: { handle: outside.moderator.handle },
    data: { moderatorSince: new Date() },
  });
  const place = await places(me);
  for (const path of ["groups.join", "groups.leave"]) {
    const { status, body } = await call(path, { group: me.group }, outside.gone);
    expect(status, `${path}: ${body}`).toBe(200);
  }
  const where = { slug: me.group };
  const hidden = { visibility: "private", joinPolicy: "invitation" } as const;
  const { id } = await tables().group.update({ where, data: hidden });
  const words = await plantWords(id, tables());
  const { slug } = await tables().group.findUniqueOrThrow({ where: { id } });
  // A page says the address that it was asked for, so that the group's own is looked for on other pages only.
  const found = (shown: Seen[]) =>
    shown.flatMap(({ page, text }) =>
      words
        .filter(({ word }) => text.includes(word) && !(word === slug && page.includes(slug)))
        .map(({ name }) => `${name} on ${page}`),
    );
  const searches = ["search", `groups/${slug}/search`].flatMap((search) => [
    `/${search}?q=${COMMON}`,
    `/${search}?q=${COMMON}&in=discussion`,
    `/${search}?q=${COMMON}&in=notes`,
  ]);
  const pages = [...pagesOf({ ...place, "[group]": slug }), ...searches];

  const columns = new Set(found(await seen(pages, me.cookie)).map((one) => one.split(" ")[0]));
  test.info().annotations.push({ type: "seen by the owner", description: [...columns].join(", ") });
  expect(columns.size, "words that the owner sees").toBeGreaterThan(10);
  for (const [who, { cookie }] of Object.entries({ guest: { cookie: "" }, ...outside })) {
    const shown = await seen(pages, cookie);
    expect(shown.length, who).toBe(pages.length * WAYS.length);
    expect(found(shown), who).toEqual([]);
  }
});
