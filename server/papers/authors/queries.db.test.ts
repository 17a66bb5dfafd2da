import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { setClock } from "@/server/platform/clock";
import { db } from "@/server/platform/database/db";
import { ownDatabase } from "@/server/testing/database/database";
import { as } from "@/server/testing/doors/callers";
import { importPapers } from "@/server/testing/fixtures/papers";
import { size } from "@/server/testing/tier";
import { person } from "@/server/testing/world";
import type { AuthorPart } from "../catalogue/authors/rules";
import { authorKey } from "./schema";

ownDatabase();

interface Named {
  key: string;
  kin: string | null;
  isOrganization: boolean;
}

/** Reads names as the database does; nothing for one that names nobody. */
async function read(names: readonly string[], parts: readonly (AuthorPart | null)[] | null = null) {
  const rows = await db.$queryRaw<(Named & { position: number })[]>`
    SELECT "position", key, kin, "isOrganization"
    FROM paper_authors(${names}::text[], ${parts && JSON.stringify(parts)}::jsonb)`;
  return names.map((_, at) => rows.find(({ position }) => position === at) ?? null);
}
const keyOf = async (name: string, part: AuthorPart | null = null) =>
  (await read([name], [part]))[0]?.key ?? null;
const someone = (family: string, given: string | null): AuthorPart => ({
  ...{ kind: "person", family, given },
});

describe("the key of a name", () => {
  it.each<[string, string | null]>([
    ["Ada Lovelace", "ada-lovelace"],
    ["Lovelace, Ada", "ada-lovelace"],
    ["ADA LOVELACE", "ada-lovelace"],
    ["Ada King Lovelace", "ada-king-lovelace"],
    ["Ada K. Lovelace", "ada-lovelace"],
    ["Lovelace, Ada K.", "ada-lovelace"],
    ["A. K. Lovelace", "a-k-lovelace"],
    ["Lovelace AK", "a-k-lovelace"],
    ["Lovelace A", "a-lovelace"],
    ["Martin Luther King, Jr.", "martin-luther-king"],
    ["Martin Luther King III", "martin-luther-king"],
    ["Søren Kierkegaard", "soren-kierkegaard"],
    ["Jean-Pierre Serre", "jean-pierre-serre"],
    ["Seán O’Neil", "sean-oneil"],
    ["Sean O'Neil", "sean-oneil"],
    ["王伟", "王伟"],
    ["王 伟", "王-伟"],
    ["Plato", "plato"],
    ["The ATLAS Collaboration", "atlas-collaboration"],
    ["ATLAS Collaboration", "atlas-collaboration"],
    ["et al.", null],
    ["Anonymous", null],
    ["???", null],
    ["", null],
  ])("of %s is %s", async (name, key) => expect(await keyOf(name)).toBe(key));

  it("follows the parts of a name where they are known", async () => {
    expect(await keyOf("Wang Wei", someone("Wang", "Wei"))).toBe("wei-wang");
    expect(await keyOf("Wei Wang")).toBe("wei-wang");
    expect(await keyOf("Juan de la Cruz", someone("de la Cruz", "Juan"))).toBe("juan-de-la-cruz");
    expect(await keyOf("Juan de la Cruz")).toBe("juan-de-la-cruz");
    expect(await keyOf("Open Minds", { kind: "organization" })).toBe("open-minds");
  });

  it("tells names that may be one from those that are not", async () => {
    const names = ["Ada Lovelace", "A. Lovelace", "Anne Lovelace", "Open Minds Group"];
    const kin = (await read(names)).map((one) => one?.kin);
    expect(kin).toEqual(["lovelace a", "lovelace a", "lovelace a", null]);
  });

  it("is the same for a name in capitals, with its family name first, and read again", async () => {
    const word = fc
      .stringMatching(/^[A-Z][a-zäéøñ]{2,9}$/)
      .filter((one) => !/^(Iii|Phd)$/.test(one));
    await fc.assert(
      fc.asyncProperty(word, word, async (given, family) => {
        const names = [
          `${given} ${family}`,
          `${family}, ${given}`,
          `${given.toUpperCase()} ${family.toUpperCase()}`,
          `${given} X. ${family}`,
          `${given.normalize("NFD")}  ${family.normalize("NFD")} `,
        ];
        const keys = new Set((await read(names)).map((one) => one?.key));
        expect([...keys]).toHaveLength(1);
        expect(await keyOf([...keys][0]?.replaceAll("-", " ") ?? "")).toBe([...keys][0]);
      }),
      { numRuns: size(30, 500) },
    );
  });

  it("can stand in an address, whatever the name", async () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 20 }), async (names) => {
        const storable = names.map((one) => one.replaceAll("\0", "").toWellFormed());
        for (const found of await read(storable))
          if (found) expect(authorKey.safeParse(found.key).error).toBeUndefined();
      }),
      { numRuns: size(30, 500) },
    );
  });
});

describe("an author", () => {
  const add = (title: string, ...authors: string[]) =>
    importPapers([{ title, abstract: "On graphs.", authors }]);
  beforeAll(async () => {
    const days = [
      ["First", "Emmy Noether", "David Hilbert"],
      ["Second", "Noether, Emmy", "Hilbert, David", "Emmy Noether"],
      ["Third", "E. Noether", "Felix Klein"],
      ["Fourth", "Emmy P. Noether", "The Göttingen Group"],
      ["Fifth", "Erich Noether"],
    ] as const;
    for (const [at, [title, ...authors]] of days.entries()) {
      setClock(new Date(Date.UTC(2026, 0, at + 1)));
      await add(title, ...authors);
    }
    setClock(undefined);
  });
  const author = (key: string) => as(null).papers.author({ author: key });
  const titles = async (key: string, order: "new" | "top" | "trending" = "new") =>
    (await as(null).papers.list({ author: key, order })).papers.map(({ title }) => title);

  it("has the papers of one name, the latest addition first, each once", async () => {
    expect(await titles("emmy-noether")).toEqual(["Fourth", "Second", "First"]);
    expect((await titles("emmy-noether", "trending")).toSorted()).toHaveLength(3);
    expect(await titles("e-noether")).toEqual(["Third"]);
    expect(await titles("nobody-at-all")).toEqual([]);
  });

  it("has the ways of writing the name, co-authors, topics and similar names", async () => {
    expect(await author("emmy-noether")).toMatchObject({
      ...{ key: "emmy-noether", name: "Emmy Noether", isOrganization: false, papers: 3 },
      names: [
        { name: "Emmy Noether", papers: 2 },
        { name: "Emmy P. Noether", papers: 1 },
        { name: "Noether, Emmy", papers: 1 },
      ],
      coauthors: [
        { key: "david-hilbert", papers: 2 },
        { key: "gottingen-group", papers: 1 },
      ],
      topics: [{ slug: "graphs", papers: 3 }],
      alike: [{ key: "e-noether", name: "E. Noether", papers: 1 }],
    });
    const initial = await author("e-noether");
    expect(initial.alike.map(({ key }) => key)).toEqual(["emmy-noether", "erich-noether"]);
    expect((await author("gottingen-group")).isOrganization).toBe(true);
    await expect(author("nobody-at-all")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is linked from each paper, by the key of each name in order", async () => {
    await add("With nobody", "Emil Artin", "et al.", "Helmut Hasse");
    const { authorKeys } = await as(null).papers.page({ paper: "with-nobody" });
    expect(authorKeys).toEqual(["emil-artin", null, "helmut-hasse"]);
  });

  it("follows corrections, their undoing, and deletion", async () => {
    const ada = await person();
    const fields = { title: "Ideals", abstract: "Words.", url: "" };
    await as(ada).papers.add({ ...fields, authors: ["Ernst Kummer"] });
    const { id: paperId } = await as(null).papers.page({ paper: "ideals" });
    expect(await titles("ernst-kummer")).toEqual(["Ideals"]);
    const whole = { ...fields, arxivId: "", doi: "", venue: "", publishedOn: "" };
    const edit = { ...whole, paperId, basedOn: 0, reason: "It is Eduard." };
    await as(ada).papers.edit({ ...edit, authors: ["Eduard Kummer"] });
    expect(await titles("ernst-kummer")).toEqual([]);
    expect(await titles("eduard-kummer")).toEqual(["Ideals"]);
    const change = await db.paperChange.findFirstOrThrow({ where: { paperId } });
    await as(ada).papers.undo({ changeId: change.id });
    expect(await titles("ernst-kummer")).toEqual(["Ideals"]);
    await as(ada).papers.delete({ paperId });
    expect(await titles("ernst-kummer")).toEqual([]);
  });

  it("can be followed, and is named among what one follows even without papers", async () => {
    const ada = await person();
    const what = { thing: "author", id: "felix-klein" } as const;
    await as(ada).notifications.follow({ what, level: "follow" });
    const following = async () => (await as(ada).notifications.following(what)).level;
    expect(await following()).toBe("follow");
    const names = async () =>
      (await as(ada).notifications.followings({})).followings.map(({ name, path }) => [name, path]);
    expect(await names()).toEqual([["Felix Klein", "/authors/felix-klein"]]);
    await db.paper.update({ where: { slug: "third" }, data: { authors: ["E. Noether"] } });
    expect(await names()).toEqual([["Felix Klein", "/authors/felix-klein"]]);
    await as(ada).notifications.follow({ what, level: null });
    expect(await names()).toEqual([]);
    const gone = as(ada).notifications.follow({ what, level: "follow" });
    await expect(gone).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the authors of a name", () => {
  const named = async (name: string) =>
    (await as(null).papers.authorsNamed({ name })).map(({ key, papers }) => `${key} ${papers}`);

  it("are those of the name itself, and then those who may be the same", async () => {
    const of = (title: string, ...authors: string[]) => ({ title, abstract: "Words.", authors });
    await importPapers([
      of("Named one", "Ines Quarry", "Otto Quarry"),
      of("Named two", "Quarry, Ines M."),
      of("Named three", "I. Quarry", "Ivan Quarry"),
    ]);
    expect(await named("Quarry, Ines")).toEqual(["ines-quarry 2", "i-quarry 1"]);
    expect(await named("ines QUARRY")).toEqual(["ines-quarry 2", "i-quarry 1"]);
    expect(await named("I. Quarry")).toEqual(["i-quarry 1", "ines-quarry 2", "ivan-quarry 1"]);
    expect(await named("Otto Quarry")).toEqual(["otto-quarry 1"]);
    for (const nobody of ["Nobody Quarry", "", "et al.", "???", "%"])
      expect(await named(nobody), nobody).toEqual([]);
  });
});
