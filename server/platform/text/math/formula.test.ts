import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MATH_BOMBS } from "@/server/testing/hostile/math-bombs";
import { size } from "@/server/testing/tier";
import { inSmall, renderFormula } from "./formula";
import { formulaSetter, LINES, TEXT } from "./formula-budget";

const small = (source: string) => {
  const rendered = renderFormula(source, false, "small");
  return "html" in rendered ? rendered.html : rendered.fault;
};

/** The results of formulas in one text. */
function setAll(sources: readonly string[], budget = TEXT): (string | null)[] {
  const set = formulaSetter(budget);
  return sources.map((source) => {
    const rendered = set(source, false);
    return "html" in rendered ? rendered.html : null;
  });
}
const bytesOf = (set: readonly (string | null)[]) => Buffer.byteLength(set.join(""));

describe("a formula", () => {
  it.each([
    ..."def gdef edef xdef let futurelet global long".split(" "),
    ..."newcommand renewcommand providecommand message errmessage show".split(" "),
  ])("cannot define or print anything: \\%s", (name) => {
    for (const source of [`\\${name}\\a{x}\\a`, `x^{\\${name} \\a{x}}`, `\\text{$\\${name}\\a$}`]) {
      for (const form of ["full", "small"] as const) {
        expect(renderFormula(source, true, form)).toEqual({
          fault: `\\${name} cannot be used here. Write it out.`,
        });
      }
    }
  });

  it("writes mathematical letters as Unicode characters, because browsers no longer convert plain ones", () => {
    expect(small("\\mathbb{R}")).toContain("<mi>ℝ</mi>");
    expect(small("\\mathbb{E}")).toContain("<mi>𝔼</mi>");
    expect(small("\\mathcal{L}")).toContain("<mi>ℒ</mi>");
    expect(small("\\mathfrak{g}")).toContain("<mi>𝔤</mi>");
    expect(small("\\mathbf{x}")).toContain("<mi>𝐱</mi>");
    expect(small("\\boldsymbol{\\theta}")).toContain("<mi>𝜽</mi>");
    expect(small("\\boldsymbol{\\Omega}")).toMatch(/<mi>[𝜴𝛀]<\/mi>/u);
    expect(small("\\mathbf{1}")).toContain("<mn>𝟏</mn>");
    expect(small("\\mathrm{d}")).toContain('<mi mathvariant="normal">d</mi>');
    expect(small("\\mathbb{R}")).toContain(">\\mathbb{R}</annotation>");
  });

  it("has a space after the name of a function, and none before a bracket", () => {
    expect(small("\\log n")).toContain('<mspace width="0.1667em"></mspace><mi>n</mi>');
    expect(small("\\log(n)")).not.toContain("mspace");
  });

  it("is the same rendered in the small form as extracted from the full form", () => {
    for (const source of ["x^2", "\\sqrt{x}", "\\mathbb R", "\\begin{pmatrix}a&b\\end{pmatrix}"]) {
      for (const display of [false, true]) {
        const full = renderFormula(source, display, "full") as { html: string };
        expect(full.html).toContain('class="katex-html"');
        const taken = inSmall(`<p>a ${full.html} b ${full.html}</p>`);
        expect(taken).not.toContain("katex-html");
        expect(taken).not.toContain("katex-mathml");
        expect(taken.match(/<math/g)).toHaveLength(2);
        const open = (html: string) => html.match(/<(?!\/)/g)?.length;
        expect(open(taken)).toBe((taken.match(/<\//g) ?? []).length);
        const math = /<math.*<\/math>/s;
        const alone = renderFormula(source, display, "small") as { html: string };
        expect(math.exec(full.html)?.[0]).toBe(math.exec(alone.html)?.[0]);
      }
    }
    expect(inSmall("<p>no formula</p>")).toBe("<p>no formula</p>");
  });

  it("never throws, whatever it contains, and is rendered the same each time", () => {
    const piece = fc.constantFrom(
      ...[
        "\\frac",
        "\\sqrt",
        "\\left(",
        "\\right)",
        "{",
        "}",
        "x",
        "^",
        "_",
        "&",
        "\\\\",
        "#1",
        "$",
      ],
      ...[
        "\\begin{matrix}",
        "\\end{matrix}",
        "\\text{",
        "\\mathbb ",
        "<b>",
        '"',
        "\u0001",
        "\ud800",
      ],
      ...[
        "\\color{red}",
        "\\rule{9em}{9em}",
        "\\hspace{-9em}",
        "%",
        "\\kern1em",
        "∑",
        "\\char`a",
        "'",
      ],
    );
    const formula = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(
        formula,
        fc.boolean(),
        fc.constantFrom("full", "small"),
        (source, display, form) => {
          const first = renderFormula(source, display, form);
          expect(renderFormula(source, display, form)).toEqual(first);
        },
      ),
      { numRuns: size(150, 5000) },
    );
  });
});

describe("the formulas of one text", () => {
  it.each(MATH_BOMBS)("fit its budget, made of %s", (_, bomb) => {
    for (const most of [60, 250, 1199]) {
      const sources = Array.from({ length: 30 }, () => bomb(most));
      expect(bytesOf(setAll(sources))).toBeLessThanOrEqual(TEXT.bytes);
      expect(bytesOf(setAll(sources, LINES))).toBeLessThanOrEqual(LINES.bytes);
    }
  });

  it("are in full first, then all small", () => {
    const set = setAll(Array.from({ length: 40 }, () => "\\sum_{i=1}^n \\frac{x_i}{n}"));
    const full = set.filter((html) => html?.includes("katex-html")).length;
    expect(full).toBeGreaterThan(5);
    expect(full).toBeLessThan(40);
    expect(set.slice(0, full).every((html) => html?.includes("katex-html"))).toBe(true);
    expect(set.slice(full).every((html) => html?.includes("<math"))).toBe(true);
  });

  it("are left as written if they are too many, too long or too large", () => {
    expect(setAll(Array.from({ length: 105 }, () => "x")).lastIndexOf(null)).toBe(104);
    expect(setAll(Array.from({ length: 105 }, () => "x")).indexOf(null)).toBe(100);
    const long = "x".repeat(1000);
    const set = setAll([long, long, long, long, "y"]);
    expect(set.map((html) => html !== null)).toEqual([true, true, true, false, false]);
    // A formula that does not fit is skipped; a smaller one after it fits.
    const [large, little] = setAll([`${"\\pmod(".repeat(60)}`, "y"], LINES);
    expect(large).toBeNull();
    expect(little).toContain("<mi>y</mi>");
  });

  it("are all rendered on a page of ordinary mathematics", () => {
    const honest = [
      "O(n \\log n)",
      "\\mathbb{E}_{x \\sim p_\\theta}\\left[\\log \\frac{p_\\theta(x)}{q(x)}\\right]",
      "\\sum_{i=1}^{n} (y_i - \\hat y_i)^2 + \\lambda \\|w\\|_2^2",
      "A = \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}",
      "\\lim_{n \\to \\infty} \\left(1 + \\frac{1}{n}\\right)^n = e",
    ];
    const page = Array.from({ length: 6 }, () => honest).flat();
    expect(setAll(page)).not.toContain(null);
    expect(setAll(honest.slice(0, 2), LINES)).not.toContain(null);
  });
});
