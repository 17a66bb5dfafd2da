import { beforeEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { importPapers } from "@/server/testing/fixtures/papers";
import { fillPool, group, person } from "@/server/testing/world";
import { gatherItems } from "./queries";

ownDatabase();

beforeEach(() => {
  setClockTo("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

const since = new Date("2026-11-20T00:00:00Z");

/** Gathers for one subscription. @returns the first words of the titles found, in the order of the alphabet */
async function found(subscriptionId: string, personId: string): Promise<string[]> {
  const reader = { subscriptionId, personId, readerId: personId, since, length: "full" as const };
  const items = await db.$transaction((tx) => gatherItems(tx, [reader], new Date()));
  const ids = (items.get(subscriptionId) ?? []).flatMap(({ paperId }) => paperId ?? []);
  const papers = await db.paper.findMany({ where: { id: { in: ids } }, select: { title: true } });
  return papers.map(({ title }) => title.split(" ")[0] as string).sort();
}

const search = (query: string) => ({ sources: [{ kind: "search" as const, query }] });

it("a saved search finds what its operators ask for, and all of its words", async () => {
  await importPapers([
    {
      title: "Quails at rest",
      abstract: "Birds.",
      authors: ["Ada Okafor"],
      publishedOn: new Date("2021-01-01"),
    },
    {
      title: "Rails at work",
      abstract: "Birds and quails at rest.",
      authors: ["Li Wei"],
      publishedOn: new Date("2024-01-01"),
    },
    {
      title: "Swifts at rest",
      abstract: "Birds. At work.",
      authors: ["Ada Okafor"],
      publishedOn: new Date("2024-01-01"),
    },
  ]);
  const ada = await person("ada");
  const { id: groupId, slug } = await group({ visibility: "private", members: [[ada, "member"]] });
  const swifts = await db.paper.findFirstOrThrow({ where: { title: "Swifts at rest" } });
  await fillPool(groupId, [swifts.id], ada.id);
  const cases: [string, string[]][] = [
    ["birds", ["Quails", "Rails", "Swifts"]],
    ["birds rest author:okafor", ["Quails", "Swifts"]],
    ["quails year:2022..", ["Rails"]],
    ['birds -"at work"', ["Quails"]],
    ["birds -quails", ["Swifts"]],
    ["year:2024", ["Rails", "Swifts"]],
    [`birds in:${slug}`, ["Swifts"]],
    [`birds -in:${slug}`, ["Quails", "Rails"]],
    ["birds owls year:2024", []],
    ["swifts OR quails rest", ["Quails", "Rails", "Swifts"]],
    ["swifts OR owls", ["Swifts"]],
    [`birds in:${slug} OR year:2021`, ["Quails", "Swifts"]],
  ];
  for (const [query, titles] of cases) {
    const id = await subscribe(ada, search(query));
    expect(await found(id, ada.id), query).toEqual(titles);
  }
  // The membership counts at the time of the digest.
  const id = (
    await db.subscription.findFirstOrThrow({
      where: { sources: { some: { query: `birds in:${slug}` } } },
    })
  ).id;
  await db.membership.deleteMany({ where: { groupId } });
  expect(await found(id, ada.id)).toEqual([]);
});

it("a search in a group can be saved only by its members", async () => {
  const stranger = await person("bela");
  const { slug } = await group({ visibility: "private" });
  for (const query of [`in:${slug}`, "words -read:no-such-group", `words OR in:${slug}`]) {
    await expect(subscribe(stranger, search(query))).rejects.toMatchObject({
      code: "INVALID",
      message: expect.stringMatching(/^None of your groups has the address/),
    });
  }
  const asked = as(null).digests.subscribe({
    email: "reader@example.org",
    about: { kind: "search", query: `in:${slug}` },
  });
  await expect(asked).rejects.toThrow(/None of your groups/);
});

it("forty saved searches with operators take one statement more than one", async () => {
  const readers = async (count: number) => {
    const people = await Promise.all(Array.from({ length: count }, () => person()));
    const queries = people.map((_, n) => `birds year:${1900 + n}.. -word${n}`);
    return Promise.all(
      people.map(async ({ id: personId }, n) => ({
        subscriptionId: await subscribe(
          people[n] as (typeof people)[number],
          search(queries[n] as string),
        ),
        personId,
        readerId: personId,
        since,
        length: "full" as const,
      })),
    );
  };
  const few = await readers(1);
  const many = await readers(41);
  const statements = (some: typeof few) =>
    queriesOf(() => db.$transaction((tx) => gatherItems(tx, some, new Date())));
  expect((await statements(many)) - (await statements(few))).toBe(1);
});
