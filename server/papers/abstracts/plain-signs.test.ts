import { describe, expect, it } from "vitest";
import { inPlainSigns } from "./plain-signs";

describe("a title in an email", () => {
  it.each([
    ["Sorting in $O(n \\log n)$", "Sorting in O(n log n)"],
    ["$\\tilde{O}(\\sqrt{T})$ Regret", "Õ(√T) Regret"],
    ["$k\\text{NN}$ and $k$-means", "kNN and k-means"],
    ["\\(10^{-3}\\) of $\\frac{a+b}{2}$", "10⁻³ of (a+b)/2"],
    ["$\\mathcal{O}(n^2)$, $\\mathcal O(1)$ and $\\mathscr{L}$", "O(n²), O(1) and L"],
    ["$n^{\\omega}$ and $w_{\\theta}$", "n^ω and w_θ"],
    ["on $\\mathbb{R}^{n \\times d}$", "on ℝ^(n × d)"],
    ["$x_{t+1}$ from $x_{i,j}$", "xₜ₊₁ from x_(i,j)"],
    ["$\\left( \\bar x \\right)$ and $\\min_x f$", "( x̅ ) and minₓ f"],
    ["CO$_2$ in 3$\\times$3 cells of the $n$th kind", "CO₂ in 3×3 cells of the nth kind"],
    ["Let $PATH:$HOME be", "Let $PATH:$HOME be"],
    ["Costs $5 and $6, or \\$7", "Costs $5 and $6, or $7"],
  ])("%s", (title, shown) => expect(inPlainSigns(title)).toBe(shown));
});

it("turns a dozen formulas of a text into signs, and leaves the rest as TeX", () => {
  expect(inPlainSigns("$x^2$ ".repeat(14))).toBe("x² ".repeat(12) + "$x^2$ ".repeat(2));
  expect(inPlainSigns("$x$ $a + b$ ".repeat(30))).toBe("x a + b ".repeat(30));
});
