import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { renderAbstract } from "@/server/papers/abstracts/rules";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { RENDERING } from "@/server/platform/text/rendering";

/** Something of each kind that texts are made of. */
const TEXTS = [
  "# Title\n\nWords, **bold**, *slanted*, ~~struck~~ and `code`.\n\n> quoted\n\n1. one\n2. two\n   - [x] done",
  "| a | b |\n|:-|-:|\n| $|x|$ | 2 |\n\n---\n\n```ts\nconst a = `x`;\n```\n\n    plain",
  "so \\(a_1 * b_2\\), $x$-axis, CO$_2$, $$\\sum_{i=1}^n x_i$$ and\n\n\\[\nx = \\frac{1}{2}\n\\]",
  "costs $5 and $6, \\$7, Let $PATH:$HOME be, \\(see there\\), $\\frac{x$, $\\def\\a{b}$",
  "**「注意」**が必要。見よ https://example.org/foo。次 (see https://example.org/a.) <a@b.org> ![p](https://a.org)",
  "x[^1] y @ada <b>raw</b> &amp; [text](/papers/x) [bad](javascript:x)\n\n[^1]: note",
  `We show $O(n \\log n)$ for all $\\mathbb{R}^d$, <i>nearly</i>. ${"And $x^2$ more words. ".repeat(20)}`,
];

/** Hashes of the texts as the renderer of this number writes them. */
const NOTED = { number: 2, became: "e9d653eabcfdc89a" };

it("has another number where texts become something else", () => {
  const made = TEXTS.map((text) => [
    renderMarkdown(text, { mentions: new Set(["ada"]) }).html,
    ...Object.values(renderAbstract(text)).slice(0, 2),
  ]);
  const became = createHash("sha256").update(JSON.stringify(made)).digest("hex").slice(0, 16);
  // If this fails, raise RENDERING (platform/text/rendering.ts), so that stored texts are rendered anew.
  expect({ number: RENDERING, became }).toEqual(NOTED);
});
