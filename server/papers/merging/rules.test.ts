import fc from "fast-check";
import { expect, it } from "vitest";
import { FIELDS, fieldsAfter, type PaperFields } from "../corrections/rules";
import { emptyAgain, fillMissing, findDiffering } from "./rules";

const text = fc.constantFrom("", "one", "two");
const fields: fc.Arbitrary<PaperFields> = fc.record({
  title: fc.constantFrom("One", "Two"),
  authors: fc.constantFrom([], ["Ada"], ["Ada", "Bo"]),
  authorParts: fc.constantFrom<PaperFields["authorParts"][]>([], [{ kind: "organization" }]),
  identifiers: fc.constantFrom<PaperFields["identifiers"][]>([], [{ type: "pmid", value: "7" }]),
  url: text,
  arxivId: text,
  doi: text,
  venue: text,
  publishedOn: fc.constantFrom("", "2024", "2024-05"),
  abstract: text,
});

it("fills what is missing, overwrites nothing, and takes it back", () => {
  fc.assert(
    fc.property(fields, fields, (kept, other) => {
      const filled = fillMissing(kept, other);
      const merged = fieldsAfter(kept, filled);
      // Identifiers are moved, and the parts of names follow the names.
      expect(merged.identifiers).toEqual(kept.identifiers);
      const follow = JSON.stringify(merged.authors) === JSON.stringify(other.authors);
      if (follow && kept.authorParts.length === 0)
        expect(merged.authorParts).toEqual(other.authorParts);
      else expect(merged.authorParts).toEqual(kept.authorParts);
      for (const field of FIELDS) {
        if (field === "identifiers" || field === "authorParts") continue;
        const wanted = kept[field].length > 0 ? kept[field] : other[field];
        expect(merged[field]).toEqual(wanted);
      }
      expect(fieldsAfter(merged, emptyAgain(merged, filled))).toEqual(kept);
    }),
  );
});

it("leaves a filled field that somebody changed since", () => {
  const [kept, other] = [
    {
      title: "One",
      authors: [],
      authorParts: [],
      identifiers: [],
      url: "",
      arxivId: "",
      doi: "",
      venue: "",
      publishedOn: "",
      abstract: "",
    },
    {
      title: "One",
      authors: [],
      authorParts: [],
      identifiers: [],
      url: "",
      arxivId: "",
      doi: "10.1/x",
      venue: "A",
      publishedOn: "",
      abstract: "",
    },
  ];
  const filled = fillMissing(kept, other);
  const since = { ...fieldsAfter(kept, filled), venue: "B" };
  expect(fieldsAfter(since, emptyAgain(since, filled))).toEqual({ ...kept, venue: "B" });
});

it("names the fields that both have and that differ", () => {
  fc.assert(
    fc.property(fields, fields, (one, two) => {
      const missing = Object.keys(fillMissing(one, two));
      for (const field of findDiffering(one, two)) {
        expect(missing).not.toContain(field);
        expect(one[field]).not.toEqual(two[field]);
      }
      expect(findDiffering(one, one)).toEqual([]);
    }),
  );
});
