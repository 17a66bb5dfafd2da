import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMarkdown } from "./markdown";
import { fitOnPage } from "./page-texts";

const bytes = (texts: readonly { html: string }[]) =>
  texts.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0);

it("leaves texts as they are that fit", () => {
  const { html } = renderMarkdown("so $\\frac{a}{b}$ is **it**");
  const texts = [html, "<p>é</p>", ""];
  expect(fitOnPage(texts)).toEqual(texts.map((one) => ({ html: one, folded: false })));
});

it("makes formulas small before it folds anything", () => {
  const { html } = renderMarkdown("$\\sqrt{x}$ and $\\sum_i x_i^2$ ".repeat(4));
  const placed = fitOnPage(Array.from({ length: 40 }, () => html));
  expect(placed.some(({ folded }) => folded)).toBe(false);
  expect(placed[0]?.html).toContain("katex-html");
  expect(placed[39]?.html).not.toContain("katex-html");
  expect(placed[39]?.html.match(/<math/g)).toHaveLength(8);
});

it("folds what has no room, but never the first, and shows a short text behind a long one", () => {
  const long = "é".repeat(100_000);
  expect(fitOnPage([long, long, "short"])).toEqual([
    { html: long, folded: false },
    { html: "", folded: true },
    { html: "short", folded: false },
  ]);
  expect(fitOnPage([long + long])).toEqual([{ html: long + long, folded: false }]);
});

it("holds every page under one bound, and says of each text whether it is there", () => {
  const text = fc
    .tuple(fc.constantFrom("a", "é", "𝔼"), fc.nat(90_000))
    .map(([sign, times]) => sign.repeat(times));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const placed = fitOnPage(texts);
      expect(bytes(placed.slice(1))).toBeLessThanOrEqual(220_000);
      expect(placed.map(({ html }) => html)).toEqual(
        texts.map((text, at) => (placed[at]?.folded ? "" : text)),
      );
    }),
    { numRuns: 40 },
  );
});
