import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "@/server/platform/text/markdown";
import { BOMB_TEXTS } from "@/server/testing/hostile/math-bombs";
import { size } from "@/server/testing/tier";
import { firstLinesWithMathematics, renderAbstract, withMathematics } from "./rules";

/** The rendered formulas, as the TeX that KaTeX records in its MathML. */
function formulas(html: string): string[] {
  return [...html.matchAll(/<annotation encoding="application\/x-tex">(.*?)<\/annotation>/gs)].map(
    ([, tex]) => tex as string,
  );
}

describe("mathematics in an abstract", () => {
  it.each([
    ["in time $O(n \\log n)$, we", ["O(n \\log n)"]],
    ["$x$ and $y$", ["x", "y"]],
    ["$O(n log n)$ time", ["O(n log n)"]],
    ["a loss $L(N, D)$ with $N=10^{9}$.", ["L(N, D)", "N=10^{9}"]],
    ["updates \\(\\Delta W\\) of", ["\\Delta W"]],
    ["$$\\sum_i x_i$$ and \\[y^2\\]", ["\\sum_i x_i", "y^2"]],
    ["$\\epsilon$-differentially private", ["\\epsilon"]],
  ])("%s", (text, set) => expect(formulas(withMathematics(text))).toEqual(set));

  it.each([
    "from $5 and $6 a month",
    "between $5 and 6$ a month",
    "costs $535-620 on four cards, not $5,000",
    "$5-$10",
    "it costs US$5 (or CA$7)",
    "costs $5 (US$) each",
    "\\$5 and \\$6",
    "a lone $ sign",
    "$ x $",
    "S^{2}FT and x_1",
    "$$",
  ])("is not in: %s", (text) => {
    const html = withMathematics(text);
    expect(html).not.toContain("katex");
    expect(html).toBe(text.replaceAll("\\$", "$"));
  });

  it("leaves formulas that KaTeX cannot read as TeX", () => {
    expect(withMathematics("by $\\frac{1}$ and $\\nosuch{x}$")).toBe(
      "by $\\frac{1}$ and $\\nosuch{x}$",
    );
  });

  it("lets no markup through, in text or formula", () => {
    const html = withMathematics('<b>"x"</b> & $x < y$ $\\text{<img src=x onerror=alert(1)>}$');
    expect(html).toMatch(/^&lt;b&gt;&quot;x&quot;&lt;\/b&gt; &amp; <span class="katex">/);
    expect(html).not.toContain("<img");
  });

  it("gives formulas no links, classes or pictures of their own", () => {
    const html = withMathematics(
      "$\\href{javascript:alert(1)}{x^1}$ $\\htmlClass{a}{x^2}$ $\\includegraphics{https://x.org/y.png}$ $\\url{http://x.org}_1$",
    );
    expect(html).not.toMatch(/<a |href=|<img|class="[^"]*\benclosing\b[^"]*\ba\b/);
  });

  it("is bounded: at most a hundred formulas are rendered, and the rest stay TeX", () => {
    const html = withMathematics("$x^1$ ".repeat(150));
    expect(formulas(html)).toHaveLength(100);
    expect(html.match(/\$x\^1\$/g)).toHaveLength(50);
  });

  it("defines no macros: definitions are shown as text", () => {
    const bomb =
      "$\\def\\a#1{#1#1}\\a{\\a{x}}$ $\\gdef\\b{y}$ $\\newcommand{\\c}{z}$ $\\let\\d\\frac$";
    expect(withMathematics(bomb)).toBe(bomb);
    expect(firstLinesWithMathematics(bomb, 280)).toBe(bomb);
  });
});

/** Text fragments that mean the same with and without Markdown. */
const WORDS = [
  ...[
    "$",
    "$",
    "$$",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    "\\$",
    "\\\\",
    "\\alpha",
    "^2",
    "_1",
    "=",
    "|x|",
    "f(x)",
    "(x)",
  ],
  ...[
    "x",
    "n",
    "5",
    "10",
    "%",
    " ",
    " ",
    ", ",
    "and",
    "see there",
    "US",
    "th",
    "-",
    "log n",
    "設",
    "{a}",
    "\n",
  ],
];

describe("abstracts and comments", () => {
  it.each([
    ["CO$_2$, 3$\\times$3, $\\sim$10% and f(x)$^2$", ["_2", "\\times", "\\sim", "^2"]],
    ["設$x$は実数、「$y$」と$z$", ["x", "y", "z"]],
    ["$[0,1)$, $|x|$ and the $n$th $k$NN", ["[0,1)", "|x|", "n", "k"]],
    ["$\\text{if $x$}$ and $$ \\text{for $x$} $$", ["\\text{if $x$}", " \\text{for $x$} "]],
    ["so \\(a\n+ b\\) and $x_1\n+ x_2$", ["a\n+ b", "x_1\n+ x_2"]],
    ["$x$$y$ and $`a+b`$", ["x", "y", "a+b"]],
    ["Let $PATH:$HOME be $5-$10, $x,$y or $1,000–$2,000", []],
    ["the prefix \\(see there\\), \\[1\\] and \\[2, 3\\]", []],
    ["$x and \\(y, unclosed", []],
    ["two sentences $x.\n\nAnother$ one", []],
  ])("find the same formulas in %j", (text, set) => {
    expect(formulas(withMathematics(text))).toEqual(set);
    expect(formulas(renderMarkdown(text).html)).toEqual(set);
  });

  it("find the same formulas in any text", () => {
    const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) =>
      // No blank lines, indented code or lists.
      `a ${words.join("")}`.replace(/ +/g, " ").replace(/\n\s*/g, "\nb ").trim(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const inComment = formulas(renderMarkdown(text).html);
        expect(formulas(withMathematics(text))).toEqual(inComment);
      }),
      { numRuns: size(1500, 50_000) },
    );
  });

  it("leave LaTeX outside formulas alone", () => {
    const text =
      "We \\emph{show} 50\\% of {\\bf all}: \\cite{ada}, ``quoted'', G\\\"odel, *x* and _y_";
    expect(withMathematics(text)).toBe(text.replaceAll('"', "&quot;"));
    expect(withMathematics("\\$5 and \\$6, for $x$")).toMatch(/^\$5 and \$6, for <span/);
  });
});

describe("abstracts that are bombs", () => {
  it.each(BOMB_TEXTS)("stay small: %s", (_, text) => {
    const { abstractHtml, excerptHtml } = renderAbstract(text);
    // Formulas that are not rendered become escaped text: 10,000 of the longest characters have 60,000 bytes.
    const escapes = text.match(/[&<>"]/g)?.length ?? 0;
    expect(Buffer.byteLength(abstractHtml)).toBeLessThan(60_000 + 3 * text.length + 5 * escapes);
    expect(Buffer.byteLength(excerptHtml)).toBeLessThan(3200);
  });

  it.each(BOMB_TEXTS)("lose no words: %s", (_, text) => {
    const tex =
      /<span class="katex(?:-display)?">.*?<annotation[^>]*>(.*?)<\/annotation>.*?<\/math>(?:<\/span>(?:<!--drawn-->.*?<!--\/drawn-->)?)*/gs;
    const letters = (some: string) =>
      some
        .replaceAll("&#x27;", "'")
        .replace(/&(?:amp|lt|gt|quot);/g, "")
        .replace(/[\s$\\<>"&[\]()]/g, "");
    expect(letters(withMathematics(text).replace(tex, "$1"))).toBe(letters(text));
  });
});

describe("the first lines with their mathematics", () => {
  it("are cut before a formula, not within it", () => {
    const text = "It takes $O(n \\log n)$ time for all $n$.";
    expect(firstLinesWithMathematics(text, 18)).toBe("It takes…");
    const begins = `In $${"x + ".repeat(40)}y$ and`;
    expect(firstLinesWithMathematics(begins, 60)).toMatch(/^In \$x \+ .{40,}…$/);
    expect(formulas(firstLinesWithMathematics(text, 100))).toEqual(["O(n \\log n)", "n"]);
  });

  it("are cut within text that only looks like a formula", () => {
    expect(firstLinesWithMathematics("from $5 and $6 to $7", 12)).toBe("from $5 and…");
  });

  it("have the formulas of the whole text, wherever its lines are broken", () => {
    for (const text of [
      "so $x\ny$ and $a\n+ b$ is",
      "$x_1$ $a\n\nb$ $y$",
      "\\(x\n\\) $ \\alpha\n$ y",
    ]) {
      const inFirst = formulas(firstLinesWithMathematics(text, 100));
      const spaced = (tex: string) => tex.replace(/\s+/g, " ");
      expect(inFirst.map(spaced)).toEqual(formulas(withMathematics(text)).map(spaced));
    }
  });

  it("are cut before a long formula as well, and after one that fits", () => {
    const long = `A first sentence that is long enough. Then $${"x + ".repeat(250)}y$ follows`;
    expect(firstLinesWithMathematics(long, 60)).toBe("A first sentence that is long enough. Then…");
    expect(firstLinesWithMathematics("so much for $x$ and more words", 16)).toMatch(
      /^so much for <span class="katex">.*<\/span>…$/,
    );
  });

  it("are small and escaped", () => {
    const html = firstLinesWithMathematics("<i> $n^2$", 100);
    expect(html).toMatch(/^&lt;i&gt; <span class="katex"><math/);
    expect(html.length).toBeLessThan(300);
  });
});
