import katex from "katex";
import { describe, expect, it, vi } from "vitest";
import { MATH_BOMBS } from "@/server/testing/hostile/math-bombs";
import { showTitle, showTitles, titleInSigns, withShownTitle } from "./shown";

describe("a title", () => {
  it("with mathematics has plain signs, and HTML with rendered mathematics", () => {
    const { title, titleHtml = "" } = showTitle("Sorting <i> in $\\mathcal{O}(n^2)$");
    expect(title).toBe("Sorting <i> in O(n²)");
    expect(titleHtml).toMatch(
      /^Sorting &lt;i&gt; in <span class="katex"><math.*<mi>𝒪<\/mi>.*<\/math><\/span>$/,
    );
    expect(titleHtml).not.toContain("katex-html");
  });

  it.each([
    ["On voting & reading", "On voting & reading"],
    ["Costs of $5 and $6", "Costs of $5 and $6"],
    ["Costs of \\$5", "Costs of $5"],
    ["A lone $ sign", "A lone $ sign"],
    ["On $\\nosuch{x}$", "On nosuchx"],
  ])("without any has no HTML: %s", (written, shown) => {
    expect(showTitle(written)).toEqual({ title: shown });
  });

  it.each([
    ["From $W + BA$ to $QK^T$", "From W + BA to QKᵀ"],
    ["$ab - 2xy'$ and more", "ab − 2xy′ and more"],
    ["On $(A + BC) / D$", "On (A + BC) / D"],
    ["Why $P * NP$", "Why P * NP"],
  ])("has sums of products as formulas: %s", (written, shown) => {
    const { title, titleHtml } = showTitle(written);
    expect(titleHtml).toContain("<math");
    expect(title.replace(/-/g, "−").replace(/'/g, "′")).toBe(shown);
  });

  it.each(["A $HOME + PATH$ B", "From $5 to be$ or", "Pay $me and you$ x", "$on and off$"])(
    "has no formula of words: %s",
    (written) => expect(showTitle(written).titleHtml).toBeUndefined(),
  );

  it("is rendered once, however often it is shown", () => {
    const called = vi.spyOn(katex, "renderToString");
    const written = "Shown again and again: $\\alpha_7$";
    const first = showTitle(written);
    expect(called).toHaveBeenCalledTimes(1);
    expect(showTitle(written)).toEqual(first);
    expect(titleInSigns(written)).toBe("Shown again and again: α₇");
    expect(withShownTitle({ slug: "again", title: written })).toEqual({ slug: "again", ...first });
    showTitle("Without any");
    expect(called).toHaveBeenCalledTimes(1);
    called.mockRestore();
  });
});

describe("the titles of a list", () => {
  it("keep their formulas while there is room, then their signs, then their beginnings", () => {
    const written = Array.from({ length: 200 }, (_, at) => `Title ${at} on $\\alpha^{${at}}$`);
    const shown = showTitles(written, 100_000);
    const formulas = shown.filter(({ titleHtml }) => titleHtml).length;
    expect(formulas).toBeGreaterThan(30);
    expect(formulas).toBeLessThan(200);
    expect(shown.slice(0, formulas).every(({ titleHtml }) => titleHtml)).toBe(true);
    expect(shown.at(-1)).toEqual({ title: "Title 199 on α¹⁹⁹" });
    expect(showTitles(["$x^2$ of ".repeat(20)], 10)).toEqual([
      { title: expect.stringMatching(/^x² of x² .*…$/) },
    ]);
  });

  it.each(MATH_BOMBS)("stay small, made of %s", (_, bomb) => {
    const written = Array.from({ length: 50 }, (_, at) => `${at} $${bomb(240)}$ $${bomb(200)}$`);
    const sent = Buffer.byteLength(JSON.stringify(showTitles(written, 60_000)));
    expect(sent).toBeLessThan(120_000);
  });
});
