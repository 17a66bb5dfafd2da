import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMarkdown } from "./markdown";
import { cutToFit, fitOnPage } from "./page-texts";

const bytes = (texts: readonly { html: string }[]) =>
  texts.reduce((sum, { html }) => sum + Buffer.byteLength(html), 0);

it("leaves texts that fit as they are", () => {
  const { html } = renderMarkdown("so $\\frac{a}{b}$ is **it**");
  const texts = [html, "<p>é</p>", ""];
  expect(fitOnPage(texts)).toEqual(texts.map((one) => ({ html: one, folded: false })));
});

it("shortens formulas before it folds anything", () => {
  const { html } = renderMarkdown("$\\sqrt{x}$ and $\\sum_i x_i^2$ ".repeat(4));
  const placed = fitOnPage(Array.from({ length: 40 }, () => html));
  expect(placed.some(({ folded }) => folded)).toBe(false);
  expect(placed[0]?.html).toContain("katex-html");
  expect(placed[39]?.html).not.toContain("katex-html");
  expect(placed[39]?.html.match(/<math/g)).toHaveLength(8);
});

it("folds texts that do not fit, but never the first, and shows a short text after a long one", () => {
  const long = "é".repeat(100_000);
  expect(fitOnPage([long, long, "short"])).toEqual([
    { html: long, folded: false },
    { html: "", folded: true },
    { html: "short", folded: false },
  ]);
  expect(fitOnPage([long + long])).toEqual([{ html: long + long, folded: false }]);
});

it("keeps every page within one limit, and says of each text whether it is shown", () => {
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

/** A text as a page carries it: escaped in its HTML, and as JSON in a script. */
const sent = (html: string, inHtml = (text: string) => text) =>
  Buffer.byteLength(inHtml(html)) +
  Buffer.byteLength(
    JSON.stringify(JSON.stringify(html).slice(1, -1)).replace(
      /[&<>]/g,
      (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
    ),
  );
const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (sign) => `&#x${sign.charCodeAt(0).toString(16)};`);

it("counts the bytes of a text in the page's data, where tags are escaped", () => {
  const placed = fitOnPage(Array.from({ length: 40 }, () => '<i title="&amp;"></i>'.repeat(500)));
  expect(placed.reduce((sum, { html }) => sum + sent(html), 0)).toBeLessThan(600_000);
  expect(placed.filter(({ folded }) => !folded).length).toBeGreaterThan(5);
});

it("keeps plain texts whole while there is room, then shows their beginnings", () => {
  const honest = Array.from({ length: 200 }, (_, at) => `${at} ${"words ".repeat(160)}`);
  expect(cutToFit(honest, 400_000, 60)).toEqual(honest);
  const worst = Array.from({ length: 200 }, (_, at) => `${at}${"&".repeat(990)}`);
  const cut = cutToFit(worst, 400_000, 60);
  expect(cut[0]).toBe(worst[0]);
  expect(cut[199]).toBe(`${worst[199]?.slice(0, 60)}…`);
  expect(cut.reduce((sum, text) => sum + sent(text, escaped), 0)).toBeLessThan(600_000);
  expect(cutToFit(["x".repeat(59) + "😀".repeat(100)], 10, 60)).toEqual([
    `${"x".repeat(59)}\ufffd…`,
  ]);
});
