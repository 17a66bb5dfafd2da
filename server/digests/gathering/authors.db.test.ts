import { beforeEach, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { queriesOf } from "@/server/testing/database/queries";
import { as } from "@/server/testing/doors/callers";
import { setClockTo, subscribe } from "@/server/testing/fixtures/digests";
import { importPapers } from "@/server/testing/fixtures/papers";
import { person } from "@/server/testing/world";
import { writeDueDigests } from "./due";
import { gatherItems } from "./queries";

ownDatabase();

beforeEach(() => {
  setClockTo("2026-11-24T05:00:00Z");
  return () => setClock(undefined);
});

const since = new Date("2026-11-20T00:00:00Z");
const by = (author: string) => ({ kind: "author" as const, author });
const from = (...keys: string[]) => ({ sources: keys.map(by) });
const write = (title: string, ...authors: string[]) =>
  importPapers([{ title, abstract: `On ${title}.`, authors }]);

/** Gathers for one subscription. @returns the titles found, best first, each with its reason */
async function found(subscriptionId: string, readerId: string) {
  const reader = { subscriptionId, personId: readerId, readerId, since, length: "full" as const };
  const items = await db.$transaction((tx) => gatherItems(tx, [reader], new Date()));
  const some = items.get(subscriptionId) ?? [];
  const ids = some.flatMap(({ paperId }) => paperId ?? []);
  const papers = await db.paper.findMany({ where: { id: { in: ids } } });
  return some
    .map(({ paperId, kind, source, of }) => {
      const title = papers.find(({ id }) => id === paperId)?.title;
      return `${kind} ${title}: ${source} ${of}`;
    })
    .sort();
}

it("finds the new papers of a name, in all the ways in which it is written, and each once", async () => {
  await write("Looms", "Ada Weaver", "Weaver, Ada");
  await write("Threads", "Weaver, Ada K.");
  await write("Knots", "A. Weaver");
  // A sentence has the name in the order in which it is spoken, if a paper has it so.
  const ada = await person("ada");
  const id = await subscribe(ada, from("ada-weaver"));
  expect(await found(id, ada.id)).toEqual([
    "paper Looms: author Ada Weaver",
    "paper Threads: author Ada Weaver",
  ]);
});

it("brings a paper once that two sources find, in one digest and in two", async () => {
  await write("Before", "Bea Dyer", "Cy Spinner");
  const ada = await person("ada");
  const both = await subscribe(ada, {
    sources: [by("bea-dyer"), by("cy-spinner"), { kind: "search", query: "shuttles" }],
  });
  const other = await subscribe(ada, from("cy-spinner"));
  setClockTo("2026-11-24T06:00:00Z");
  await write("Shuttles", "Bea Dyer", "Cy Spinner");
  setClockTo("2026-11-24T07:00:10Z");
  await writeDueDigests();
  expect(await db.digestItem.count({ where: { readerId: ada.id } })).toBe(1);
  expect(await db.digest.count({ where: { subscriptionId: both } })).toBe(1);
  expect(await db.digest.count({ where: { subscriptionId: other } })).toBe(0);
});

it("leaves to what somebody follows a paper of which a followed author's news tell", async () => {
  await write("Bobbins", "Di Carder");
  const ada = await person("ada");
  const sources = [by("di-carder"), { kind: "threads" as const }];
  const id = await subscribe(ada, { sources });
  const { id: paperId } = await db.paper.findFirstOrThrow({ where: { title: "Bobbins" } });
  await db.notification.create({
    data: { personId: ada.id, kind: "paper", subject: "author:di-carder", paperId, via: "digest" },
  });
  expect(await found(id, ada.id)).toEqual(["thread Bobbins: threads null"]);
});

it("brings nothing that was there before the last digest", async () => {
  await write("Spindles", "Eve Reeler");
  await db.paper.updateMany({
    where: { title: "Spindles" },
    data: { addedAt: new Date("2026-11-19T00:00:00Z") },
  });
  const ada = await person("ada");
  expect(await found(await subscribe(ada, from("eve-reeler")), ada.id)).toEqual([]);
});

it("says in the email and on the page whom it is about", async () => {
  await write("Earlier", "Flo Fuller");
  const ada = await person("ada");
  const id = await subscribe(ada, from("flo-fuller"));
  setClockTo("2026-11-24T06:00:00Z");
  await write("Felt", "Flo Fuller");
  const { text, html } = await as(ada).digests.preview({ subscriptionId: id });
  for (const words of [text, html]) {
    expect(words).toContain("New papers from Flo Fuller");
    expect(words).toContain("New from Flo Fuller");
    expect(words).toContain("Felt");
    expect(words).not.toContain("Earlier");
  }
  expect((await as(ada).digests.mine()).subscriptions[0]).toMatchObject({
    about: "new papers from Flo Fuller",
    sources: [{ kind: "author", name: "Flo Fuller", slug: "flo-fuller" }],
  });
});

it("refuses an author whom no paper names, and keeps one whose papers are gone", async () => {
  const ada = await person("ada");
  await expect(subscribe(ada, from("no-body"))).rejects.toMatchObject({
    code: "INVALID",
    message: "No paper names this author.",
  });
  await write("Reeds", "Gil Heddle");
  const id = await subscribe(ada, from("gil-heddle"));
  await db.paper.deleteMany({ where: { title: "Reeds" } });
  const subscription = { cadence: "daily" as const, timeZone: "UTC", ...from("gil-heddle") };
  await as(ada).digests.change({ subscriptionId: id, subscription });
  expect((await as(ada).digests.mine()).subscriptions[0]?.about).toBe("new papers from Gil Heddle");
  await expect(as(ada).digests.create(subscription)).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

it("takes as many statements for forty authors as for one", async () => {
  const names = Array.from({ length: 40 }, (_, at) => `Hal Weft${at}`);
  for (const name of names) await write(`By ${name}`, name);
  const ada = await person("ada");
  const keys = names.map((name) => name.toLowerCase().replace(" ", "-"));
  const statements = async (some: string[]) => {
    const subscriptionId = await subscribe(ada, from(...some));
    const reader = { subscriptionId, personId: ada.id, readerId: ada.id, since };
    return queriesOf(() =>
      db.$transaction((tx) => gatherItems(tx, [{ ...reader, length: "full" }], new Date())),
    );
  };
  expect(await statements(keys)).toBe(await statements(keys.slice(0, 1)));
});
