import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaperFields } from "../corrections/rules";
import type { Identifier } from "../pasting/identifiers";
import {
  type Compared,
  chooseRecord,
  completedFields,
  isBeyondDoubt,
  isPoor,
  linkedOf,
  nextAskAt,
} from "./rules";

const ABSTRACT =
  "We grow large trees slowly beside rivers. Careful gardeners measure every branch, prune dead leaves, water young roots " +
  "daily, compare seventeen species across eleven countries, publish all measurements.";
const paper = (fields: Partial<Compared> = {}): Compared => ({
  ...{ title: "Growing tall trees beside slow rivers", authors: [], year: null, identifiers: [] },
  abstract: ABSTRACT,
  ...fields,
});
const doi = (value: string): Identifier => ({ type: "doi", value });

describe("a record is of a paper beyond doubt", () => {
  it.each<[string, Partial<Compared>, Partial<Compared>, boolean]>([
    ["with its title and its abstract", {}, {}, true],
    [
      "with signs and capitals of its own",
      {},
      { title: "Growing Tall Trees, beside slow rivers!" },
      true,
    ],
    ["not with a letter of its own", {}, { title: "Growing tall trees beside slow river" }, false],
    [
      "not with another number",
      { title: "Growing GPT-3 trees" },
      { title: "Growing GPT-4 trees" },
      false,
    ],
    [
      "not with the sign of another name",
      { title: "Trees grown in C" },
      { title: "Trees grown in C++" },
      false,
    ],
    ["not by its title alone", {}, { abstract: "" }, false],
    ["with its title and the same year", { year: 2024, abstract: "" }, { year: 2025 }, true],
    ["not with a year too far", { year: 2024 }, { year: 2026 }, false],
    [
      "not with a short title and the year",
      { title: "Tall trees", year: 2024, abstract: "" },
      { title: "Tall trees", year: 2024 },
      false,
    ],
    ["not with a title of one word", { title: "Erratum" }, { title: "Erratum" }, false],
    [
      "with an author",
      { authors: ["Ada Muster"], abstract: "" },
      { authors: ["Muster, A."] },
      true,
    ],
    ["not with other authors", { authors: ["Ada Muster"] }, { authors: ["Bo Beispiel"] }, false],
    [
      "not with another abstract",
      {},
      {
        abstract:
          "This erratum corrects four equations, nine tables, two figures, one theorem, some references and the names that were printed wrongly.",
      },
      false,
    ],
    [
      "with a common identifier",
      { identifiers: [doi("10.1/a")], abstract: "" },
      { identifiers: [doi("10.1/a")] },
      true,
    ],
    [
      "not with another identifier",
      { identifiers: [doi("10.1/a")] },
      { identifiers: [doi("10.1/b")] },
      false,
    ],
  ])("%s", (_what, mine, theirs, is) => {
    expect(isBeyondDoubt(paper(mine), paper(theirs))).toBe(is);
  });

  const word = fc.stringMatching(/^[a-z]{3,9}$/);
  const described = fc.record({
    title: fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(" ")),
    authors: fc.array(fc.constantFrom("Ada Muster", "Bo Beispiel", "Che Ejemplo"), {
      maxLength: 2,
    }),
    year: fc.option(fc.integer({ min: 2018, max: 2026 })),
    identifiers: fc.array(fc.constantFrom(doi("10.1/a"), doi("10.1/b")), { maxLength: 1 }),
    abstract: fc.constantFrom("", ABSTRACT, ABSTRACT.replace("trees", "herbs")),
  });

  it("never by the title alone, and in both directions", () => {
    fc.assert(
      fc.property(described, described, (one, two) => {
        const other = { ...two, title: one.title };
        const is = isBeyondDoubt(one, other);
        expect(isBeyondDoubt(other, one)).toBe(is);
        const nothing = { authors: [], year: null, identifiers: [], abstract: "" };
        expect(isBeyondDoubt(one, { ...other, ...nothing })).toBe(false);
        if (two.title !== one.title) expect(isBeyondDoubt(one, two)).toBe(false);
        if (one.year && two.year && Math.abs(one.year - two.year) > 1) expect(is).toBe(false);
      }),
    );
  });
});

describe("the choice", () => {
  it("is the only one beyond doubt", () => {
    const [right, wrong] = [paper({ year: 2024 }), paper({ title: "Growing tall herbs" })];
    expect(chooseRecord(paper(), [wrong, right])).toBe(right);
    expect(chooseRecord(paper(), [wrong])).toBe("none");
  });

  it("is doubtful between two, unless an identifier says that they are one", () => {
    const [one, two] = [
      paper({ identifiers: [doi("10.1/a")] }),
      paper({ identifiers: [doi("10.1/b")] }),
    ];
    expect(chooseRecord(paper(), [one, two])).toBe("doubtful");
    expect(chooseRecord(paper(), [one, { ...two, identifiers: [doi("10.1/a")] }])).toBe(one);
  });
});

it("links to the best identifier", () => {
  const ids: Identifier[] = [{ type: "openalex", value: "W1" }, doi("10.1/a")];
  expect(linkedOf(ids)).toEqual(doi("10.1/a"));
  expect(linkedOf([{ type: "url", value: "https://example.org/" }])).toBeNull();
});

it("takes papers for poor that have no authors, or nothing that leads to them", () => {
  const isbn: Identifier = { type: "isbn", value: "9780000000002" };
  expect(isPoor({ authors: [], identifiers: [doi("10.1/a")] })).toBe(true);
  expect(isPoor({ authors: ["Ada"], identifiers: [isbn] })).toBe(true);
  expect(isPoor({ authors: ["Ada"], identifiers: [isbn, doi("10.1/a")] })).toBe(false);
});

it("fills empty fields only, and none that a person has decided about", () => {
  const text = fc.constantFrom("", "a", "b");
  const names = fc.constantFrom<string[][]>([], ["Ada"], ["Bo"]);
  const strings = {
    title: text,
    url: text,
    arxivId: text,
    doi: text,
    venue: text,
    publishedOn: text,
    abstract: text,
  };
  const pmid = { type: "pmid", value: "7" } as const;
  const openalex = { type: "openalex", value: "W7" } as const;
  const further = fc.subarray<PaperFields["identifiers"][number]>([pmid, openalex]);
  const parts = fc.constant<PaperFields["authorParts"]>([]);
  const others = { authors: names, authorParts: parts, identifiers: further };
  const fields: fc.Arbitrary<PaperFields> = fc.record({ ...strings, ...others });
  const decided = fc.subarray(["title", "authors", "doi", "abstract", "venue"] as const);
  fc.assert(
    fc.property(fields, fields, decided, (before, given, fixed) => {
      const after = completedFields(before, given, fixed);
      const values = (ids: PaperFields["identifiers"]) => ids.map(({ value }) => value).sort();
      expect(values(after.identifiers)).toEqual(
        values([...new Set([...before.identifiers, ...given.identifiers])]),
      );
      for (const field of Object.keys(before) as (keyof PaperFields)[]) {
        if (field === "identifiers") continue;
        const keeps = before[field].length > 0 || fixed.includes(field as "title");
        expect(after[field]).toEqual(
          keeps || given[field].length === 0 ? before[field] : given[field],
        );
      }
    }),
  );
});

it("asks three times at most, a month apart", () => {
  const at = new Date("2026-05-01T00:00:00Z");
  expect(nextAskAt(1, at)).toEqual(new Date("2026-05-31T00:00:00Z"));
  expect(nextAskAt(3, at)).toBeNull();
});
