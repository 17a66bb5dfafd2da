import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  changedFields,
  changesBetween,
  columnsOf,
  completeIdentifiers,
  FIELDS,
  fieldsAfter,
  fieldsFollowing,
  fieldsOf,
  findChangedSince,
  findEmptied,
  type PaperFields,
  reverse,
} from "./rules";
import { editForm, suggestForm } from "./schema";

const text = fc.constantFrom("", "a", "b", "c d");
const fields: fc.Arbitrary<PaperFields> = fc.record({
  title: text,
  authors: fc.array(text, { maxLength: 2 }),
  authorParts: fc.constantFrom<PaperFields["authorParts"][]>(
    [],
    [null, { kind: "organization" }],
    [{ kind: "person", family: "Lovelace", given: "Ada" }],
  ),
  url: text,
  arxivId: text,
  doi: text,
  identifiers: fc.constantFrom<PaperFields["identifiers"][]>(
    [],
    [{ type: "pmid", value: "7" }],
    [
      { type: "openreview", value: "abcdefgh" },
      { type: "pmid", value: "7" },
    ],
  ),
  venue: text,
  publishedOn: fc.constantFrom("", "2026-11-24", "1905-06-30", "2024", "2024-05"),
  abstract: text,
});
const PAPER: PaperFields = {
  title: "On graphs",
  authors: ["Ada"],
  authorParts: [],
  url: "",
  arxivId: "",
  doi: "",
  identifiers: [],
  venue: "",
  publishedOn: "",
  abstract: "Words.",
};

describe("a change", () => {
  it("leads from one version to the other, and back", () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const changes = changesBetween(before, after);
        expect(fieldsAfter(before, changes)).toEqual(after);
        expect(fieldsAfter(after, reverse(changes))).toEqual(before);
        expect(reverse(reverse(changes))).toEqual(changes);
      }),
    );
  });

  it("names the fields that differ, and no other", () => {
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const differing = FIELDS.filter(
          (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
        );
        expect(changedFields(changesBetween(before, after))).toEqual(differing);
      }),
    );
  });

  it("notices fields that were changed since, and no other", () => {
    fc.assert(
      fc.property(fields, fields, fields, (before, after, now) => {
        const changes = changesBetween(before, after);
        expect(findChangedSince(before, changes)).toEqual([]);
        const since = findChangedSince(now, changes);
        expect(since).toEqual(
          changedFields(changes).filter((field) => field in changesBetween(before, now)),
        );
      }),
    );
  });

  it("keeps other people's changes of other fields", () => {
    const changes = changesBetween(PAPER, { ...PAPER, title: "On trees" });
    const now = { ...PAPER, doi: "10.1000/1" };
    expect(fieldsAfter(now, changes)).toEqual({ ...now, title: "On trees" });
  });

  it.each([
    ["title", { title: "" }],
    ["authors", { authors: [] }],
    ["abstract", { abstract: "" }],
    [null, { url: "", doi: "", publishedOn: "" }],
  ] as const)("may not empty: %s", (field, emptied) => {
    const full = { ...PAPER, url: "https://a.org/", doi: "10.1000/1", publishedOn: "2026-01-01" };
    const after = { ...full, ...emptied } as PaperFields;
    expect(findEmptied(changesBetween(full, after))).toBe(field);
  });

  it("leaves a paper from a file without authors as it is", () => {
    const poor = { ...PAPER, authors: [], abstract: "" };
    expect(findEmptied(changesBetween(poor, { ...poor, title: "On trees" }))).toBeNull();
  });
});

/** The fields that are stored beside the columns of `columnsOf`. */
const kept = ({ authorParts, identifiers }: PaperFields) => ({ authorParts, identifiers });

it("columns hold what the fields say", () => {
  fc.assert(
    fc.property(fields, (paper) => {
      expect(fieldsOf({ ...columnsOf(paper), ...kept(paper) })).toEqual(paper);
    }),
  );
  expect(columnsOf(PAPER)).toMatchObject({ url: null, arxivId: null, publishedOn: null });
});

it("a link fills in the identifiers that it names, unless others were entered", () => {
  const url = "https://arxiv.org/abs/2401.01234";
  expect(completeIdentifiers({ ...PAPER, url })).toMatchObject({ arxivId: "2401.01234", doi: "" });
  const entered = { ...PAPER, url, arxivId: "2401.99999" };
  expect(completeIdentifiers(entered).arxivId).toBe("2401.99999");
});

it("names an identifier once: as the main one, by the link, or else as a further one", () => {
  const doi = { type: "doi", value: "10.1000/1" } as const;
  const pmid = { type: "pmid", value: "7" } as const;
  const page = { type: "url", value: "https://a.org/b" } as const;
  const url = "https://a.org/b";
  const promoted = completeIdentifiers({ ...PAPER, url, identifiers: [pmid, doi, page] });
  expect(promoted).toMatchObject({ doi: doi.value, identifiers: [pmid] });
  // Of two DOIs, the one that was entered is the main one.
  const two = completeIdentifiers({ ...PAPER, doi: "10.1000/2", identifiers: [doi] });
  expect(two).toMatchObject({ doi: "10.1000/2", identifiers: [doi] });
});

it("an older suggestion of authors keeps the parts of the names that stay", () => {
  const ada = { kind: "person", family: "Lovelace", given: "Ada" } as const;
  const now = { ...PAPER, authors: ["Ada Lovelace"], authorParts: [ada] };
  const authors = { before: ["Ada Lovelace"], after: ["CERN", "Ada Lovelace"] };
  expect(fieldsFollowing(now, { authors }).authorParts).toEqual([null, ada]);
  const all = changesBetween(now, fieldsFollowing(now, { authors }));
  expect(fieldsFollowing(fieldsFollowing(now, all), reverse(all))).toEqual(now);
});

it("compares the parts of names whatever the order in which the database gives them", () => {
  const one = { ...PAPER, authorParts: [{ kind: "person", family: "L", given: "A" } as const] };
  const two = { ...PAPER, authorParts: [{ given: "A", family: "L", kind: "person" } as const] };
  expect(changesBetween(one, two)).toEqual({});
});

describe("the form", () => {
  const typed = { ...PAPER, authors: "Ada\n\n Bo ", reason: "" };

  it("reads identifiers from links, one author a line, and days", () => {
    const read = editForm.parse({
      ...typed,
      arxivId: "https://arxiv.org/pdf/2401.01234v2",
      doi: "https://doi.org/10.1000/ABC",
      publishedOn: "2026-11-24",
    });
    expect(read).toMatchObject({
      authors: ["Ada", "Bo"],
      arxivId: "2401.01234",
      doi: "10.1000/abc",
      publishedOn: "2026-11-24",
    });
  });

  it.each([
    { arxivId: "attention" },
    { doi: "11.1/x" },
    { publishedOn: "2026-02-30" },
    { publishedOn: "2026-13" },
    { publishedOn: "May 2026" },
    { publishedOn: "0000-01-01" },
    { title: "" },
    { url: "javascript:alert(1)" },
    { reason: "x".repeat(501) },
  ])("refuses %j", (wrong) => {
    expect(editForm.safeParse({ ...typed, ...wrong }).success).toBe(false);
  });

  it("asks for the reason of a suggestion only", () => {
    expect(editForm.safeParse(typed).success).toBe(true);
    expect(suggestForm.safeParse({ ...typed, reason: " " }).success).toBe(false);
    expect(suggestForm.safeParse({ ...typed, reason: "A typing error." }).success).toBe(true);
  });
});
