import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COSTLY_QUOTATIONS } from "@/server/testing/hostile/costly-texts";
import { findQuote, selectorOf } from "./anchor";

const TEXT =
  "We propose a voting rule that is fair over time. The rule is simple. We show that the rule is simple to explain, and that $O(n^2)$ steps suffice.";

const quote = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from);
  const made = selectorOf(TEXT, { start, end: start + words.length });
  if (!made) throw new Error("no words");
  return made;
};
const found = (text: string, words: string, from = 0) => {
  const span = findQuote(text, quote(words, from));
  return span && text.slice(span.start, span.end);
};

describe("a quotation", () => {
  it("is found again in the same text, the right one of several", () => {
    const second = TEXT.lastIndexOf("rule is simple");
    const span = findQuote(TEXT, quote("rule is simple", second));
    expect(span?.start).toBe(second);
    expect(findQuote(TEXT, quote("rule is simple"))?.start).toBe(TEXT.indexOf("rule is simple"));
  });

  it("is found after the text around it was corrected", () => {
    const corrected = TEXT.replace("We propose", "Here we propose").replace("steps", "operations");
    expect(found(corrected, "fair over time")).toBe("fair over time");
    expect(found(corrected, "rule is simple", TEXT.lastIndexOf("rule is simple"))).toBe(
      "rule is simple",
    );
    const span = findQuote(corrected, quote("rule is simple", TEXT.lastIndexOf("rule is simple")));
    expect(span?.start).toBe(corrected.lastIndexOf("rule is simple"));
  });

  it("is found after its own words were corrected", () => {
    const corrected = TEXT.replace("a voting rule that is fair", "a voting rule which is fair");
    expect(found(corrected, "voting rule that is fair over time")).toBe(
      "voting rule which is fair over time",
    );
  });

  it("is not found in a text that says something else", () => {
    expect(found("Transformers attend to everything, always.", "fair over time")).toBeNull();
    expect(found("", "fair over time")).toBeNull();
  });

  it("is trimmed, and null if it is blank", () => {
    expect(selectorOf("one two three", { start: 3, end: 8 })?.exact).toBe("two");
    expect(selectorOf("one   two", { start: 3, end: 6 })).toBeNull();
  });
});

it("finds every part of any text, at its place or at the same words", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 120 }),
      fc.nat(),
      fc.nat(),
      (text, a, b) => {
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        const selector = selectorOf(text, { start, end });
        if (!selector) return;
        const span = findQuote(text, selector);
        expect(span && text.slice(span.start, span.end)).toBe(selector.exact);
      },
    ),
  );
});

it("ends in time for long texts with nothing in common with a quotation, or nothing else", () => {
  const [apart, alike] = COSTLY_QUOTATIONS;
  expect(findQuote(apart.text, apart.selector)).toBeNull();
  const span = findQuote(alike.text, alike.selector);
  expect(span && alike.text.slice(span.start, span.end)).toBe("ab");
});
