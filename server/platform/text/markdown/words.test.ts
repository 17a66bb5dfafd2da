import fc from "fast-check";
import { expect, it } from "vitest";
import { renderMarkdown } from "../markdown";

/** Pieces of Markdown, in any order. Tables and titles of links are left out: they may drop words. */
const PIECES = [
  ..."* ** _ ~~ ` [ ] ( ) ![ $ $$ \\( \\) \\[ \\] \\ > < & # { } ^ : . , 。 「 」 漢 é".split(" "),
  ..."[^1] [^1]: https://a.b/ @ada $x$ $|x|$ $x_1 \\frac12 \\text{ &amp; - [x]".split(" "),
  ...[
    "\n",
    "\n\n",
    "\n> ",
    "\n- ",
    "\n1. ",
    "\n    ",
    "\n$$\n",
    "\n[^2]: ",
    "\n```\n",
    " ",
    "  \n",
  ],
];

it("keeps every word in its place or its note, and leaves none of its own marks", () => {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
    { weight: 1, arbitrary: fc.nat(999).map((number) => ` w${number}w `) },
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const source = pieces.join("");
      // The word after the opening of a code block names its language.
      fc.pre(!/~{3}|`{3}./.test(source));
      const { html } = renderMarkdown(source);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the signs that it puts in
      expect(html).not.toMatch(/[\u0001-\u0003]/);
      for (const [word] of source.matchAll(/w\d+w/g)) expect(html).toContain(word);
    }),
    { numRuns: 1000 },
  );
});
