import fc from "fast-check";
import { expect, it } from "vitest";
import { differenceBetween, fieldTitle, originInWords } from "./words";

const words = fc
  .array(fc.constantFrom("a", "b", "c", "d "), { maxLength: 12 })
  .map((all) => all.join(" "));
const joined = (parts: ReturnType<typeof differenceBetween>, without: string) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join("");

it("a heading begins with a capital letter, but for the name of arXiv", () => {
  expect([fieldTitle("title"), fieldTitle("doi"), fieldTitle("arxivId")]).toEqual([
    ...["Title", "DOI", "arXiv ID"],
  ]);
});

it("holds both texts", () => {
  fc.assert(
    fc.property(words, words, (before, after) => {
      const parts = differenceBetween(before, after);
      expect(joined(parts, "new")).toBe(before);
      expect(joined(parts, "gone")).toBe(after);
    }),
  );
});

it("marks one word in a sentence", () => {
  expect(differenceBetween("We walk trees.", "We walk graphs.")).toEqual([
    { text: "We walk ", kind: "same" },
    { text: "trees", kind: "gone" },
    { text: "graphs", kind: "new" },
    { text: ".", kind: "same" },
  ]);
});

it("cuts long unchanged text to what stands beside the change", () => {
  const long = "word ".repeat(1000);
  const parts = differenceBetween(`${long}old ${long}`, `${long}new ${long}`);
  expect(parts.map(({ kind }) => kind)).toEqual(["same", "gone", "new", "same"]);
  expect(parts.map(({ text }) => text.length).reduce((a, b) => a + b)).toBeLessThan(250);
});

it("gives up on texts with next to nothing in common", () => {
  const text = (letter: string) =>
    Array.from({ length: 2000 }, (_, n) => `${letter}${n}`).join(" ");
  expect(differenceBetween(text("a"), text("b"))).toHaveLength(2);
});

it.each([
  [{ kind: "typed", name: "", change: null }, "Entered by Ada"],
  [{ kind: "pasted", name: "", change: null }, "Pasted by Ada"],
  [{ kind: "file", name: "BibTeX", change: null }, "From an imported file (BibTeX)"],
  [{ kind: "source", name: "arXiv", change: null }, "From arXiv"],
  [
    { kind: "source", name: "arXiv", change: { version: 1, changedBy: null } },
    "Completed from arXiv",
  ],
  [
    { kind: "correction", name: "", change: { version: 2, changedBy: { name: "Bo" } } },
    "Corrected by Bo",
  ],
  [{ kind: "correction", name: "", change: { version: 2, changedBy: null } }, "Corrected"],
  [{ kind: "repair", name: "", change: { version: 1, changedBy: null } }, "Damaged text repaired"],
  [{ kind: null, name: "", change: null }, "Not known"],
] as const)("says where a field came from: %j", (origin, said) => {
  const { words, by } = originInWords(origin, { name: "Ada" });
  expect(by ? `${words} by ${by}` : words).toBe(said);
});
