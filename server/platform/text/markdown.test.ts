import { createRequire } from "node:module";
import { expect, it, vi } from "vitest";
import { COSTLY_MARKDOWN, columns, fill } from "@/server/testing/hostile/costly-texts";
import { HOSTILE_TEXTS } from "@/server/testing/hostile/hostile-texts";
import { renderMarkdown, wordsWithFormulas } from "./markdown";

const html = (source: string) => renderMarkdown(source).html;

type Attributes = Record<string, string>;
interface ParserClass {
  new (handlers: {
    onopentag(name: string, attributes: Attributes): void;
  }): {
    end(html: string): void;
  };
}
// The parser that comes with the sanitizer.
const fromHere = createRequire(import.meta.url);
const fromSanitizer = createRequire(fromHere.resolve("sanitize-html"));
const { Parser } = fromSanitizer("htmlparser2") as { Parser: ParserClass };

/** The elements of a page, found by a parser and not by a pattern. */
function elements(page: string): { name: string; attributes: Attributes }[] {
  const found: { name: string; attributes: Attributes }[] = [];
  new Parser({ onopentag: (name, attributes) => found.push({ name, attributes }) }).end(page);
  return found;
}

/** The address to which a browser resolves a link on a page of ours. */
function schemeOf(href: string): string {
  return new URL(href, "https://colloquy.example/papers/x").protocol;
}

it("renders prose, code, lists and tables", () => {
  expect(html("*yes* and `x < y`")).toBe("<p><em>yes</em> and <code>x &lt; y</code></p>\n");
  expect(html("```\nif a < b:\n```")).toBe("<pre><code>if a &lt; b:\n</code></pre>\n");
  expect(html("```py\nif a < b:\n```")).toBe(
    '<pre><code><span class="hljs-keyword">if</span> a &lt; b:\n</code></pre>\n',
  );
  expect(html("|a|b|\n|-|:-:|\n|c|d|")).toContain('<td style="text-align:center">d</td>');
  expect(html("3. x\n4. y")).toContain('<ol start="3">');
  expect(html("~~no~~ **so** [here](https://example.org/a?b=1&c=2)")).toBe(
    '<p><s>no</s> <strong>so</strong> <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener noreferrer">here</a></p>\n',
  );
});

it("links whole addresses but no file names, and puts headings below those of the page", () => {
  expect(html("see https://arxiv.org/abs/1706.03762.")).toContain(
    '<a href="https://arxiv.org/abs/1706.03762" rel="nofollow ugc noopener noreferrer">',
  );
  expect(html("run train.py or a@b.org")).toBe("<p>run train.py or a@b.org</p>\n");
  expect(html("# a\n\n## b\n\n##### c")).toBe("<h3>a</h3>\n<h4>b</h4>\n<h6>c</h6>\n");
});

it("shows mathematics as KaTeX wrote it, inline and displayed", () => {
  const line = html("so $\\frac{a}{b} = \\sqrt{x^2}$");
  expect(line).toContain("<mfrac>");
  expect(line).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
  expect(line).toContain("viewBox=");
  expect(html("$$\\sum_i x_i$$")).toMatch(/^<div><span class="katex-display">/);
  expect(html("it costs $5 or $6 here")).toBe("<p>it costs $5 or $6 here</p>\n");
});

it.each([
  ["fractions", "\\frac{a}{b} \\binom{n}{k} \\cfrac{1}{1+x}"],
  ["roots", "\\sqrt{x} \\sqrt[3]{\\frac{a}{b}}"],
  ["matrices", "\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix} \\begin{vmatrix}a\\end{vmatrix}"],
  ["lines in arrays", "\\begin{array}{c|c:c}\\hline a&b&c\\\\\\hdashline d&e&f\\end{array}"],
  ["sums and integrals", "\\sum_{i=1}^n \\prod \\int_0^\\infty \\oint \\bigcup"],
  ["accents", "\\hat a \\widehat{abc} x\\widetilde y \\vec v \\overline{ab} \\dddot x"],
  [
    "delimiters",
    "\\left(\\frac{\\frac ab}{c}\\right] \\Biggl\\{ \\big\\Vert \\left.x\\middle|y\\right>",
  ],
  ["alignment", "\\begin{aligned}a&=b\\\\&=c\\end{aligned} \\begin{cases}x&y\\\\z\\end{cases}"],
  [
    "braces and arrows",
    "\\overbrace{a+b}^n \\underbrace{x}_m \\xrightarrow[b]{a} \\overrightarrow{AB}",
  ],
  [
    "alphabets",
    "\\mathbb R \\mathcal L \\mathfrak g \\mathsf x \\mathtt t \\boldsymbol\\theta \\pmb x",
  ],
  ["boxes and colour", "\\boxed{x} \\fbox{y} \\cancel{z} \\color{red}a \\colorbox{#abcdef}{b}"],
  ["operators", "\\operatorname*{arg\\,max}_\\theta \\Pr \\lim_{x\\to 0} a \\bmod b \\pmod n"],
  ["relations", "\\neq \\not\\in \\coloneqq \\implies \\iff \\stackrel{d}{=} \\leqslant"],
  ["text", "x \\text{ if } y \\textbf{bold} \\tag{1}"],
  [
    "placing",
    "\\raisebox{0.5em}{a} \\smash{b} \\phantom{c} \\rlap{d} \\mathrlap e \\rule{1em}{2px}",
  ],
  ["bra and ket", "\\braket{a|b} \\Set{x|x>0} \\ket\\psi"],
])("shows %s", (_, source) => {
  const { html: shown, faults } = renderMarkdown(`$$${source}$$`);
  expect(faults).toEqual([]);
  expect(shown).toContain('class="katex-html"');
});

it("leaves an invalid formula as it was written, and says why", () => {
  const { html: shown, faults } = renderMarkdown("a $\\frac{x$ b");
  expect(shown).toMatch(/^<p>a <code class="formula-fault" title="[^"]+">\$\\frac\{x\$<\/code> b/);
  expect(faults).toEqual([expect.stringMatching(/^\$\\frac\{x\$: Unexpected end/)]);
});

it("loses no words, however deep they are, and leaves none of its own marks", () => {
  for (const mark of ["> ", "- ", "> 1. "]) {
    const shown = html(`${mark.repeat(200)}deep $|x|$\n\n${mark}$$\n${mark}a\n${mark}$$`);
    expect(shown).toContain("deep");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the signs that it puts in
    expect(shown).not.toMatch(/[\u0001-\u0003]/);
  }
});

it("labels task boxes as done or not, and notes as notes", () => {
  const shown = html("- [x] a[^1]\n- [ ] b\n\n[^1]: c");
  expect(shown).toContain('<input type="checkbox" disabled aria-label="Done" checked />');
  expect(shown).toContain('<input type="checkbox" disabled aria-label="To do" />');
  expect(shown).toContain('<ol aria-label="Notes">');
  expect(shown).not.toMatch(/ (?:id|href)=/);
});

it("carries no definition from one comment or formula into another", () => {
  const before = html("$\\frac{a}{b}$");
  html("$\\gdef\\frac#1#2{\\text{ours now}}$");
  html("$\\global\\let\\frac\\text$ $\\newcommand{\\x}{y}$");
  expect(html("$\\frac{a}{b}$")).toBe(before);
});

it("prints nothing, whatever a formula asks for", () => {
  const methods = ["log", "warn", "error", "info"] as const;
  const spies = methods.map((name) => vi.spyOn(console, name).mockImplementation(() => {}));
  html("$\\message{a}$ $\\errmessage{b}$ $\\show\\frac$ $é$ $a // b$ $\\unknown$ $$a\\\\b$$");
  const calls = spies.flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(calls).toEqual([]);
});

const PROSE =
  "p br hr em strong s sup a code pre blockquote ul ol li input " +
  "h3 h4 h5 h6 div table thead tbody tr th td";
const FORMULA =
  "span svg path line math semantics annotation mrow mi mn mo ms mtext mspace msup msub msubsup " +
  "mfrac msqrt mroot mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose";
const HARMLESS = new Set(`${PROSE} ${FORMULA}`.split(" "));

it.each(HOSTILE_TEXTS)(
  "leaves nothing in %j that runs, loads, submits or affects the rest of the page",
  (source) => {
    for (const { name, attributes } of elements(html(source))) {
      expect(HARMLESS).toContain(name);
      if (name === "input") expect(attributes).toMatchObject({ type: "checkbox", disabled: "" });
      for (const [attribute, value] of Object.entries(attributes)) {
        expect(attribute).not.toMatch(/^on|^(?:id|name|src|srcset|action|target|tabindex)$|:/i);
        if (attribute === "href") expect(schemeOf(value)).toMatch(/^(?:https?|mailto):$/);
        if (attribute === "style")
          expect(value).not.toMatch(/url|fixed|absolute|sticky|z-index|@|\\/);
        if (attribute === "class") expect(value).not.toMatch(/fixed|inset|absolute/);
      }
    }
  },
);

it("turns an image into a link, so that reading tells no other server, and never nests links", () => {
  expect(html("![plot](https://example.org/x.png)")).toBe(
    '<p><a href="https://example.org/x.png" rel="nofollow ugc noopener noreferrer">plot</a></p>\n',
  );
  const nested = html("[see ![plot](https://a.example/x.png)](https://b.example)");
  expect(elements(nested).filter(({ name }) => name === "a")).toHaveLength(1);
  expect(nested).toContain("see plot");
});

it.each(COSTLY_MARKDOWN)("bounds the cost of %s", (_, source) => {
  let size = 0;
  try {
    size = html(source).length;
  } catch (error) {
    expect(error).toMatchObject({ code: "INVALID", field: "body" });
  }
  expect(size).toBeLessThan(250_000);
});

it("shows formulas over the budget as they were written, and says so once", () => {
  const many = renderMarkdown("$x$ ".repeat(102));
  expect(many.html.match(/<annotation/g)).toHaveLength(100);
  expect(many.html.match(/<code class="tex">\$x\$<\/code>/g)).toHaveLength(2);
  expect(many.faults).toEqual([expect.stringContaining("100 formulas")]);
  const long = renderMarkdown(`$${"x".repeat(1000)}$\n\n`.repeat(4));
  expect(long.html.match(/<annotation/g)).toHaveLength(3);
  expect(long.html).toContain(`<code class="tex">$${"x".repeat(1000)}$</code>`);
  expect(long.faults).toEqual([expect.stringContaining("3000 characters")]);
});

it("refuses tables that are too large for a page, with a sentence", () => {
  expect(() => html(columns(300) + fill("a\n", 400))).toThrow("This table is too large");
});

it.each([
  ["NUL", "https://a.org/%00"],
  ["the sign that stands for a formula", "$x$ https://a.org/%010%01"],
  ["a sign that turns the direction", "https://a.org/%E2%80%AEgnp.exe"],
  ["a sign without width", "<https://a.org/%E2%80%8Bx>"],
  ["a letter", "https://a.org/%C3%BC"],
])(
  "shows an address as it was written, also where decoding it would make %s of it",
  (_, source) => {
    const shown = html(source);
    const [address = ""] = /https:[^>\s]*/.exec(source) ?? [];
    expect(shown).toContain(`>${address}</a>`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none
    expect(shown).not.toMatch(/[\u0000-\u0008\u202e\u200b]/);
  },
);

it("leaves the words of a text, its formulas between dollars, and other dollars escaped", () => {
  const source =
    "# One\n\n**two** [three](https://a.org) `four$` $x_1$ costs $5\nand\n\n- six\n- <b>\n\n$$y$$";
  expect(wordsWithFormulas(source)).toBe("One two three four\\$ $x_1$ costs \\$5 and six <b> $y$");
});

it.each([...COSTLY_MARKDOWN, ["a large table", columns(300) + fill("a\n", 400)]])(
  "leaves no more words than were written of %s",
  (_, source) => {
    expect(wordsWithFormulas(source).length).toBeLessThanOrEqual(2 * source.length);
  },
);
