import fc from "fast-check";
import { expect, it } from "vitest";
import { FIELDS, fieldsAfter, type PaperFields } from "../corrections/rules";
import { emptyAgain, fillMissing, findDiffering } from "./rules";

const text = fc.constantFrom("", "one", "two");
const fields: fc.Arbitrary<PaperFields> = fc.record({
  title: fc.constantFrom("One", "Two"),
  authors: fc.constantFrom([], ["Ada"], ["Ada", "Bo"]),
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
      for (const field of FIELDS) {
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
